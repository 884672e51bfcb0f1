"""The gate: no edition with a facet that asks for a reader above 15, unless a waiver lets that facet through.

A facet of fewer than ten words stays out, since a formula says nothing there: one long word would decide it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.manual.text import Text
from waymark.manual.waivers import Waiver
from waymark.plain_english.reading import (
    GATE_AGE,
    TARGET_AGE,
    FacetReading,
    SettingAside,
    every_page,
    facet_reading,
    facets_of,
    path_of,
)
from waymark.plain_english.sentences import sentences

messages(
    Severity.REFUSE,
    {
        "reading-age-gate": (
            "“{facet}” of {place} reads at age {age}; no edition has one above 15, and 14 is what we want.",
            "Shorten its sentences and use plainer words. If it cannot be plainer yet, give it a waiver, "
            "with a reason, a name and an end date.",
        ),
        "reading-age-gate-local": (
            "The text of {what} reads at age {age}; no new text may be above 15, and 14 is what we want.",
            "Shorten its sentences and use plainer words; terms of law were set aside already.",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "reading-age-local": (
            "The text of {what} reads at age {age}; 14 is the most we want.",
            "Shorten its sentences and use plainer words; terms of law were set aside already.",
        ),
        "reading-age-waived": (
            "“{facet}” of {place} reads at age {age}; {given_by} lets it through until {until}: {reason}",
            "Make it plainer before that day.",
        ),
        "waiver-ended": (
            "The waiver of {given_by} for “{facet}” of {of} ended on {until}.",
            "Make the facet plainer and take the waiver out, or have it given again until a later day.",
        ),
        "waiver-not-needed": (
            "“{facet}” of {of} has a waiver and does not need one: it reads at age {age}.",
            "Take the waiver out.",
        ),
        "waiver-to-nowhere": (
            "There is a waiver for “{facet}” of {of}, and no such facet to let through.",
            "Name a facet that is there and has ten words or more, or take the waiver out.",
        ),
    },
)


class LetThrough(msgspec.Struct, frozen=True, kw_only=True):
    """A facet above the gate's age that a waiver lets through: its age, who says so, why, until when."""

    place: str
    facet: str
    age: float
    given_by: str
    reason: str
    until: date


def let_through(manuscript: Manuscript, day: date) -> Iterator[LetThrough]:
    """The facets that a waiver lets through on a day, and that would be refused without it."""
    if not manuscript.waivers:
        return
    given = _given(manuscript)
    for each, _ in _readings(manuscript):
        waiver = given.get((each.place, each.facet))
        if waiver and waiver.holds(day) and each.age is not None and each.age > GATE_AGE:
            yield _through(each.age, waiver)


def check_gate(manuscript: Manuscript, day: date) -> Iterator[Finding]:
    """Findings for what is above the gate's age, and for waivers, as things stand on a day.

    For an edition that is the day it comes into force; for what is being written, today.
    """
    given = _given(manuscript)
    found: dict[tuple[str, str], float | None] = {}
    for each, path in _readings(manuscript):
        spot = each.place, each.facet
        found[spot] = each.age
        if each.age is None or each.age <= GATE_AGE:
            continue
        waiver = given.get(spot)
        if waiver and waiver.holds(day):
            yield finding(
                "reading-age-waived",
                place=each.place,
                path=path,
                facet=each.facet,
                age=each.age,
                given_by=waiver.given_by,
                until=in_words(waiver.until),
                reason=waiver.reason if waiver.reason.endswith((".", "!", "?")) else f"{waiver.reason}.",
            )
        else:
            yield finding("reading-age-gate", place=each.place, path=path, facet=each.facet, age=each.age)
    for waiver in manuscript.waivers:
        yield from _waiver(waiver, found.get((waiver.place, waiver.named)), day)


def check_local_gate(
    local: LocalManuscript, before: LocalManuscript | None, terms: Manuscript
) -> Iterator[Finding]:
    """Findings for local notes and guidance that ask for an older reader than we want.

    Above 15 only text that is new or changed since the supplement `before` is refused: an old note must
    never hold up a telephone number that has to be put right. `terms`: the manual whose terms are set aside.
    """
    aside = SettingAside(terms)
    held = {what: text for what, _, text in _local_texts(before)} if before else {}
    for what, title, text in _local_texts(local):
        lines = list(sentences(text))
        if not lines:
            continue
        age = facet_reading(what, "", lines, aside).age
        if age is not None and age > TARGET_AGE:
            stops = age > GATE_AGE and held.get(what) != text
            rule = "reading-age-gate-local" if stops else "reading-age-local"
            yield finding(rule, place=what, path="$.text", what=title, age=age)


def in_words(day: date) -> str:
    """A day as it is said: 31 March 2027."""
    return f"{day.day} {day:%B %Y}"


def _local_texts(local: LocalManuscript) -> Iterator[tuple[str, str, Text]]:
    """Every text of what is local: its place among findings, what it is called, and the text."""
    for note in local.notes:
        yield f"notes:{note.place}", f"the note at {note.place}", note.text
    for each in local.guidance:
        yield f"guidance:{each.key}", f"“{each.title}”", each.text


def _readings(manuscript: Manuscript) -> Iterator[tuple[FacetReading, str]]:
    """How each facet reads, and where its data stands within its box."""
    aside = SettingAside(manuscript)
    for box in every_page(manuscript):
        for name, lines in facets_of(box):
            yield facet_reading(box.place, name, lines, aside), path_of(box, name)


def _given(manuscript: Manuscript) -> dict[tuple[str, str], Waiver]:
    return {(each.place, each.named): each for each in manuscript.waivers}


def _through(age: float, waiver: Waiver) -> LetThrough:
    return LetThrough(
        place=waiver.place,
        facet=waiver.named,
        age=age,
        given_by=waiver.given_by,
        reason=waiver.reason,
        until=waiver.until,
    )


def _waiver(waiver: Waiver, age: float | None, day: date) -> Iterator[Finding]:
    """What is to be said of a waiver itself. `age`: how its facet reads; None where that cannot be told."""
    place, facet, of = f"waivers:{waiver.key}", waiver.named, waiver.place
    if age is None:
        yield finding("waiver-to-nowhere", place=place, path="$.place", facet=facet, of=of)
    elif age <= GATE_AGE:
        yield finding("waiver-not-needed", place=place, path="$.facet", facet=facet, of=of, age=age)
    elif not waiver.holds(day):
        until, by = in_words(waiver.until), waiver.given_by
        yield finding(
            "waiver-ended", place=place, path="$.until", facet=facet, of=of, until=until, given_by=by
        )
