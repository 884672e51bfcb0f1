"""Redacting: plain data without passages that were withheld, as near to what it was as can be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from waymark.desk.parts import ALL, part_of
from waymark.desk.parts import plain as as_plain
from waymark.editions.blanking import WORD, Seeker, blank_part, plain

#: Markdown's own signs, and links, which stand between the words of a passage.
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"[*_`\\]")
#: What a line of a list starts with.
_POINT = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
#: What tells parts apart. A name in a place or a key stays: it is an address that others link to.
_NAMING = frozenset({"key", "place", "places", "to", "kind", "form", "fingerprint", "former_name"})


def holds(value: Any, sought: Collection[str]) -> bool:
    """Whether any text in plain data holds any of these passages. Keys and places are not looked at."""
    return bool(sought) and Seeker(sought).within("\n".join(_texts(value)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _readings(value)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in _NAMING:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def lines(value: Any) -> set[str]:
    """Every line of text in plain data, plain: a name, a number, a point of a list."""
    if isinstance(value, str):
        return {reading for line in value.split("\n") for reading in _readings(_POINT.sub("", line))}
    if isinstance(value, dict):
        return {each for name, one in value.items() if name not in _NAMING for each in lines(one)}
    return {each for one in value for each in lines(one)} if isinstance(value, list) else set()


def redacted(value: Any, sought: Collection[str]) -> Any:
    """Plain data with every such passage replaced by the word “Withheld”."""
    if isinstance(value, str):
        return _without(value, sought) if holds(value, sought) else value
    if isinstance(value, dict):
        return {name: each if name in _NAMING else redacted(each, sought) for name, each in value.items()}
    return [redacted(each, sought) for each in value] if isinstance(value, list) else value


def redacted_part(kind: str, data: Any, sought: Collection[str], *, whole: bool, title: bool) -> Any:
    """The data of a draft without the passages; `whole`: all its words go. It can still be read as its kind.

    Raises msgspec.ValidationError where no such data can be made; nothing may be changed then.
    """
    made = blanked(kind, data, title=title) if whole else data
    for trial in (redacted(made, sought), _dropped(redacted(made, ()), sought), None):
        trial = redacted(blanked(kind, data, title=True), sought) if trial is None else trial
        try:
            part_of(kind, trial)
        except msgspec.ValidationError as error:
            problem = error
        else:
            return trial
    raise problem


def blanked(kind: str, data: Any, *, title: bool) -> Any:
    """The data of a part without its words, as the shelf blanks it."""
    part = part_of(kind, data)
    if kind == "local contact":
        nothing = {"telephone": None, "email": None, "web": None}
        return as_plain(
            msgspec.structs.replace(part, name=WORD, purpose=WORD, hours_in_words=WORD, **nothing)
        )
    return as_plain(blank_part(part, title=title)) if kind in ALL else data


def _readings(text: str) -> tuple[str, str]:
    return plain(text), plain(_SIGNS.sub("", _LINK.sub(r"\1", text)))


def _without(text: str, sought: Collection[str]) -> str:
    for each in sorted(sought, key=len, reverse=True):
        said = r"\s+".join(re.escape(word) for word in each.split())
        text = re.sub(said, WORD, text, flags=re.IGNORECASE)
    # Words that a mark stands in the middle of, or whose small letters are others.
    return f"{WORD}." if holds(text, sought) else text


def _dropped(value: Any, sought: Collection[str]) -> Any:
    """Without every field and line that holds a passage, for those whose form allows no other words."""
    if isinstance(value, dict):
        return {
            name: each if name in _NAMING else _dropped(each, sought)
            for name, each in value.items()
            if name in _NAMING or not isinstance(each, str) or not holds(each, sought)
        }
    if isinstance(value, list):
        kept = [each for each in value if not isinstance(each, str) or not holds(each, sought)]
        return [_dropped(each, sought) for each in kept]
    return value
