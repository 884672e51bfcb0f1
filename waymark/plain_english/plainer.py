"""Plainer words: where a sentence has a heavy word or phrase of our list, and what to write instead.

The list is our own (`plainer_official`, `plainer_field`). It follows what GOV.UK, the NHS and councils ask of
public writing: common words, and the job, the deed or the thing by its name. It holds no word of a law whose
meaning would change with the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from waymark.plain_english.inflecting import plural, verb_forms
from waymark.plain_english.plainer_field import FIELD, STAY
from waymark.plain_english.plainer_official import OFFICIAL
from waymark.plain_english.positions import Standing

#: After these a form in -ed is a participle: "was commenced", "have begun".
_AUXILIARIES = "am is are was were be been being has have had having get gets got getting not isn't wasn't"
_BEFORE_PARTICIPLE = frozenset(_AUXILIARIES.split())
_OPENING, _CLOSING = "“‘\"'", "”’\"'"


class Plainer(msgspec.Struct, frozen=True):
    """One line of our list: heavy words with their kind (`v`, `n` or `f`), and the plainer ones."""

    kind: str
    words: str
    plainer: tuple[str, ...]
    #: Every form that is found, with what to write for it; for a verb in -ed, also for the participle.
    forms: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


class Swap(msgspec.Struct, frozen=True):
    """Heavy words where they stand in a sentence, and the words to use instead, in the same form and case."""

    words: str
    start: int
    end: int
    plainer: tuple[str, ...]


def swaps(sentence: str, standing: list[Standing]) -> Iterator[Swap]:
    """The heavy words of a sentence from left to right, the longest first; never two over the same word."""
    at = 0
    while at < len(standing):
        phrase = _longest(sentence, standing, at)
        if phrase is None:
            at += 1
            continue
        length = phrase.count(" ") + 1
        if _in_a_term(standing, at, length):
            at += 1  # what follows the term may still be heavy
            continue
        # Words that stay, a name and what is only spoken about hide the shorter matches inside them too.
        if phrase not in _STAY and (found := _swap(sentence, standing, at, length, _FORMS[phrase])):
            yield found
        at += length


def _longest(sentence: str, standing: list[Standing], at: int) -> str | None:
    """The longest phrase of the list that starts here, with nothing but spaces between its words."""
    first = standing[at].word.lower().replace("’", "'")
    most = _LONGEST.get(first, 0)
    found, said = None, ""
    for place in range(at, min(at + most, len(standing))):
        if place > at and not sentence[standing[place - 1].end : standing[place].start].isspace():
            break
        said += (" " if said else "") + standing[place].word.lower().replace("’", "'")
        if said in _FORMS or said in _STAY:
            found = said
    return found


def _swap(
    sentence: str,
    standing: list[Standing],
    at: int,
    length: int,
    form: tuple[tuple[str, ...], tuple[str, ...]],
) -> Swap | None:
    start, end = standing[at].start, standing[at + length - 1].end
    if _in_a_name(standing, at, length):
        return None
    before, after = sentence[start - 1 : start], sentence[end : end + 1]
    if before.isalnum() or after.isalnum():  # a letter with an accent: the word goes on
        return None
    if before and before in _OPENING and after and after in _CLOSING:  # spoken about, not used
        return None
    usual, participle = form
    plainer = participle if at and _before(standing, at) in _BEFORE_PARTICIPLE else usual
    words = sentence[start:end]
    if words[0].isupper():
        plainer = tuple(each[0].upper() + each[1:] for each in plainer)
    return Swap(words, start, end, plainer)


def _before(standing: list[Standing], at: int) -> str:
    """The word before, passing over one such as `formally`."""
    word = standing[at - 1].word.lower()
    return standing[at - 2].word.lower() if word.endswith("ly") and at > 1 else word


def _in_a_term(standing: list[Standing], at: int, length: int) -> bool:
    """Whether these words belong to a term. A longer phrase may hold a whole term: `voice of the child`."""
    inside = standing[at : at + length]
    if not any(each.aside for each in inside):
        return False
    over = at and inside[0].aside and standing[at - 1].aside
    on = at + length < len(standing) and inside[-1].aside and standing[at + length].aside
    return bool(over or on) or all(each.aside for each in inside)


def _in_a_name(standing: list[Standing], at: int, length: int) -> bool:
    """Whether these words are in a name such as Somerset Placement Team: capitals, and a capital beside."""
    if at == 0 or not standing[at].word[:1].isupper():
        return False
    beside = [standing[at - 1]] if at > 1 else []
    beside += standing[at + length : at + length + 1]
    return any(each.word[:1].isupper() for each in beside)


def _read(lines: str) -> Iterator[Plainer]:
    for line in lines.strip().splitlines():
        if not line:
            continue
        kind, _, rest = line.partition(" ")
        words, _, plainer = rest.partition(" = ")
        yield _plainer(kind, words, plainer.split(", "))


def _plainer(kind: str, words: str, plainer: list[str]) -> Plainer:
    one, _, many = words.partition(" / ")
    forms: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    if kind == "v":
        told = [verb_forms(each) for each in plainer]
        for spelling in _spellings(one):
            heavy = verb_forms(spelling)
            for name in heavy._fields:
                said = tuple(getattr(each, name) for each in told)
                usual, _ = forms.get(getattr(heavy, name), (said, said))
                forms[getattr(heavy, name)] = (usual, said)
    elif kind == "n":
        pairs = [(each.partition(" / ")[0], each.partition(" / ")[2]) for each in plainer]
        ones, manys = tuple(each for each, _ in pairs), tuple(more or plural(each) for each, more in pairs)
        forms = {one: (ones, ones), many or plural(one): (manys, manys)}
    else:
        forms = {one: (tuple(plainer), tuple(plainer))}
    return Plainer(kind, one, tuple(plainer), forms)


def _spellings(verb: str) -> tuple[str, ...]:
    """Both spellings of a verb in -ise where both are British; comprise and liaise have one."""
    return (verb, f"{verb[:-3]}ize") if re.search(r"(?<!pr)(?<!a)ise$", verb) else (verb,)


#: Our list, in the order it is written.
PLAINER = (*_read(OFFICIAL), *_read(FIELD))

_FORMS = {form: said for each in PLAINER for form, said in each.forms.items()}
_STAY = frozenset(phrase for line in STAY.strip().splitlines() for phrase in line.split("; "))
_LONGEST: dict[str, int] = {}
for _phrase in (*_FORMS, *_STAY):
    _first = _phrase.split(" ")[0]
    _LONGEST[_first] = max(_LONGEST.get(_first, 0), _phrase.count(" ") + 1)
