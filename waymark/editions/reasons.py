"""Reasons: every amendment has one, and only a trifle is called trifling."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from waymark.amendments import Amendment, Sort
from waymark.amendments.parts import WAIVER
from waymark.amendments.trifling import only_for_searching, why_not_trifling
from waymark.manual.findings import Finding, Severity, finding, messages

messages(
    Severity.REFUSE,
    {
        "reason-place": (
            "A reason is given for {place}, and the manual has no such place.",
            "Give reasons for places that are there, or that this edition withdraws.",
        ),
        "reason-missing": (
            "{place} ({what}) has changed, and no reason is given.",
            "Say why, for readers: --reason “{place}=Learning from a review”.",
        ),
        "trifling-not": (
            "The change at {place} is no trifle: {why}.",
            "Give its reason without calling it trifling.",
        ),
    },
)


def reason_place(amendment: Amendment, partnership: str = "") -> str:
    """The place by which editors give the reason for an amendment; readers know notes and contacts by it."""
    kind, _, key = amendment.place.partition(":")
    if kind == "notes":
        return key
    if kind == "guidance":
        return f"{partnership}/local/{key}" if partnership else f"local/{key}"
    if amendment.kind == "contact" and partnership:
        return "contacts"
    return key if amendment.kind == "withdrawn place" else amendment.place


def check_reasons(
    amendments: Iterable[Amendment],
    known: Collection[str],
    given: Collection[str],
    trifling: Collection[str] = (),
    partnership: str = "",
    *,
    settled: bool = True,
) -> Iterator[Finding]:
    """Findings where a reason is for nothing, where an amendment has none, or where one belittles it.

    `known`: the places that may have a reason though nothing changed there. Missing reasons are asked for
    once all else is `settled`. What follows from another change by itself asks for none: the list of
    withdrawn places, the order of parts, and what a box shows of something else, such as a time limit.
    A time limit belongs to the words of each page that shows it, so its reason may stand at all of those.
    """
    made = list(amendments)
    places = {*known, *(reason_place(each, partnership) for each in made)}
    strange = [place for place in given if place not in places]
    yield from (finding("reason-place", place=place) for place in strange)
    told: set[str] = set()
    for each in made if settled and not strange else ():
        place = reason_place(each, partnership)
        if place in trifling and (why := why_not_trifling(each)):
            yield finding("trifling-not", place=place, why=why)
        if place in told or not _edited(each) or _explained(each, place, given):
            continue
        told.add(place)
        yield finding("reason-missing", place=place, what=f"{each.kind}, {each.sort.value}")


def _explained(amendment: Amendment, place: str, given: Collection[str]) -> bool:
    if amendment.kind == "time limit" and amendment.shown_at and place not in given:
        return all(each in given for each in amendment.shown_at)
    return place in given


def _edited(amendment: Amendment) -> bool:
    if amendment.kind in ("withdrawn place", WAIVER) or amendment.sort is Sort.ORDERED:
        return False
    if only_for_searching(amendment):
        return False
    return amendment.sort is Sort.WITHDRAWN or amendment.made is not None
