"""The outline of each kind of shape, and of lines and arrow heads, as SVG paths."""

from __future__ import annotations

from collections.abc import Sequence

from waymark.pages.chart.drawing import PlacedShape, Point

CORNER = 9
HEAD_LENGTH = 9
HEAD_HALF = 6
POINT = 16


def outline(shape: PlacedShape, lower: int = 0) -> str:
    """The outline of a shape by its kind, moved down by `lower`."""
    x, y, width, height = shape.x, shape.y + lower, shape.width, shape.height
    right, foot, middle = x + width, y + height, y + height // 2
    if shape.kind == "decision":
        return (
            f"M{x + POINT} {y}H{right - POINT}L{right} {middle}L{right - POINT} {foot}"
            f"H{x + POINT}L{x} {middle}Z"
        )
    if shape.kind == "connector":
        return f"M{x} {y}H{right - POINT - 6}L{right} {middle}L{right - POINT - 6} {foot}H{x}Z"
    radius = {"start": min(height // 2, 34), "away": min(height // 2, 26), "outcome": 3}.get(
        shape.kind, 10
    )
    return _rounded(x, y, width, height, radius)


def _rounded(x: int, y: int, width: int, height: int, radius: int) -> str:
    across, down = width - 2 * radius, height - 2 * radius
    turn = f"a{radius} {radius} 0 0 1"
    return (
        f"M{x + radius} {y}h{across}{turn} {radius} {radius}v{down}{turn} {-radius} {radius}"
        f"h{-across}{turn} {-radius} {-radius}v{-down}{turn} {radius} {-radius}Z"
    )


def line(points: Sequence[Point]) -> str:
    """A line with rounded corners, stopping within its arrow head."""
    points = [*points[:-1], _short_of(points[-2], points[-1], HEAD_LENGTH - 2)]
    path = [f"M{points[0][0]} {points[0][1]}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(CORNER, _length(before, corner) // 2, _length(corner, after) // 2)
        enter, leave = _short_of(before, corner, room), _short_of(after, corner, room)
        path.append(f"L{enter[0]} {enter[1]}Q{corner[0]} {corner[1]} {leave[0]} {leave[1]}")
    path.append(f"L{points[-1][0]} {points[-1][1]}")
    return "".join(path)


def head(points: Sequence[Point]) -> str:
    """The arrow head at the end of a line."""
    (x, y), back = points[-1], _short_of(points[-2], points[-1], HEAD_LENGTH)
    if back[0] == x:
        return f"M{x} {y}L{x - HEAD_HALF} {back[1]}H{x + HEAD_HALF}Z"
    return f"M{x} {y}L{back[0]} {y - HEAD_HALF}V{y + HEAD_HALF}Z"


def _length(a: Point, b: Point) -> int:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _short_of(a: Point, b: Point, by: int) -> Point:
    """The point `by` before b on the way from a."""
    if a[0] == b[0]:
        return b[0], b[1] - by if b[1] > a[1] else b[1] + by
    return b[0] - by if b[0] > a[0] else b[0] + by, b[1]
