"""Laying a chart out: from a plan to a drawing, the same every time."""

from __future__ import annotations

from collections.abc import Sequence

from waymark.pages.chart.columns import BOX_GAP, MARGIN, columns
from waymark.pages.chart.drawing import Drawing, PlacedAnswer, PlacedShape, PlacedWay
from waymark.pages.chart.measure import Faces
from waymark.pages.chart.order import Order, orders
from waymark.pages.chart.plan import Plan, Shape, Way, fingerprint
from waymark.pages.chart.ranks import back_ways, main_line, ranks
from waymark.pages.chart.routes import Routes, routes
from waymark.pages.chart.rows import Rows, answer_height, make_rows
from waymark.pages.chart.weigh import weigh

__all__ = ["Drawing", "Plan", "Shape", "Way", "fingerprint", "lay_out"]

BOX_WIDTHS = (212, 198, 184)
WAY_ROOM = 16
ENDLESS = 10**9
TRIES = 6
CANDIDATES = 8


def lay_out(plan: Plan, faces: Faces, max_width: int = 1080) -> Drawing:
    """Place every shape, arrow and answer of a plan.

    The widest boxes are used that let each row stand as it falls; failing that, wide rows are
    broken. The drawing is wider than `max_width` only if its arrows alone would fill a row.
    """
    if not plan.shapes:
        return Drawing(2 * MARGIN, 2 * MARGIN, (), ())
    back = back_ways(plan)
    main = main_line(plan, back)
    whole = ranks(plan, back, main, 0, 0, ENDLESS)
    for box_width in BOX_WIDTHS:
        drawing = _try(plan, faces, whole, back, main, box_width, max_width)
        if drawing.width <= max_width:
            return drawing
    room = max_width - 2 * MARGIN + BOX_GAP
    for _ in range(TRIES):
        rank = ranks(plan, back, main, box_width + BOX_GAP, WAY_ROOM, room)
        drawing = _try(plan, faces, rank, back, main, box_width, max_width)
        if drawing.width <= max_width:
            break
        room -= drawing.width - max_width
    return drawing


def _try(
    plan: Plan,
    faces: Faces,
    rank: Sequence[int],
    back: frozenset[int],
    main: frozenset[int],
    box_width: int,
    max_width: int,
) -> Drawing:
    """The best drawing with these ranks and boxes of this width."""
    rows = make_rows(plan, faces, rank, back, main, box_width, max_width)
    best: tuple[int, Drawing] | None = None
    for order in orders(rows, plan)[:CANDIDATES]:
        at = columns(rows, plan, order, box_width, max_width)
        drawing = _place(plan, rows, order, at, routes(rows, order, at))
        weight = weigh(drawing, max_width)
        if best is None or weight < best[0]:
            best = weight, drawing
    assert best is not None
    return best[1]


def _place(plan: Plan, rows: Rows, order: Order, at: Sequence[int], routed: Routes) -> Drawing:
    levels = routed.levels
    shapes = tuple(
        PlacedShape(
            shape.key,
            at[n] - rows.spots[n].width // 2,
            levels.tops[rows.spots[n].row],
            rows.spots[n].width,
            levels.bottoms[rows.spots[n].row] - levels.tops[rows.spots[n].row],
            rows.spots[n].lines,
            shape.kind,
            shape.title,
        )
        for n, shape in enumerate(plan.shapes)
    )
    answers: dict[int, PlacedAnswer] = {}
    for n, spot in enumerate(rows.spots):
        if spot.sort == "answer":
            x, y = at[n] - spot.width // 2, levels.tops[spot.row]
            height = answer_height(spot.lines)
            answers[spot.which] = PlacedAnswer(x, y, spot.width, height, spot.lines)
    ways = tuple(
        PlacedWay(
            way.start, way.end, routed.points[number], answers.get(number), number in rows.main
        )
        for number, way in enumerate(plan.ways)
    )
    right = max(
        [shape.x + shape.width for shape in shapes]
        + [answer.x + answer.width for answer in answers.values()]
        + [x for way in ways for x, _ in way.points]
    )
    return Drawing(right + MARGIN, levels.height, shapes, ways)
