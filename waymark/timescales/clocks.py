"""The clocks here: Greenwich time, and an hour more from the last Sunday of March to that of October.

The rule is written out, not looked up, so that the browser's twin can follow it on any device. A test
holds it against the time zone Europe/London.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import Enum

HOUR = timedelta(hours=1)
WINTER = timezone(timedelta(0), "GMT")
SUMMER = timezone(HOUR, "BST")


class Shown(Enum):
    """How often the clocks of a day show a time: an hour is left out in March, and comes twice in October."""

    ONCE = "once"
    NEVER = "never"
    TWICE = "twice"


def turns(year: int) -> tuple[datetime, datetime]:
    """When the clocks go forward and back: at 1 o'clock Greenwich time."""
    forward, back = (datetime(year, month, 31, 1, tzinfo=UTC) for month in (3, 10))
    return (
        forward - timedelta(days=(forward.weekday() + 1) % 7),
        back - timedelta(days=(back.weekday() + 1) % 7),
    )


def here(moment: datetime) -> datetime:
    """An instant by the clocks here."""
    forward, back = turns(moment.astimezone(UTC).year)
    return moment.astimezone(SUMMER if forward <= moment < back else WINTER)


def read_clock(typed: datetime) -> tuple[datetime, Shown]:
    """The instant at which the clocks here show a time, and how often they do.

    Where there are two, and where there is none, it is the earlier of the two that may be meant: a limit
    that is counted from it ends too early rather than too late.
    """
    early, late = typed.replace(tzinfo=SUMMER), typed.replace(tzinfo=WINTER)
    fits = [each for each in (early, late) if here(each).replace(tzinfo=None) == typed]
    shown = (Shown.NEVER, Shown.ONCE, Shown.TWICE)[len(fits)]
    return here(fits[0] if fits else early), shown


def is_first_of_two(moment: datetime) -> bool | None:
    """Whether an instant is the first of the two that show its time; None where its time is shown once."""
    if read_clock(moment.replace(tzinfo=None))[1] is not Shown.TWICE:
        return None
    return moment.tzinfo is SUMMER
