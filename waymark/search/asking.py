"""Asking an index: words in, places out, the best first. `find.js` takes the same steps in the same order.

Everything is counted in whole numbers, so that the two agree on every place of every answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isqrt
from typing import NamedTuple

from waymark.search.families import Families
from waymark.search.held import Held, Hit, Passage
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
TELLS, MOST_TOLD = 24, 5
#: A time limit that is alike to what was asked, in 1024ths; so many are told.
LIMIT_ALIKE, LIMITS = 420, 2


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


class Outcome(NamedTuple):
    """What an asking came to: places, time limits that answer it, and whether a number to ring was asked for.

    `danger`: the place for a child who may not be safe now is among the first.
    """

    typed: bool
    results: tuple[Result, ...] = ()
    limits: tuple[LimitFound, ...] = ()
    ring: bool = False
    danger: bool = False


class Searcher:
    """A gateway's indexes, the shared and the local, ready to be asked."""

    def __init__(self, shared: Index, *more: Index) -> None:
        self.held = Held(shared, *more)
        self.families, self.rarity, self.order = self.held.families, self.held.rarity, self.held.order
        self._speller = Speller(self.rarity)
        self._best: dict[str, list[str]] = {}
        self._danger = shared.danger
        self._limits = [(limit, [self._asked(line) for line in limit.asked]) for limit in shared.limits]
        self._asks = {what: Families([",".join(lines)]) for what, lines in shared.asks.items()}

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
        closely = sorted(sums, key=lambda place: (-sums[place], self.order[place]))[:CLOSELY]
        weights = self._weights(units)
        stems = self.families.stems(typed[:LONGEST])[:MOST_WORDS]
        results = [self._result(place, sums[place], weights, whole) for place in closely]
        ring = self._is_asked("ring", stems)
        if ring:
            results = [_rung(result) for result in results]
        results.sort(key=lambda result: (-result.score, self.order[result.place]))
        results = [self._worded(each, units) for each in _local_first(results)[:most]]
        first = [result.place for result in results[:3]]
        limits = self._answers(weights, whole, first) if self._is_asked("time", stems) else ()
        return Outcome(True, tuple(results), limits, ring, self._danger in first)

    def _is_asked(self, what: str, stems: Sequence[str]) -> bool:
        return what in self._asks and bool(self._asks[what].named(stems))

    def _sums(self, units: Sequence[Unit]) -> dict[str, int]:
        """Places with what their words add up to. Once enough are known, no more are taken in."""
        sums: dict[str, int] = {}
        for unit in units:
            tables = [(self.held.hits(term), weight) for term, weight in unit.terms]
            places: Iterable[str] = list(sums)
            if len(sums) < KEPT:
                fresh = {place for term, _ in unit.terms for place in self._first(term)} - sums.keys()
                counted = {place: _counted(place, tables) for place in fresh}
                taken = sorted(counted, key=lambda place: (-counted[place], self.order[place]))
                for place in taken[: KEPT - len(sums)]:
                    sums[place] = counted[place]
            for place in places:
                sums[place] += _counted(place, tables)
        return sums

    def _first(self, term: str) -> list[str]:
        """The places where a word counts most."""
        if term not in self._best:
            hits = self.held.hits(term)
            places = sorted(hits, key=lambda place: (-hits[place].impact, self.order[place]))
            self._best[term] = places[:KEPT]
        return self._best[term]

    def _result(
        self, place: str, counted: int, weights: Weights, whole: int
    ) -> Result:
        spot = self.held.spots[place]
        best, likest, facet = 0, -1, -1
        for at, passage in enumerate(self.held.passages[place]):
            like = _likeness(passage, weights, whole)
            if like > best:
                best, likest, facet = like, at, passage.facet
        score = counted + best * whole * LIKENESS // (16 * ALIKE)
        score = score * PRIOR[Kind(spot.kind)] // 16
        facet = self._facet(place, weights) if facet < 0 else facet
        return Result(place, spot.title, spot.kind, spot.where, facet, score, passage=likest)

    def _weights(self, units: Sequence[Unit]) -> Weights:
        """For each word of the index the units it stands for: their number, and what it tells of them."""
        weights: Weights = {}
        for number, unit in enumerate(units):
            for term, weight in unit.terms:
                tells = min(unit.rarity, self.rarity[term]) * weight // 16
                weights[term] = (*weights.get(term, ()), (number, tells))
        return weights

    def _worded(self, result: Result, units: Sequence[Unit]) -> Result:
        """A result with the words that were typed and stand there, those that tell most first."""
        passages = self.held.passages[result.place]
        here = passages[result.passage].words if result.passage >= 0 else None
        found: list[str] = []
        for unit in units:
            if unit.rarity < TELLS and found:
                break
            for term, _ in unit.terms:
                if term in here if here is not None else result.place in self.held.hits(term):
                    found.append(unit.said)
                    break
        within = {one for one in found for more in found if one != more and f" {one} " in f" {more} "}
        return result._replace(words=tuple([one for one in found if one not in within][:MOST_TOLD]))

    def _facet(self, place: str, weights: Iterable[str]) -> int:
        """The facet in which the words that were typed count most."""
        tally: dict[int, int] = {}
        for term in weights:
            if (hit := self.held.hits(term).get(place)) is not None:
                tally[hit.facet] = tally.get(hit.facet, 0) + hit.impact
        return min(tally, key=lambda facet: (-tally[facet], facet)) if tally else -1

    def _answers(
        self, weights: Weights, whole: int, first: Sequence[str]
    ) -> tuple[LimitFound, ...]:
        """The time limits that were asked for, the likest first."""
        found: list[tuple[int, int, Limit]] = []
        for number, (limit, asked) in enumerate(self._limits):
            like = max((_likeness(each, weights, whole) for each in asked), default=0)
            if any(place in limit.places for place in first[:1]):
                like += LIMIT_ALIKE // 2
            if like >= LIMIT_ALIKE:
                found.append((-like, number, limit))
        found.sort(key=lambda each: each[:2])
        return tuple(self._limit(limit) for *_, limit in found[:LIMITS])

    def _limit(self, limit: Limit) -> LimitFound:
        place = limit.places[0] if limit.places else ""
        at = self.held.spots[place].title if place else ""
        return LimitFound(limit.words, limit.title, limit.starts, limit.source, place, at)


def _counted(place: str, tables: Sequence[tuple[dict[str, Hit], int]]) -> int:
    """What the strongest of these words counts at a place."""
    return max(hits[place].impact * weight // 16 if place in hits else 0 for hits, weight in tables)


def _likeness(passage: Passage, weights: Weights, whole: int) -> int:
    """How alike a passage is to what was typed, in 1024ths: a cosine, by what the words that both have tell."""
    best: dict[int, int] = {}
    for term in weights.keys() & passage.words:
        for number, tells in weights[term]:
            best[number] = max(best.get(number, 0), tells)
    shared = sum(best.values())
    return min(ALIKE, isqrt(shared * shared * ALIKE * ALIKE // (whole * passage.weight)))


def _rung(result: Result) -> Result:
    """A result for whoever asks for a number: who to ring counts more."""
    return result._replace(score=result.score * RUNG // 16) if result.kind == Kind.CONTACT else result


def _local_first(results: list[Result]) -> list[Result]:
    """What is local first, where it answers about as well as the best."""
    if not results:
        return results
    least = results[0].score * NEAR_FIRST // 16
    near = [each for each in results if each.local and each.score >= least]
    return [*near, *(each for each in results if each not in near)]
