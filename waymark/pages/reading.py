"""The manuscript as pages read it: titles and files of places, ways out and in, where things are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from waymark.manual.boxes import Box, Procedure
from waymark.manual.charts import Arrow
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.wholeness.references import texts_of
from waymark.pages.prose.html import href
from waymark.pages.terms.explain import Glossary

KIND_WORDS = {
    "start": "Start",
    "step": "Step",
    "decision": "Decision",
    "outcome": "Ending",
    "connector": "Go to",
    "procedure": "Procedure",
}


class WayTo(NamedTuple):
    """A link to a place: where it leads, what it is called, and the answer that leads there."""

    href: str
    title: str
    kind: str = "step"
    answer: str | None = None
    chart: str | None = None
    step_href: str = ""


class Reader:
    """A manuscript with what its pages ask of it, worked out once."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.lookup = Lookup(manuscript)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms, ready to be explained in pages."""
        return Glossary(self.manuscript.terms)

    def title(self, place: str) -> str:
        """What a place is called."""
        lookup = self.lookup
        for titled in (lookup.boxes, lookup.procedures, lookup.charts, lookup.sources, lookup.reviews):
            if place in titled:
                return str(titled[place].title)
        if place in lookup.scenarios:
            return lookup.scenarios[place].title
        if place in lookup.terms:
            return lookup.terms[place].term
        return next((way.title for way in self.manuscript.ways_in if way.place == place), place)

    def way(self, place: str, prefix: str) -> WayTo:
        """A link to a place."""
        return WayTo(href(place, prefix), self.title(place))

    def onward(self, place: str, prefix: str) -> list[WayTo]:
        """Where the arrows lead from a box, with their answers."""
        arrows = self.lookup.arrows_from.get(place, [])
        return [self._way(arrow.end, place, prefix, arrow) for arrow in arrows]

    def back(self, place: str, prefix: str) -> list[WayTo]:
        """The boxes whose arrows lead here."""
        arrows = self.lookup.arrows_to.get(place, [])
        return [self._way(arrow.start, place, prefix, None) for arrow in arrows]

    def _way(self, to: str, stands: str, prefix: str, arrow: Arrow | None) -> WayTo:
        box = self.lookup.boxes[to]
        chart, here = self.lookup.chart_of.get(to), self.lookup.chart_of.get(stands)
        away = chart is not None and chart is not here
        return WayTo(
            href=href(to, prefix),
            title=box.title,
            kind=box.kind.value,
            answer=arrow.answer if arrow else None,
            chart=f"Chart {chart.number}" if away and chart else None,
            step_href=href(to, prefix) if away else f"#step-{spot(to)}",
        )

    @cached_property
    def used(self) -> dict[str, list[str]]:
        """For each part and term, the boxes and procedures that use it."""
        used: dict[str, dict[str, None]] = {}
        for box in self.every_box():
            named: Iterable[str] = (*box.sources, *box.facets.lessons)
            for part in (*named, *(link.to for _, text in texts_of(box) for link in text.links)):
                used.setdefault(part, {})[box.place] = None
            for key in box.timescales:
                if (timescale := self.lookup.timescales.get(key)) and timescale.source:
                    used.setdefault(timescale.source, {})[box.place] = None
        return {part: list(places) for part, places in used.items()}

    def every_box(self) -> Iterator[Box | Procedure]:
        """Every box and procedure."""
        yield from self.manuscript.boxes
        yield from self.manuscript.procedures


def spot(place: str) -> str:
    """A place as a spot on a page: `referral/talk-it-over` is `referral--talk-it-over`."""
    return place.replace("/", "--")
