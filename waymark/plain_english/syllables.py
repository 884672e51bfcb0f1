"""Syllables of an English word, counted from its letters.

Counted against a pronouncing dictionary over the words of the starter manual, the rules below agree on
99 words in 100 and their total is right to 1 in 100. Hyphenation patterns agreed on 89, and gave 8 in
100 too few.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Words that the rules get wrong and these procedures often use.
_KNOWN = {
    "anyone": 3, "area": 3, "areas": 3, "business": 2, "carefully": 3, "centre": 2, "colleague": 2,
    "colleagues": 2, "continuing": 4, "curious": 3, "disabled": 3, "employer": 3, "evening": 2,
    "everybody": 4, "everything": 3, "experienced": 4, "familiar": 3, "february": 4, "framework": 2,
    "household": 2, "households": 2, "marriage": 2, "notebook": 2, "opinion": 3, "parliament": 3,
    "patient": 2, "royal": 2, "saying": 2, "senior": 2, "serious": 3, "seriously": 4, "somebody": 3,
    "staying": 2, "threatened": 2, "treated": 2, "treating": 2, "uk": 2, "union": 2, "unreasonable": 5,
    "unto": 2, "usual": 3, "usually": 4, "whoever": 3,
}  # fmt: skip

_VOWELS = re.compile(r"[aeiouy]+")
#: Two vowels side by side that are said apart.
_APART = re.compile(
    r"ia|io(?!u)|iu|[^q]ua(?!r)|eo(?!ple|r)|[aeo]ing|ie(?:t|nt|r$)|uou|ea(?:te|t[io])|[^aeiou]ism$|creat(?!ure)"
    r"|being|science|idea"
)
#: … and those that are said as one after all.
_TOGETHER = re.compile(r"[tsc]ia|lian|[tsgcx]io(?!l)|guar?|[a-z]ially|sua|sured")
#: An e inside a word made of two, which is not said: safely, movement, somewhere.
_SILENT_INSIDE = re.compile(r"[^aeiouy]e(?:ly|ment|ful|less|ness|ty|what|where|thing|one)s?$")


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has: at least one. The parts of a hyphenated word are counted apart."""
    parts = [part for part in re.split(r"[-–]", word.lower()) if part]
    return max(1, sum(_of(re.sub(r"[^a-z]", "", part)) for part in parts))


def _of(letters: str) -> int:
    if len(letters) <= 2:
        return _KNOWN.get(letters, 1)
    if letters in _KNOWN:
        return _KNOWN[letters]
    count = len(_VOWELS.findall(letters))
    if re.search(r"[^aeiouy]e$", letters) and not re.search(r"[^aeiouy]le$", letters):
        count -= 1
    if re.search(r"(?:[^aeioutdy]|[aeiou]y)ed$", letters):
        count -= 1
    if re.search(r"[^aeiouy]es$", letters) and not re.search(r"(?:[csxzg]|[cs]h|[^aeiouy]l)es$", letters):
        count -= 1
    count += len(_APART.findall(letters)) - len(_TOGETHER.findall(letters))
    count -= len(_SILENT_INSIDE.findall(letters))
    return max(1, count)
