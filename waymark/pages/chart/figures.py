"""Figures by which a drawing is judged, counted from the drawing alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from waymark.pages.chart.drawing import Drawing, PlacedAnswer, PlacedShape, PlacedWay, Point

Piece = tuple[Point, Point]


@dataclass(frozen=True)
class Figures:
    """What is wrong with a drawing, how busy it is, and how large."""

    box_overlaps: int
    answer_overlaps: int
    arrows_through_boxes: int
    arrows_through_answers: int
    overlapping_pieces: int
    crossings: int
    bends: int
    width: int
    height: int

    @property
    def faults(self) -> int:
        """All that must never be: the sum is 0 in a sound drawing."""
        return (
            self.box_overlaps
            + self.answer_overlaps
            + self.arrows_through_boxes
            + self.arrows_through_answers
            + self.overlapping_pieces
        )


def figures(drawing: Drawing) -> Figures:
    """Count them."""
    shapes, ways = drawing.shapes, drawing.ways
    answers = [way.answer for way in ways if way.answer]
    return Figures(
        box_overlaps=sum(_touch(a, b) for a, b in combinations(shapes, 2)),
        answer_overlaps=sum(_touch(a, b) for a, b in combinations(answers, 2))
        + sum(_touch(a, b) for a in answers for b in shapes),
        arrows_through_boxes=sum(
            any(_enters(piece, shape) for piece in _pieces(way)) for way in ways for shape in shapes
        ),
        arrows_through_answers=sum(
            any(_enters(piece, other.answer) for piece in _pieces(way))
            for way in ways
            for other in ways
            if other is not way and other.answer
        ),
        overlapping_pieces=sum(_overlaps(a, b) for a, b in combinations(ways, 2)),
        crossings=sum(_crossings(a, b) for a, b in combinations(ways, 2)),
        bends=sum(len(way.points) - 2 for way in ways),
        width=drawing.width,
        height=drawing.height,
    )


def _pieces(way: PlacedWay) -> Iterator[Piece]:
    yield from pairwise(way.points)


def _touch(a: PlacedShape | PlacedAnswer, b: PlacedShape | PlacedAnswer) -> bool:
    return (
        a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height
        and b.y < a.y + a.height
    )


def _enters(piece: Piece, room: PlacedShape | PlacedAnswer) -> bool:
    """Whether a piece of line is anywhere inside a rectangle, its edge left out."""
    (x1, y1), (x2, y2) = piece
    return (
        min(x1, x2) < room.x + room.width
        and max(x1, x2) > room.x
        and min(y1, y2) < room.y + room.height
        and max(y1, y2) > room.y
    )


def _overlaps(a: PlacedWay, b: PlacedWay) -> int:
    """Pieces of two ways that lie on one line and share some of it.

    Ways out of one box may share their stem: what they have in common before they part.
    """
    a_line, b_line = list(a.points), list(b.points)
    if a.start == b.start:
        a_line, b_line = _after_parting(a_line, b_line)
    return sum(_lie_on_one_another(p, q) for p in pairwise(a_line) for q in pairwise(b_line))


def _after_parting(a: list[Point], b: list[Point]) -> tuple[list[Point], list[Point]]:
    """Both lines without the stem they share."""
    while len(a) > 1 and len(b) > 1 and a[0] == b[0]:
        (x, y), one, two = a[0], a[1], b[1]
        same_x = one[0] == two[0] == x and (one[1] > y) == (two[1] > y)
        same_y = one[1] == two[1] == y and (one[0] > x) == (two[0] > x)
        if not (same_x or same_y):
            break
        nearer = min(one, two, key=lambda p: abs(p[0] - x) + abs(p[1] - y))
        a = a[1:] if one == nearer else [nearer, *a[1:]]
        b = b[1:] if two == nearer else [nearer, *b[1:]]
    return a, b


def _lie_on_one_another(p: Piece, q: Piece) -> bool:
    for along, across in ((0, 1), (1, 0)):
        level = {point[across] for point in (*p, *q)}
        if len(level) == 1:
            low = max(min(p[0][along], p[1][along]), min(q[0][along], q[1][along]))
            high = min(max(p[0][along], p[1][along]), max(q[0][along], q[1][along]))
            return low < high
    return False


def _crossings(a: PlacedWay, b: PlacedWay) -> int:
    """Points where a level piece of one way runs through an upright piece of the other."""
    points = set()
    for p in _pieces(a):
        for q in _pieces(b):
            level, upright = (p, q) if p[0][1] == p[1][1] else (q, p)
            if level[0][1] != level[1][1] or upright[0][0] != upright[1][0]:
                continue
            x, y = upright[0][0], level[0][1]
            inside_level = min(level[0][0], level[1][0]) < x < max(level[0][0], level[1][0])
            inside_upright = (
                min(upright[0][1], upright[1][1]) < y < max(upright[0][1], upright[1][1])
            )
            if inside_level and inside_upright:
                points.add((x, y))
    return len(points)
