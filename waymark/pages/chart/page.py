"""Setting the page of a flow chart: the steps told in order, and the chart drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from waymark.manual.boxes import Box
from waymark.manual.charts import FlowChart
from waymark.pages.chart.atkinson import atkinson
from waymark.pages.chart.draw import svg
from waymark.pages.chart.drawing import Drawing, from_json, to_json
from waymark.pages.chart.layout import lay_out
from waymark.pages.chart.plan import Plan, Shape, Way, fingerprint
from waymark.pages.env import render
from waymark.pages.plan import SharedPart
from waymark.pages.prose.html import href
from waymark.pages.reading import KIND_WORDS, Reader, spot
from waymark.pages.slots import SharedPage, cut, slot
from waymark.pages.terms.here import finished


def chart_page(chart: FlowChart, reader: Reader, shared: SharedPart, drawings: Path) -> SharedPage:
    """The page of a flow chart."""
    charts = reader.manuscript.charts
    main = render(
        "chart/page.html",
        prefix="",
        chart=chart,
        charts=charts,
        steps=_steps(chart, reader),
        arrivals=_arrivals(chart, reader),
        drawing=_drawn(chart, reader, drawings),
        changed=shared.changed[chart.key],
        fingerprint=shared.fingerprints[chart.key],
        SLOT_PLACE=slot("place"),
    )
    above = render(
        "box/strip.html",
        prefix="",
        crumbs=[],
        steps=False,
        before=[],
        next=[],
    )
    title = f"Chart {chart.number}: {chart.title}"
    whole = finished(main, reader, "")
    return SharedPage(f"{chart.key}.html", title, cut(above), whole.cut, chart.key, told=chart.summary)


def _steps(chart: FlowChart, reader: Reader) -> Iterator[dict[str, Any]]:
    """The steps, each with the terms that are named in it first."""
    met: set[str] = set()
    for place in chart.boxes:
        box = reader.lookup.boxes[place]
        named = reader.glossary.named_in(f"{box.title}; {box.who or ''}")
        words = [term for term in named if term not in met]
        met.update(words)
        yield _step(box, words, reader)


def _step(box: Box, words: list[str], reader: Reader) -> dict[str, Any]:
    place = box.place
    numbered = [
        timescale.words
        for key in box.timescales
        if isinstance((timescale := reader.lookup.timescales[key]).limit, int)
    ]
    return {
        "spot": spot(place),
        "kind": box.kind.value,
        "kind_word": KIND_WORDS[box.kind.value],
        "href": href(place, ""),
        "title": box.title,
        "who": box.who,
        "limit": numbered[0] if numbered else None,
        "next": reader.onward(place, ""),
        "words": [{"href": href(term, ""), "term": reader.title(term)} for term in words],
    }


def _arrivals(chart: FlowChart, reader: Reader) -> list[Any]:
    inside = set(chart.boxes)
    arrows = [arrow for each in reader.manuscript.charts for arrow in each.arrows]
    starts = dict.fromkeys(a.start for a in arrows if a.end in inside and a.start not in inside)
    return [reader.way(place, "") for place in starts]


def chart_plan(chart: FlowChart, reader: Reader) -> Plan:
    """A chart as it is to be drawn: its boxes and arrows, and the boxes elsewhere that arrows lead to."""
    inside = set(chart.boxes)
    away = dict.fromkeys(arrow.end for arrow in chart.arrows if arrow.end not in inside)
    shapes = [Shape(p, (box := reader.lookup.boxes[p]).title, box.kind.value) for p in chart.boxes]
    for place in away:
        there = reader.lookup.chart_of[place]
        shapes.append(Shape(place, f"Chart {there.number}: {reader.title(place)}", "away"))
    return Plan(tuple(shapes), tuple(Way(a.start, a.end, a.answer) for a in chart.arrows))


def _drawn(chart: FlowChart, reader: Reader, drawings: Path) -> Markup:
    plan = chart_plan(chart, reader)
    hrefs = {shape.key: href(shape.key, "") for shape in plan.shapes}
    description = (
        "The steps of this chart and the arrows between them. The same steps stand above as a list."
    )
    return Markup(svg(drawing(plan, drawings), chart.title, description, hrefs))


def overview(reader: Reader, drawings: Path) -> Markup:
    """The five charts as one small drawing: how each leads to the others."""
    charts = reader.manuscript.charts
    shapes = tuple(
        Shape(chart.key, f"{chart.number}. {chart.title}", "start" if n == 0 else "step")
        for n, chart in enumerate(charts)
    )
    ways: dict[tuple[str, str], None] = {}
    for chart in charts:
        for arrow in chart.arrows:
            there = reader.lookup.chart_of.get(arrow.end)
            if there and there.key != chart.key:
                ways[chart.key, there.key] = None
    plan = Plan(shapes, tuple(Way(start, end) for start, end in ways))
    hrefs = {chart.key: f"{chart.key}.html" for chart in charts}
    description = "How the charts lead to one another. The same charts stand below as a list."
    return Markup(svg(drawing(plan, drawings), "The five charts", description, hrefs))


def drawing(plan: Plan, drawings: Path) -> Drawing:
    """The plan laid out: taken from where laid-out charts are kept, or laid out and kept there."""
    keep = drawings / f"{fingerprint(plan, atkinson())}.json"
    try:
        return from_json(keep.read_text())
    except (OSError, ValueError, KeyError):
        pass
    made = lay_out(plan, atkinson())
    try:
        drawings.mkdir(parents=True, exist_ok=True)
        beside = keep.with_suffix(".new")
        beside.write_text(to_json(made))
        beside.replace(keep)
    except OSError:
        pass  # kept nowhere, laid out again next time
    return made
