"""Families of words: what is found by one of them is found by the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from waymark.search.words import stem, words_of

#: The longest phrase of a family, in words.
LONGEST_PHRASE = 8


class Families:
    """Families by their members, and words to keep apart (each in a line with commas).

    A family counts as a word of its own, named `~` and its number. Words that are kept apart though they
    look alike are never cut to one stem, and never guessed for one another.
    """

    def __init__(self, apart: Iterable[str] = ()) -> None:
        self._kept: set[str] = set()
        self._apart: dict[str, set[str]] = {}
        for line in apart:
            words = words_of(line)
            cut = [stem(word) for word in words]
            self._kept.update(word for word, one in zip(words, cut, strict=True) if cut.count(one) > 1)
            for word in words:
                self._apart.setdefault(self.stem(word), set()).update(map(self.stem, words))
        self._by_phrase: dict[str, list[str]] = {}
        self._longest: dict[str, int] = {}
        self._first: dict[str, str] = {}
        self.many = 0

    def take(self, phrases: Iterable[str]) -> None:
        """One family more, by its phrases of stems."""
        for phrase in dict.fromkeys(phrases):
            if phrase:
                self._first.setdefault(f"~{self.many}", phrase)
                self._by_phrase.setdefault(phrase, []).append(f"~{self.many}")
                first, length = phrase.split(" ")[0], phrase.count(" ") + 1
                self._longest[first] = max(self._longest.get(first, 0), min(length, LONGEST_PHRASE))
        self.many += 1

    def first_of(self, name: str) -> str:
        """The first member of a family, by its name."""
        return self._first[name]

    def members(self, line: str) -> list[str]:
        """The members of a family as it is written, with commas, each as a phrase of stems.

        A phrase that holds another member is left out: it is found by that one.
        """
        phrases = list(dict.fromkeys(" ".join(self.stems(member)) for member in line.split(",")))
        return [
            phrase
            for phrase in phrases
            if phrase and not any(f" {one} " in f" {phrase} " for one in phrases if one and one != phrase)
        ]

    def stem(self, word: str) -> str:
        """A word without its ending, unless it would be taken for another then."""
        return word if word in self._kept else stem(word)

    def are_apart(self, one: str, two: str) -> bool:
        """Whether two stems must not be taken for each other."""
        return two in self._apart.get(one, ())

    def stems(self, text: str) -> list[str]:
        """The words of a text without their endings."""
        return [self.stem(word) for word in words_of(text)]

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

    def long(self, stems: Sequence[str]) -> list[str]:
        """The families of phrases of several words in a row of stems, as often as they stand there."""
        return [name for _, length, phrase in self.phrases(stems) if length > 1 for name in self.of(phrase)]

    def named(self, stems: Sequence[str]) -> list[str]:
        """All families in a row of stems, as often as they stand there."""
        return [name for _, _, phrase in self.phrases(stems) for name in self.of(phrase)]
