"""What stands behind the charts on paper: procedures, local guidance, words, sources and reviews."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.manual.local import Form, LocalGuidance
from waymark.manual.manuscript import Manuscript
from waymark.manual.sources import Review, Source
from waymark.manual.words import Term
from waymark.pages.box.page import said_by
from waymark.pages.local.page import dates_of
from waymark.pages.paper.boxes import GONE, Setting, box_pieces, series
from waymark.pages.paper.pieces import SHEET, Piece, facts, heading, line, points, stands, words
from waymark.pages.paper.ways import Ways, Wording
from waymark.pages.prose.say import sentence, short_day
from waymark.pages.sources.page import GROUPS, read_how


def procedures(given: Setting) -> Iterator[Piece]:
    """Every procedure, from A to Z, each on a sheet of its own."""
    manuscript: Manuscript = given.ways.reader.manuscript
    if not manuscript.procedures:
        return
    yield SHEET
    yield stands(given.ways.address("procedures"))
    yield heading(1, "Procedures", "procedures", mark=True)
    yield line(
        "The charts show the steps for any worry. These pages say more about some of them: what to notice, "
        "what to do first, and where it leads.",
        "lead",
    )
    for number, each in enumerate(sorted(manuscript.procedures, key=lambda each: each.title)):
        if number:
            yield SHEET
        yield from box_pieces(each, given, 2, words_here=False)


def guidance(given: Setting) -> Iterator[Piece]:
    """The list of local guidance, and the texts of the pages among it."""
    partnership = given.local.local.partnership
    yield SHEET
    yield stands(given.ways.address("local"))
    yield heading(1, f"{partnership.in_area}: local guidance", "local", mark=True)
    yield line(
        f"{partnership.name} owns what is listed here. It stands beside the shared procedures, and is kept "
        "apart from them.",
        "lead",
    )
    every = given.local.local.guidance
    if not every:
        yield line(
            "No local guidance is listed yet. The shared procedures hold in "
            f"{partnership.area} as they stand."
        )
    for number, each in enumerate(every):
        if number:
            yield SHEET
        yield from guidance_pieces(each, given, 2)


def guidance_pieces(each: LocalGuidance, given: Setting, level: int) -> Iterator[Piece]:
    """One piece of local guidance, with its owner and dates."""
    ways, place = given.ways, f"local/{each.key}"
    yield stands(ways.address(place))
    yield line([words(given.area, "flag")])
    yield heading(level, each.title, place, mark=True, near=True)
    if f"guidance:{each.key}" in given.withheld:
        yield line(GONE)
        return
    rows = [("Owner", each.owner)]
    rows += [("Once called", each.former_name)] if each.former_name else []
    rows += dates_of(each) or [("Date", "not known")]
    yield facts(rows)
    yield from Wording(ways).blocks(each.text)
    if each.form is not Form.PAGE:
        yield line(
            "The document itself is not printed here. Read it at the address at the foot of this page."
        )
    if each.shown_at:
        yield heading(level + 1, "Where it matters in the shared procedures")
        yield points([line([ways.titled(at)])] for at in each.shown_at)
    yield line(
        f"Last changed in supplement {given.local.changed[place.replace('local/', 'guidance:')]}.", "fine"
    )


def glossary(given: Setting) -> Iterator[Piece]:
    """Every word explained, from A to Z."""
    manuscript: Manuscript = given.ways.reader.manuscript
    if not manuscript.terms:
        return
    yield SHEET
    yield stands(given.ways.address("terms"))
    yield heading(1, "Words, from A to Z", "terms", mark=True)
    yield line(
        "Some words have to stay because the law or the job uses them. Here is what each one means.", "lead"
    )
    letter = ""
    for term in sorted(manuscript.terms, key=lambda term: term.term.lower()):
        if (first := term.term[:1].upper()) != letter:
            letter = first
            yield heading(2, letter)
        yield from _term(term, given)


def _term(term: Term, given: Setting) -> Iterator[Piece]:
    yield heading(3, sentence(term.term), term.place)
    if term.place in given.withheld:
        yield line(GONE)
        return
    yield from Wording(given.ways).blocks(term.meaning)
    if term.also:
        yield line(f"Also called: {', '.join(term.also)}", "small")


def sources(given: Setting) -> Iterator[Piece]:
    """Law, guidance and research with what they ask and teach, then the reviews."""
    manuscript: Manuscript = given.ways.reader.manuscript
    if not manuscript.sources and not manuscript.reviews:
        return
    yield SHEET
    yield stands(given.ways.address("sources"))
    yield heading(1, "Law, guidance, research and reviews", "sources", mark=True)
    groups: list[tuple[str, list[Source | Review]]] = [
        (title, [each for each in manuscript.sources if each.kind in kinds]) for title, kinds in GROUPS
    ]
    groups.append(("Reviews", list(manuscript.reviews)))
    for title, members in groups:
        if members:
            yield heading(2, title, f"group:{title}", mark=True)
        for each in members:
            yield from source_pieces(each, given, 3)


def source_pieces(source: Source | Review, given: Setting, level: int) -> Iterator[Piece]:
    """A source or review: what it is, where it is published, what it asks and teaches."""
    ways = given.ways
    yield heading(level, source.title, source.place)
    if source.place in given.withheld:
        yield line(GONE)
        return
    by = said_by(source)
    yield line(f"{sentence(source.kind.value)}{f', {by}' if by else ''}", "small")
    wording = Wording(ways)
    if isinstance(source, Review):
        ours = (
            ". This is a review from one of the areas that share these procedures."
            if source.partnership
            else ""
        )
        yield line(f"Area: {source.area}{ours}", "small")
    elif source.note:
        yield from wording.blocks(source.note)
    if source.web:
        yield line([words("Published at "), ways.web(source.web, source.web)], "small")
    if isinstance(source, Review) and source.seen:
        when = f", on {short_day(source.checked)}" if source.checked else ""
        yield line(f"What we read: {source.seen.rstrip('.')}{when}.", "small")
    if isinstance(source, Source):
        for each in source.provisions:
            part = f"{source.place}#{each.key}"
            yield heading(level + 1, sentence(each.where), part)
            yield line([words(each.force.value, "force"), words(f" {each.requires}")])
            yield from _used(part, "Used at: ", ways)
            when = f"; last looked at on {short_day(each.checked)}" if each.checked else ""
            yield line(f"{read_how(each)}{when}.", "fine")
    taught = source.learning if isinstance(source, Review) else source.lessons
    if taught:
        yield heading(level + 1, "What it teaches")
        yield points(
            [*wording.blocks(each.text), *_used(f"{source.place}#{each.key}", "Shown at: ", ways)]
            for each in taught
        )


def _used(part: str, said: str, ways: Ways) -> Iterator[Piece]:
    if places := ways.reader.used.get(part, []):
        yield line([words(said), *series(ways.titled(place) for place in places)], "small")
