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


class Said(NamedTuple):
    """Words of one facet. `passage`: short enough, and to the point, to be compared as a whole."""

    facet: Facet
    text: str
    passage: bool = False


class Found(NamedTuple):
    """A place that can be found, with all it says, its title first.

    `also`: it stands in another index, and what is said here, without its title, adds to that.
    """

    spot: Spot
    said: tuple[Said, ...]
    also: bool = False


def shared(manuscript: Manuscript) -> Iterator[Found]:
    """Every place of the shared manual."""
    lookup = Lookup(manuscript)
    said: tuple[Said, ...]
    for chart in manuscript.charts:
        said = (
            Said(Facet.TITLE, chart.title, True),
            Said(Facet.PEOPLE_SAY, chart.need, True),
            Said(Facet.TEXT, chart.summary, True),
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
            *(Said(Facet.TITLE, name, True) for name in (term.term, *term.also)),
            *(Said(Facet.PEOPLE_SAY, line, True) for line in term.people_say),
            *(Said(Facet.MEANING, line, True) for line in _lines([term.meaning.plain])),
        )
        yield Found(Spot(term.place, term.term, Kind.TERM), said)
    for source in manuscript.sources:
        # What sources require and teach is found at the boxes that carry it, where someone can act on it.
        said = (Said(Facet.TITLE, source.title, True),)
        yield Found(Spot(source.place, source.title, Kind.SOURCE, _by(source)), said)
    for review in manuscript.reviews:
        said = (Said(Facet.TITLE, review.title, True),)
        yield Found(Spot(review.place, review.title, Kind.REVIEW, _by(review)), said)


def local(held: LocalManuscript, papers: Mapping[str, str], manuscript: Manuscript) -> Iterator[Found]:
    """What a partnership adds: notes at shared places, guidance with the words of its files, contacts.

    `papers`: the words of the files, by their names.
    """
    lookup = Lookup(manuscript)
    for note in held.notes:
        titled = lookup.boxes.get(note.place) or lookup.procedures.get(note.place)
        if titled is not None:
            said = tuple(Said(Facet.LOCAL_NOTE, line, True) for line in _lines([note.text.plain]))
            yield Found(Spot(note.place, titled.title, Kind.BOX), said, also=True)
    for each in held.guidance:
        said = (
            Said(Facet.TITLE, each.title, True),
            *((Said(Facet.TITLE, each.former_name, True),) if each.former_name else ()),
            *(Said(Facet.TEXT, line, n < 4) for n, line in enumerate(_lines([each.text.plain]))),
            *((Said(Facet.FILE, papers[each.file.name]),) if each.file and each.file.name in papers else ()),
        )
        yield Found(Spot(f"local/{each.key}", each.title, Kind.GUIDANCE, held.partnership.in_area), said)
    numbers = [*held.contacts, *manuscript.contacts]
    yield Found(Spot("contacts", "Who to ring", Kind.CONTACT), tuple(_of_contacts(numbers, held)))


def _of_box(box: Box | Procedure, lookup: Lookup) -> Iterator[Said]:
    facets = box.facets
    yield Said(Facet.TITLE, box.title, True)
    yield from (Said(Facet.PEOPLE_SAY, line, True) for line in facets.people_say)
    if box.who:
        yield Said(Facet.WHO, box.who)
    yield from (Said(Facet.KEY_POINTS, point.plain, True) for point in facets.key_points)
    if facets.how_to_do_it:
        yield from (Said(Facet.HOW_TO_DO_IT, line) for line in _lines([facets.how_to_do_it.plain]))
    for each in facets.what_if:
        yield Said(Facet.WHAT_IF, each.question, True)
        yield Said(Facet.WHAT_IF, each.answer.plain)
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
    yield Said(Facet.TIME_LIMITS, f"{limit.title} {limit.words}", True)
    yield from (Said(Facet.TIME_LIMITS, line, True) for line in limit.people_say)


def _of_contacts(contacts: Sequence[Contact], held: LocalManuscript) -> Iterator[Said]:
    yield Said(Facet.TITLE, "Who to ring", True)
    for name in dict.fromkeys((held.partnership.front_door, *(contact.name for contact in contacts))):
        yield Said(Facet.TITLE, name, True)
        if short := _initials(name):
            yield Said(Facet.TITLE, short, True)
    for contact in contacts:
        yield Said(Facet.WHO, f"{contact.purpose}. {contact.hours_in_words}", True)
        yield from (Said(Facet.PEOPLE_SAY, line, True) for line in contact.people_say)


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
        yield Limit(shown, each.title, words, each.starts, source, [each.title, *each.people_say])
