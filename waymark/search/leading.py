"""What leads where, as it goes into an index: learned from lines, or counted where places are too many."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isqrt
from typing import NamedTuple

from waymark.search.gathering import Line
from waymark.search.index import LEVELS, TEACHES, Facet, Leads
from waymark.search.packing import packed

_UP = [level for level in LEVELS if level > 0]
_DOWN = [-level for level in LEVELS if level < 0]
#: Of what is only counted, so many places are kept for a word or a pair, the likeliest.
MOST_COUNTED = 100


class Lead(NamedTuple):
    """One place that a feature leads to: how strongly (a number in `LEVELS`), and how much that matters."""

    place: int
    level: int
    matters: int


class Pairs(NamedTuple):
    """Pairs of words by their names, in the order in which they are packed."""

    names: list[str]
    packed: tuple[str, str]


class Table:
    """Where every feature leads, and in which facet it stands there."""

    def __init__(self, rows: Mapping[str, Sequence[Lead]], facets: Mapping[tuple[str, int], int]) -> None:
        self.rows = {name: leads for name, leads in rows.items() if leads}
        self._facets = facets

    def first(self, most: int) -> dict[str, frozenset[int]]:
        """For words and families those leads that matter most: which places come with the first part."""
        single = ((name, lead) for name, leads in self.rows.items() if " " not in name for lead in leads)
        best = heapq.nsmallest(most, single, key=lambda each: (-each[1].matters, each[0], each[1].place))
        found: dict[str, set[int]] = {}
        for name, lead in best:
            found.setdefault(name, set()).add(lead.place)
        return {name: frozenset(places) for name, places in found.items()}

    def leads(
        self, names: Iterable[str], first: Mapping[str, frozenset[int]] | None = None, *, among: bool = True
    ) -> Leads:
        """A row for each name; with `first`, of the leads that it names, or (`among` false) of all others."""
        many, further, strong = [], [], []
        for name in names:
            row = self._row(name, first, among=among)
            many.append(len(row))
            before = 0
            for lead in row:
                further.append(lead.place - before)
                strong.append(lead.level)
                before = lead.place
        return Leads(packed(many), packed(further), packed(strong))

    def _row(self, name: str, first: Mapping[str, frozenset[int]] | None, *, among: bool) -> list[Lead]:
        leads = self.rows.get(name, ())
        if first is not None:
            here = first.get(name, frozenset())
            leads = [lead for lead in leads if (lead.place in here) is among]
        return sorted(leads)

    def facets(self, early: Iterable[str], every: Iterable[str], first: Mapping[str, frozenset[int]]) -> str:
        """The facet in which each lead stands, in the order of the rows of both parts."""
        order = [(name, lead.place) for name in early for lead in self._row(name, first, among=True)]
        order += [(name, lead.place) for name in every for lead in self._row(name, first, among=False)]
        return packed(self._facets.get(each, Facet.PEOPLE_SAY) for each in order)

    def pairs(self, words: Sequence[str]) -> Pairs:
        """All pairs whose words are among these, by the number of the first and then of the second."""
        number = {word: at for at, word in enumerate(words)}
        after: dict[int, list[int]] = {}
        for name in self.rows:
            one, _, two = name.partition(" ")
            if two and one in number and two in number:
                after.setdefault(number[one], []).append(number[two])
        names, many, further = [], [], []
        for at, word in enumerate(words):
            seconds = sorted(after.get(at, ()))
            many.append(len(seconds))
            before = 0
            for second in seconds:
                names.append(f"{word} {words[second]}")
                further.append(second - before)
                before = second
        return Pairs(names, (packed(many), packed(further)))


def learned(lines: Sequence[Line], names: Sequence[str], places: int) -> Table:
    """What is learned from lines whose places are known."""
    from waymark.search.learning import Lesson, learn  # numpy is needed for compiling, never for serving

    number = {name: at for at, name in enumerate(names)}
    lessons = [
        Lesson(
            tuple(number[each] for each in line.features if each in number), line.place, TEACHES[line.facet]
        )
        for line in lines
    ]
    rows = learn([each for each in lessons if each.features], len(names), places)
    made = {
        name: [
            Lead(place, level_of(strong), matters)
            for place, strong, matters in zip(*row, strict=True)
            if abs(strong) >= _UP[0] // 2
        ]
        for name, row in zip(names, rows, strict=True)
    }
    return Table(made, facets_of(lines))


def counted(lines: Sequence[Line], names: Sequence[str], places: int) -> Table:
    """What words lead to where there are too many places to learn: by how often they stand there.

    This is BM25 (Robertson and Zaragoza, 2009) with how much a line teaches in place of a count, and its
    usual 1.2 and 0.75.
    """
    known = set(names)
    long = [0] * places
    there: dict[str, Counter[int]] = {name: Counter() for name in names}
    for line in lines:
        long[line.place] += len(line.features) * TEACHES[line.facet]
        for each in line.features:
            if each in known:
                there[each][line.place] += TEACHES[line.facet]
    middle = max(1, sum(long) // max(1, sum(1 for each in long if each)))
    made = {}
    for name, taught in there.items():
        rare = isqrt(1024 * places // max(1, len(taught)))
        row = []
        for place, weight in taught.items():
            slow = 16 * 12 * (25 + 75 * long[place] // middle) // 1000
            strong = min(LEVELS[11], rare * weight // (max(1, slow) + weight) // 4)
            row.append(Lead(place, level_of(max(1, strong)), strong))
        row.sort(key=lambda lead: (-lead.matters, lead.place))
        made[name] = row[:MOST_COUNTED]
    return Table(made, facets_of(lines))


def facets_of(lines: Sequence[Line]) -> dict[tuple[str, int], int]:
    """For each word and family at each place the facet that says it most; what people say comes last."""
    said: dict[tuple[str, int], Counter[int]] = {}
    for line in lines:
        for each in line.features:
            if " " not in each:
                said.setdefault((each, line.place), Counter())[line.facet] += TEACHES[line.facet]
    return {
        where: min(told, key=lambda facet: (facet == Facet.PEOPLE_SAY, -told[facet], facet))
        for where, told in said.items()
    }


def level_of(strong: int) -> int:
    """The number of the level that is nearest to a strength, never on the other side of nought."""
    levels = _UP if strong > 0 else _DOWN
    size = abs(strong)
    at = bisect_left(levels, size)
    if at == len(levels) or (at and size * size < levels[at - 1] * levels[at]):
        at -= 1
    return at if strong > 0 else len(_UP) + at
