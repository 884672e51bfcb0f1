"""A chart's drawing for paper: its colours inside it, cut into halves where it would be too small to read."""

from __future__ import annotations

import re

from waymark.pages.chart.draw import svg
from waymark.pages.chart.drawing import Drawing
from waymark.pages.paper.pieces import Piece, line

#: What a sheet has room for, in points, and the least that a pixel of a drawing may come to, and the most.
WIDE, TALL = 516, 640
LEAST, MOST = 0.5, 0.72

_INK, _LINE, _SIDE, _QUIET, _SUN, _ENDING = "#1f2328", "#0f5257", "#4a7276", "#5f645f", "#ffd45c", "#e4e2dc"
#: The style of `chart.css` for paper, in the plain rules that every reader of drawings knows.
STYLE = f"""
text {{ font-family: "Atkinson Hyperlegible"; fill: {_INK}; }}
.chart__clearing, .chart__line {{ fill: none; stroke-linejoin: round; }}
.chart__clearing {{ stroke: #ffffff; stroke-width: 9; }}
.chart__line {{ stroke: {_SIDE}; stroke-width: 2.5; }}
.chart__head {{ fill: {_SIDE}; }}
.chart__way--main .chart__line {{ stroke: {_LINE}; }}
.chart__way--main .chart__head {{ fill: {_LINE}; }}
.chart__paper {{ fill: #ffffff; }}
.chart__answer text {{ fill: {_LINE}; }}
.chart__outline {{ fill: #ffffff; stroke: {_LINE}; stroke-width: 2; stroke-linejoin: round; }}
.chart__kind {{ fill: {_LINE}; font-weight: 700; }}
.chart__shape--start .chart__outline {{ stroke-width: 3.5; }}
.chart__shape--decision .chart__outline {{ fill: {_SUN}; stroke: {_INK}; }}
.chart__shape--decision text, .chart__badge {{ fill: {_INK}; }}
.chart__shape--decision .chart__question {{ fill: {_SUN}; font-weight: 700; }}
.chart__shape--outcome .chart__outline, .chart__rule {{ fill: {_ENDING}; stroke: {_QUIET}; }}
.chart__shape--outcome text {{ fill: {_INK}; }}
.chart__shape--connector .chart__outline {{ fill: {_LINE}; }}
.chart__shape--connector text {{ fill: #ffffff; }}
.chart__shape--away .chart__outline {{ stroke-dasharray: 6 5; }}
"""
_OPENING = re.compile(r"<svg [^>]*>")


def drawn(drawing: Drawing, title: str) -> list[list[Piece]]:
    """A drawing as one figure, or as two that follow each other: the pieces of each sheet."""
    whole = svg(drawing, title, "", {})
    scale = min(MOST, WIDE / drawing.width, TALL / drawing.height)
    if scale >= LEAST:
        return [[_figure(whole, drawing.width, (0, drawing.height), scale, title)]]
    scale = min(MOST, WIDE / drawing.width)
    cut = _between(drawing)
    tops = ((0, cut), (cut, drawing.height))
    scale = min(scale, *(TALL / (end - top) for top, end in tops))
    said = ("The first part. It goes on over the page.", "The second part.")
    return [
        [line(part, "small"), _figure(whole, drawing.width, span, scale, f"{title}. {part}")]
        for span, part in zip(tops, said, strict=True)
    ]


def _between(drawing: Drawing) -> int:
    """The height nearest the middle at which no box and no answer stands."""
    spans = [(each.y, each.y + each.height) for each in drawing.shapes]
    spans += [(w.answer.y, w.answer.y + w.answer.height) for w in drawing.ways if w.answer]
    middle = drawing.height // 2
    free = [y for y in range(1, drawing.height) if not any(top - 4 < y < end + 8 for top, end in spans)]
    return min(free, key=lambda y: (abs(y - middle), y), default=middle)


def _figure(whole: str, width: int, span: tuple[int, int], scale: float, title: str) -> Piece:
    top, end = span
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{end - top}" '
        f'viewBox="0 {top} {width} {end - top}"><style>{STYLE}</style>'
    )
    return {
        "is": "drawing",
        "svg": _OPENING.sub(lambda _: opening, whole, count=1),
        "width": round(width * scale, 2),
        "alt": f"Drawing of {title.rstrip('.')}: its steps and the arrows between them. The same steps are "
        "told in words under “The steps, one by one”.",
    }
