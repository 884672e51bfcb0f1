"""What stood on a day: which edition, supplement and printing, from when until when, and what came after."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from waymark.editions.shelved import PrintingName
from waymark.editions.timeline import LONDON, instant
from waymark.pages.prose.say import short_day
from waymark.timescales import typed

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


class Day(NamedTuple):
    """A day that someone asks about, perhaps with a time of that day here in London."""

    day: date
    clock: str = ""

    @property
    def moment(self) -> datetime:
        """The instant whose text is shown: that time; without one, the end of the day."""
        if self.clock:
            return instant(self.day, self.clock)
        return self.end - timedelta(microseconds=1)

    @property
    def start(self) -> datetime:
        """The instant at which the day starts."""
        return instant(self.day)

    @property
    def end(self) -> datetime:
        """The instant at which the next day starts."""
        return instant(self.day + timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.day}T{self.clock}" if self.clock else str(self.day)


def read_day(words: str) -> Day | None:
    """A day as an address has it (2026-05-01, 2026-05-01T09:30); None where it is none."""
    first, t, clock = words.partition("T")
    if not _ISO.fullmatch(first) or (t and not _CLOCK.fullmatch(clock)):
        return None
    try:
        day = date.fromisoformat(first)
    except ValueError:
        return None
    return Day(day, clock) if day < date.max else None


def typed_day(words: str, clock: str, today: date) -> Day:
    """A day as people type it, such as 1 May 2026 or yesterday; with a time such as 09:30 where one is given.

    Raises Unread, with what to do, where it is none.
    """
    day = typed.read_day(words, today)
    if day == date.max:
        # The day after it has no name, so its end cannot be told.
        raise typed.Unread(typed.NO_SUCH_DAY)
    return Day(day, f"{typed.read_time(clock):%H:%M}" if clock.strip() else "")


def day_of(moment: datetime) -> date:
    """The day, here in London, of an instant."""
    return moment.astimezone(LONDON).date()


def told(moment: datetime) -> str:
    """An instant as people here say it: 1 May 2026, with the time where it is not the day's start."""
    here = moment.astimezone(LONDON)
    day = short_day(here.date())
    return day if (here.hour, here.minute) == (0, 0) else f"{day}, {here:%H:%M}"


class Reign(NamedTuple):
    """From when until when something was in force; `until` is None while no end is known."""

    start: datetime
    until: datetime | None


class Stood(NamedTuple):
    """What a gateway showed at an instant, and from when until when it showed it."""

    name: PrintingName
    edition: Reign
    supplement: Reign
    printing: Reign


def stood(steps: Sequence[tuple[datetime, PrintingName]], moment: datetime) -> Stood | None:
    """What a gateway showed at an instant; None before its first edition."""
    at = bisect.bisect_right(steps, moment, key=lambda step: step[0]) - 1
    if at < 0:
        return None
    name = steps[at][1]
    return Stood(
        name,
        _reign(steps, at, lambda each: each.edition),
        _reign(steps, at, lambda each: each.supplement),
        _reign(steps, at, lambda each: each),
    )


def _reign(
    steps: Sequence[tuple[datetime, PrintingName]], at: int, of: Callable[[PrintingName], object]
) -> Reign:
    same = of(steps[at][1])
    first = last = at
    while first and of(steps[first - 1][1]) == same:
        first -= 1
    while last + 1 < len(steps) and of(steps[last + 1][1]) == same:
        last += 1
    return Reign(steps[first][0], steps[last + 1][0] if last + 1 < len(steps) else None)


def within(steps: Sequence[tuple[datetime, PrintingName]], day: Day) -> list[datetime]:
    """The instants in the course of a day at which a gateway changed; a change at its very start is none."""
    first = bisect.bisect_right(steps, day.start, key=lambda step: step[0])
    last = bisect.bisect_left(steps, day.end, key=lambda step: step[0])
    return [start for start, _ in steps[max(first, 1) : last]]
