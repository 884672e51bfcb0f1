"""What an asking comes to: what was typed as it is asked for, and what was found."""

from __future__ import annotations

from typing import NamedTuple

from waymark.search.index import Kind


class Unit(NamedTuple):
    """One thing that was typed: a word, or a phrase of a family. `tells`: how much.

    `terms`: words and families of the index that stand for it, each with a weight in sixteenths.
    """

    said: str
    tells: int
    terms: tuple[tuple[str, int], ...]


class Result(NamedTuple):
    """A place that was found. `facet`: where the words stand in it; `words`: those that were typed."""

    place: str
    title: str
    kind: int
    where: str
    facet: int
    score: int
    words: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Whether it is a partnership's own."""
        return self.kind == Kind.GUIDANCE


class LimitFound(NamedTuple):
    """A time limit that answers: how long, what for, from when, by what source; and a place that shows it."""

    words: str
    title: str
    starts: str
    source: str
    place: str = ""
    at: str = ""


class Outcome(NamedTuple):
    """What an asking came to: places, time limits that answer, and whether a number to ring was asked for."""

    typed: bool
    results: tuple[Result, ...] = ()
    limits: tuple[LimitFound, ...] = ()
    ring: bool = False
