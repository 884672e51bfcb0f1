"""Trifling amendments: spelling, signs and where a link leads; nothing that changes what anyone does."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from waymark.amendments.amendment import Amendment, Change, ChangeSort, Sort

#: Words that bind, forbid or allow: a change of one is never a trifle.
_BINDING = frozenset(
    [
        *("must", "should", "may", "shall", "can", "cannot", "not", "no", "never", "always", "only", "all"),
        *("any", "or", "and", "unless", "if", "before", "after", "until", "without", "every", "none"),
    ]
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|"
    r"august|september|october|november|december)\b"
)
_WORD = re.compile(r"[a-z']+")
_LINK = re.compile(r" \(leads to [^)]*\)")
#: A word that is spelt otherwise is at least so much like the one before.
ALIKE = 0.6
#: So many words may be spelt otherwise in one change.
FEW = 4

_WORDS_ONLY = frozenset((ChangeSort.REWORDED, ChangeSort.RETITLED, ChangeSort.CHANGED))
#: What a change is about where no change of it is a trifle.
_GRAVE = re.compile(
    r"^(?:telephone|when it answers|hours|e-?mail|counted from|limit|checked|number|who)", re.IGNORECASE
)


def why_not_trifling(amendment: Amendment) -> str | None:
    """Why an amendment may not be called trifling, in words that follow “no trifle:”; None where it may."""
    if amendment.sort is not Sort.CHANGED:
        return f"it is {amendment.sort.value}"
    for change in amendment.changes:
        if why := _why_not(change):
            return why
    return None


def _why_not(change: Change) -> str | None:
    where = change.where
    if change.sort not in _WORDS_ONLY or change.before is None or change.after is None:
        return f"{change.sort.value} ({where})"
    if _GRAVE.match(where):
        return f"{where.lower()} is something people act on"
    said, says = _bare(change.before), _bare(change.after)
    if _NUMBER.findall(said) != _NUMBER.findall(says):
        return f"a number or a day changes ({where})"
    before, after = _WORD.findall(said), _WORD.findall(says)
    if before == after:
        return None  # only signs, capitals, spaces, or where a link leads
    return _words(before, after, where)


def _words(before: list[str], after: list[str], where: str) -> str | None:
    spelt = 0
    for sort, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if sort == "equal":
            continue
        old, new = before[a:b], after[c:d]
        if bound := _BINDING & {*old, *new}:
            return f"the word “{min(bound)}” is touched ({where})"
        joined = SequenceMatcher(None, "".join(old), "".join(new), autojunk=False).ratio()
        if not old or not new or joined < ALIKE:
            return f"words change, not only their spelling ({where})"
        spelt += max(len(old), len(new))
    return f"too many words change ({where})" if spelt > FEW else None


def _bare(words: str) -> str:
    return _LINK.sub("", words).replace("’", "'").casefold()
