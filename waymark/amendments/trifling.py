"""Trifling amendments: spelling, signs and where a link leads; nothing that changes what anyone does.

Whoever calls a change a trifle has it folded away from readers, so whatever could be more than one is
refused, at the price of some that are none.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from waymark.amendments.amendment import Amendment, Change, ChangeSort, Sort
from waymark.amendments.parts import FOR_SEARCHING

#: Words that bind, forbid, allow, or say when and how many: a change of one is never a trifle.
_BINDING = frozenset(
    re.findall(
        r"\w+",
        """
        must should may might shall can cannot could would will ought need needs duty not no never nor none
        neither nobody nothing without unless except only always all any every each both either or and but
        if when while before after until till by from to since during within under over above below between
        more most less least than first last once twice today tomorrow tonight now immediately urgent
        urgently soon later same next alone together again stop wait refuse everyone anyone someone who whom
        """,
    )
)
_NUMBER_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|"
    "half|quarter|third|second|dozen|hours?|hourly|days?|daily|weeks?|weekly|months?|monthly|years?|yearly|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|january|february|march|april|june|"
    "july|august|september|october|november|december|midnight|noon"
)
#: A number with the signs within it (1.5 is not 15, and 1-2 not 12), a sign that counts, or a word that does.
_NUMBER = re.compile(rf"\d+(?:[.,:/–-]\d+)*|[%£€<>=+≤≥½¼¾]|\b(?:{_NUMBER_WORDS})\b")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
#: Where a link leads, and addresses on the web; never those of e-mail.
_LINK = re.compile(r" \(leads to [^)]*\)|https?://\S+")
_APART = re.compile(r"[?!]")
#: A shorter word is another word as soon as a letter is.
SHORT = 4
#: So many words may be spelt otherwise in one change.
FEW = 3
#: What makes another word of a word at its end or its start: of one, several; of now, then; of may, may not.
_ENDINGS = re.compile(r"(?:'?s|es|'?d|ed|n|en|ing|r|er|est|ly|less|ful|n?'?t|able)$")
_STARTS = re.compile(r"^(?:un|in|im|ir|il|dis|non|mis|re|de|anti|ab|a|over|under|out|pre|post)$")

_WORDS_ONLY = frozenset((ChangeSort.REWORDED, ChangeSort.RETITLED, ChangeSort.CHANGED))
#: What a change is about where no change of it is a trifle, by how its label starts.
_GRAVE = re.compile(
    r"^(?:telephone|when it answers|hours|e-?mail|counted from|limit|time limit|checked|number|who\b|"
    r"what it is|example|force|provision|lesson|learning|council|front door|seen|partnership)",
    re.IGNORECASE,
)


def only_for_searching(amendment: Amendment) -> bool:
    """Whether nothing changed but the words by which things are found: nobody acts on those."""
    if amendment.kind == FOR_SEARCHING:
        return True
    changed = amendment.changes if amendment.sort is Sort.CHANGED else ()
    return bool(changed) and all(each.sort is ChangeSort.ASKED for each in changed)


def why_not_trifling(amendment: Amendment) -> str | None:
    """Why an amendment may not be called trifling, in words that follow “no trifle:”; None where it may."""
    if only_for_searching(amendment):
        return None
    if amendment.sort is not Sort.CHANGED:
        return f"it is {amendment.sort.value}"
    for change in amendment.changes:
        if change.sort is not ChangeSort.ASKED and (why := _why_not(change)):
            return why
    return None


def _why_not(change: Change) -> str | None:
    where = change.where
    if change.sort not in _WORDS_ONLY or change.before is None or change.after is None:
        return f"{change.sort.value} ({where})"
    if _GRAVE.match(where):
        return f"{where[:1].lower()}{where[1:]} is something people act on"
    said, says = _bare(change.before), _bare(change.after)
    if _NUMBER.findall(said) != _NUMBER.findall(says):
        return f"a number or a time changes ({where})"
    before, after = _WORD.findall(said), _WORD.findall(says)
    if before == after:
        if _APART.findall(said) != _APART.findall(says):
            return f"a question or an exclamation comes or goes ({where})"
        return None  # only signs, capitals, spaces, or where a link leads
    return _words(before, after, where)


def _words(before: list[str], after: list[str], where: str) -> str | None:
    spelt = 0
    for sort, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if sort == "equal":
            continue
        old, new = before[a:b], after[c:d]
        if bound := [each for each in (*old, *new) if each in _BINDING or each.endswith("n't")]:
            return f"the word “{min(bound)}” is touched ({where})"
        together = "".join(old) == "".join(new)  # one word written as two, or two as one
        if not together and not (len(old) == len(new) and all(map(_spelt, old, new))):
            return f"words change, not only their spelling ({where})"
        spelt += max(len(old), len(new))
    return f"too many words change ({where})" if spelt > FEW else None


def _spelt(old: str, new: str) -> bool:
    """Whether two words are one, spelt otherwise: a letter or two, and not what makes another word of it."""
    if old == new:
        return True
    if old.replace("'", "") == new.replace("'", ""):
        return True
    if min(len(old), len(new)) < SHORT or old[0] != new[0]:
        return False
    short, long = sorted((old, new), key=len)
    doubled = long[len(short) :] == short[-1:]  # thiss is no more than one of this
    if long.startswith(short) and _ENDINGS.fullmatch(long[len(short) :]) and not doubled:
        return False
    if long.endswith(short) and _STARTS.fullmatch(long[: -len(short)]):
        return False
    return _letters(old, new) <= (1 if min(len(old), len(new)) < 8 else 2)


def _letters(old: str, new: str) -> int:
    """How many letters were put in, left out, changed, or swapped with the next."""
    above: list[int] = []
    row = list(range(len(new) + 1))
    for at, letter in enumerate(old, 1):
        above, before, row = row, above, [at]
        for by, other in enumerate(new, 1):
            least = min(row[by - 1] + 1, above[by] + 1, above[by - 1] + (letter != other))
            if at > 1 and by > 1 and (letter, old[at - 2]) == (new[by - 2], other):
                least = min(least, before[by - 2] + 1)
            row.append(least)
    return row[-1]


def _bare(words: str) -> str:
    return _LINK.sub("", words).replace("’", "'").casefold()
