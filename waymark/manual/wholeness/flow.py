"""The flow of the charts: where arrows lead, what they can reach, and what answers lead along them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from waymark.manual.boxes import Kind
from waymark.manual.charts import FlowChart
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.places import RESERVED
from waymark.manual.wholeness.facets import every_box

messages(
    Severity.REFUSE,
    {
        "place-twice": ("Two things have the place {place}.", "Give one of them a place of its own."),
        "place-reserved": (
            "“{place}” is a word that gateways keep for themselves.",
            "Choose another key.",
        ),
        "chart-number": ("Two charts have the number {number}.", "Number the charts 1, 2, 3 and so on."),
        "chart-box-missing": (
            "The chart lists {box}, and there is no such box.",
            "Write the box, or take it off the list.",
        ),
        "box-in-no-chart": ("No chart lists this box.", "Add it to the chart it belongs to."),
        "box-in-two-charts": (
            "The charts {first} and {second} both list {box}.",
            "A box stands in one chart.",
        ),
        "arrow-from-elsewhere": (
            "An arrow starts at {start}, which this chart does not list.",
            "Move the arrow to the chart that lists the box.",
        ),
        "arrow-to-nowhere": (
            "An arrow from {place} leads to {end}, and there is no such box.",
            "Write the box, or lead the arrow elsewhere.",
        ),
        "arrow-to-itself": (
            "An arrow leads from {place} back to {place}.",
            "Lead it to another box, or take it away.",
        ),
        "arrow-twice": (
            "Two arrows lead from {place} to {end}.",
            "Keep one, with an answer that covers both.",
        ),
        "box-unreached": (
            "No start of any chart leads to {place}.",
            "Lead an arrow to it, or make it a start.",
        ),
        "box-without-end": (
            "From {place} no arrow leads on to an ending.",
            "Lead it on, or make it an ending.",
        ),
        "decision-few-ways": (
            "The decision {place} has {count} ways out.",
            "A decision needs two or more; otherwise it is a step.",
        ),
        "way-without-answer": (
            "The way from {place} to {end} has no answer, and there are other ways.",
            "Say which answer leads along it, or “in every case”.",
        ),
        "answer-twice": (
            "Two ways from {place} have the same answer, “{answer}”.",
            "Make the answers differ, so that a reader knows which way to go.",
        ),
        "outcome-leads-on": (
            "The ending {place} has an arrow to {end}.",
            "An ending ends the way: remove the arrow, or make it a step.",
        ),
    },
)


def check_flow(manuscript: Manuscript, lookup: Lookup) -> Iterator[Finding]:
    """Findings about places, charts and arrows."""
    yield from _places(manuscript)
    yield from _lists(manuscript, lookup)
    for chart in manuscript.charts:
        yield from _arrows(chart, lookup)
    yield from _ways(lookup)
    yield from _reach(manuscript, lookup)


def _places(manuscript: Manuscript) -> Iterator[Finding]:
    places = [chart.key for chart in manuscript.charts]
    places += [each.place for each in every_box(manuscript)]
    places += [term.place for term in manuscript.terms]
    places += [source.place for source in manuscript.sources]
    places += [review.place for review in manuscript.reviews]
    places += [scenario.place for scenario in manuscript.scenarios]
    places += [f"timescales:{each.key}" for each in manuscript.timescales]
    places += [f"roles:{each.key}" for each in manuscript.roles]
    places += [f"contacts:{each.key}" for each in manuscript.contacts]
    places += [f"waivers:{each.key}" for each in manuscript.waivers]
    places += [each.place for each in manuscript.ways_in]
    pages = {way.key.value: way.page for way in manuscript.ways_in}
    for place, count in Counter(places).items():
        if count > 1:
            yield finding("place-twice", place=place)
    for role in manuscript.roles:
        if role.key in pages:
            yield finding("place-twice", place=pages[role.key])
    for chart in manuscript.charts:
        if chart.key in RESERVED:
            yield finding("place-reserved", place=chart.key, path="$.key")
    for box in manuscript.boxes:
        if box.place.partition("/")[0] in RESERVED or "/" not in box.place:
            yield finding("place-reserved", place=box.place, path="$.place")


def _lists(manuscript: Manuscript, lookup: Lookup) -> Iterator[Finding]:
    for number, count in Counter(chart.number for chart in manuscript.charts).items():
        if count > 1:
            last = [chart for chart in manuscript.charts if chart.number == number][-1]
            yield finding("chart-number", place=last.key, path="$.number", number=number)
    stands: dict[str, str] = {}
    for chart in manuscript.charts:
        for index, box in enumerate(chart.boxes):
            path = f"$.boxes[{index}]"
            if box not in lookup.boxes:
                yield finding("chart-box-missing", place=chart.key, path=path, box=box)
            elif box in stands:
                first = stands[box]
                yield finding(
                    "box-in-two-charts", place=chart.key, path=path, box=box, first=first, second=chart.key
                )
            stands.setdefault(box, chart.key)
    for place in lookup.boxes:
        if place not in stands:
            yield finding("box-in-no-chart", place=place, path="$.place")


def _arrows(chart: FlowChart, lookup: Lookup) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for index, arrow in enumerate(chart.arrows):
        path = f"$.arrows[{index}]"
        if arrow.start not in chart.boxes:
            yield finding("arrow-from-elsewhere", place=chart.key, path=f"{path}.from", start=arrow.start)
        if arrow.end not in lookup.boxes:
            found = finding("arrow-to-nowhere", place=arrow.start, path=f"{path}.to", end=arrow.end)
            yield _in_chart(found, chart)
        if arrow.start == arrow.end:
            yield _in_chart(finding("arrow-to-itself", place=arrow.start, path=path), chart)
        if (arrow.start, arrow.end) in seen:
            yield _in_chart(finding("arrow-twice", place=arrow.start, path=path, end=arrow.end), chart)
        seen.add((arrow.start, arrow.end))


def _in_chart(found: Finding, chart: FlowChart) -> Finding:
    """The finding at its chart, whose file holds the arrow."""
    return msgspec.structs.replace(found, place=chart.key)


def _ways(lookup: Lookup) -> Iterator[Finding]:
    for place, box in lookup.boxes.items():
        ways = lookup.arrows_from.get(place, [])
        if box.kind is Kind.DECISION and len(ways) < 2:
            yield finding("decision-few-ways", place=place, path="$.kind", count=len(ways) or "no")
        if box.kind is Kind.OUTCOME:
            for arrow in ways:
                yield finding("outcome-leads-on", place=place, path="$.kind", end=arrow.end)
        if len(ways) < 2:
            continue
        for arrow in ways:
            if not arrow.answer:
                yield finding("way-without-answer", place=place, end=arrow.end)
        answers = Counter(arrow.answer for arrow in ways if arrow.answer)
        for answer, count in answers.items():
            if count > 1 and answer != "in every case":
                yield finding("answer-twice", place=place, answer=answer)


def _reach(manuscript: Manuscript, lookup: Lookup) -> Iterator[Finding]:
    forward: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for chart in manuscript.charts:
        for arrow in chart.arrows:
            forward.setdefault(arrow.start, []).append(arrow.end)
            back.setdefault(arrow.end, []).append(arrow.start)
    reached = _spread([p for p, box in lookup.boxes.items() if box.kind is Kind.START], forward)
    ending = _spread([p for p, box in lookup.boxes.items() if box.kind is Kind.OUTCOME], back)
    for place in lookup.boxes:
        if place not in reached:
            yield finding("box-unreached", place=place)
        if place not in ending:
            yield finding("box-without-end", place=place)


def _spread(places: list[str], ways: dict[str, list[str]]) -> set[str]:
    """Every place that can be reached along these ways."""
    reached = set(places)
    waiting = list(places)
    while waiting:
        for end in ways.get(waiting.pop(), []):
            if end not in reached:
                reached.add(end)
                waiting.append(end)
    return reached
