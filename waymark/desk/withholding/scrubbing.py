"""Scrubbing: plain data without the lines that hold words which were withheld."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from waymark.editions.blanking import WORD, plain

#: What takes the stead of a line of text.
INSTEAD = f"{WORD}."
#: What a link leads to, and the marks around bold words, are no words.
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*")
#: What a line of a list starts with.
_POINT = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
#: Single words that are a part's name, and not a key or a sort.
_NAMES = frozenset(
    {"title", "term", "name", "email", "telephone", "owner", "reason", "words", "told", "text"}
)


def said(value: Any) -> str:
    """Every word in plain data, a line for each text."""
    return "\n".join(plain(_MARKS.sub(r"\1", each)) for each in _texts(value))


def holds(value: Any, sought: Collection[str]) -> bool:
    """Whether plain data holds any of these passages."""
    words = said(value)
    return any(each in words for each in sought)


def scrubbed(value: Any, sought: Collection[str], name: str = "") -> Any:
    """Plain data in which every line that holds a passage says only that it was withheld.

    Keys, dates and the like stay: what they say is no sentence.
    """
    if isinstance(value, dict):
        return {key: scrubbed(each, sought, key) for key, each in value.items()}
    if isinstance(value, list):
        return [scrubbed(each, sought, name) for each in value]
    if not isinstance(value, str) or not (" " in value or "\n" in value or name in _NAMES):
        return value
    return "\n".join(_line(each, sought, name) for each in value.split("\n"))


def _line(line: str, sought: Collection[str], name: str) -> str:
    words = plain(_MARKS.sub(r"\1", line))
    if not any(each in words for each in sought):
        return line
    point = _POINT.match(line)
    instead = WORD if name in ("title", "term", "name") else INSTEAD
    return f"{point[0] if point else ''}{instead}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
