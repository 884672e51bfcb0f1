"""Words as searching compares them: small letters, no signs, endings taken off.

`find.js` has the same steps in the same order; a test holds the two together on every word we have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

#: Of what is typed, so many letters and words are looked at: more is no question any more.
LONGEST = 400
MOST_WORDS = 48

_MARKS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4]")
_POSSESSIVE = re.compile(r"'s?(?![a-z0-9])")
_WORD = re.compile(r"[a-z0-9]+")
#: A word as it is written: letters, figures and apostrophes.
_WRITTEN = re.compile(r"[^\W_]+(?:['\u2018\u2019][^\W_]+)*", re.UNICODE)
_VOWEL = re.compile(r"[aeiouy]")
_SHORT = re.compile(r"[^aeiou][aeiou][^aeiouwxy]")
_HISS = re.compile(r"(?:s|x|z|ch|sh)es$")


def words_of(text: str) -> list[str]:
    """The words of a text: letters and figures alone, in small letters, without accents or apostrophes."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.lower()))
    plain = _POSSESSIVE.sub("", _APOSTROPHES.sub("'", plain)).replace("'", "")
    return _WORD.findall(plain)


def stem(word: str) -> str:
    """A word without its ending: babies, baby; smacked, smack. Enough to compare by, not a word to read."""
    if len(word) < 4 or word[0].isdigit():
        return word
    word = _plural(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            left = word[: -len(ending)]
            if len(left) >= 3 and _VOWEL.search(left):
                word = _single(left)
            break
    else:
        if word.endswith("ly") and len(word) > 5:
            word = word[:-2]
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


def _plural(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if _HISS.search(word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _single(word: str) -> str:
    """Without the last of two letters that were doubled before an ending (stopp); with its e (mov)."""
    if word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return f"{word}e" if _SHORT.fullmatch(word) else word


def stems_of(text: str) -> list[str]:
    """The words of a text without their endings."""
    return [stem(word) for word in words_of(text)]


class Word(NamedTuple):
    """A word where it stands in a text."""

    stem: str
    start: int
    end: int


def told(text: str, cut: Callable[[str], str] = stem) -> list[Word]:
    """The words of a text with where they stand; one that is written with a sign inside comes in parts."""
    return [
        Word(cut(word), match.start(), match.end())
        for match in _WRITTEN.finditer(text)
        for word in words_of(match[0])
    ]
