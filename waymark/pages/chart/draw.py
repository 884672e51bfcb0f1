"""A drawing as inline SVG with real links: classes and attributes only, no styles or scripts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from itertools import groupby

from waymark.pages.chart.drawing import Drawing, PlacedAnswer, PlacedShape, PlacedWay
from waymark.pages.chart.outlines import head, line, outline
from waymark.pages.chart.rows import (
    ANSWER_LINE,
    KIND_LINE,
    TITLE_LINE,
    WITHOUT_KIND_WORD,
)

WORDS: Mapping[str, str] = {
    "start": "Start",
    "step": "Step",
    "decision": "Decision",
    "outcome": "Ending",
    "connector": "Go to",
    "away": "On another chart",
    "here": "You are here",
    "yours": "Your role",
}
LIP = 3
BADGE = 8
LETTER = 7
"""About how wide a letter of a kind word is."""


def box_id(key: str) -> str:
    """The id of a box in its page: `referral/talk-it-over` is `box-referral--talk-it-over`."""
    return "box-" + key.replace("/", "--")


def svg(
    drawing: Drawing,
    title: str,
    description: str,
    hrefs: Mapping[str, str],
    words: Mapping[str, str] = WORDS,
    *,
    current: str | None = None,
    yours: Collection[str] = (),
) -> str:
    """The drawing as one `<svg>`: `hrefs` by key, `words` by kind and for here and yours.

    `current` is the key of the box the reader is at; `yours` are the boxes of the reader's role.
    """
    words = {**WORDS, **words}
    parts = [
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="group"'
        f' aria-label="{escape(title)}" width="{drawing.width}" height="{drawing.height}"'
        f' viewBox="0 0 {drawing.width} {drawing.height}">',
        f"<desc>{escape(description)}</desc>",
        '<g class="chart__ways" aria-hidden="true">',
        *_ways(drawing),
        "</g>",
        *(
            _shape(shape, hrefs.get(shape.key), words, shape.key == current, shape.key in yours)
            for shape in drawing.shapes
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _ways(drawing: Drawing) -> list[str]:
    """Arrows, the main line last; those out of one box clear a gap where they cross others."""
    parts = []
    main = {way.start for way in drawing.ways if way.main}

    def turn(way: PlacedWay) -> tuple[bool, str]:
        return way.start in main, way.start

    for _, leaving in groupby(sorted(drawing.ways, key=turn), key=turn):
        ways = sorted(leaving, key=lambda way: way.main)
        parts += [f'<path class="chart__clearing" d="{line(way.points)}"/>' for way in ways]
        for way in ways:
            sort = " chart__way--main" if way.main else ""
            parts.append(
                f'<g class="chart__way{sort}" data-way="{escape(f"{way.start} {way.end}")}">'
                f'<path class="chart__line" d="{line(way.points)}"/>'
                f'<path class="chart__head" d="{head(way.points)}"/></g>'
            )
    parts += [_answer(way, way.answer) for way in drawing.ways if way.answer]
    return parts


def _answer(way: PlacedWay, answer: PlacedAnswer) -> str:
    middle = answer.x + answer.width // 2
    first = answer.y + 15
    lines = " ".join(
        f'<tspan x="{middle}" y="{first + n * ANSWER_LINE}">{escape(text)}</tspan>'
        for n, text in enumerate(answer.lines)
    )
    return (
        f'<g class="chart__answer"><rect class="chart__paper" x="{answer.x}" y="{answer.y}"'
        f' width="{answer.width}" height="{answer.height}"/>'
        f'<text text-anchor="middle" font-size="15">{lines}</text></g>'
    )


def _shape(shape: PlacedShape, href: str | None, words: Mapping[str, str], here: bool, yours: bool) -> str:
    classes = f"chart__shape chart__shape--{shape.kind}"
    word = words[shape.kind]
    name = shape.title if shape.title.startswith(word) else f"{word}: {shape.title}"
    if here:
        classes += " chart__shape--here"
        name += f" ({words['here']})"
    if yours:
        classes += " chart__shape--yours"
        name += f" ({words['yours']})"
    inside = [f'<path class="chart__lip" d="{outline(shape, LIP)}"/>'] if href else []
    inside.append(f'<path class="chart__outline" d="{outline(shape)}"/>')
    if shape.kind == "outcome":
        y = shape.y + shape.height - 6
        inside.append(f'<path class="chart__rule" d="M{shape.x} {y}h{shape.width}"/>')
    inside += _text(shape, words)
    if here:
        inside.append(_tag(shape, words["here"], "here"))
    if yours:
        inside.append(_tag(shape, words["yours"], "yours"))
    body = " ".join(inside)
    where = ' aria-current="true"' if here else ""
    if href is None:
        return (
            f'<g class="{classes}" id="{escape(box_id(shape.key))}" role="img"'
            f' aria-label="{escape(name)}"{where}>{body}</g>'
        )
    return (
        f'<a class="{classes}" id="{escape(box_id(shape.key))}" href="{escape(href)}"'
        f' aria-label="{escape(name)}"{where}>{body}</a>'
    )


def _text(shape: PlacedShape, words: Mapping[str, str]) -> list[str]:
    """The word for the kind, and the title, in the middle of the shape."""
    with_word = shape.kind not in WITHOUT_KIND_WORD
    lift = -4 if shape.kind == "connector" else 0
    middle = shape.x + shape.width // 2 + lift
    tall = len(shape.lines) * TITLE_LINE + (KIND_LINE if with_word else 0)
    y = shape.y + (shape.height - tall) // 2 - (2 if shape.kind == "outcome" else 0)
    parts = []
    if with_word:
        word = words[shape.kind]
        at = middle
        if shape.kind == "decision":
            at += BADGE + 2
            badge = at - len(word) * LETTER // 2 - BADGE - 5
            parts.append(
                f'<circle class="chart__badge" cx="{badge}" cy="{y + 10}" r="{BADGE}"/>'
                f'<text class="chart__question" x="{badge}" y="{y + 14}" text-anchor="middle"'
                f' font-size="13">?</text>'
            )
        parts.append(
            f'<text class="chart__kind" x="{at}" y="{y + 14}" text-anchor="middle"'
            f' font-size="13">{escape(word)}</text>'
        )
        y += KIND_LINE
    # The spaces keep words apart for whoever hears or searches the text; they are not drawn.
    lines = " ".join(
        f'<tspan x="{middle}" y="{y + 15 + n * TITLE_LINE}">{escape(text)}</tspan>'
        for n, text in enumerate(shape.lines)
    )
    parts.append(f'<text class="chart__title" text-anchor="middle" font-size="16">{lines}</text>')
    return parts


def _tag(shape: PlacedShape, word: str, sort: str) -> str:
    """A small label on the lower edge of a shape: here at the left, yours at the right."""
    width = len(word) * 13 // 2 + 16
    x = shape.x + 8 if sort == "here" else shape.x + shape.width - width - 8
    y = shape.y + shape.height - 11
    return (
        f'<g class="chart__tag chart__tag--{sort}">'
        f'<rect x="{x}" y="{y}" width="{width}" height="21" rx="10"/>'
        f'<text x="{x + width // 2}" y="{y + 15}" text-anchor="middle" font-size="13">'
        f"{escape(word)}</text></g>"
    )
