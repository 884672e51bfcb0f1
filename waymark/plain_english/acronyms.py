"""Acronyms: which stand in a sentence, and which a text spells out beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_ACRONYM = re.compile(
    r"(?<![\w.@&'’-])[A-Z](?:[A-Z&]|[a-z](?=[A-Z])|-(?=[A-Z]{2}))*[A-Z](?=s?(?![\w@&]|\.\w))"
)
#: What makes a stretch without spaces a web address.
_ADDRESS = re.compile(r"://|\w\.\w")
#: The longest acronym, and how far from it its words may stand, in letters.
LONGEST_ACRONYM = 10
_BESIDE = 300
#: Acronyms that everybody says, most of them without knowing what they stand for.
_SAID_DAILY = (
    "A&E AD AM BBC BC CCTV CD DIY DNA DVD EU GB GCSE GPS HIV ID IT MP NHS OK PC PDF PE PM Q&A QR SIM SMS TV"
    " UK UN US USA USB"
)
EVERYDAY = frozenset(_SAID_DAILY.split())
#: Whole words that are written in capitals to stress them.
_CAPITALS = (
    "ALL ALSO ALWAYS AND ANY ARE AT BE BOTH BUT BY CALL CAN DO EVERY FOR FROM HELP IF IN IS MAY MUST NEVER NO"
    " NOT NOW OF ON ONE ONLY OR RING SHOULD STOP THE TO WILL WITH YES YOU"
)
_STRESSED = frozenset(_CAPITALS.split())
_ROMAN = re.compile(r"[IVX]+")
_SMALL = ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
#: What may stand between an acronym and its words.
_BETWEEN = ("a", "also", "an", "as", "called", "for", "is", "known", "means", "or", "short", "stands", "the")
_PART = re.compile(r"[A-Za-z]+")


def acronyms(sentence: str) -> Iterator[tuple[str, int]]:
    """Each acronym of a sentence and where it starts; a plural without its s.

    A sentence all in capitals has none: there they are only a way to write.
    """
    if not any(letter.islower() for letter in sentence):
        return
    for stretch in re.finditer(r"\S+", sentence):
        if _ADDRESS.search(stretch[0]):
            continue
        for found in _ACRONYM.finditer(sentence, stretch.start(), stretch.end()):
            word = found[0]
            if len(word) <= LONGEST_ACRONYM and word not in _STRESSED and not _ROMAN.fullmatch(word):
                yield word, found.start()


def spelt_out(lines: Iterable[str]) -> frozenset[str]:
    """The acronyms whose words stand right before or behind: `child in need (CIN)`, `CIN, child in need`."""
    explained = set()
    for line in lines:
        for acronym, start in acronyms(line):
            letters = [letter.lower() for letter in acronym if letter.isalpha()]
            end = start + len(acronym)
            before = _parts(line[max(0, start - _BESIDE) : start])
            behind = _parts(line[end : end + _BESIDE].removeprefix("s"))
            if _spells(letters[::-1], before[::-1]) or _spells(letters, behind):
                explained.add(acronym)
    return frozenset(explained)


def _spells(letters: list[str], parts: list[str]) -> bool:
    """Whether words begin with these letters in turn, small words counted or not, after a few in between."""
    for skipped in range(5):
        if _begin(letters, parts[skipped:]):
            return True
        if skipped >= len(parts) or parts[skipped] not in _BETWEEN:
            return False
    return False


def _begin(letters: list[str], parts: list[str]) -> bool:
    spelt = {0}  # how many letters the words so far may stand for; a small word may stand for none
    for part in parts:
        on = {done + 1 for done in spelt if letters[done] == part[0]}
        if len(letters) in on:
            return True
        spelt = on | spelt if part in _SMALL else on
    return False


def _parts(words: str) -> list[str]:
    return [part.lower() for part in _PART.findall(words)]
