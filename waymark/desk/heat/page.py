"""What the page of the heat map shows, worked out once for every state that was saved, on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from waymark.desk.doors import out
from waymark.desk.heat.shown import BoxShown, Showing, age_words, band_name
from waymark.desk.models import Draft
from waymark.desk.people.standing import SHARED
from waymark.desk.today.state import Stamp
from waymark.plain_english.gate import check_gate
from waymark.plain_english.heat import Mark, heat_map


class ChartShown(NamedTuple):
    """A chart, with its boxes set already."""

    key: str
    title: str
    age: str
    band: str
    together: str
    boxes: list[SafeString]


@lru_cache(maxsize=4)
def page_of(stamp: Stamp, day: date, writes: bool) -> dict[str, Any] | None:
    """What the page shows to someone who may write the shared manual, or may not.

    None where a draft cannot be read, or there is nothing to read.
    """
    rows = Draft.objects.filter(partnership=SHARED, gone=False).values_list("place", "pk", "title")
    drafts = {place: (number, title) for place, number, title in rows}
    try:
        manuscript = out.draft_manuscript()
    except (msgspec.ValidationError, KeyError, IndexError, ValueError):
        return None
    faults = {each.place: each.rule for each in check_gate(manuscript, day)}
    showing = Showing(manuscript, drafts, faults, writes=writes)
    charts = heat_map(manuscript, day)
    facets = [facet for chart in charts for facet in chart.facets]
    return {
        "charts": [
            ChartShown(
                key=chart.key,
                title=chart.title,
                age=age_words(chart.age),
                band=band_name(chart.age),
                together=age_words(chart.together),
                boxes=[_box_html(showing.box(box)) for box in chart.boxes],
            )
            for chart in charts
        ],
        "oldest": max((each.age for each in facets if each.age is not None), default=None),
        "counted": {each.name.lower(): count for each, count in Counter(f.mark for f in facets).items()},
        "within": sum(each.mark is Mark.NONE for each in facets),
        "waivers": [showing.waiver(each) for each in manuscript.waivers],
    }


# Most boxes stay as they are from one save to the next, and setting them takes most of the time.
@lru_cache(maxsize=1000)
def _box_html(box: BoxShown) -> SafeString:
    return render_to_string("desk/heat/box.html", {"box": box})
