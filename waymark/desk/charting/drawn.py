"""The drawing of a chart at the desk: the one that readers get, with boxes that lead to their drafts."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from waymark.desk.charting.written import Written
from waymark.manual.charts import FlowChart
from waymark.manual.manuscript import Lookup
from waymark.pages.chart.atkinson import atkinson
from waymark.pages.chart.draw import svg
from waymark.pages.chart.drawing import Drawing
from waymark.pages.chart.layout import lay_out
from waymark.pages.chart.page import drawing
from waymark.pages.chart.plan import Plan, Shape, Way

#: With more arrows than this a drawing takes too long to wait for while working, however wide it may be.
MOST_DRAWN = 60
#: With more arrows than this a chart is drawn as wide as it falls, which is quicker than fitting it.
MOST_FITTED = 26
ENDLESS = 10**6


def drawn(chart: FlowChart, lookup: Lookup, written: Written, *, kept: bool) -> SafeString:
    """The chart as SVG, or nothing where it is too tangled to draw. `kept`: as it is saved, so keep it."""
    if not chart.boxes or len(chart.arrows) > MOST_DRAWN:
        return mark_safe("")
    plan = _plan(chart, lookup)
    hrefs = {shape.key: _address(shape, lookup, written) for shape in plan.shapes}
    told = "The boxes of this chart and the arrows between them. The same boxes stand on this page as a list."
    return mark_safe(svg(_laid_out(plan, kept), chart.title, told, hrefs))


def _laid_out(plan: Plan, kept: bool) -> Drawing:
    if len(plan.ways) > MOST_FITTED:
        return lay_out(plan, atkinson(), ENDLESS)
    return drawing(plan, settings.FOLDER / "drawings") if kept else lay_out(plan, atkinson())


def _plan(chart: FlowChart, lookup: Lookup) -> Plan:
    """What can be drawn of the chart: each box and each arrow once, and no arrow that leads nowhere."""
    inside = [place for place in dict.fromkeys(chart.boxes) if place in lookup.boxes]
    ways = {
        (arrow.start, arrow.end): Way(arrow.start, arrow.end, arrow.answer)
        for arrow in chart.arrows
        if arrow.start in inside and arrow.end in lookup.boxes and arrow.start != arrow.end
    }
    shapes = [Shape(place, lookup.boxes[place].title, lookup.boxes[place].kind.value) for place in inside]
    away = dict.fromkeys(end for _, end in ways if end not in inside)
    shapes += [Shape(place, _away_title(place, lookup), "away") for place in away]
    return Plan(tuple(shapes), tuple(ways.values()))


def _away_title(place: str, lookup: Lookup) -> str:
    stands = lookup.chart_of.get(place)
    title = lookup.boxes[place].title
    return f"Chart {stands.number}: {title}" if stands else title


def _address(shape: Shape, lookup: Lookup, written: Written) -> str:
    """A box leads to its draft, one of another chart to that chart, and a new one to where it is told."""
    stands = lookup.chart_of.get(shape.key)
    if shape.kind == "away" and stands is not None:
        return reverse("desk_chart", args=[stands.key]) + f"#{told_id(shape.key)}"
    held = written.drafts.get(shape.key)
    return reverse("desk_draft", args=[held.pk]) if held else f"#{told_id(shape.key)}"


def told_id(place: str) -> str:
    """The id of a box in the told chart."""
    return "told-" + place.replace("/", "--")
