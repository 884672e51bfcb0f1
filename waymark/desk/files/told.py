"""What the reading of one file tells before its words, and how its words follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is, with what stands against it: rules, each with the words for its gaps."""

    kind: str | None
    title: str | None = None
    language: str | None = None
    tagged: bool | None = None
    pages: int | None = None
    troubles: tuple[tuple[str, dict[str, str]], ...] = ()


class Opened(NamedTuple):
    """A file that could be opened. `words` reads its words, a page or a part at a time."""

    told: Told
    words: Callable[[], Iterator[str]]


def language_tag(words: str) -> str | None:
    """These words, where they are the tag of a language such as en-GB."""
    found = _LANGUAGE.fullmatch(words.strip())
    return found[1].lower() + found[2] if found and len(found[0]) <= 20 else None
