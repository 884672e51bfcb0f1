"""Indexes as they are asked, unpacked. Places are known by numbers: the shared ones, then what is local."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from waymark.search.families import Families
from waymark.search.index import LEVELS, RAREST, Facet, Finer, Index, Leads, Near, Spot
from waymark.search.packing import Reader, read, width_of


def families_of(index: Index) -> Families:
    """The families of an index, unpacked."""
    families = Families(index.apart)
    words = [*_split(index.words), *_split(index.others)]
    width = width_of(len(words))
    for signs in index.families:
        reader = Reader(signs)
        phrases = []
        while reader:
            phrases.append(" ".join(words[reader.wide(width)] for _ in range(reader.small())))
        families.take(phrases)
    return families


def _split(words: str) -> list[str]:
    return words.split(" ") if words else []


class Lead(NamedTuple):
    """A place that a word leads to, how strongly, and the facet in which it stands there (-1: not known)."""

    place: int
    strong: int
    facet: int


class Passage(NamedTuple):
    """A passage as it is compared: its words and families, and how much its words tell together."""

    facet: int
    words: frozenset[str]
    weight: int


class Held:
    """A shared index, unpacked: both its parts, or the first alone.

    `words`: those of the first part. `leads`: for each word, family and pair, the places it leads to.
    `tells`: how much each word and family tells. `titled`: for each word the places whose title has it.
    """

    def __init__(self, index: Index, finer: Finer | None = None) -> None:
        self.families = families_of(index)
        self.limits, self.asks = index.limits, index.asks
        self.spots = index.spots
        words, named = _split(index.words), [f"~{at}" for at in range(len(index.families))]
        self.words = words
        self.tells = dict(zip((*words, *named), read(index.tells), strict=True))
        self.leads: dict[str, list[Lead]] = {}
        facets = read(finer.facets) if finer else None
        self._take((*words, *named), index.leads, facets)
        if finer:
            more = _split(finer.words)
            self.tells |= dict(zip(more, read(finer.tells), strict=True))
            self._take((*words, *named, *more), finer.leads, facets)
            self._take(_pairs([*words, *more], finer.pairs), finer.pair_leads, None)
        self.titles = [self.passage(Facet.TITLE, self.families.stems(spot.title)) for spot in self.spots]
        self.titled: dict[str, list[int]] = {}
        for at, title in enumerate(self.titles):
            for word in title.words:
                self.titled.setdefault(word, []).append(at)

    def _take(self, names: Iterable[str], leads: Leads, facets: Iterator[int] | None) -> None:
        further, strong = read(leads.further), read(leads.strong)
        for name, many in zip(names, read(leads.many), strict=True):
            if many:
                places = accumulate(next(further) for _ in range(many))
                row = self.leads.setdefault(name, [])
                row += [Lead(place, LEVELS[next(strong)], next(facets) if facets else -1) for place in places]

    def own_families(self, word: str) -> list[str]:
        """The families of a word that anything is known of."""
        return [name for name in self.families.of(word) if name in self.tells]

    def passage(self, facet: int, stems: Sequence[str]) -> Passage:
        """A passage of words without their endings, with the families of each."""
        once = dict.fromkeys(stems)
        words = frozenset((*once, *self.families.named(stems)))
        return Passage(facet, words, max(1, sum(self.tells.get(word, RAREST) for word in once)))


class Around:
    """What a partnership adds, unpacked: its places, and the passages of each."""

    def __init__(self, near: Near, held: Held) -> None:
        self.spots: list[Spot] = near.spots
        words = [*held.words, *_split(near.words)]
        self.own = frozenset(_split(near.words))
        width = width_of(len(words))
        self.passages: list[list[Passage]] = []
        self.saying: dict[str, list[tuple[int, int]]] = {}
        for at, signs in enumerate(near.passages):
            reader = Reader(signs)
            passages: list[Passage] = []
            while reader:
                facet = reader.small()
                stems = [words[reader.wide(width)] for _ in range(reader.small())]
                passages.append(held.passage(facet, stems))
                for word in passages[-1].words:
                    self.saying.setdefault(word, []).append((at, len(passages) - 1))
            self.passages.append(passages)


def _pairs(words: Sequence[str], packed: tuple[str, str]) -> Iterator[str]:
    many, further = (read(signs) for signs in packed)
    for word, times in zip(words, many, strict=True):
        second = 0
        for _ in range(times):
            second += next(further)
            yield f"{word} {words[second]}"
