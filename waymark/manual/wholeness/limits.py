"""Wholeness of local limits: they are of the place they stand at, and never allow more than the manual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.local import LocalLimit, LocalManuscript
from waymark.manual.manuscript import Lookup
from waymark.manual.words import Timescale, Unit

messages(
    Severity.REFUSE,
    {
        "local-limit-unknown": (
            "The note at {at} sets a local limit for “{timescale}”, and that page has no such time limit.",
            "Name a time limit of that page, or move the note to a page that has it.",
        ),
        "local-limit-longer": (
            "The note at {at} allows {local} for “{timescale}”, and the manual says {national}.",
            "A partnership may allow less time than the manual, never more.",
        ),
        "local-limit-of-law": (
            "The note at {at} sets a local limit for “{timescale}”, which the law itself limits.",
            "Take the local limit away: no partnership can change what the law says.",
        ),
    },
)

#: The fewest and the most days that one of a unit can come to; working days by week, with bank holidays.
_FEWEST = {Unit.HOURS: 1 / 24, Unit.DAYS: 1.0, Unit.WORKING_DAYS: 1.0, Unit.WEEKS: 7.0, Unit.MONTHS: 28.0}
_MOST = {Unit.HOURS: 1 / 24, Unit.DAYS: 1.0, Unit.WORKING_DAYS: 2.0, Unit.WEEKS: 7.0, Unit.MONTHS: 31.0}
#: The days without work that may follow one another at once: Christmas or Easter and the weekends beside.
_AT_ONCE = 6


def check_limits(local: LocalManuscript, lookup: Lookup) -> Iterator[Finding]:
    """Findings of a partnership's local limits."""
    for note in local.notes:
        box = lookup.boxes.get(note.place) or lookup.procedures.get(note.place)
        for index, limit in enumerate(note.limits):
            told: dict[str, Any] = {"place": f"notes:{note.place}", "path": f"$.limits[{index}]"}
            told["at"] = note.place
            timescale = lookup.timescales.get(limit.timescale)
            if timescale is None or box is None or limit.timescale not in box.timescales:
                yield finding("local-limit-unknown", timescale=limit.timescale, **told)
            elif timescale.longest:
                yield finding("local-limit-of-law", timescale=timescale.title, **told)
            elif may_be_longer(limit, timescale):
                yield finding(
                    "local-limit-longer",
                    timescale=timescale.title,
                    local=limit.words,
                    national=timescale.words,
                    **told,
                )


def may_be_longer(limit: LocalLimit, timescale: Timescale) -> bool:
    """Whether a local limit could end after the manual's, from some day on."""
    if not isinstance(timescale.limit, int) or timescale.unit is None:
        return False
    if limit.unit is timescale.unit:
        return limit.limit > timescale.limit
    most = limit.limit * _MOST[limit.unit] + (_AT_ONCE if limit.unit is Unit.WORKING_DAYS else 0)
    return most > timescale.limit * _FEWEST[timescale.unit]
