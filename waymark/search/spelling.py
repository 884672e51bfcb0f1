"""Words that somebody may have meant: begun and not ended, or spelt nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

#: Shorter words are not guessed at; from this length on two letters may be wrong.
SHORTEST, LONG = 4, 7
#: So many words that begin so are taken, and so many that are nearly spelt so.
BEGUN, SPELT = 3, 2


class Speller:
    """The words of an index, ready for guesses. `rarity`: how much each tells."""

    def __init__(self, rarity: Mapping[str, int]) -> None:
        self.rarity = rarity
        self._words = sorted(word for word in rarity if word[0] != "~")
        self._by_length: dict[int, list[tuple[str, int]]] = {}
        for word in rarity:
            if word[0] != "~" and len(word) >= SHORTEST - 1:
                self._by_length.setdefault(len(word), []).append((word, _letters(word)))

    def nearly(self, word: str) -> list[str]:
        """Words that begin with a word, or else those nearest to it, the most common first."""
        if len(word) < SHORTEST - 1:
            return []
        start = bisect_left(self._words, word)
        begun = self._words[start : bisect_left(self._words, f"{word}\x7f", start)]
        if begun:
            return sorted(begun, key=lambda each: (self.rarity[each], each))[:BEGUN]
        if len(word) < SHORTEST:
            return []
        most = 1 if len(word) < LONG else 2
        letters = _letters(word)
        found = []
        for length in range(len(word) - most, len(word) + most + 1):
            for each, its in self._by_length.get(length, ()):
                # A changed letter takes one away and brings one: of more that differ nothing need be counted.
                if (letters ^ its).bit_count() <= 2 * most and (far := distance(word, each, most)) <= most:
                    found.append((far + (each[0] != word[0]), self.rarity[each], each))
        return [each for *_, each in sorted(found)[:SPELT]]


@lru_cache(maxsize=65536)
def _letters(word: str) -> int:
    """Which letters a word has, a bit for each."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits


def distance(one: str, two: str, most: int) -> int:
    """How many letters lie between two words: put in, left out, changed or swapped; above `most` if more."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for at, letter in enumerate(one, 1):
        above, row = row, [at]
        for by, other in enumerate(two, 1):
            least = min(row[by - 1] + 1, above[by] + 1, above[by - 1] + (letter != other))
            if at > 1 and by > 1 and letter == two[by - 2] and one[at - 2] == other:
                least = min(least, before[by - 2] + 1)
            row.append(least)
        before = above
        if min(row) > most:
            return most + 1
    return row[-1]
