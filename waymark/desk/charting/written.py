"""The shared manual as it is being written, with what charting asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from waymark.desk.doors import out
from waymark.desk.people.standing import SHARED, Standing
from waymark.manual.boxes import Box
from waymark.manual.charts import FlowChart
from waymark.manual.findings import Finding
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.pack.register import Register
from waymark.manual.wholeness import check_manuscript

Parts = dict[str, tuple[str, Any]]


class Held(NamedTuple):
    """A draft without its words: its number in our table, how often it was saved, and what it is."""

    pk: int
    number: int
    kind: str
    gone: bool
    title: str


class Whole:
    """A manuscript made of parts, with what is asked of it."""

    parts: Parts
    register: Register

    @cached_property
    def manuscript(self) -> Manuscript:
        """The manuscript that the parts make."""
        return out.as_manuscript(self.parts, self.register)

    @cached_property
    def lookup(self) -> Lookup:
        """Its parts by their places."""
        return Lookup(self.manuscript)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is to be noticed about it."""
        return check_manuscript(self.manuscript)


@dataclass(frozen=True)
class Written(Whole):
    """The shared manual being written: its parts, the drafts they stand in, and the register of places."""

    parts: Parts
    drafts: dict[str, Held]
    register: Register
    areas: frozenset[str]

    @classmethod
    def read(cls, standing: Standing) -> Written:
        """All of it, in four questions to the database however many boxes there are."""
        rows = standing.drafts().filter(partnership=SHARED).defer("data")
        held = rows.values_list("place", "pk", "number", "kind", "gone", "title")
        drafts = {place: Held(*more) for place, *more in held}
        return cls(out.parts(), drafts, out.register(), frozenset(out.partnerships()))

    @property
    def charts(self) -> tuple[FlowChart, ...]:
        """The charts, in the order of their numbers."""
        return self.manuscript.charts

    @property
    def boxes(self) -> dict[str, Box]:
        """Every box by its place."""
        return self.lookup.boxes

    @cached_property
    def in_force(self) -> frozenset[str]:
        """Every place that was ever in force, and so keeps its words for ever."""
        return frozenset(self.register.taken())

    @cached_property
    def loose(self) -> list[Box]:
        """Boxes that no chart lists yet."""
        return [box for box in self.manuscript.boxes if box.place not in self.lookup.chart_of]

    def is_taken(self, place: str) -> bool:
        """Whether a place stands or ever stood for something."""
        return place in self.drafts or place in self.in_force

    def title(self, place: str) -> str:
        """What a place is called; its own words where nothing stands there."""
        held = self.drafts.get(place)
        return held.title if held else place
