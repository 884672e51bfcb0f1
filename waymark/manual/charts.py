"""Flow charts: one stage of the work, as boxes joined by arrows."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from waymark.manual.data import Data, Line
from waymark.manual.places import Key, Place

#: The answer of ways that run side by side.
IN_EVERY_CASE = "in every case"


class Arrow(Data, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A directed step from one box to another, with the answer that leads along it."""

    start: Place
    end: Place
    answer: Line | None = None


class FlowChart(Data, frozen=True, kw_only=True):
    """One stage of the work. Its boxes stand in the order they are told."""

    key: Key
    number: Annotated[int, Meta(ge=1, le=99)]
    title: Line
    need: Line
    summary: Line
    being_written: bool = False
    boxes: tuple[Place, ...] = ()
    arrows: tuple[Arrow, ...] = ()
