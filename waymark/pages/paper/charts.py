"""A chart on paper: drawn, then told, then each of its boxes on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from waymark.manual.charts import FlowChart
from waymark.pages.chart.page import chart_plan, drawing
from waymark.pages.paper.boxes import Setting, box_pieces, series, way
from waymark.pages.paper.drawing import drawn
from waymark.pages.paper.pieces import SHEET, Piece, heading, line, points, stands, words
from waymark.pages.reading import KIND_WORDS


def chart_pieces(chart: FlowChart, given: Setting, drawings: Path, *, words_here: bool) -> Iterator[Piece]:
    """A chart with its boxes. `words_here`: each box explains its own words."""
    ways, reader = given.ways, given.ways.reader
    title = f"Chart {chart.number}: {chart.title}"
    yield stands(ways.address(chart.key))
    yield heading(1, title, chart.key, mark=True)
    yield line(chart.summary, "lead")
    if chart.being_written:
        said = " The steps and arrows are all here. What to do in each box is not yet written."
        yield line([words("Being written.", "bold"), words(said)])
    yield heading(2, "The steps, one by one")
    inside = set(chart.boxes)
    arrows = [arrow for each in reader.manuscript.charts for arrow in each.arrows]
    starts = dict.fromkeys(a.start for a in arrows if a.end in inside and a.start not in inside)
    if starts:
        arrivals = series(ways.titled(place) for place in starts)
        yield line([words("You can arrive on this chart from: "), *arrivals])
    yield points((list(_told(place, given)) for place in chart.boxes), numbered=True)
    yield SHEET
    yield heading(2, "The chart as a drawing")
    for number, sheet in enumerate(drawn(drawing(chart_plan(chart, reader), drawings), title)):
        if number:
            yield SHEET
        yield from sheet
    for place in chart.boxes:
        yield SHEET
        yield from box_pieces(reader.lookup.boxes[place], given, 2, words_here=words_here)


def _told(place: str, given: Setting) -> Iterator[Piece]:
    """One step: what it is, who does it and by when, and where it leads."""
    ways, lookup = given.ways, given.ways.reader.lookup
    box = lookup.boxes[place]
    limits = (lookup.timescales[key] for key in box.timescales)
    limit = next((each.words for each in limits if isinstance(each.limit, int)), "")
    about = " · ".join(each for each in (KIND_WORDS[box.kind.value], box.who or "", limit) if each)
    yield line([ways.titled(place)])
    yield line(about, "small")
    onward = lookup.arrows_from.get(place, [])
    if onward:
        yield points(([line(way(ways, each.end, each.answer, place), "small")] for each in onward), "small")
    else:
        yield line("The chart ends here.", "small")
