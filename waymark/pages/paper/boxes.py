"""A box or procedure on paper: the same words as its page, in the same order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from waymark.manual.boxes import Box, Kind, Procedure
from waymark.manual.local import LocalGuidance
from waymark.manual.sources import Review
from waymark.manual.wholeness.facets import missing
from waymark.manual.words import SET_LOCALLY
from waymark.pages.box.page import said_by
from waymark.pages.paper.pieces import Piece, Run, facts, heading, kind, line, panel, points, stands, words
from waymark.pages.paper.ways import Ways, Wording
from waymark.pages.plan import LocalPart, SharedPart
from waymark.pages.prose.say import sentence, short_day
from waymark.pages.reading import KIND_WORDS

GONE = "The law does not allow us to show these words. They were withheld."


class Setting(NamedTuple):
    """All that the pieces of one paper are made from. `withheld`: the places whose words are gone."""

    shared: SharedPart
    local: LocalPart
    ways: Ways
    withheld: Collection[str] = ()

    @property
    def area(self) -> str:
        """What is local is marked with this: In Somerset."""
        return self.local.local.partnership.in_area

    def guidance_at(self, place: str) -> list[LocalGuidance]:
        """The local guidance that is shown at a place."""
        return [each for each in self.local.local.guidance if place in each.shown_at]


def box_pieces(box: Box | Procedure, given: Setting, level: int, *, words_here: bool) -> Iterator[Piece]:
    """A box or procedure with its heading at a level. `words_here`: its words are explained at its end."""
    ways, place, lookup = given.ways, box.place, given.ways.reader.lookup
    wording = Wording(ways)
    sort = box.kind.value if isinstance(box, Box) else "procedure"
    chart = lookup.chart_of.get(place)
    yield stands(ways.address(place))
    about: list[Run] = []
    if chart:
        at = chart.boxes.index(place) + 1
        about = [words(f"step {at} of {len(chart.boxes)} in "), ways.to(chart.key, f"chart {chart.number}")]
        about.append(words(f", {chart.title}"))
    yield kind(sort, KIND_WORDS[sort], about)
    yield heading(level, box.title, place, mark=True, near=True)
    if place in given.withheld:
        yield line(GONE)
        return
    rows: list[tuple[str | list[Run], str | list[Run]]] = [*_who(box), *_limits(box, ways)]
    if rows:
        yield facts(rows)
    if limits := list(_local_limits(box, given)):
        yield panel("local", limits)
    yield from _shared(box, given, wording, level)
    yield from _guidance(place, given, level)
    yield from _onward(box, ways, level)
    if words_here and (met := wording.met()):
        yield heading(level + 1, "Words used here")
        yield facts(met, "small")
    yield from _law(box, ways, wording, level)
    yield from _provenance(place, given)


def _who(box: Box | Procedure) -> Iterator[tuple[str, str]]:
    if box.who:
        yield "Who", box.who


def _limits(box: Box | Procedure, ways: Ways) -> Iterator[tuple[str, list[Run]]]:
    for key in box.timescales:
        timescale = ways.reader.lookup.timescales[key]
        name = "How long" if timescale.longest else "By when"
        if timescale.limit == SET_LOCALLY:
            said = [words("No national limit.", "bold"), words(" Your partnership may set one")]
        else:
            said = [words(sentence(timescale.words), "number")]
        more = ""
        if len(box.timescales) > 1:
            more = f": {_small(timescale.title)}"
        elif isinstance(timescale.limit, int):
            more = f" from when {timescale.starts}"
        yield name, [*said, words(f"{more}.")]


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _local_limits(box: Box | Procedure, given: Setting) -> Iterator[Piece]:
    for key in box.timescales:
        if key in given.local.local.limits:
            limit, _ = given.local.local.limits[key]
            timescale = given.ways.reader.lookup.timescales[key]
            what = f" from when {timescale.starts}: {_small(timescale.title)}. {sentence(limit.reason)}"
            flag = words(given.area, "flag")
            yield line([flag, words("  "), words(sentence(limit.words), "number"), words(what)])


def _shared(box: Box | Procedure, given: Setting, wording: Wording, level: int) -> Iterator[Piece]:
    """The facets, with the area's own note after the key points."""
    facet, ways = box.facets, given.ways
    if facet.key_points:
        yield heading(level + 1, "Key points")
        yield panel("points", [points([line(wording.line(each))] for each in facet.key_points)])
    yield from _note(box.place, given, wording, level)
    chart = ways.reader.lookup.chart_of.get(box.place)
    if chart and chart.being_written and (lacks := missing(box)):
        yield line([words("Not yet written: ", "bold"), words(f"{', '.join(lacks)}.")])
    if facet.how_to_do_it:
        yield heading(level + 1, "How to do it")
        yield from wording.blocks(facet.how_to_do_it)
    if facet.what_if:
        yield heading(level + 1, "What if")
        for each in facet.what_if:
            yield heading(level + 2, each.question)
            yield from wording.blocks(each.answer)
    if facet.lessons:
        yield heading(level + 1, "What others learned the hard way")
        yield points(_lesson(part, ways, wording) for part in facet.lessons)
    if families := facet.for_families:
        yield heading(level + 1, "For families")
        if families.parents:
            yield from wording.blocks(families.parents)
        if families.child:
            yield panel("child", _child(wording.blocks(families.child), level))
    if facet.for_your_role:
        yield heading(level + 1, "For your role")
        for note in facet.for_your_role:
            yield heading(level + 2, ways.reader.lookup.roles[note.role].title)
            yield from wording.blocks(note.text)


def _child(said: list[Piece], level: int) -> Iterator[Piece]:
    yield heading(level + 2, "If you are a child or young person")
    yield from said
    yield line(
        [
            words("You can ring "),
            words("Childline", "bold"),
            words(" on "),
            words("0800 1111", "number"),
            words(". It is free, and open day and night."),
        ]
    )


def _lesson(part: str, ways: Ways, wording: Wording) -> list[Piece]:
    source, lesson = ways.reader.lookup.lessons[part]
    sort = "From a review: " if isinstance(source, Review) else "From research: "
    by = said_by(source)
    runs = [words(sort), ways.to(part, source.title), words(f", {by}" if by else "")]
    return [*wording.blocks(lesson.text), line(runs, "small")]


def _note(place: str, given: Setting, wording: Wording, level: int) -> Iterator[Piece]:
    note = next((each for each in given.local.local.notes if each.place == place), None)
    if note is None:
        return
    local = given.local
    changed = local.changed[f"notes:{place}"]
    whose = f"Written by {local.local.partnership.name}. Last changed in supplement {changed}."
    gone = f"notes:{place}" in given.withheld
    said = [line(GONE)] if gone else wording.blocks(note.text)
    yield panel(
        "local",
        [
            line([words(given.area, "flag")]),
            heading(level + 1, "A local note"),
            *said,
            line(whose, "small"),
        ],
    )


def _guidance(place: str, given: Setting, level: int) -> Iterator[Piece]:
    if shown := given.guidance_at(place):
        links = [[line([given.ways.to(f"local/{each.key}", each.title)])] for each in shown]
        yield panel(
            "local",
            [
                line([words(given.area, "flag")]),
                heading(level + 1, "Local guidance for this step"),
                points(links),
            ],
        )


def _onward(box: Box | Procedure, ways: Ways, level: int) -> Iterator[Piece]:
    onward = ways.reader.lookup.arrows_from.get(box.place, [])
    here = ways.reader.lookup.chart_of.get(box.place)
    if onward or here:
        yield heading(level + 1, "What happens next" if onward else "The chart ends here")
    if onward:
        yield points([line(way(ways, each.end, each.answer, box.place))] for each in onward)
    elif here and ways.reader.lookup.boxes[box.place].kind is Kind.OUTCOME:
        first = here.boxes[0]
        runs = [words("Nothing more follows on this chart. If a new worry comes up, start again from ")]
        yield line([*runs, ways.titled(first), words(".")])
    arrivals = ways.reader.lookup.arrows_to.get(box.place, [])
    if arrivals:
        yield line(
            [words("You can arrive here from: "), *series(ways.titled(a.start) for a in arrivals)], "small"
        )


def way(ways: Ways, end: str, answer: str | None, stands_at: str) -> list[Run]:
    """Where an arrow leads, with its answer, and its chart where that is another."""
    lookup = ways.reader.lookup
    there, here = lookup.chart_of.get(end), lookup.chart_of.get(stands_at)
    away = f", on chart {there.number}" if there and there is not here else ""
    said = words(f"{sentence(answer)}: ", "bold") if answer else words("Then: ")
    return [said, ways.titled(end), words(away)]


def series(runs: Iterator[Run]) -> Iterator[Run]:
    """Runs with signs between them, and a full stop at their end."""
    listed = list(runs)
    for number, each in enumerate(listed, 1):
        yield each
        yield words("; " if number < len(listed) else ".")


def _law(box: Box | Procedure, ways: Ways, wording: Wording, level: int) -> Iterator[Piece]:
    lookup = ways.reader.lookup
    told = [[line(_provision(part, ways), "small")] for part in box.sources]
    limits = []
    for key in box.timescales:
        timescale = lookup.timescales[key]
        if timescale.source or timescale.note:
            runs = [words(f"{timescale.title}: ", "bold")]
            runs.append(words(f"{timescale.words}, counted from when {timescale.starts}. "))
            if timescale.source:
                source, provision = lookup.provisions[timescale.source]
                runs += [ways.to(timescale.source, source.title), words(f", {provision.where}. ")]
            if timescale.note:
                runs += wording.line(timescale.note)
            limits.append(runs)
    if not (told or limits or box.checked or box.not_certain):
        return
    yield heading(level + 1, "Where this comes from")
    if told:
        yield points(told, "small")
    for runs in limits:
        yield line(runs, "small")
    for each in box.checked:
        yield line(f"Checked against: {each.against}, on {short_day(each.date)}.", "small")
    if box.not_certain:
        inside = [
            heading(level + 2, "What is not certain"),
            points([line(each, "small")] for each in box.not_certain),
        ]
        yield panel("quiet", inside)


def _provision(part: str, ways: Ways) -> list[Run]:
    source, provision = ways.reader.lookup.provisions[part]
    seen = "" if provision.seen else " (words not yet checked)"
    return [
        words(provision.force.value, "force"),
        words(f" {provision.requires} "),
        ways.to(part, source.title),
        words(f", {provision.where}{seen}"),
    ]


def _provenance(place: str, given: Setting) -> Iterator[Piece]:
    key = given.local.local.partnership.key
    said = f"Permanent address: {key}/{place}. "
    said += f"Shared text last changed in edition {given.shared.changed[place]}."
    if (changed := given.local.changed.get(f"notes:{place}")) is not None:
        said += f" Local note last changed in supplement {changed}."
    yield line(f"{said} Fingerprint of the shared text: {given.shared.fingerprints[place]}", "fine")
