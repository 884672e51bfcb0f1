"""Where each word of a sentence stands, and whether it belongs to a term that was set aside."""

from __future__ import annotations

import re
from typing import NamedTuple

from waymark.plain_english.sentences import words

#: What hangs on to a word without being part of it: a genitive, a closing quotation mark, a dash.
_TAIL = re.compile(r"(?:['’]s)?['’–-]*$")


class Standing(NamedTuple):
    """A word where it stands: `sentence[start:end]`, without a genitive or what closes a quotation."""

    word: str
    start: int
    end: int
    aside: bool


def standing(sentence: str, plain: str | None = None) -> list[Standing]:
    """The words of a sentence. `plain` is the same sentence with its terms set aside, word for word."""
    every = words(sentence)
    others = every if plain is None else words(plain)
    # A stand-in has as many words as its term, so both line up. Where an odd letter spoils that, nothing
    # can be told of any word, and all count as set aside: better to say too little than to break a term.
    apart = others if len(others) == len(every) else [""] * len(every)
    found = []
    at = 0
    for word, other in zip(every, apart, strict=True):
        start = sentence.index(word, at)
        at = start + len(word)
        bare = _TAIL.sub("", word)
        found.append(Standing(bare, start, start + len(bare), word != other))
    return found
