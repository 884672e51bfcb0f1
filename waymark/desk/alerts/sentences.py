"""An amendment in a sentence or two, for people who read it in an e-mail."""

from __future__ import annotations

from collections.abc import Iterable

from waymark.amendments import Amendment, Change, ChangeSort, Sort
from waymark.pages.prose import say

#: How many spots of one sort are named before the rest is counted, and how long words may be to be told.
NAMED, SHORT = 3, 80

#: Kinds of part that have a page of their own at their place.
_PAGES = frozenset({"chart", "box", "procedure", "word", "source", "review", "scenario"})
#: Kinds that their titles do not tell.
_TOLD = frozenset({"word", "role", "time limit", "source", "review", "scenario", "local note", "chart"})
_LIMITS = (ChangeSort.TIMESCALE, ChangeSort.TIMESCALE_ADDED, ChangeSort.TIMESCALE_OUT)


def title_of(amendment: Amendment) -> str:
    """What a place is called, with what kind of thing it is where its title does not tell."""
    if amendment.kind in _TOLD:
        return f"{amendment.title} ({amendment.kind})"
    return amendment.title


def page_of(amendment: Amendment) -> str:
    """The page of a gateway where a place can be read; empty where it has none."""
    prefix, _, key = amendment.place.partition(":")
    if amendment.kind in _PAGES:
        return amendment.place
    if amendment.kind == "contact" or amendment.place == "contacts":
        return "contacts"
    if prefix == "ways-in":
        return f"for/{key}"
    if prefix == "guidance":
        return f"local/{key}"
    return key if prefix == "notes" else ""


def what_changed(amendment: Amendment) -> str:
    """What became of a place. Telephone numbers are never said: an old e-mail would go on saying them."""
    if amendment.sort is Sort.ADDED:
        return "New."
    if amendment.sort is Sort.WITHDRAWN:
        return f"Withdrawn. See instead: {', '.join(amendment.see)}." if amendment.see else "Withdrawn."
    if amendment.sort is Sort.ORDERED:
        return "Put in another order."
    told = [_limit(each) for each in amendment.changes if each.sort in _LIMITS]
    told += [
        f"It was called “{each.before}” before."
        for each in amendment.changes
        if each.sort is ChangeSort.RETITLED and each.before and len(each.before) <= SHORT
    ]
    rest = [each for each in amendment.changes if each.sort not in (*_LIMITS, ChangeSort.RETITLED)]
    for sort in dict.fromkeys(each.sort for each in rest):
        spots = _named(each.where for each in rest if each.sort is sort)
        told.append(f"{say.sentence(sort.value)}: {spots}.")
    return " ".join(told) or "Changed."


def _limit(change: Change) -> str:
    name = change.where.removeprefix("Time limit: ").removeprefix("Time limits").strip()
    words = f"Time limit “{name}”" if name and name != "Limit" else "Time limit"
    before, after = change.before or "", change.after or ""
    if change.sort is ChangeSort.TIMESCALE and 0 < len(before) <= SHORT and 0 < len(after) <= SHORT:
        return f"{words}: now {after}, before that {before}."
    return f"{say.sentence(change.sort.value)}: {after or before}."


def _named(where: Iterable[str]) -> str:
    spots = list(dict.fromkeys(where))
    named = ", ".join(spots[:NAMED])
    return f"{named} and {len(spots) - NAMED} more" if len(spots) > NAMED else named
