"""Runs and blocks: what the closed Markdown is made of, and how it is written."""

from __future__ import annotations

import re

import msgspec

_SPECIAL = re.compile(r"([\\`*_\[\]<]|&(?=[#A-Za-z]))")
_AT_START = re.compile(r"^(?:([#+>~=-])|(\d+)([.)]))")


class Words(msgspec.Struct, frozen=True, tag="words"):
    """Plain words."""

    text: str


class Bold(msgspec.Struct, frozen=True, tag="bold"):
    """Words that stand out."""

    text: str


class Link(msgspec.Struct, frozen=True, tag="link"):
    """Words that lead somewhere: to a place, to a term or to the web."""

    text: str
    to: str

    @property
    def on_the_web(self) -> bool:
        """Whether the link leaves the manual."""
        return self.to.startswith("https://")


Run = Words | Bold | Link
Line = tuple[Run, ...]


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """One paragraph."""

    runs: Line


class Points(msgspec.Struct, frozen=True, tag="points"):
    """A list of points, numbered or not, each one line of runs."""

    points: tuple[Line, ...]
    numbered: bool = False


Block = Paragraph | Points


def written(blocks: tuple[Block, ...]) -> str:
    """The canonical Markdown of blocks."""
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(_line(block.runs))
        else:
            marks = (f"{n}." if block.numbered else "-" for n in range(1, len(block.points) + 1))
            parts.append("\n".join(f"{m} {_line(p)}" for m, p in zip(marks, block.points, strict=True)))
    return "\n\n".join(parts)


def _line(runs: Line) -> str:
    out = []
    for run in runs:
        words = _SPECIAL.sub(r"\\\1", run.text)
        if isinstance(run, Bold):
            words = f"**{words}**"
        elif isinstance(run, Link):
            words = f"[{words}]({run.to})"
        out.append(words)
    line = "".join(out)
    if isinstance(runs[0], Words):
        line = _AT_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)
    return line
