"""The queries by which searching is measured: who asks, at which gateway, in which words, and what is right.

`right`: any of these places is a right first answer. `half`: `tune` may be looked at and tuned on; `unseen`
is only ever counted. Which half a query is in follows from the SHA-256 of its words: nobody chooses.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("search") / "queries.tsv"
VOICES = ("practitioner", "parent", "child", "neighbour")


class Query(NamedTuple):
    """One question that somebody may type."""

    voice: str
    gateway: str
    words: str
    right: frozenset[str]

    @property
    def half(self) -> str:
        """The half it belongs to."""
        return "unseen" if hashlib.sha256(self.words.encode()).digest()[0] % 2 else "tune"


@cache
def queries() -> tuple[Query, ...]:
    """All of them, in the order of the file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(_read(line) for line in lines if line)


def _read(line: str) -> Query:
    voice, gateway, words, right = line.split("\t")
    places = (place.removeprefix(f"{gateway}/") for place in right.split(" "))
    return Query(voice, gateway, words, frozenset(place for place in places if ":" not in place))
