"""Standing: where today is between the start and the deadline."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from waymark.manual.words import Unit
from waymark.timescales.clocks import here
from waymark.timescales.counting import Deadline
from waymark.timescales.pinned import Calendar, calendar
from waymark.timescales.saying import counted

ACT = "Act now, and write down why."


def standing(found: Deadline, now: datetime, days: Calendar | None = None) -> str:
    """Where an instant is: `Today is working day 9 of 15.`, `Due today.`, `2 working days past.`"""
    if isinstance(found.due, datetime):
        return _in_hours(found.due - now)
    today = here(now).date()
    if today == found.due:
        return f"Due today{f': working day {found.limit} of {found.limit}' if found.counted else ''}."
    if found.unit is Unit.WORKING_DAYS:
        return _in_working_days(found, today, days or calendar())
    left = (found.due - today).days
    return f"{counted(left, 'day')} to go." if left > 0 else f"{counted(-left, 'day')} past. {ACT}"


def _in_working_days(found: Deadline, today: date, days: Calendar) -> str:
    if today > found.due:
        late = 0
        if today <= days.known_until:
            gone = (today - found.due).days
            late = sum(not days.why_not(found.due + timedelta(days=n + 1)) for n in range(gone))
        return f"{counted(late, 'working day')} past. {ACT}" if late else f"Past. {ACT}"
    if today < found.start:
        return "The count has not begun yet."
    gone = sum(day <= today for day in found.counted)
    if today == found.start:
        return "Today is day 0."
    if today in found.counted:
        return f"Today is working day {gone} of {found.limit}."
    return f"Today is no working day: {gone} of {counted(found.limit, 'working day')} have gone."


def _in_hours(left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60)
    if minutes < 0:
        hours = -minutes // 60
        return f"{_long(hours)} past. {ACT}" if hours else f"Past. {ACT}"
    return f"{_long(minutes // 60)} to go." if minutes >= 60 else "Less than an hour to go."


def _long(hours: int) -> str:
    """Hours, or days where there are more than three of them."""
    return counted(hours, "hour") if hours <= 72 else counted(hours // 24, "day")
