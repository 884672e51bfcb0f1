"""Families of words: what is found by one of them is found by the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from waymark.search.words import stems_of

#: The longest phrase of a family, in words.
LONGEST_PHRASE = 7


class Families:
    """Families by their members. A family counts as a word of its own, named `~` and its number."""

    def __init__(self, families: Iterable[Sequence[str]]) -> None:
        self.members = [[" ".join(stems_of(member)) for member in family] for family in families]
        self._by_phrase: dict[str, list[str]] = {}
        self._longest: dict[str, int] = {}
        for number, family in enumerate(self.members):
            for phrase in dict.fromkeys(family):
                if not phrase:
                    continue
                self._by_phrase.setdefault(phrase, []).append(f"~{number}")
                first, length = phrase.split(" ")[0], phrase.count(" ") + 1
                self._longest[first] = max(self._longest.get(first, 0), min(length, LONGEST_PHRASE))

    def of(self, phrase: str) -> list[str]:
        """The families of a phrase of stems."""
        return self._by_phrase.get(phrase, [])

    def phrases(self, stems: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Every phrase of a family in a row of stems: where it starts, how long it is, and the phrase."""
        for at, first in enumerate(stems):
            for length in range(min(self._longest.get(first, 0), len(stems) - at), 0, -1):
                phrase = " ".join(stems[at : at + length])
                if phrase in self._by_phrase:
                    yield at, length, phrase

    def named(self, stems: Sequence[str]) -> list[str]:
        """The families that stand in a row of stems, as often as they do."""
        return [name for _, _, phrase in self.phrases(stems) for name in self._by_phrase[phrase]]
