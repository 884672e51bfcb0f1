"""What people type for a day and a time, read strictly: what may mean two things is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from waymark.timescales import saying

NO_DAY = "Type the date on which it happened."
UNREAD_DAY = "We cannot read that date. Type it like this: 1 December 2026."
NO_SUCH_DAY = "There is no such day. Check the day and the month."
NO_TIME = "This limit is in hours. Type the time too."
UNREAD_TIME = "We cannot read that time. Type it like this: 14:30 or 2:30pm."

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
_DAY = re.compile(
    r"(?:([a-z]{3,9}) )?(\d\d?)(?:st|nd|rd|th)?[/. -](\d\d?|[a-z]{3,9})[/. -](\d{4}|\d\d)", re.ASCII
)
_TIME = re.compile(r"(\d\d?)(?:[:.]?(\d\d))? ?([ap]m)?", re.ASCII)


class Unread(ValueError):
    """Words that are no day or no time, and what to do about it, in a sentence for readers."""


def read_day(words: str, today: date) -> date:
    """A day as it is typed: 1 December 2026, Tuesday 1st Dec 2026, 1/12/26, 2026-12-01, today, yesterday."""
    words = " ".join(words.lower().replace(",", " ").split())
    if not words:
        raise Unread(NO_DAY)
    if words in ("today", "yesterday"):
        return today - timedelta(days=words == "yesterday")
    weekday = ""
    if found := _ISO.fullmatch(words):
        year, month, day = found.groups()
    elif found := _DAY.fullmatch(words):
        weekday, day, month, year = found[1] or "", found[2], found[3], found[4]
    else:
        raise Unread(UNREAD_DAY)
    number = int(month) if month.isdecimal() else _begun(month, saying.MONTHS) + 1
    named = _begun(weekday, saying.DAYS) if weekday else -1
    if (weekday and named < 0) or (number == 0 and not month.isdecimal()):
        raise Unread(UNREAD_DAY)
    try:
        made = date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError as error:
        raise Unread(NO_SUCH_DAY) from error
    if weekday and made.weekday() != named:
        on = saying.DAYS[made.weekday()]
        raise Unread(f"{saying.short_day(made)} is a {on}, not a {saying.DAYS[named]}. Check which you mean.")
    return made


def read_time(words: str) -> time:
    """A time as it is typed: 14:30, 14.30, 1430, 2:30pm, 02:30. What may be am or pm is asked about."""
    words = " ".join(words.lower().split())
    if not words:
        raise Unread(NO_TIME)
    found = _TIME.fullmatch(words)
    if found is None or not (found[2] or found[3]):
        raise Unread(UNREAD_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        raise Unread(UNREAD_TIME)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif len(found[1]) == 1 and hour > 0:
        said = f"{hour}:{found[2]}"
        raise Unread(f"Is that morning or afternoon? Type {said}am or {said}pm.")
    return time(hour, minute)


def read_start(day: str, clock: str, today: date, *, hours: bool) -> date:
    """A start as it is typed: a day, or for hours a day with a time."""
    read = read_day(day, today)
    return datetime.combine(read, read_time(clock)) if hours else read


def _begun(word: str, names: Sequence[str]) -> int:
    """Which of the names begins with a word of three letters or more; -1 for none."""
    return next((n for n, name in enumerate(names) if name.lower().startswith(word)), -1)
