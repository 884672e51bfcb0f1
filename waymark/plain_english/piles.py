"""Noun piles: three and more nouns in a row, of which the reader learns only at the end what they are about.

There is no grammar here, only words that are nouns (`nouns`) and what stands beside them. A term of the
manual counts as one noun, and so does a pair that everybody says (`health visitor`); names in capitals are
left alone. A careful rule: better a pile missed than a plain sentence marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from waymark.plain_english.nouns import PAIRS, is_either, is_noun, may_stand_inside, singular
from waymark.plain_english.positions import Standing

#: So many nouns in a row are a pile.
_PILE = 3
#: After these a word that can be a verb is one.
_THEN_A_VERB = """
 also always and but can could did do does don't he i it just let may might must never not only or please
 shall she should that then they to we what which who will would you
"""
#: Before these a word in -s is a verb.
_ACTED_ON = """
 a all an any anyone both each every everyone her him his how it its me my no our that the their them
 these this those us what when where whether which who why you your
"""
_BEFORE_VERB = frozenset(_THEN_A_VERB.split())
_OBJECTS = frozenset(_ACTED_ON.split())
#: A comma, a dash or a bracket between two words: they do not belong to one pile.
_BETWEEN = " "


class _Unit(NamedTuple):
    """A noun, or a term or a pair that counts as one, by its first and its last place among the words."""

    first: int
    last: int
    term: bool
    #: Whether another noun may follow: not after a plural.
    on: bool


def piles(sentence: str, standing: list[Standing]) -> Iterator[tuple[int, int]]:
    """Where three and more nouns stand in a row."""
    run: list[_Unit] = []
    at = 0
    while at < len(standing):
        unit = _unit(sentence, standing, at)
        if unit is None or (run and not _joined(sentence, standing, at)):
            yield from _told(standing, run)
            run = []
        if unit is None:
            at += 1
            continue
        if not run and not unit.term and _is_verb(standing, at):
            at += 1
            continue
        run.append(unit)
        at = unit.last + 1
        if not unit.on:
            yield from _told(standing, run)
            run = []
    yield from _told(standing, run)


def _told(standing: list[Standing], run: list[_Unit]) -> Iterator[tuple[int, int]]:
    if run and _acts(standing, run[-1].last):
        run = run[:-1]
    # Terms alone, such as “child protection plan”, are no pile: something of our own must stand beside them.
    if len(run) >= _PILE and sum(not unit.term for unit in run) >= 2:
        yield standing[run[0].first].start, standing[run[-1].last].end


def _unit(sentence: str, standing: list[Standing], at: int) -> _Unit | None:
    pair = _pair(sentence, standing, at)
    if standing[at].aside and not (pair and not standing[at + 1].aside):
        if at and standing[at].word[:2].istitle():
            return None  # the name of something that is called by a term
        last = at
        while last + 1 < len(standing) and standing[last + 1].aside and _joined(sentence, standing, last + 1):
            last += 1
        return _Unit(at, last, True, True)
    if pair:
        return _Unit(at, at + 1, False, pair in PAIRS)
    word = _small(standing, at)
    if word is None:
        return None
    if is_noun(word) or is_either(word):
        return _Unit(at, at, False, True)
    one = singular(word)
    if one and (is_noun(one) or is_either(one)):
        return _Unit(at, at, False, may_stand_inside(word))
    return None


def _pair(sentence: str, standing: list[Standing], at: int) -> str | None:
    """The pair that everybody says as one word, in small letters, where one starts here; or its plural."""
    if at + 1 >= len(standing) or not _joined(sentence, standing, at + 1):
        return None
    first, second = _small(standing, at), standing[at + 1].word
    one = singular(second)
    said = {f"{first} {second}", f"{first} {one}"}
    return f"{first} {second}" if said & PAIRS else None


def _small(standing: list[Standing], at: int) -> str | None:
    """A word in small letters; None for a name: a capital, but for the first word where no other follows."""
    word = standing[at].word
    if word[:1].isupper() and (at or (len(standing) > 1 and standing[1].word[:1].isupper())):
        return None
    return word.lower()


def _joined(sentence: str, standing: list[Standing], at: int) -> bool:
    """Whether nothing but a space stands before this word."""
    return at > 0 and sentence[standing[at - 1].end : standing[at].start] == _BETWEEN


def _acts(standing: list[Standing], at: int) -> bool:
    """Whether a word in -s is a verb with what it acts on behind it: “the team meeting reviews the plan”."""
    one = singular(standing[at].word.lower())
    if one is None or not is_either(one) or at + 1 == len(standing):
        return False
    return standing[at + 1].word.lower() in _OBJECTS


def _is_verb(standing: list[Standing], at: int) -> bool:
    """Whether a word that can be a verb is one here: first in the sentence, after `to`, `you`, `must`."""
    if not is_either(standing[at].word.lower()):
        return False
    return at == 0 or standing[at - 1].word.lower() in _BEFORE_VERB
