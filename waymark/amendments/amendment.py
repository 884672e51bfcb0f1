"""An amendment: one described difference between an edition and the one before, by place."""

from __future__ import annotations

from enum import StrEnum

from waymark.amendments.words import Run
from waymark.manual.data import Data


class Sort(StrEnum):
    """What became of a place."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    ORDERED = "put in another order"


class ChangeSort(StrEnum):
    """What became of one part of a place."""

    RETITLED = "retitled"
    MOVED = "moved"
    REWORDED = "reworded"
    ADDED = "added"
    TAKEN_OUT = "taken out"
    TIMESCALE = "time limit changed"
    ARROW = "arrow changed"


class Change(Data, frozen=True, kw_only=True):
    """One change within a place: where, and the words before and after."""

    sort: ChangeSort
    where: str
    before: str | None = None
    after: str | None = None
    runs: tuple[Run, ...] = ()


class Amendment(Data, frozen=True, kw_only=True):
    """What is different at one place.

    `made` is the canonical JSON of the new part, and empty where it was withdrawn; `order` the new order of
    a list that readers see in its editors' order. With these `apply` makes the new manuscript of the old.
    """

    place: str
    kind: str
    sort: Sort
    title: str
    see: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    made: str = ""
    order: tuple[str, ...] = ()
