"""Texts and values in the words in which they are compared."""

from __future__ import annotations

from datetime import date
from typing import Any

from waymark.manual.data import Data
from waymark.manual.runs import Bold, Line, Link, Paragraph
from waymark.manual.text import Text


def text_words(text: Text) -> str:
    """A text as it is compared: bold between stars and a link with where it leads, so that both are seen."""
    parts = []
    for block in text.blocks:
        if isinstance(block, Paragraph):
            parts.append(line_words(block.runs))
        else:
            marks = (f"{at}." if block.numbered else "-" for at in range(1, len(block.points) + 1))
            points = zip(marks, block.points, strict=True)
            parts.append("\n".join(f"{mark} {line_words(point)}" for mark, point in points))
    return "\n\n".join(parts)


def line_words(runs: Line) -> str:
    """A paragraph or point as it is compared."""
    said = []
    for run in runs:
        if isinstance(run, Link):
            said.append(f"{run.text} (leads to {run.to})")
        else:
            said.append(f"**{run.text}**" if isinstance(run, Bold) else run.text)
    return "".join(said)


def flat(value: Any, leave_out: tuple[str, ...] = ()) -> str:
    """A value in words; a small part as one line a field."""
    if isinstance(value, Text):
        return text_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Data):
        said = []
        for name in value.__struct_fields__:
            found = getattr(value, name)
            if name not in leave_out and found not in (None, (), False):
                label = "" if name == "requires" else f"{name.replace('_', ' ').capitalize()}: "
                said.append(label + flat(found))
        return "\n".join(said)
    return str(value)
