"""Reading ages by five formulas.

A grade is a year of American school; the age is the grade and five years. Sources: Flesch (1948) for ease;
Kincaid and others (1975); Gunning (1952); Coleman and Liau (1975); Smith and Senter (1967) for the automated
readability index (ARI); McLaughlin (1969) for SMOG.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from waymark.plain_english.sentences import words
from waymark.plain_english.syllables import syllables

YEARS_BEFORE_SCHOOL = 5
SMOG_NEEDS = 30  # sentences; the formula was made for no fewer


class Counts(msgspec.Struct, frozen=True):
    """What the formulas count. `long`: words of three syllables and more, and of these `hard`,
    which leaves out names, hyphenated words and those long only by -es, -ed or -ing (Gunning's rule)."""

    sentences: int
    words: int
    letters: int
    syllables: int
    long: int
    hard: int


class Ages(msgspec.Struct, frozen=True, kw_only=True):
    """Reading ages in years, and Flesch's ease (higher is easier, 60 is plain). SMOG needs 30 sentences."""

    flesch_kincaid: float
    gunning_fog: float
    coleman_liau: float
    ari: float
    smog: float | None
    ease: float

    @property
    def highest(self) -> float:
        """The highest age by the four formulas that any length of text allows."""
        return max(self.flesch_kincaid, self.gunning_fog, self.coleman_liau, self.ari)

    @property
    def middle(self) -> float:
        """Their mean."""
        return (self.flesch_kincaid + self.gunning_fog + self.coleman_liau + self.ari) / 4


def count(told: Iterable[str]) -> Counts:
    """Count sentences."""
    lines = [found for found in (words(sentence) for sentence in told) if found]
    letters = said = long = hard = 0
    for line in lines:
        for at, word in enumerate(line):
            signs, spoken = _size(word)
            letters += signs
            said += spoken
            if spoken >= 3:
                long += 1
                hard += _hard(word, at)
    every = sum(len(line) for line in lines)
    return Counts(sentences=len(lines), words=every, letters=letters, syllables=said, long=long, hard=hard)


def together(counts: Iterable[Counts]) -> Counts:
    """The counts of several texts as one."""
    rows = [msgspec.structs.astuple(each) for each in counts]
    return Counts(*(sum(row) for row in zip(*rows, strict=True))) if rows else count(())


def ages(counts: Counts) -> Ages:
    """The ages for what was counted. Raises ValueError where there are no words."""
    if not counts.words:
        raise ValueError("no words to count")
    per_sentence = counts.words / counts.sentences
    per_word = counts.syllables / counts.words
    letters = counts.letters / counts.words
    smog = None
    if counts.sentences >= SMOG_NEEDS:
        smog = 1.043 * math.sqrt(counts.long * 30 / counts.sentences) + 3.1291 + YEARS_BEFORE_SCHOOL
    return Ages(
        flesch_kincaid=0.39 * per_sentence + 11.8 * per_word - 15.59 + YEARS_BEFORE_SCHOOL,
        gunning_fog=0.4 * (per_sentence + 100 * counts.hard / counts.words) + YEARS_BEFORE_SCHOOL,
        coleman_liau=5.88 * letters - 29.6 / per_sentence - 15.8 + YEARS_BEFORE_SCHOOL,
        ari=4.71 * letters + 0.5 * per_sentence - 21.43 + YEARS_BEFORE_SCHOOL,
        smog=smog,
        ease=206.835 - 1.015 * per_sentence - 84.6 * per_word,
    )


@lru_cache(maxsize=20_000)
def _size(word: str) -> tuple[int, int]:
    """How many letters and figures a word has, and how many syllables."""
    return sum(letter.isalnum() for letter in word), syllables(word)


def _hard(word: str, at: int) -> bool:
    if "-" in word or (at and word[0].isupper()):
        return False
    return syllables(re.sub(r"(?:es|ed|ing)$", "", word.lower()) or word) >= 3
