"""Asking an index: words in, places out, the best first. `find.js` takes the same steps in the same order.

Everything is counted in whole numbers, so that the two agree on every place of every answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isqrt
from typing import NamedTuple

from waymark.search.families import Families
from waymark.search.held import Held, Passage
from waymark.search.index import Facet, Index, Kind, Limit
from waymark.search.spelling import Speller
from waymark.search.words import LONGEST, MOST_WORDS, words_of

#: Weights in sixteenths: the word itself, its family, a phrase's family, a word that was nearly typed.
ITSELF, FAMILY, PHRASE, NEARLY = 16, 10, 14, 12
#: So many places are kept while words are added up, and so many are looked at closely in the end.
KEPT, CLOSELY = 240, 60
#: How much the likest passage counts beside the words, in sixteenths; likeness is told in 1024ths.
LIKENESS, ALIKE = 8, 1024
#: Kinds of place in sixteenths: what can be done comes before what is only explained or cited.
PRIOR = {
    Kind.BOX: 16,
    Kind.PROCEDURE: 16,
    Kind.TERM: 11,
    Kind.CHART: 10,
    Kind.GUIDANCE: 14,
    Kind.CONTACT: 12,
    Kind.SOURCE: 7,
    Kind.REVIEW: 7,
    Kind.PAGE: 8,
}
#: Who to ring counts so much more, in sixteenths, where a number is asked for.
RUNG = 32
#: What is local comes first where it is worth this much, in sixteenths, of the best.
NEAR_FIRST = 12
#: Words that tell less than this are not told among what was found, and no more than so many.
TELLS, MOST_TOLD = 90, 5
#: A time limit that is alike to what was asked, in 1024ths; so many are told.
LIMIT_ALIKE, LIMITS = 420, 2


_NOWHERE: dict[int, int] = {}
#: For each word of the index what was typed that it stands for: which unit, and how much it tells.
Weights = dict[str, tuple[tuple[int, int], ...]]


class Unit(NamedTuple):
    """One thing that was typed: a word, or a phrase of a family. `rarity`: how much it tells.

    `terms`: the words of the index that stand for it, each with a weight in sixteenths.
    """

    said: str
    rarity: int
    terms: tuple[tuple[str, int], ...]


class Result(NamedTuple):
    """A place that was found. `facet`: where the words stand in it; `words`: those that were typed.

    `passage`: which of the place's passages is likest, counted from 0; -1 where none is.
    """

    place: str
    title: str
    kind: int
    where: str
    facet: int
    score: int
    words: tuple[str, ...] = ()
    passage: int = -1

    @property
    def local(self) -> bool:
        """Whether it is a partnership's own."""
        return self.kind == Kind.GUIDANCE


class LimitFound(NamedTuple):
    """A time limit that answers: how long, what for, from when, by what source; and a place that shows it."""

    words: str
    title: str
    starts: str
    source: str
    place: str = ""
    at: str = ""


class _Scored(NamedTuple):
    """A place by its number, what it comes to, and its likest passage, -1 where there is none."""

    place: int
    score: int
    passage: int


class Outcome(NamedTuple):
    """What an asking came to: places, time limits that answer, and whether a number to ring was asked for."""

    typed: bool
    results: tuple[Result, ...] = ()
    limits: tuple[LimitFound, ...] = ()
    ring: bool = False


class Searcher:
    """A gateway's indexes, the shared and the local, ready to be asked."""

    def __init__(self, shared: Index, *more: Index) -> None:
        self.held = Held(shared, *more)
        self.families, self.rarity = self.held.families, self.held.rarity
        self._speller = Speller(self.rarity)
        self._first = {word: _first(impacts) for word, impacts in self.held.impacts.items()}
        self._limits = [(limit, [self._asked(line) for line in limit.asked]) for limit in shared.limits]
        self._asks = {what: Families() for what in shared.asks}
        for what, phrases in shared.asks.items():
            self._asks[what].take(phrases)

    def _asked(self, line: str) -> Passage:
        stems = self.families.stems(line)
        return self.held.passage(Facet.TIME_LIMITS, [*stems, *self.families.long(stems)])

    def units(self, typed: str) -> list[Unit]:
        """What was typed, as words of the index; what tells most comes first."""
        words = words_of(typed[:LONGEST])[:MOST_WORDS]
        stems = [self.families.stem(word) for word in words]
        units: dict[str, Unit] = {}
        for said, one in zip(words, stems, strict=True):
            if one not in units and (terms := self._terms(one)):
                rarity = max(self.rarity[term] for term, _ in terms)
                units[one] = Unit(said, self.rarity.get(one, rarity), terms)
        for at, length, phrase in self.families.phrases(stems):
            if length > 1 and phrase not in units:
                names = [name for name in self.families.of(phrase) if name in self.rarity]
                if names:
                    said = " ".join(words[at : at + length])
                    tells = max(self.rarity[name] for name in names)
                    units[phrase] = Unit(said, tells, tuple((name, PHRASE) for name in names))
        return sorted(units.values(), key=lambda unit: -unit.rarity)

    def _terms(self, one: str) -> tuple[tuple[str, int], ...]:
        families = [name for name in self.families.of(one) if name in self.rarity]
        if one in self.rarity or families:
            itself = [(one, ITSELF)] if one in self.rarity else []
            return (*itself, *((name, FAMILY) for name in families))
        guessed = self._speller.nearly(one)
        return tuple((each, NEARLY) for each in guessed if not self.families.are_apart(one, each))

    def search(self, typed: str, most: int = 10) -> Outcome:
        """What answers the words that were typed, the best first."""
        units = self.units(typed)
        if not units:
            return Outcome(bool(words_of(typed)))
        sums = self._sums(units)
        whole = max(1, sum(unit.rarity for unit in units))
        closely = sorted(sums, key=lambda place: (-sums[place], place))[:CLOSELY]
        weights = self._weights(units)
        stems = self.families.stems(typed[:LONGEST])[:MOST_WORDS]
        ring = self._is_asked("ring", stems)
        scored = [self._scored(place, sums[place], weights, whole, ring=ring) for place in closely]
        scored.sort(key=lambda each: (-each.score, each.place))
        results = [self._result(each, units, weights) for each in self._local_first(scored)[:most]]
        first = [result.place for result in results[:3]]
        limits = self._answers(weights, whole, first) if self._is_asked("time", stems) else ()
        return Outcome(True, tuple(results), limits, ring)

    def _is_asked(self, what: str, stems: Sequence[str]) -> bool:
        return what in self._asks and bool(self._asks[what].named(stems))

    def _sums(self, units: Sequence[Unit]) -> dict[int, int]:
        """Places with what their words add up to. Once enough are known, no more are taken in."""
        sums: dict[int, int] = {}
        for unit in units:
            tables = [(self.held.impacts.get(term, _NOWHERE), weight) for term, weight in unit.terms]
            known = list(sums)
            if len(sums) < KEPT:
                fresh = {place for term, _ in unit.terms for place in self._first.get(term, ())} - sums.keys()
                counted = {place: _counted(place, tables) for place in fresh}
                taken = sorted(counted, key=lambda place: (-counted[place], place))
                for place in taken[: KEPT - len(sums)]:
                    sums[place] = counted[place]
            for place in known:
                sums[place] += _counted(place, tables)
        return sums

    def _scored(self, place: int, counted: int, weights: Weights, whole: int, *, ring: bool) -> _Scored:
        """What a place comes to, looked at closely: with its likest passage."""
        best, likest = 0, -1
        for at, passage in enumerate(self.held.passages[place]):
            if not passage.words.isdisjoint(weights):
                like = _likeness(passage, weights)
                if like > best:
                    best, likest = like, at
        score = counted + min(ALIKE, isqrt(best // whole)) * whole * LIKENESS // (16 * ALIKE)
        kind = Kind(self.held.spots[place].kind)
        score = score * PRIOR[kind] // 16
        if ring and kind is Kind.CONTACT:
            score = score * RUNG // 16
        return _Scored(place, score, likest)

    def _local_first(self, scored: list[_Scored]) -> list[_Scored]:
        """What is local first, where it answers about as well as the best."""
        least = scored[0].score * NEAR_FIRST // 16 if scored else 0
        near = [
            each
            for each in scored
            if each.score >= least and self.held.spots[each.place].kind == Kind.GUIDANCE
        ]
        return [*near, *(each for each in scored if each not in near)]

    def _weights(self, units: Sequence[Unit]) -> Weights:
        """For each word of the index the units it stands for: their number, and what it tells of them."""
        weights: Weights = {}
        for number, unit in enumerate(units):
            for term, weight in unit.terms:
                tells = min(unit.rarity, self.rarity[term]) * weight // 16
                weights[term] = (*weights.get(term, ()), (number, tells))
        return weights

    def _result(self, scored: _Scored, units: Sequence[Unit], weights: Weights) -> Result:
        spot = self.held.spots[scored.place]
        if scored.passage >= 0:
            facet = self.held.passages[scored.place][scored.passage].facet
        else:
            facet = self._facet(scored.place, weights)
        words = self._words(scored, units)
        about = (spot.place, spot.title, spot.kind, spot.where)
        return Result(*about, facet, scored.score, words, scored.passage)

    def _facet(self, place: int, weights: Iterable[str]) -> int:
        """The facet in which the words that were typed count most."""
        tally: dict[int, int] = {}
        for term in weights:
            if (impact := self.held.impacts.get(term, _NOWHERE).get(place)) is not None:
                facet = self.held.facets[term][place]
                tally[facet] = tally.get(facet, 0) + impact
        return min(tally, key=lambda facet: (-tally[facet], facet)) if tally else -1

    def _words(self, scored: _Scored, units: Sequence[Unit]) -> tuple[str, ...]:
        """The words that were typed and stand there, those that tell most first."""
        here = self.held.passages[scored.place][scored.passage].words if scored.passage >= 0 else None
        found: list[str] = []
        for unit in units:
            if unit.rarity < TELLS and found:
                break
            for term, _ in unit.terms:
                impacts = self.held.impacts.get(term, _NOWHERE)
                if term in here if here is not None else scored.place in impacts:
                    found.append(unit.said)
                    break
        within = {one for one in found for more in found if one != more and f" {one} " in f" {more} "}
        return tuple([one for one in found if one not in within][:MOST_TOLD])

    def _answers(
        self, weights: Weights, whole: int, first: Sequence[str]
    ) -> tuple[LimitFound, ...]:
        """The time limits that were asked for, the likest first."""
        found: list[tuple[int, int, Limit]] = []
        for number, (limit, asked) in enumerate(self._limits):
            like = isqrt(max((_likeness(each, weights) for each in asked), default=0) // whole)
            if any(place in limit.places for place in first[:1]):
                like += LIMIT_ALIKE // 2
            if like >= LIMIT_ALIKE:
                found.append((-like, number, limit))
        found.sort(key=lambda each: each[:2])
        return tuple(self._limit(limit) for *_, limit in found[:LIMITS])

    def _limit(self, limit: Limit) -> LimitFound:
        place = limit.places[0] if limit.places else ""
        at = self.held.spots[self.held.numbers[place]].title if place else ""
        return LimitFound(limit.words, limit.title, limit.starts, limit.source, place, at)


def _first(impacts: dict[int, int]) -> list[int]:
    """The places where a word counts most."""
    if len(impacts) <= KEPT:
        return list(impacts)
    return sorted(impacts, key=lambda place: (-impacts[place], place))[:KEPT]


def _counted(place: int, tables: Sequence[tuple[dict[int, int], int]]) -> int:
    """What the strongest of these words counts at a place."""
    most = 0
    for impacts, weight in tables:
        if place in impacts and (counted := impacts[place] * weight // 16) > most:
            most = counted
    return most


def _likeness(passage: Passage, weights: Weights) -> int:
    """How alike a passage is to what was typed: the square of a cosine by what words tell, in 1024ths of
    1024ths, but for the length of what was typed, which is the same for all.
    """
    best: dict[int, int] = {}
    for term in passage.words.intersection(weights):
        for number, tells in weights[term]:
            if tells > best.get(number, 0):
                best[number] = tells
    shared = sum(best.values())
    return shared * shared * ALIKE * ALIKE // passage.weight
