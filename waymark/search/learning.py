"""Learning what leads where: how strongly words lead to places, from lines whose places are known.

This is multinomial logistic regression, fitted by stochastic gradient descent with weight decay, and thinned
out by how much each weight matters (LeCun and others, “Optimal Brain Damage”, 1990). All of it is done in
whole numbers, in a fixed order, so that the same lines give the same leads on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from typing import Any, NamedTuple

import numpy as np

#: A unit of log-odds, in the whole numbers of weights; what is certain, in those of chances.
UNIT, CERTAIN = 256, 4096
#: How often all lines are gone through first, how far each step goes, and what is let go of after each time.
TIMES, STEP, DECAY = 6, 20, 12
#: Then so many leads for each place are kept, in turns, with so many times more through all lines.
THINNED = ((1400, 1), (750, 2))
STEP_THEN, DECAY_THEN = 10, 33
#: Lines that are learned from at once, and features looked at of one line.
TOGETHER, LONGEST_LINE = 32, 40
_SEED = 20261130

Numbers = Any  # numpy's arrays of whole numbers


class Lesson(NamedTuple):
    """A line to learn from: its features by number, the place it belongs to, what it teaches (16: all)."""

    features: tuple[int, ...]
    place: int
    teaches: int


class Row(NamedTuple):
    """Where one feature leads: places by number, how strongly, and how much each of these matters."""

    places: list[int]
    strong: list[int]
    matters: list[int]


def learn(lessons: Sequence[Lesson], features: int, places: int) -> list[Row]:
    """For each feature where it leads. Strengths are in sixteenths of a unit of log-odds."""
    if not lessons:
        return [Row([], [], []) for _ in range(features)]
    lines = _Lines(lessons, features, places)
    weights, matters = lines.start()
    lines.go(weights, matters, TIMES, STEP, DECAY)
    kept = None
    for most, times in THINNED:
        kept = _thinned(weights, matters, most * places)
        weights *= kept
        lines.go(weights, matters, times, STEP_THEN, DECAY_THEN, kept)
    worth = _worth(weights, matters)
    return [_row(weights[at] // 16, worth[at]) for at in range(features)]


def _row(strong: Numbers, worth: Numbers) -> Row:
    places = np.flatnonzero(strong)
    return Row(places.tolist(), strong[places].tolist(), worth[places].tolist())


def _worth(weights: Numbers, matters: Numbers) -> Numbers:
    """How much each weight matters: its square, times how sharply the fit depends on it."""
    return weights.astype(np.int64) ** 2 * (matters + 1)


def _thinned(weights: Numbers, matters: Numbers, most: int) -> Numbers:
    """A one for each weight that stays, a nought for the others."""
    worth = _worth(weights, matters).ravel()
    least = np.partition(worth, -most)[-most] if most < len(worth) else 0
    return (worth >= max(least, 1)).reshape(weights.shape).astype(np.int32)


class _Lines:
    """Lines ready to be learned from."""

    def __init__(self, lessons: Sequence[Lesson], features: int, places: int) -> None:
        longest = min(LONGEST_LINE, max(len(each.features) for each in lessons))
        self.features, self.places = features, places
        # Short lines are filled up with a feature that leads nowhere.
        self.ids = np.full((len(lessons), longest), features, np.int32)
        for at, each in enumerate(lessons):
            self.ids[at, : len(each.features)] = each.features[:longest]
        self.long = [min(longest, len(each.features)) for each in lessons]
        self.each = np.array([_share(long) for long in self.long], np.int64)
        self.right = np.array([each.place for each in lessons])
        self.teaches = np.array([each.teaches for each in lessons], np.int64)
        often = np.bincount(self.ids.ravel(), minlength=features + 1)
        # What stands in many lines takes smaller steps.
        self.rate = np.array([16 * 4096 // isqrt(256 * max(1, int(times))) for times in often], np.int64)
        self.odds = _odds()
        self.draw = np.random.RandomState(_SEED)

    def start(self) -> tuple[Numbers, Numbers]:
        """Weights, and how much each matters, before anything is learned."""
        shape = (self.features + 1, self.places)
        return np.zeros(shape, np.int32), np.zeros(shape, np.int64)

    def go(
        self, weights: Numbers, matters: Numbers, times: int, step: int, decay: int, kept: Numbers = None
    ) -> None:
        """Learn from all lines so many times, in ever smaller steps; the last time see what matters."""
        matters[:] = 0
        for time in range(times):
            last = time == times - 1
            order = self.draw.permutation(len(self.ids))
            rate = self.rate * step * (times - time) // times
            for start in range(0, len(order), TOGETHER):
                self._some(order[start : start + TOGETHER], weights, rate, matters if last else None)
            weights[self.features] = 0
            if kept is not None:
                weights *= kept
            weights -= np.sign(weights) * (np.abs(weights) // decay)

    def _some(self, at: Numbers, weights: Numbers, rate: Numbers, matters: Numbers) -> None:
        ids, each = self.ids[at], self.each[at, None]
        told = (weights[ids].sum(1, dtype=np.int64) * each) >> 10
        odds = self.odds[np.minimum(told.max(1, keepdims=True) - told, len(self.odds) - 1)]
        chances = odds * CERTAIN // odds.sum(1, keepdims=True)
        wrong = -chances
        wrong[np.arange(len(at)), self.right[at]] += CERTAIN
        teaches = self.teaches[at, None]
        wrong = (wrong * teaches * each + 512) >> 10
        for one, line in enumerate(at):
            features = ids[one, : self.long[line]]
            weights[features] += ((wrong[one] * rate[features, None] + (1 << 19)) >> 20).astype(np.int32)
        if matters is not None:
            sharply = (chances * (CERTAIN - chances) // CERTAIN * teaches * (each * each >> 10)) >> 10
            for one, line in enumerate(at):
                matters[ids[one, : self.long[line]]] += sharply[one]


def _share(long: int) -> int:
    """How much each of so many features counts, in 1024ths: together their squares make one."""
    return isqrt(1024 * 1024 // max(1, long))


def _odds() -> Numbers:
    """The odds of what lies so much below the best, by whole-number steps of one 256th of a unit."""
    one_step = 1069555701  # 2^30 times e to the power of -1/256
    odds = [1 << 30]
    for _ in range(14 * UNIT):
        odds.append(odds[-1] * one_step >> 30)
    return np.array([each >> 14 for each in odds], np.int64)
