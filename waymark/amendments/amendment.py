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
    """What became of one thing that a place says. Words are reworded; dates and numbers are changed."""

    RETITLED = "retitled"
    MOVED = "moved"
    REWORDED = "reworded"
    CHANGED = "changed"
    ADDED = "added"
    TAKEN_OUT = "taken out"
    TIMESCALE = "time limit changed"
    TIMESCALE_ADDED = "time limit added"
    TIMESCALE_OUT = "time limit taken out"
    ARROW = "arrow changed"
    ARROW_ADDED = "arrow added"
    ARROW_OUT = "arrow taken out"
    BOX_ADDED = "box added"
    BOX_OUT = "box taken out"
    SOURCE_ADDED = "source added"
    SOURCE_OUT = "source taken out"
    SOURCE = "source reworded"
    LESSON = "lesson reworded"
    MEANING = "word explained otherwise"
    LESSON_ADDED = "lesson added"
    LESSON_OUT = "lesson taken out"
    ASKED = "how people ask"


class Change(Data, frozen=True, kw_only=True):
    """One difference within a place.

    `where` says it in words (“Key points, 3”), counting in what stands now; of what was taken out, in what
    stood before. `before` and `after` are the words, None where there are none. Of `runs`, those that stayed
    and went make `before`, and those that stayed and came make `after`.
    """

    sort: ChangeSort
    where: str
    before: str | None = None
    after: str | None = None
    runs: tuple[Run, ...] = ()


class Amendment(Data, frozen=True, kw_only=True):
    """What is different at one place.

    `made` is the canonical JSON of the part as it is now. It is None where the part was withdrawn, and where
    the part itself is as it was and only what is shown with it changed: its chart, a time limit, a lesson, a
    provision, an explained word. `shown_at`: the boxes and procedures at which such a change is told too.
    `order` is the new order of a list that readers see in its editors' order, as places. With `made` and
    `order`, `apply` makes the new manuscript of the old.
    """

    place: str
    kind: str
    sort: Sort
    title: str
    see: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    made: str | None = None
    order: tuple[str, ...] = ()
    shown_at: tuple[str, ...] = ()
