"""Days and times as people say them."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(when: date) -> str:
    """Wednesday 13 January 2027."""
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """13 January 2027."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def time(when: datetime) -> str:
    """2:30pm, 12 noon, 12 midnight."""
    if when.minute == 0 and when.hour in (0, 12):
        return "12 noon" if when.hour else "12 midnight"
    return f"{when.hour % 12 or 12}:{when.minute:02}{'pm' if when.hour >= 12 else 'am'}"


def moment(when: date) -> str:
    """2:30pm on Sunday 3 January 2027; of a day without a time the day alone."""
    if not isinstance(when, datetime):
        return day(when)
    start = " at the start of" if (when.hour, when.minute) == (0, 0) else " on"
    return f"{time(when)}{start} {day(when)}"


def counted(number: int, one: str) -> str:
    """1 day, 2 days."""
    return f"{number} {one if number == 1 else one + 's'}"
