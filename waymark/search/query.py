"""What was typed, read as an index knows it: words of the index, phrases, and what was nearly typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from waymark.search.held import Held
from waymark.search.likeness import Weights
from waymark.search.outcome import Unit
from waymark.search.spelling import Speller
from waymark.search.words import LONGEST, MOST_WORDS, words_of

#: A word that was nearly typed counts so much, in sixteenths.
NEARLY = 12


class Query(NamedTuple):
    """What was typed. `stems`: its words without endings, as they were meant, in their order.

    `units`: what of it the index knows, what tells most first. `weights`: the same by words of the index.
    `whole`: how much all of it tells together.
    """

    units: list[Unit]
    stems: list[str]
    weights: Weights
    whole: int


class QueryReader:
    """Reads what was typed as words of an index. `tells`: how much each of them tells."""

    def __init__(self, held: Held, tells: Mapping[str, int]) -> None:
        self._held, self._families, self._tells = held, held.families, tells
        self._speller = Speller(tells)

    def read(self, typed: str) -> Query:
        """What was typed; of more words than `MOST_WORDS` the first."""
        words = words_of(typed[:LONGEST])[:MOST_WORDS]
        stems: list[str] = []
        units: dict[str, Unit] = {}
        for said in words:
            one = self._families.stem(said)
            terms = self._terms(one)
            if terms and one not in units:
                units[one] = Unit(said, max(self._tells[term] for term, _ in terms), terms)
            # What was mistyped takes its place in phrases and pairs as the likeliest word that was meant.
            stems.append(terms[0][0] if terms and terms[0][1] == NEARLY else one)
        for at, length, phrase in self._families.phrases(stems):
            if length > 1 and phrase not in units:
                names = [name for name in self._families.of(phrase) if name in self._tells]
                if names:
                    said = " ".join(words[at : at + length])
                    tells = max(self._tells[name] for name in names)
                    units[phrase] = Unit(said, tells, tuple((name, 16) for name in names))
        known = sorted(units.values(), key=lambda unit: -unit.tells)
        return Query(known, stems, self._weights(known), max(1, sum(unit.tells for unit in known)))

    def _terms(self, one: str) -> tuple[tuple[str, int], ...]:
        families = self._held.own_families(one)
        if one in self._tells or families:
            itself = [one] if one in self._tells else []
            return tuple((each, 16) for each in (*itself, *families))
        guessed = [each for each in self._speller.nearly(one) if not self._families.are_apart(one, each)]
        more = [name for each in guessed for name in self._held.own_families(each)]
        return tuple((each, NEARLY) for each in dict.fromkeys((*guessed, *more)))

    def _weights(self, units: Iterable[Unit]) -> Weights:
        weights: Weights = {}
        for number, unit in enumerate(units):
            for term, weight in unit.terms:
                tells = self._tells[term] * weight // 16
                if term not in weights or weights[term][1] < tells:
                    weights[term] = (number, tells)
        return weights
