"""Telling what was found: the words of a place, cut where they are those that were typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from waymark.search.asking import TELLS, Result, Searcher
from waymark.search.index import Made
from waymark.search.words import told


class Run(NamedTuple):
    """Words in a row. `found`: they are those that were typed, or of their family."""

    text: str
    found: bool


class Teller:
    """The words of a gateway's passages, by place."""

    def __init__(self, searcher: Searcher, *made: Made) -> None:
        self.searcher = searcher
        self._said: dict[str, list[str]] = {}
        for each in made:
            for spot, said in zip(each.index.spots, each.said, strict=True):
                self._said.setdefault(spot.place, []).extend(said)

    def runs(self, result: Result, typed: str) -> tuple[Run, ...]:
        """The likest passage of a result; none where no passage is like what was typed."""
        if result.passage < 0:
            return ()
        text = self._said[result.place][result.passage]
        return tuple(_cut(text, self._found(text, typed)))

    def _found(self, text: str, typed: str) -> list[tuple[int, int]]:
        """Where the words that were typed stand in a text."""
        families, rarity = self.searcher.families, self.searcher.rarity
        terms = {term for unit in self.searcher.units(typed) for term, _ in unit.terms}
        sought = {term for term in terms if rarity[term] >= TELLS} or terms
        parts = told(text, families.stem)
        stems = [part.stem for part in parts]
        found = {at for at, one in enumerate(stems) if one in sought}
        for at, length, phrase in families.phrases(stems):
            if sought.intersection(families.of(phrase)):
                found.update(range(at, at + length))
        return [(parts[at].start, parts[at].end) for at in sorted(found)]


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
