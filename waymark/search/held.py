"""Indexes as they are asked: unpacked, shared and local together, each word's impacts worked out once.

Places are known by numbers here, in the order in which the indexes list them.
"""

from __future__ import annotations

from typing import NamedTuple

from waymark.search.families import Families
from waymark.search.index import BOOST, OFTEN, Facet, Index, Spot
from waymark.search.packing import Reader, read, width_of

_BOOST = [BOOST[facet] for facet in Facet]


def families_of(index: Index) -> Families:
    """The families of an index, unpacked."""
    families = Families(index.apart)
    words = [*index.words.split(" "), *index.others.split(" ")] if index.others else index.words.split(" ")
    width = width_of(len(words))
    for signs in index.families:
        reader = Reader(signs)
        phrases = []
        while reader:
            phrases.append(" ".join(words[reader.wide(width)] for _ in range(reader.small())))
        families.take(phrases)
    return families


class Passage(NamedTuple):
    """A passage as it is compared: its words and families, and how much its words tell together."""

    facet: int
    words: frozenset[str]
    weight: int


class Held:
    """A gateway's indexes, unpacked.

    `impacts` and `facets`: for each word, at each place where it stands, what it counts there and in which
    facet it counts most.
    """

    def __init__(self, shared: Index, *more: Index) -> None:
        self.families = families_of(shared)
        self.rarity: dict[str, int] = {}
        self.spots: list[Spot] = []
        self.numbers: dict[str, int] = {}
        self.passages: list[list[Passage]] = []
        self._slow: list[int] = []
        self._weights: dict[str, dict[int, dict[int, int]]] = {}
        for index in (shared, *more):
            words = index.words.split(" ")
            rarities = (value for value, times in index.rarity for _ in range(times))
            for word, rarity in zip(words, rarities, strict=True):
                self.rarity.setdefault(word, rarity)
            places = [self._number(*pair) for pair in zip(index.spots, read(index.slow), strict=True)]
            self._take_passages(index, words, places)
            self._take_body(index, words, places)
        self.impacts: dict[str, dict[int, int]] = {}
        self.facets: dict[str, dict[int, int]] = {}
        self._work_out()

    def _number(self, spot: Spot, slow: int) -> int:
        if spot.place not in self.numbers:
            self.numbers[spot.place] = len(self.spots)
            self.spots.append(spot)
            self._slow.append(slow)
            stems = self.families.stems(spot.title)
            title = [*stems, *self.families.long(stems)]
            self.passages.append([self.passage(Facet.TITLE, title)])
            for word in dict.fromkeys(title):
                self._weigh(word, self.numbers[spot.place], Facet.TITLE, _BOOST[Facet.TITLE])
        return self.numbers[spot.place]

    def _take_passages(self, index: Index, words: list[str], places: list[int]) -> None:
        width = width_of(len(words))
        for place, signs in zip(places, index.passages, strict=True):
            reader = Reader(signs)
            while reader:
                facet, many = reader.small(), reader.small()
                stems = [words[reader.wide(width)] for _ in range(many)]
                self.passages[place].append(self.passage(facet, stems))
                for word in stems:
                    self._weigh(word, place, facet, _BOOST[facet])

    def _take_body(self, index: Index, words: list[str], places: list[int]) -> None:
        for word, signs in zip(words, index.body, strict=True):
            reader, at = Reader(signs), 0
            while reader:
                at += reader.small()
                facet, times = divmod(reader.small(), OFTEN)
                self._weigh(word, places[at], facet, _BOOST[facet] * (times + 1))

    def _weigh(self, word: str, place: int, facet: int, weight: int) -> None:
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

    def _work_out(self) -> None:
        """What each word counts at each place: more of it adds less and less."""
        for word, places in self._weights.items():
            rarity = self.rarity[word]
            impacts, facets = self.impacts.setdefault(word, {}), self.facets.setdefault(word, {})
            for place, told in places.items():
                whole = sum(told.values())
                impacts[place] = rarity * whole // (self._slow[place] + whole)
                facets[place] = min(told, key=lambda one: (-told[one], one))
        self._weights.clear()
