"""How alike a passage is to what was typed."""

from __future__ import annotations

from math import isqrt

from waymark.search.held import Passage

#: The best that words lead to is worth this much; likeness is told in the same measure.
BEST = 1024

#: For each word and family what was typed that it stands for: which unit, and how much it tells of that.
Weights = dict[str, tuple[int, int]]


def _said_of(passage: Passage, weights: Weights) -> int:
    """How much of what was typed a passage says."""
    best: dict[int, int] = {}
    for term in passage.words.intersection(weights):
        number, tells = weights[term]
        best[number] = max(best.get(number, 0), tells)
    return sum(best.values())


def likeness(passage: Passage, weights: Weights, whole: int) -> int:
    """How alike a passage is to what was typed: a cosine by what words tell, 1024 at the most."""
    shared = _said_of(passage, weights)
    return min(BEST, isqrt(shared * shared * BEST * BEST // (passage.weight * whole)))


def part_of(passage: Passage, weights: Weights, whole: int) -> int:
    """The part of what was typed that a passage says, in 1024ths, however long it is."""
    return min(BEST, _said_of(passage, weights) * BEST // whole)
