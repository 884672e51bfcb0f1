"""Counting: from a start and a limit to its deadline, with every skipped day named."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from waymark.manual.local import LocalLimit
from waymark.manual.words import Timescale, Unit
from waymark.timescales import saying
from waymark.timescales.clocks import Shown, here, is_first_of_two, read_clock
from waymark.timescales.pinned import Calendar, calendar

#: Nothing is counted from a day before the first of these, or after the last.
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

#: Who decides a limit that nobody may work out. Editions frozen before `by_order` was say it by this alone.
COURT = "The court"

#: Words of an event that lies ahead, such as a conference that reports must come before.
COUNTED_BACK = "counted back"

_ONE = timedelta(days=1)


class Skipped(NamedTuple):
    """A day that does not count, and why."""

    day: date
    why: str

    @property
    def words(self) -> str:
        """Saturday 19 December 2026: weekend."""
        return f"{saying.day(self.day)}: {self.why}"


class Deadline(NamedTuple):
    """The date a timescale gives from a start, or the time where hours count.

    `skipped`: the days that did not count, `counted` those that did, where only working days do; `remarks`:
    how it was counted, in sentences.
    """

    limit: int
    unit: Unit
    start: date
    due: date
    remarks: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    counted: tuple[date, ...] = ()

    @property
    def words(self) -> str:
        """The deadline as it is said: Wednesday 13 January 2027; 2:30pm on Sunday 3 January 2027."""
        return saying.moment(self.due)


class NoDeadline(Exception):
    """There is no deadline to give; why, in a sentence for readers."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def is_counted(timescale: Timescale) -> bool:
    """Whether a timescale gives a date by itself: it has a number, and may be counted."""
    return isinstance(timescale.limit, int) and may_be_counted(timescale)


def may_be_counted(timescale: Timescale) -> bool:
    """Whether a number, the manual's or an area's own, gives a date: no court decides, it runs forward."""
    return not is_by_order(timescale) and COUNTED_BACK not in timescale.starts


def is_by_order(timescale: Timescale) -> bool:
    """Whether a court sets the end of a timescale for each case, so that nobody may work it out."""
    return timescale.by_order or timescale.who == COURT


def why_none(timescale: Timescale) -> str:
    """Why a timescale gives no date."""
    if is_by_order(timescale):
        states = "order states its end" if timescale.longest else "court’s timetable states the end"
        return f"No date is worked out here: the {states}. Read it there."
    if not may_be_counted(timescale):
        return "No date is worked out here: this limit is counted back from a day that lies ahead."
    if timescale.unit is None:
        return "No date can be worked out: there is no national number."
    return ""


def in_hours(timescale: Timescale, local: LocalLimit | None) -> bool:
    """Whether hours count, so that a time is needed to start from; `local`: as in `of_timescale`."""
    return (local.unit if local else timescale.unit) is Unit.HOURS


def of_timescale(
    timescale: Timescale, start: date, days: Calendar | None = None, *, local: LocalLimit | None = None
) -> Deadline:
    """The deadline of a timescale; `local`: the area's own limit for it, which is shorter or stands alone.

    Raises NoDeadline where it gives no date, and where the calendar ends.
    """
    limit, unit = (local.limit, local.unit) if local else (timescale.limit, timescale.unit)
    if not isinstance(limit, int) or unit is None or not may_be_counted(timescale):
        raise NoDeadline(why_none(timescale))
    return deadline(limit, unit, start, days)


def deadline(limit: int, unit: Unit, start: date, days: Calendar | None = None) -> Deadline:
    """The deadline of so many of a unit from a start: a day, which is day 0; or a time here, for hours.

    Raises NoDeadline past what is known.
    """
    days = days or calendar()
    if not EARLIEST <= (start.date() if isinstance(start, datetime) else start) <= LATEST:
        first, last = saying.short_day(EARLIEST), saying.short_day(LATEST)
        raise NoDeadline(f"Only days from {first} to {last} are counted.")
    if unit is Unit.HOURS:
        if not isinstance(start, datetime):
            raise NoDeadline("This limit is in hours, so the time is needed too.")
        return _hours(limit, start, days)
    if isinstance(start, datetime):
        start = start.date()
    if unit is Unit.WORKING_DAYS:
        return _working_days(limit, start, days)
    if unit is Unit.MONTHS:
        return _months(limit, start, days)
    due = start + limit * (7 * _ONE if unit is Unit.WEEKS else _ONE)
    return Deadline(limit, unit, start, due, (f"Day 0 is {saying.day(start)}.", *_on(due, days)))


def _working_days(limit: int, start: date, days: Calendar) -> Deadline:
    skipped: list[Skipped] = []
    counted: list[date] = []
    if start + _ONE < days.known_from:
        since = saying.short_day(days.known_from)
        raise NoDeadline(f"Bank holidays before {since} are not known here, so no date is given.")
    day = start
    while len(counted) < limit:
        day += _ONE
        if day > days.known_until:
            until = saying.short_day(days.known_until)
            raise NoDeadline(f"Bank holidays after {until} are not known here yet, so no date is given.")
        if why := days.why_not(day):
            skipped.append(Skipped(day, why))
        else:
            counted.append(day)
    why = days.why_not(start) if start >= days.known_from else ""
    zero = f"Day 0 is {saying.day(start)}{f', which is no working day ({why})' if why else ''}."
    first = f"Day 1 is {saying.day(counted[0])}, the next working day."
    return Deadline(
        limit, Unit.WORKING_DAYS, start, day, (f"{zero} {first}",), tuple(skipped), tuple(counted)
    )


def _months(limit: int, start: date, days: Calendar) -> Deadline:
    years, month = divmod(start.month - 1 + limit, 12)
    year, month = start.year + years, month + 1
    last = monthrange(year, month)[1]
    due = date(year, month, min(start.day, last))
    how = [f"Day 0 is {saying.day(start)}."]
    if start.day > last:
        name = f"{saying.MONTHS[month - 1]} {year}"
        how.append(f"{name} has no day {start.day}, so the last day of that month is taken.")
    return Deadline(limit, Unit.MONTHS, start, due, (*how, *_on(due, days)))


def _hours(limit: int, typed: datetime, days: Calendar) -> Deadline:
    asked = typed.replace(tzinfo=None)
    start, shown = read_clock(asked)
    due = here(start.astimezone(UTC) + timedelta(hours=limit))
    how = [f"The hours run from {saying.moment(start)}, through nights, weekends and bank holidays."]
    if shown is Shown.NEVER:
        how.append(
            f"The clocks went forward that night and left out {saying.time(asked)}, "
            f"so the count is from {saying.time(start)}, to be safe."
        )
    elif shown is Shown.TWICE:
        how.append(
            f"The clocks went back that night, so {saying.time(asked)} came twice: "
            "the count is from the first, to be safe."
        )
    if due.utcoffset() != start.utcoffset():
        way = "back" if due.tzname() == "GMT" else "forward"
        real = "The hours are real ones, so the clock time moves by one."
        how.append(f"The clocks go {way} in that time. {real}")
    if (first := is_first_of_two(due)) is not None:
        which = "first" if first else "second"
        how.append(f"That time comes twice, as the clocks go back: the {which} of the two is meant.")
    return Deadline(limit, Unit.HOURS, start, due, (*how, *_on(due.date(), days)))


def _on(due: date, days: Calendar) -> Iterator[str]:
    """What is to be said of the day on which a limit ends that counts every day."""
    if why := days.why_not(due):
        yield f"It ends on a day that is no working day ({why}). It does not move, so plan to be done before."
    elif not days.known_from <= due <= days.known_until:
        yield "Whether that day is a bank holiday is not known here."
