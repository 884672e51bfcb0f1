"""Gathering: everything that can be found, place by place, with its words facet by facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from waymark.manual.boxes import Box, Procedure
from waymark.manual.contacts import Contact
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.sources import Review, Source
from waymark.manual.words import SET_LOCALLY, Timescale
from waymark.search.index import Facet, Kind, Limit, Spot

#: A time limit is known by so many of the lines that ask for it; all of them lead to the places that show it.
MOST_ASKED = 5
#: The page of contacts, as results name it.
RING = "Who to ring"


class Said(NamedTuple):
    """Words of one facet."""

    facet: Facet
    text: str


class Line(NamedTuple):
    """A line by its features, with the number of its place and the facet that says it."""

    features: tuple[str, ...]
    place: int
    facet: Facet


class Found(NamedTuple):
    """A place that can be found, with all it says. What is in both indexes says its title in the first."""

    spot: Spot
    said: tuple[Said, ...]


def shared(manuscript: Manuscript) -> Iterator[Found]:
    """Every place of the shared manual."""
    lookup = Lookup(manuscript)
    said: tuple[Said, ...]
    for chart in manuscript.charts:
        said = (
            Said(Facet.TITLE, chart.title),
            Said(Facet.PEOPLE_SAY, chart.need),
            Said(Facet.TEXT, chart.summary),
        )
        yield Found(Spot(chart.key, chart.title, Kind.CHART, f"Chart {chart.number}"), said)
    for box in manuscript.boxes:
        standing = lookup.chart_of.get(box.place)
        where = f"Chart {standing.number}: {standing.title.partition(':')[0]}" if standing else ""
        yield Found(Spot(box.place, box.title, Kind.BOX, where), tuple(_of_box(box, lookup)))
    for each in manuscript.procedures:
        yield Found(Spot(each.place, each.title, Kind.PROCEDURE), tuple(_of_box(each, lookup)))
    for term in manuscript.terms:
        said = (
            *(Said(Facet.TITLE, name) for name in (term.term, *term.also)),
            *(Said(Facet.PEOPLE_SAY, line) for line in term.people_say),
            *(Said(Facet.MEANING, line) for line in _lines([term.meaning.plain])),
        )
        yield Found(Spot(term.place, term.term, Kind.TERM), said)
    for source in manuscript.sources:
        # What sources require and teach is found at the boxes that carry it, where someone can act on it.
        said = (Said(Facet.TITLE, source.title),)
        yield Found(Spot(source.place, source.title, Kind.SOURCE, _by(source)), said)
    for review in manuscript.reviews:
        said = (Said(Facet.TITLE, review.title),)
        yield Found(Spot(review.place, review.title, Kind.REVIEW, _by(review)), said)
    said = (Said(Facet.TITLE, RING), *_of_contacts(manuscript.contacts))
    yield Found(Spot("contacts", RING, Kind.CONTACT), said)


def local(held: LocalManuscript, papers: Mapping[str, str], manuscript: Manuscript) -> Iterator[Found]:
    """What a partnership adds: notes at shared places, guidance with the words of its files, contacts.

    `papers`: the words of the files, by their names.
    """
    lookup = Lookup(manuscript)
    for note in held.notes:
        titled = lookup.boxes.get(note.place) or lookup.procedures.get(note.place)
        if titled is not None:
            said = tuple(Said(Facet.LOCAL_NOTE, line) for line in _lines([note.text.plain]))
            yield Found(Spot(note.place, titled.title, Kind.BOX), said)
    for each in held.guidance:
        said = (
            Said(Facet.TITLE, each.title),
            *((Said(Facet.TITLE, each.former_name),) if each.former_name else ()),
            *(Said(Facet.TEXT, line) for line in _lines([each.text.plain])),
            *((Said(Facet.FILE, papers[each.file.name]),) if each.file and each.file.name in papers else ()),
        )
        yield Found(Spot(f"local/{each.key}", each.title, Kind.GUIDANCE, held.partnership.in_area), said)
    door = held.partnership.front_door
    said = (*_named(door), *_of_contacts(held.contacts))
    yield Found(Spot("contacts", RING, Kind.CONTACT), said)


def _of_box(box: Box | Procedure, lookup: Lookup) -> Iterator[Said]:
    facets = box.facets
    yield Said(Facet.TITLE, box.title)
    yield from (Said(Facet.PEOPLE_SAY, line) for line in facets.people_say)
    if box.who:
        yield Said(Facet.WHO, box.who)
    yield from (Said(Facet.KEY_POINTS, point.plain) for point in facets.key_points)
    if facets.how_to_do_it:
        yield from (Said(Facet.HOW_TO_DO_IT, line) for line in _lines([facets.how_to_do_it.plain]))
    for each in facets.what_if:
        yield Said(Facet.WHAT_IF, each.question)
        yield from (Said(Facet.WHAT_IF, line) for line in _lines([each.answer.plain]))
    families = facets.for_families
    for text in (families.parents, families.child) if families else ():
        if text:
            yield from (Said(Facet.FOR_FAMILIES, line) for line in _lines([text.plain]))
    for note in facets.for_your_role:
        role = lookup.roles.get(note.role)
        yield Said(Facet.FOR_YOUR_ROLE, f"{role.title}. {note.text.plain}" if role else note.text.plain)
    for part in facets.lessons:
        if part in lookup.lessons:
            yield Said(Facet.LESSONS, lookup.lessons[part][1].text.plain)
    for key in box.timescales:
        if limit := lookup.timescales.get(key):
            yield from _of_limit(limit)
    for part in box.sources:
        if part in lookup.provisions:
            yield Said(Facet.LAW, lookup.provisions[part][1].where)


def _of_limit(limit: Timescale) -> Iterator[Said]:
    yield Said(Facet.TIME_LIMITS, f"{limit.title} {limit.words}")
    yield from (Said(Facet.TIME_LIMITS, line) for line in limit.people_say)


def _of_contacts(contacts: Sequence[Contact]) -> Iterator[Said]:
    for contact in contacts:
        yield from _named(contact.name)
        yield Said(Facet.WHO, f"{contact.purpose}. {contact.hours_in_words}")
        yield from (Said(Facet.PEOPLE_SAY, line) for line in contact.people_say)


def _named(name: str) -> Iterator[Said]:
    yield Said(Facet.TITLE, name)
    if short := _initials(name):
        yield Said(Facet.TITLE, short)


def _initials(name: str) -> str:
    """The short form that people make of a name of three words and more: Multi Agency Referral Unit, MARU."""
    said = name.partition(",")[0].replace("-", " ").split()
    letters = "".join(word[0] for word in said if word[0].isupper())
    return letters if len(letters) >= 3 and len(letters) == len(said) else ""


def _by(source: Source | Review) -> str:
    return ", ".join(str(part) for part in (source.publisher, source.year) if part)


def _lines(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in text.split("\n") if line.strip()]


def limits(manuscript: Manuscript) -> Iterator[Limit]:
    """Every time limit of the manual, as an answer gives it."""
    lookup = Lookup(manuscript)
    for each in manuscript.timescales:
        pages: list[Box | Procedure] = [*manuscript.boxes, *manuscript.procedures]
        shown = [page.place for page in pages if each.key in page.timescales]
        source = ""
        if each.source in lookup.provisions:
            of, provision = lookup.provisions[each.source]
            source = f"{of.title}, {provision.where}"
        words = "no national limit: your area may set one" if each.limit == SET_LOCALLY else each.words
        asked = [each.title, *each.people_say[:MOST_ASKED]]
        yield Limit(shown, each.title, words, each.starts, source, asked)
