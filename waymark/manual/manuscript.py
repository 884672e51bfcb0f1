"""The manuscript: the shared manual at one moment, as plain frozen data."""

from __future__ import annotations

from functools import cached_property

import msgspec

from waymark.manual.boxes import Box, Procedure
from waymark.manual.charts import Arrow, FlowChart
from waymark.manual.contacts import Contact
from waymark.manual.data import Data, EditionNumber, Line
from waymark.manual.local import LocalManuscript
from waymark.manual.places import Place
from waymark.manual.scenarios import Scenario
from waymark.manual.sources import LearningPoint, Lesson, Provision, Review, Source
from waymark.manual.text import Text
from waymark.manual.waivers import Waiver
from waymark.manual.ways_in import WayIn
from waymark.manual.words import Relations, Role, Term, Timescale


class Withdrawn(Data, frozen=True, kw_only=True):
    """A place no longer in use: since which edition, and what to see instead."""

    place: Place
    kind: Line
    edition: EditionNumber
    see: tuple[Place, ...] = ()


class Manuscript(Data, frozen=True, kw_only=True):
    """The shared manual. Parts stand in a fixed order: see `canonical`."""

    title: Line
    about: Text
    notice: Text
    charts: tuple[FlowChart, ...] = ()
    boxes: tuple[Box, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    terms: tuple[Term, ...] = ()
    timescales: tuple[Timescale, ...] = ()
    roles: tuple[Role, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sources: tuple[Source, ...] = ()
    reviews: tuple[Review, ...] = ()
    relations: tuple[Relations, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    ways_in: tuple[WayIn, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()


def canonical(manuscript: Manuscript) -> Manuscript:
    """The same manuscript with its parts in order, so that the same meaning has the same bytes.

    Roles, contacts and timescales keep the order their editors gave: readers see it.
    """
    return msgspec.structs.replace(
        manuscript,
        charts=tuple(sorted(manuscript.charts, key=lambda chart: (chart.number, chart.key))),
        boxes=tuple(sorted(manuscript.boxes, key=lambda box: box.place)),
        procedures=tuple(sorted(manuscript.procedures, key=lambda each: each.place)),
        terms=tuple(sorted(manuscript.terms, key=lambda term: term.key)),
        sources=tuple(sorted(manuscript.sources, key=lambda source: source.place)),
        reviews=tuple(sorted(manuscript.reviews, key=lambda review: review.place)),
        relations=tuple(sorted(manuscript.relations, key=lambda each: each.key)),
        waivers=tuple(sorted(manuscript.waivers, key=lambda each: each.key)),
        scenarios=tuple(sorted(manuscript.scenarios, key=lambda each: each.place)),
        ways_in=tuple(sorted(manuscript.ways_in, key=lambda way: way.key)),
        withdrawn=tuple(sorted(manuscript.withdrawn, key=lambda gone: gone.place)),
    )


def canonical_local(local: LocalManuscript) -> LocalManuscript:
    """The same local manuscript with notes by place and guidance by key; contacts keep their order."""
    return msgspec.structs.replace(
        local,
        notes=tuple(sorted(local.notes, key=lambda note: note.place)),
        guidance=tuple(sorted(local.guidance, key=lambda guidance: guidance.key)),
    )


class Lookup:
    """A manuscript's parts by their places and keys. Of two with one place the first is found."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript

    @cached_property
    def boxes(self) -> dict[str, Box]:
        """Every box by its place."""
        return {box.place: box for box in reversed(self.manuscript.boxes)}

    @cached_property
    def procedures(self) -> dict[str, Procedure]:
        """Every procedure by its place."""
        return {each.place: each for each in reversed(self.manuscript.procedures)}

    @cached_property
    def charts(self) -> dict[str, FlowChart]:
        """Every chart by its key."""
        return {chart.key: chart for chart in reversed(self.manuscript.charts)}

    @cached_property
    def chart_of(self) -> dict[str, FlowChart]:
        """The chart that a box stands in today."""
        return {place: chart for chart in reversed(self.manuscript.charts) for place in chart.boxes}

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Every term by its place."""
        return {term.place: term for term in self.manuscript.terms}

    @cached_property
    def timescales(self) -> dict[str, Timescale]:
        """Every timescale by its key."""
        return {timescale.key: timescale for timescale in self.manuscript.timescales}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Every role by its key."""
        return {role.key: role for role in self.manuscript.roles}

    @cached_property
    def contacts(self) -> dict[str, Contact]:
        """Every contact of the shared manual by its key."""
        return {contact.key: contact for contact in reversed(self.manuscript.contacts)}

    @cached_property
    def ways_in(self) -> dict[str, WayIn]:
        """The ways in for families by their keys, the one for parents first."""
        return {way.key.value: way for way in reversed(self.manuscript.ways_in)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by its place."""
        return {source.place: source for source in self.manuscript.sources}

    @cached_property
    def reviews(self) -> dict[str, Review]:
        """Every review by its place."""
        return {review.place: review for review in self.manuscript.reviews}

    @cached_property
    def scenarios(self) -> dict[str, Scenario]:
        """Every scenario by its place."""
        return {each.place: each for each in self.manuscript.scenarios}

    @cached_property
    def provisions(self) -> dict[str, tuple[Source, Provision]]:
        """Every provision by its part, with the source it belongs to."""
        return {
            f"{source.place}#{provision.key}": (source, provision)
            for source in self.manuscript.sources
            for provision in source.provisions
        }

    @cached_property
    def lessons(self) -> dict[str, tuple[Source | Review, Lesson | LearningPoint]]:
        """Every lesson and learning point by its part, with the study or review it comes from."""
        found: dict[str, tuple[Source | Review, Lesson | LearningPoint]] = {}
        for source in self.manuscript.sources:
            found |= {f"{source.place}#{lesson.key}": (source, lesson) for lesson in source.lessons}
        for review in self.manuscript.reviews:
            found |= {f"{review.place}#{point.key}": (review, point) for point in review.learning}
        return found

    @cached_property
    def arrows_from(self) -> dict[str, list[Arrow]]:
        """The arrows that leave each box, in the order they were written."""
        leaving: dict[str, list[Arrow]] = {}
        for chart in self.manuscript.charts:
            for arrow in chart.arrows:
                leaving.setdefault(arrow.start, []).append(arrow)
        return leaving

    @cached_property
    def arrows_to(self) -> dict[str, list[Arrow]]:
        """The arrows that reach each box."""
        reaching: dict[str, list[Arrow]] = {}
        for chart in self.manuscript.charts:
            for arrow in chart.arrows:
                reaching.setdefault(arrow.end, []).append(arrow)
        return reaching

    @cached_property
    def places(self) -> dict[str, str]:
        """Every place of the shared manual, with its kind."""
        kinds: dict[str, str] = dict.fromkeys(self.charts, "chart")
        kinds |= dict.fromkeys(self.boxes, "box")
        kinds |= dict.fromkeys(self.procedures, "procedure")
        kinds |= dict.fromkeys(self.terms, "term")
        kinds |= dict.fromkeys(self.sources, "source")
        kinds |= dict.fromkeys(self.reviews, "review")
        kinds |= dict.fromkeys(self.scenarios, "scenario")
        return kinds
