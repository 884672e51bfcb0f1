"""Reasons: every amendment has one, and only a trifle is called trifling."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from waymark.amendments import Amendment, Sort
from waymark.amendments.trifling import why_not_trifling
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
        if place in told or not _edited(each) or any(one in given for one in [place, *shown_by(each, made)]):
            continue
        told.add(place)
        yield finding("reason-missing", place=place, what=f"{each.kind}, {each.sort.value}")


def shown_by(amendment: Amendment, amendments: Iterable[Amendment]) -> list[str]:
    """The places where readers meet a changed time limit, which stands on no page of its own.

    A reason given there is its reason too.
    """
    if amendment.kind != "time limit":
        return []
    where = f"Time limit: {amendment.title}"
    return [each.place for each in amendments if any(change.where == where for change in each.changes)]


def _edited(amendment: Amendment) -> bool:
    if amendment.kind == "withdrawn place" or amendment.sort is Sort.ORDERED:
        return False
    return amendment.sort is Sort.WITHDRAWN or amendment.made is not None
