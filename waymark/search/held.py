"""Indexes as they are asked: unpacked, shared and local together, each word's impacts worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from waymark.search.families import Families
from waymark.search.index import BOOST, OFTEN, Facet, Index, Spot
from waymark.search.packing import Reader, read, width_of


class Passage(NamedTuple):
    """A passage as it is compared: its words and families, and how much its words tell together."""

    facet: int
    words: frozenset[str]
    weight: int


class Hit(NamedTuple):
    """A word at a place: what it counts there, and the facet in which it counts most."""

    impact: int
    facet: int


class Held:
    """A gateway's indexes, unpacked."""

    def __init__(self, shared: Index, *more: Index) -> None:
        self.families = Families(shared.families, shared.apart)
        self.rarity: dict[str, int] = {}
        self.spots: dict[str, Spot] = {}
        self.order: dict[str, int] = {}
        self.passages: dict[str, list[Passage]] = {}
        self._slow: dict[str, int] = {}
        self._weights: dict[str, dict[str, dict[int, int]]] = {}
        self._hits: dict[str, dict[str, Hit]] = {}
        for index in (shared, *more):
            words = index.words.split(" ")
            rarities = (value for value, times in index.rarity for _ in range(times))
            for word, rarity in zip(words, rarities, strict=True):
                self.rarity.setdefault(word, rarity)
            for spot, slow in zip(index.spots, read(index.slow), strict=True):
                self.order.setdefault(spot.place, len(self.order))
                self.spots.setdefault(spot.place, spot)
                self._slow.setdefault(spot.place, slow)
            self._take_passages(index, words)
            self._take_body(index, words)

    def _take_passages(self, index: Index, words: list[str]) -> None:
        width = width_of(len(words))
        for spot, signs in zip(index.spots, index.passages, strict=True):
            kept = self.passages.setdefault(spot.place, [])
            reader = Reader(signs)
            while reader:
                facet, many = reader.small(), reader.small()
                stems = [words[reader.wide(width)] for _ in range(many)]
                kept.append(self.passage(facet, stems))
                for word in stems:
                    self._weigh(word, spot.place, facet, BOOST[Facet(facet)])

    def _take_body(self, index: Index, words: list[str]) -> None:
        for word, signs in zip(words, index.body, strict=True):
            reader, at = Reader(signs), 0
            while reader:
                at += reader.small()
                facet, times = divmod(reader.small(), OFTEN)
                self._weigh(word, index.spots[at].place, facet, BOOST[Facet(facet)] * (times + 1))

    def _weigh(self, word: str, place: str, facet: int, weight: int) -> None:
        for each in (word, *self._own_families(word)):
            facets = self._weights.setdefault(each, {}).setdefault(place, {})
            facets[facet] = facets.get(facet, 0) + weight

    def _own_families(self, word: str) -> list[str]:
        """The families of a single word; those of phrases stand in the index by themselves."""
        return [name for name in self.families.of(word) if name in self.rarity]

    def passage(self, facet: int, stems: list[str]) -> Passage:
        """A passage of these words, with the families of each."""
        words = frozenset((*stems, *(name for word in stems for name in self._own_families(word))))
        weight = sum(self.rarity[word] for word in dict.fromkeys(stems) if word in self.rarity)
        return Passage(facet, words, max(weight, 1))

    def hits(self, word: str) -> dict[str, Hit]:
        """What a word counts at each place where it stands."""
        if word not in self._hits:
            self._hits[word] = dict(self._worked_out(word))
        return self._hits[word]

    def _worked_out(self, word: str) -> Iterator[tuple[str, Hit]]:
        rarity = self.rarity[word]
        for place, facets in self._weights.get(word, {}).items():
            whole = sum(facets.values())
            facet = min(facets, key=lambda one: (-facets[one], one))
            yield place, Hit(rarity * whole // (self._slow[place] + whole), facet)
