"""Counting for other systems: the date that a time limit gives, with its working."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from waymark.gateways.api.shapes import DeadlineAsked, Due, SkippedDay
from waymark.manual.local import LocalLimit
from waymark.manual.words import Timescale
from waymark.timescales.counting import NoDeadline, in_hours, of_timescale
from waymark.timescales.pinned import calendar
from waymark.timescales.standing import standing
from waymark.timescales.typed import read_time


def counted(
    timescale: Timescale, own: LocalLimit | None, wanted: DeadlineAsked, now: datetime
) -> dict[str, Any]:
    """What an answer tells of a limit of the manual, and of the area's own where it has one.

    Raises Unread where hours count and there is no time.
    """
    told: dict[str, Any] = {
        "holidays_known_until": calendar().known_until,
        "holidays_source": calendar().source,
    }
    told["deadline"], told["why_none"] = _due(timescale, None, wanted, now)
    if own is not None:
        told["local"], told["local_why_none"] = _due(timescale, own, wanted, now)
    return told


def _due(
    timescale: Timescale, own: LocalLimit | None, wanted: DeadlineAsked, now: datetime
) -> tuple[Due | None, str]:
    start = wanted.day
    if in_hours(timescale, own):
        start = datetime.combine(start, read_time(wanted.time or ""))
    try:
        found = of_timescale(timescale, start, local=own)
    except NoDeadline as none:
        return None, none.why
    due = found.due
    at = due if isinstance(due, datetime) else None
    return (
        Due(
            due=at.date() if at else due,
            due_at=at,
            words=found.words,
            today=standing(found, now),
            remarks=found.remarks,
            skipped=tuple(SkippedDay(day=each.day, why=each.why) for each in found.skipped),
        ),
        "",
    )
