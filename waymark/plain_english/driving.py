"""What drives the reading age of a facet: its parts by each formula, its heaviest sentences and words.

Every formula of `ages` is a sum: so many years for one thing counted, so many for another, and a number that
is the same for every text. The parts tell the sum; what would be gained is told by counting again without a
sentence, or with a short word for a long one, as is done for the terms that are set aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from waymark.plain_english.ages import Ages, Counts, ages, count
from waymark.plain_english.passives import passive_sentences
from waymark.plain_english.reading import SettingAside
from waymark.plain_english.sentences import words
from waymark.plain_english.syllables import syllables

#: From so many syllables or letters on a word is long enough to be named.
LONG_SYLLABLES = 3
LONG_LETTERS = 9
#: A short word, as good as any: what a long one is counted as, to tell what it adds.
_SHORT = "term"
_TAIL = re.compile(r"(?:['’]s)?['’–-]*$")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a formula counts, how much of it there is, and the years that it comes to."""

    counted: str
    amount: float
    years: float


class Formula(msgspec.Struct, frozen=True, kw_only=True):
    """A reading age by one formula. The years of its parts and `always` come to `age`."""

    name: str
    age: float
    parts: tuple[Part, ...]
    always: float


class HeavySentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, its words, and by how many years the highest age would fall without it (0: it is all)."""

    sentence: str
    words: int
    years: float


class HeavyWord(msgspec.Struct, frozen=True, kw_only=True):
    """A long word, how often it stands there, and the years the highest age would fall with a short one."""

    word: str
    times: int
    years: float


class TermAside(msgspec.Struct, frozen=True, kw_only=True):
    """A term that was set aside before counting, and how often."""

    term: str
    times: int


class Drivers(msgspec.Struct, frozen=True, kw_only=True):
    """What drives the reading age of some sentences. `highest` names the formula of `ages.highest`.

    `passive`: how many of the sentences have a passive.
    """

    counts: Counts
    ages: Ages
    formulas: tuple[Formula, ...]
    highest: str
    sentences: tuple[HeavySentence, ...]
    words: tuple[HeavyWord, ...]
    aside: tuple[TermAside, ...]
    passive: int


def drivers(told: Iterable[str], aside: SettingAside | None = None, *, most: int = 5) -> Drivers | None:
    """What drives the reading age of some sentences, such as those of a facet; None where they have no words.

    `aside`: the manual's terms. `most`: how many sentences and words to name, the heaviest first; only those
    whose absence would lower the highest age. Terms set aside are all named, the most frequent first.
    """
    lines = [line for line in told if words(line)]
    plain = [aside(line) if aside else line for line in lines]
    counts = count(plain)
    if not counts.words:
        return None
    found = ages(counts)
    formulas = _formulas(counts, found)
    judging = [each for each in formulas if each.name != "SMOG"]
    terms = Counter(term for line in lines for term in aside.terms(line)) if aside else Counter[str]()
    return Drivers(
        counts=counts,
        ages=found,
        formulas=formulas,
        highest=max(judging, key=lambda each: each.age).name,
        sentences=_sentences(lines, plain, counts, found.highest)[:most],
        words=_words(plain, counts, found.highest)[:most],
        aside=tuple(
            TermAside(term=term, times=times)
            for term, times in sorted(terms.items(), key=lambda each: (-each[1], each[0]))
        ),
        passive=passive_sentences(lines),
    )


def _formulas(counts: Counts, found: Ages) -> tuple[Formula, ...]:
    """The five formulas in parts: the same numbers as in `ages`, taken apart."""
    in_sentence = counts.words / counts.sentences
    in_word = counts.syllables / counts.words
    letters = counts.letters / counts.words
    hard = 100 * counts.hard / counts.words
    told = [
        _formula(
            "Flesch–Kincaid",
            found.flesch_kincaid,
            Part(counted="words in a sentence", amount=in_sentence, years=0.39 * in_sentence),
            Part(counted="syllables in a word", amount=in_word, years=11.8 * in_word),
        ),
        _formula(
            "Gunning Fog",
            found.gunning_fog,
            Part(counted="words in a sentence", amount=in_sentence, years=0.4 * in_sentence),
            Part(counted="hard words in a hundred", amount=hard, years=0.4 * hard),
        ),
        _formula(
            "Coleman–Liau",
            found.coleman_liau,
            Part(counted="letters in a word", amount=letters, years=5.88 * letters),
            Part(counted="sentences in a hundred words", amount=100 / in_sentence, years=-29.6 / in_sentence),
        ),
        _formula(
            "ARI",
            found.ari,
            Part(counted="words in a sentence", amount=in_sentence, years=0.5 * in_sentence),
            Part(counted="letters in a word", amount=letters, years=4.71 * letters),
        ),
    ]
    if found.smog is not None:
        long = counts.long * 30 / counts.sentences
        part = Part(counted="long words in thirty sentences", amount=long, years=1.043 * long**0.5)
        told.append(_formula("SMOG", found.smog, part))
    return tuple(told)


def _formula(name: str, age: float, *parts: Part) -> Formula:
    return Formula(name=name, age=age, parts=parts, always=age - sum(part.years for part in parts))


def _sentences(
    lines: list[str], plain: list[str], counts: Counts, highest: float
) -> tuple[HeavySentence, ...]:
    heavy = []
    for line, counted in zip(lines, plain, strict=True):
        left = _less(counts, count([counted]))
        years = highest - ages(left).highest if left.words else 0.0
        if years > 0 or not left.words:  # a sentence that is all there is drives it, whatever it comes to
            heavy.append(HeavySentence(sentence=line, words=len(words(line)), years=years))
    return tuple(sorted(heavy, key=lambda each: -each.years))  # of two alike the first stays first


def _words(plain: list[str], counts: Counts, highest: float) -> tuple[HeavyWord, ...]:
    """Long words by what they add. Whether one counts as hard depends on where in a sentence it stands."""
    found: dict[str, list[Counts]] = {}
    for line in plain:
        every = words(line)
        for at, word in enumerate(every):
            bare = _TAIL.sub("", word)
            if syllables(bare) >= LONG_SYLLABLES or sum(map(str.isalnum, bare)) >= LONG_LETTERS:
                # Words before it in the sentence matter to the count only by there being some.
                alone = _less(count([f"{_SHORT} {word}"]), count([_SHORT])) if at else count([word])
                found.setdefault(bare.lower(), []).append(alone)
    short = count([_SHORT])
    heavy = []
    for word, each in found.items():
        with_short = counts
        for one in each:
            with_short = _swapped(with_short, one, short)
        years = highest - ages(with_short).highest
        if years > 0:
            heavy.append(HeavyWord(word=word, times=len(each), years=years))
    return tuple(sorted(heavy, key=lambda each: (-each.years, each.word)))


def _less(counts: Counts, taken: Counts) -> Counts:
    """What is left of a count without a part of it."""
    return Counts(*(a - b for a, b in zip(_numbers(counts), _numbers(taken), strict=True)))


def _swapped(counts: Counts, word: Counts, short: Counts) -> Counts:
    """A count with a short word in place of another; sentences and words stay as many."""
    return msgspec.structs.replace(
        counts,
        letters=counts.letters - word.letters + short.letters,
        syllables=counts.syllables - word.syllables + short.syllables,
        long=counts.long - word.long,
        hard=counts.hard - word.hard,
    )


def _numbers(counts: Counts) -> tuple[int, ...]:
    return msgspec.structs.astuple(counts)
