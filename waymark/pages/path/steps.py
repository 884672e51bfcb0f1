"""What a browser has to know of each step of the charts to show a path.

One script is the same for all areas; another, small one has what the area adds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from waymark.manual.boxes import Box
from waymark.manual.charts import IN_EVERY_CASE, Arrow
from waymark.manual.json_form import own_fingerprint
from waymark.manual.local import LocalLimit, LocalManuscript
from waymark.manual.manuscript import Lookup
from waymark.manual.words import Timescale
from waymark.pages.dress.colours import small
from waymark.pages.path.words import SAYS
from waymark.pages.plan import Asset, SharedPart
from waymark.pages.prose.say import sentence
from waymark.timescales.counting import is_counted, may_be_counted

PATH = "path/steps.js"
NEAR = "path/near.js"
STYLE = "path/style.css"
#: How much of a fingerprint tells two texts of a step apart.
SHORT = 12


def steps(shared: SharedPart) -> Asset:
    """The charts, their boxes and what is said of them, under one name: the newest is always asked for."""
    manuscript, lookup = shared.manuscript, Lookup(shared.manuscript)
    known = {
        "says": dict(SAYS),
        "charts": [[chart.key, chart.number, chart.title] for chart in manuscript.charts],
        "boxes": {box.place: _box(box, lookup, shared) for box in manuscript.boxes},
    }
    words = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Asset(PATH, f"self.waymark.steps={words};\n".encode())


def near(local: LocalManuscript, lookup: Lookup) -> Asset:
    """What an area adds: its own limits by timescale; for each step, a fingerprint of its note and limits."""
    known = {
        "area": local.partnership.in_area,
        "prints": dict(_prints(local, lookup)),
        "limits": {
            key: _own(limit, lookup.timescales[key])
            for key, (limit, _) in local.limits.items()
            if key in lookup.timescales
        },
    }
    words = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Asset(NEAR, f"self.waymark.near={words};\n".encode())


@cache
def look() -> Asset:
    """The style of all that a path shows: fetched with it, so that nobody else waits for it."""
    return Asset(STYLE, small((Path(__file__).parent / "late" / "path.css").read_text()).encode())


def _box(box: Box, lookup: Lookup, shared: SharedPart) -> list[Any]:
    """Title, fingerprint, number of the chart, limits, key points, and where the answers lead."""
    chart = lookup.chart_of.get(box.place)
    return [
        box.title,
        shared.fingerprints[box.place][:SHORT],
        chart.number if chart else 0,
        [_limit(key, lookup) for key in box.timescales],
        [point.plain for point in box.facets.key_points],
        [[arrow.end, _answer(arrow)] for arrow in lookup.arrows_from.get(box.place, [])],
    ]


def _answer(arrow: Arrow) -> str:
    """What was answered to go this way; nothing where it is gone in every case."""
    return arrow.answer if arrow.answer and arrow.answer != IN_EVERY_CASE else ""


def _limit(key: str, lookup: Lookup) -> list[Any]:
    """Key, title, words, number and unit where a date can be counted, what from, whether it is a longest."""
    timescale = lookup.timescales[key]
    number = timescale.limit if is_counted(timescale) else 0
    unit = timescale.unit.value if timescale.unit else ""
    return [key, timescale.title, timescale.words, number, unit, timescale.starts, int(timescale.longest)]


def _prints(local: LocalManuscript, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """A limit holds wherever its timescale is shown, so it tells at each of these steps, as notes do."""
    notes = {note.place: note for note in local.notes}
    for place, box in lookup.boxes.items():
        limits = [local.limits[key][0] for key in box.timescales if key in local.limits]
        if limits or place in notes:
            yield place, own_fingerprint([notes.get(place), *limits])[:SHORT]


def _own(limit: LocalLimit, timescale: Timescale) -> list[Any]:
    """Words, number and unit where a date can be counted, and why it is so, as a sentence."""
    reason = sentence(limit.reason)
    stop = "" if reason[-1] in ".!?" else "."
    number = limit.limit if may_be_counted(timescale) else 0
    return [limit.words, number, limit.unit.value, reason + stop]
