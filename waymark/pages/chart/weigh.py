"""How restless a drawing looks, so that the calmest of several can be chosen."""

from __future__ import annotations

from itertools import pairwise

from waymark.pages.chart.drawing import Drawing, Point

CROSSING = 600
BEND = 60
TOO_WIDE = 50


def weigh(drawing: Drawing, max_width: int) -> int:
    """A number: the lower, the calmer."""
    weight = max(0, drawing.width - max_width) * TOO_WIDE + drawing.height + drawing.width // 2
    level: list[tuple[int, int, int, str]] = []
    upright: list[tuple[int, int, int, str]] = []
    for way in drawing.ways:
        weight += BEND * (len(way.points) - 2) * (3 if way.main else 1)
        for a, b in pairwise(way.points):
            weight += abs(a[0] - b[0]) + abs(a[1] - b[1])
            (level if a[1] == b[1] else upright).append(_piece(a, b, way.start))
    for y, left, right, start in level:
        for x, top, bottom, other in upright:
            if start != other and left < x < right and top < y < bottom:
                weight += CROSSING
    return weight


def _piece(a: Point, b: Point, start: str) -> tuple[int, int, int, str]:
    if a[1] == b[1]:
        return a[1], min(a[0], b[0]), max(a[0], b[0]), start
    return a[0], min(a[1], b[1]), max(a[1], b[1]), start
