"""Short forms: DSL, MASH, NHS and the like, with the words that each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from waymark.manual.words import Term

_SHORT = re.compile(r"[A-Z][A-Za-z0-9&]*[A-Z][A-Za-z0-9&]*")
_LONGEST = 8
_SMALL = frozenset("a an and for in of on or the to".split())  # noqa: SIM905
_VOWELS = "aeiouAEIOU"


class Short(NamedTuple):
    """A short form, the words it is short for, and the place of its term."""

    short: str
    words: str
    place: str

    @property
    def article(self) -> str:
        """The article that stands before its words."""
        return "an" if self.words[0] in _VOWELS else "a"


def is_short(name: str) -> bool:
    """Whether a name is a short form: one word of at most eight letters with two capitals or more."""
    return len(name) <= _LONGEST and bool(_SHORT.fullmatch(name))


def stands_for(short: str, words: str) -> bool:
    """Whether the letters of a short form are the first letters of these words, small words aside or not."""
    parts = re.findall(r"[\w’']+", words)
    every = "".join(part[0] for part in parts).upper()
    large = "".join(part[0] for part in parts if part.lower() not in _SMALL).upper()
    return short.upper() in (every, large)


def short_forms(terms: Iterable[Term]) -> dict[str, Short]:
    """Every short form of the terms.

    A short form is for the name of its term that has its letters: LADO is for “local authority designated
    officer”, though the term is “designated officer”. Where none has them it is for the term itself.
    """
    found: dict[str, Short] = {}
    for term in terms:
        names = (term.term, *term.also)
        long = [name for name in names if not is_short(name)]
        for short in filter(is_short, names):
            if words := next((name for name in long if stands_for(short, name)), long[0] if long else ""):
                found.setdefault(short, Short(short, words, term.place))
    return found
