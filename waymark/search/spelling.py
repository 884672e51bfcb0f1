"""Words that somebody may have meant: begun and not ended, or spelt nearly so."""

from __future__ import annotations

from collections.abc import Mapping

#: Shorter words are not guessed at; from this length on two letters may be wrong.
SHORTEST, LONG = 4, 7
#: So many words that begin so are taken, and so many that are nearly spelt so.
BEGUN, SPELT = 3, 2


def nearly(word: str, rarity: Mapping[str, int]) -> list[str]:
    """Words of the index that begin with a word, or else those nearest to it, the most common first."""
    if len(word) < SHORTEST - 1:
        return []
    begun = [each for each in rarity if each.startswith(word)]
    if begun:
        return sorted(begun, key=lambda each: (rarity[each], each))[:BEGUN]
    if len(word) < SHORTEST:
        return []
    most = 1 if len(word) < LONG else 2
    found = []
    for each in rarity:
        if each[0] != "~" and len(each) >= SHORTEST - 1 and abs(len(each) - len(word)) <= most:
            far = distance(word, each, most)
            if far <= most:
                found.append((far + (each[0] != word[0]), rarity[each], each))
    return [each for *_, each in sorted(found)[:SPELT]]


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
