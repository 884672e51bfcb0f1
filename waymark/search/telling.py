"""Telling what was found: the likest line of a place, cut where its words are those that were typed."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from waymark.search.asking import TELLS, Searcher
from waymark.search.index import Facet, Lines
from waymark.search.outcome import Result
from waymark.search.words import told, words_of

#: Lines of a place are first looked through for so many words that tell most, by their beginnings, so long;
#: so many lines are then compared.
SOUGHT, BEGINNING, COMPARED = 8, 4, 2
_BEGINNING = re.compile(rf"\b\w{{1,{BEGINNING}}}")
#: Of so many places the beginnings of words are kept; looking through the lines of one takes a millisecond.
KEPT = 1000


class Run(NamedTuple):
    """Words in a row. `found`: they are those that were typed, or of their family."""

    text: str
    found: bool


class Told(NamedTuple):
    """A line of a place in runs, and the facet that says it."""

    facet: int
    runs: tuple[Run, ...]


NOTHING = Told(-1, ())


def facet_of(result: Result, told: Told) -> Facet | None:
    """The facet that a result was found in, by the line that is shown if one is; None where it is in none."""
    facet = told.facet if told.runs else result.facet
    return Facet(facet) if facet >= 0 else None


class Teller:
    """The lines of a gateway's places. `said`: each index's places in turn, with the lines of each."""

    def __init__(self, searcher: Searcher, *said: tuple[Sequence[str], Sequence[Lines]]) -> None:
        self.searcher = searcher
        self._said: dict[str, Lines] = {}
        self._begun: dict[str, dict[str, set[int]] | None] = {}
        for places, lines in said:
            for place, its in zip(places, lines, strict=True):
                # What is local is added to what is shared, whose list is not ours to change.
                self._said[place] = [*self._said[place], *its] if place in self._said else its

    def told(self, typed: str, results: Iterable[Result]) -> list[Told]:
        """The likest line of each result; nothing where none has a word that was typed."""
        tells, units = self.searcher.tells, self.searcher.units(typed)
        terms = {term for unit in units for term, _ in unit.terms}
        sought = {term for term in terms if tells[term] >= TELLS} or terms
        # Units come with what tells most first.
        beginnings = {word[:BEGINNING]: unit.tells for unit in units[:SOUGHT] for word in words_of(unit.said)}
        return [self._of(result.place, sought, beginnings) for result in results]

    def _of(self, place: str, sought: set[str], beginnings: Mapping[str, int]) -> Told:
        lines, worth = self._said.get(place, []), self._looked_through(place, beginnings)
        likely = [(-its * its // (len(lines[at][1]) + 20), at) for at, its in worth.items()]
        best, least = NOTHING, 0
        for _, at in heapq.nsmallest(COMPARED, likely):
            facet, text = lines[at]
            spans, its = self._found(text, sought)
            if its > least:
                best, least = Told(facet, tuple(_cut(text, spans))), its
        return NOTHING if best.facet == Facet.TITLE else best

    def _looked_through(self, place: str, beginnings: Mapping[str, int]) -> dict[int, int]:
        """The lines of a place that have these beginnings of words, with how much they tell together.

        A place that is found again is worth knowing all beginnings of; one in ten thousand pages seldom is.
        """
        worth: dict[int, int] = {}
        if place not in self._begun:
            self._begun[place] = None
            sought = re.compile(_any_of(beginnings))
            for at, (_, text) in enumerate(self._said.get(place, ())):
                if found := set(sought.findall(text.lower())):
                    worth[at] = sum(beginnings[each] for each in found)
            return worth
        begun = self._begun[place]
        if begun is None:
            begun = self._begun[place] = self._beginnings(place)
        for each, tells in beginnings.items():
            for at in begun.get(each, ()):
                worth[at] = worth.get(at, 0) + tells
        return worth

    def _beginnings(self, place: str) -> dict[str, set[int]]:
        """For the beginning of each word of a place the lines that have it."""
        if sum(each is not None for each in self._begun.values()) >= KEPT:
            self._begun.clear()
        begun: dict[str, set[int]] = {}
        for at, (_, text) in enumerate(self._said.get(place, ())):
            for each in _BEGINNING.findall(text.lower()):
                begun.setdefault(each, set()).add(at)
        return begun

    def _found(self, text: str, sought: set[str]) -> tuple[list[tuple[int, int]], int]:
        """Where the words that were typed stand in a line, and what that is worth: the shorter, the more."""
        families, tells = self.searcher.families, self.searcher.tells
        parts = told(text, families.stem)
        stems = [part.stem for part in parts]
        found = {at for at, one in enumerate(stems) if one in sought}
        worth = sum(tells[one] for one in dict.fromkeys(stems) if one in sought)
        for at, length, phrase in families.phrases(stems):
            if sought.intersection(families.of(phrase)):
                found.update(range(at, at + length))
        spans = [(parts[at].start, parts[at].end) for at in sorted(found)]
        return spans, worth * worth // (len(stems) + 4)


def teller(searcher: Searcher, shared: Sequence[Lines], local: Sequence[Lines]) -> Teller:
    """Tells what a searcher finds, by the lines of its shared places and of its local ones."""
    of_shared = [spot.place for spot in searcher.held.spots]
    of_local = [spot.place for spot in searcher.around.spots]
    return Teller(searcher, (of_shared, shared), (of_local, local))


def _any_of(beginnings: Iterable[str]) -> str:
    """A pattern of words that begin so; what is shorter than a beginning is a whole word."""
    words = (each if len(each) == BEGINNING else rf"{each}(?!\w)" for each in beginnings)
    return rf"\b(?:{'|'.join(words)})" if beginnings else r"(?!)"


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> list[Run]:
    runs: list[Run] = []
    end = 0
    for start, stop in spans:
        if start < end:  # two parts of one written word
            continue
        if runs and runs[-1].found and not text[end:start].strip():
            runs[-1] = Run(runs[-1].text + text[end:stop], True)
        else:
            runs += [Run(text[end:start], False), Run(text[start:stop], True)]
        end = stop
    return [run for run in (*runs, Run(text[end:], False)) if run.text]
