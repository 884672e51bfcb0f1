"""Words against words: what was taken out, what was put in, what stayed, with every space kept."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum

from waymark.manual.data import Data

_TOKEN = re.compile(r"\s+|[\w’'-]+|[^\w\s]")


class Sort(StrEnum):
    """Whether words stayed, went or came."""

    SAME = "same"
    OUT = "out"
    INTO = "into"


class Run(Data, frozen=True, kw_only=True):
    """Words that stayed, were taken out or were put in."""

    sort: Sort
    words: str


def woven(before: str, after: str) -> tuple[Run, ...]:
    """Both texts as runs: what stayed and went makes `before`, what stayed and came makes `after`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    runs: list[Run] = []
    for sort, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            runs.append(Run(sort=Sort.SAME, words="".join(old[a:b])))
            continue
        if b > a:
            runs.append(Run(sort=Sort.OUT, words="".join(old[a:b])))
        if d > c:
            runs.append(Run(sort=Sort.INTO, words="".join(new[c:d])))
    return _smooth(runs)


def _smooth(runs: list[Run]) -> tuple[Run, ...]:
    """Runs without a lone space between two changes, which would only make them harder to read."""
    made: list[Run] = []
    at = 0
    while at < len(runs):
        out, into = "", ""
        while at < len(runs) and (runs[at].sort is not Sort.SAME or _lone(runs, at)):
            run = runs[at]
            out += run.words if run.sort is not Sort.INTO else ""
            into += run.words if run.sort is not Sort.OUT else ""
            at += 1
        made += [Run(sort=Sort.OUT, words=out)] if out else []
        made += [Run(sort=Sort.INTO, words=into)] if into else []
        if at < len(runs):
            made.append(runs[at])
            at += 1
    return tuple(made)


def _lone(runs: list[Run], at: int) -> bool:
    """Whether this is a space that stayed between two changes."""
    return not runs[at].words.strip() and 0 < at < len(runs) - 1 and runs[at - 1].sort is not Sort.SAME


def likeness(before: str, after: str) -> float:
    """How much of two texts is the same, from 0 to 1, by their words."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
