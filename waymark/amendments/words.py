"""Words against words: what was taken out, what was put in, what stayed, with every space kept."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from waymark.manual.data import Data

#: A place or a web address is one word: half an address would lead nowhere.
_TOKEN = re.compile(r"\s+|https://[^\s()]+|[\w’'-]+(?:/[\w’'-]+)*|[^\w\s]")
_WORD = re.compile(r"[\w’'-]+")
#: Texts of more words than this are matched by their rarer words only, so that nobody waits for them.
_LONG = 2000


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
    if before == after or not before or not after:
        only = Sort.SAME if before == after else Sort.INTO if after else Sort.OUT
        return (Run(sort=only, words=after or before),) if before or after else ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    runs: list[Run] = []
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > _LONG)
    for sort, a, b, c, d in matcher.get_opcodes():
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


def likeness(before: str, after: str, least: float = 0.0) -> float:
    """How much of two texts is the same, from 0 to 1, by their words in order; 0 where it is under `least`.

    Spaces and signs do not count: any two sentences share those.
    """
    old, new = _words(before), _words(after)
    if not old or not new:
        return float(before == after)
    shared = sum((_bag(before) & _bag(after)).values())
    if 2 * shared < least * (len(old) + len(new)):
        return 0.0  # the same words in any order would not do
    score = SequenceMatcher(None, old, new, autojunk=len(new) > _LONG).ratio()
    return score if score >= least else 0.0


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=1024)
def _bag(text: str) -> Counter[str]:
    return Counter(_words(text))
