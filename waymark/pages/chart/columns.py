"""Where each spot stands across the chart: straight where it can be, and compact."""

from __future__ import annotations

from itertools import pairwise

from waymark.pages.chart.order import Order
from waymark.pages.chart.plan import Plan
from waymark.pages.chart.rows import Rows, Spot
from waymark.pages.chart.springs import Gap, Spring, settle

BOX_GAP = 28
MARGIN = 8
PORT_GAP = 24
PORT_MARGIN = 36
GAPS = {
    ("box", "box"): BOX_GAP,
    ("box", "lane"): 20,
    ("lane", "lane"): 16,
    ("answer", "answer"): 14,
    ("answer", "lane"): 12,
    ("box", "answer"): 16,
}
# Few bends matter more than short level pieces: an arrow turns once, where it leaves its box.
PULLS = {
    ("lane", "lane"): 16,
    ("answer", "lane"): 16,
    ("lane", "answer"): 16,
    ("answer", "box"): 10,
    ("box", "box"): 6,
    ("box", "lane"): 4,
    ("lane", "box"): 4,
    ("box", "answer"): 1,
}
MAIN_PULL = 20
NEARLY = 40
TRUE_PULL = 5


def column_room(box_width: int) -> int:
    """How far each column is from the next."""
    return box_width + BOX_GAP


def columns(rows: Rows, plan: Plan, order: Order, box_width: int, max_width: int) -> list[int]:
    """The middle of each spot, in pixels from the left edge of the drawing."""
    spots = rows.spots
    left, right = len(spots), len(spots) + 1
    gaps = [Gap(left, right, 0, 1)]
    needed = max_width
    for row in order:
        if not row:
            continue
        width = 2 * MARGIN + _half(spots[row[0]]) + _half(spots[row[-1]])
        gaps.append(Gap(left, row[0], MARGIN + _half(spots[row[0]])))
        gaps.append(Gap(row[-1], right, MARGIN + _half(spots[row[-1]])))
        for a, b in pairwise(row):
            apart = apart_by(spots[a], spots[b])
            width += apart
            gaps.append(Gap(a, b, apart))
        needed = max(needed, width)
    gaps.append(Gap(right, left, -needed))
    springs = _springs(rows, order)
    for n, shape in enumerate(plan.shapes):
        if shape.key in plan.pinned:
            column = MARGIN + box_width // 2 + plan.pinned[shape.key] * column_room(box_width)
            springs.append(Spring(left, n, column, 1000))
    at = settle(len(spots) + 2, gaps, springs)
    true = _true(rows, len(plan.shapes), at, box_width)
    if true:
        at = settle(len(spots) + 2, gaps, springs + true)
    first = min((at[n] - _half(spot) for n, spot in enumerate(spots)), default=0) - MARGIN
    if plan.pinned:
        first = min(first, at[left])
    return [at[n] - first for n in range(len(spots))]


def _true(rows: Rows, count: int, at: list[int], box_width: int) -> list[Spring]:
    """Springs to bring boxes that nearly stand in a column, counted from the main line, into it."""
    anchors = [rows.chains[way][0] for way in sorted(rows.main)]
    if not anchors:
        return []
    anchor = min(anchors, key=lambda n: rows.spots[n].row)
    room = column_room(box_width)
    found = []
    for n in range(count):
        column = round((at[n] - at[anchor]) / room)
        if 0 < abs(at[n] - at[anchor] - column * room) <= NEARLY:
            found.append(Spring(anchor, n, column * room, TRUE_PULL))
    return found


def apart_by(a: Spot, b: Spot) -> int:
    """How far the middles of two neighbours must be apart."""
    first, second = sorted((a.sort, b.sort), key=("box", "answer", "lane").index)
    return _half(a) + _half(b) + GAPS[first, second]


def _half(spot: Spot) -> int:
    return (spot.width + 1) // 2


def _springs(rows: Rows, order: Order) -> list[Spring]:
    springs = []
    into = arrivals(rows, order)
    offset = {
        link: (n - straight(rows, arriving)) * PORT_GAP
        for arriving in into.values()
        for n, link in enumerate(arriving)
    }
    for link in rows.links():
        upper, lower, way = link
        pull = PULLS[rows.spots[upper].sort, rows.spots[lower].sort]
        if way in rows.main:
            pull *= MAIN_PULL
        springs.append(Spring(lower, upper, offset.get(link, 0), pull))
    for box, lane, _ in rows.sides():
        springs.append(Spring(box, lane, 0, 2))
    return springs


def arrivals(rows: Rows, order: Order) -> dict[int, list[tuple[int, int, int]]]:
    """The links that come down into each box, from left to right."""
    place = {spot: n for row in order for n, spot in enumerate(row)}
    into: dict[int, list[tuple[int, int, int]]] = {}
    for link in rows.links():
        _, lower, way = link
        if rows.spots[lower].sort == "box" and way not in rows.back:
            into.setdefault(lower, []).append(link)
    for arriving in into.values():
        arriving.sort(key=lambda link: (place[link[0]], link[2]))
    return into


def straight(rows: Rows, arriving: list[tuple[int, int, int]]) -> int:
    """Which of the arriving links should come straight down into the middle of its box."""
    for n, (_, _, way) in enumerate(arriving):
        if way in rows.main:
            return n
    return (len(arriving) - 1) // 2
