"""Sentences and words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waymark.manual.text import Text

_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|(?<=:)\s+(?=[\"“])")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’–-]*")


def sentences(text: Text) -> Iterator[str]:
    """The sentences of a text. A point of a list is one at least, and so are words spoken after a colon."""
    for line in text.plain.split("\n"):
        yield from sentences_of(line)


def sentences_of(line: str) -> Iterator[str]:
    """The sentences of one line of plain words."""
    for sentence in _END.split(line):
        if _WORD.search(sentence):
            yield sentence.strip()


def words(sentence: str) -> list[str]:
    """The words of a sentence; a hyphenated word is one."""
    return _WORD.findall(sentence)
