"""What changed for the readers of a box or procedure though its own words are as they were."""

from __future__ import annotations

from collections import defaultdict

from waymark.amendments.amendment import Change, ChangeSort
from waymark.amendments.comparing import change
from waymark.amendments.parts import Spot
from waymark.manual.manuscript import Manuscript

Carried = dict[Spot, list[Change]]


def carried(before: Manuscript, after: Manuscript) -> Carried:
    """Boxes that stand in another chart, and changed time limits at the places that show them."""
    found: Carried = defaultdict(list)
    if before.charts != after.charts:
        _charts(before, after, found)
    if before.timescales != after.timescales:
        _limits(before, after, found)
    return found


def _charts(before: Manuscript, after: Manuscript, found: Carried) -> None:
    old, new = _standing(before), _standing(after)
    titles = {chart.key: chart.title for each in (before, after) for chart in each.charts}
    for place in old:
        if place in new and old[place] != new[place]:
            was, now = (", ".join(titles[key] for key in those[place]) for those in (old, new))
            found["box", place].append(change(ChangeSort.MOVED, "In which chart", was, now))


def _standing(manuscript: Manuscript) -> dict[str, list[str]]:
    """For each box the keys of the charts it stands in; of a whole manuscript, one."""
    standing: dict[str, list[str]] = {}
    for chart in manuscript.charts:
        for place in dict.fromkeys(chart.boxes):
            standing.setdefault(place, []).append(chart.key)
    return {place: sorted(keys) for place, keys in standing.items()}


def _limits(before: Manuscript, after: Manuscript, found: Carried) -> None:
    old = {scale.key: scale for scale in before.timescales}
    changed = {
        scale.key: (old[scale.key], scale)
        for scale in after.timescales
        if scale.key in old and old[scale.key].words != scale.words
    }
    kinds = (("box", before.boxes, after.boxes), ("procedure", before.procedures, after.procedures))
    for kind, those, these in kinds:
        had = {part.place: part.timescales for part in those}
        for part in these:
            for key in dict.fromkeys(part.timescales):
                if key in changed and key in had.get(part.place, ()):
                    was, now = changed[key]
                    where = f"Time limit: {now.title}"
                    found[kind, part.place].append(change(ChangeSort.TIMESCALE, where, was.words, now.words))
