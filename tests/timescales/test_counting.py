"""What holds for every start: counting, the clocks, where today stands, and what gives no date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from waymark.manual.words import AS_SOON_AS_POSSIBLE, SET_LOCALLY, Timescale, Unit
from waymark.timescales.clocks import Shown, here, is_first_of_two, read_clock
from waymark.timescales.counting import NoDeadline, deadline, is_counted, of_timescale, why_none
from waymark.timescales.pinned import calendar, read
from waymark.timescales.standing import ACT, standing

LONDON = ZoneInfo("Europe/London")
days = some.dates(date(2019, 1, 1), date(2028, 6, 30))
limits = some.integers(1, 60)
units = some.sampled_from([unit for unit in Unit if unit is not Unit.HOURS])
moments = some.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30))

CONFERENCE = Timescale(
    key="conference", title="Hold it", limit=15, unit=Unit.WORKING_DAYS, starts="it starts", who="The council"
)


@given(limits, units, days, days)
def test_a_later_start_never_ends_earlier(limit: int, unit: Unit, one: date, two: date) -> None:
    first, last = sorted((one, two))
    assert deadline(limit, unit, first).due <= deadline(limit, unit, last).due


@given(limits, units, days)
def test_a_deadline_is_after_day_0(limit: int, unit: Unit, start: date) -> None:
    found = deadline(limit, unit, start)
    assert found.due > start
    assert found.remarks[0].startswith("Day 0 is ")


@given(limits, days)
def test_working_days_end_on_one_and_every_day_is_counted_or_named(limit: int, start: date) -> None:
    found = deadline(limit, Unit.WORKING_DAYS, start)
    assert found.due.weekday() < 5
    assert found.due not in calendar().holidays
    assert len(found.counted) == limit
    assert sorted([*found.counted, *(each.day for each in found.skipped)]) == [
        start + timedelta(days=n + 1) for n in range((found.due - start).days)
    ]


@given(moments, some.integers(1, 999))
def test_hours_are_real_ones_and_the_clock_is_that_of_london(start: datetime, limit: int) -> None:
    found = deadline(limit, Unit.HOURS, start.replace(second=0, microsecond=0))
    assert isinstance(found.due, datetime)
    assert isinstance(found.start, datetime)
    assert found.due - found.start == timedelta(hours=limit)
    for each in (found.start, found.due):
        assert each.astimezone(LONDON).isoformat() == each.isoformat()


@given(some.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31), timezones=some.just(UTC)))
def test_the_rule_of_the_clocks_is_that_of_the_time_zone(moment: datetime) -> None:
    assert here(moment).isoformat() == moment.astimezone(LONDON).isoformat()


@pytest.mark.parametrize("year", range(2000, 2038))
def test_both_turns_of_every_year_are_those_of_the_time_zone(year: int) -> None:
    for month in (3, 10):
        for hour in range(31 * 24):
            moment = datetime(year, month, 1, tzinfo=UTC) + timedelta(hours=hour)
            assert here(moment).utcoffset() == moment.astimezone(LONDON).utcoffset()


def test_a_time_that_is_shown_twice_or_never_is_taken_early() -> None:
    twice, shown = read_clock(datetime(2026, 10, 25, 1, 30))
    assert (twice.isoformat(), shown) == ("2026-10-25T01:30:00+01:00", Shown.TWICE)
    assert is_first_of_two(twice) is True
    assert is_first_of_two(here(twice + timedelta(hours=1))) is False
    never, shown = read_clock(datetime(2027, 3, 28, 1, 30))
    assert (never.isoformat(), shown) == ("2027-03-28T00:30:00+00:00", Shown.NEVER)
    assert is_first_of_two(never) is None


def remarks(limit: int, unit: Unit, start: date) -> str:
    return " ".join(deadline(limit, unit, start).remarks)


def test_what_is_odd_is_said() -> None:
    assert "which is no working day (weekend)" in remarks(1, Unit.WORKING_DAYS, date(2026, 12, 5))
    assert "no working day (Christmas Day)" in remarks(7, Unit.DAYS, date(2026, 12, 18))
    assert "It does not move" in remarks(6, Unit.MONTHS, date(2026, 6, 26))
    assert "February 2027 has no day 31" in remarks(6, Unit.MONTHS, date(2026, 8, 31))
    assert "is not known here" in remarks(6, Unit.MONTHS, date(2028, 9, 1))
    assert "came twice" in remarks(72, Unit.HOURS, datetime(2026, 10, 25, 1, 30))
    assert "left out 1:30am" in remarks(72, Unit.HOURS, datetime(2027, 3, 28, 1, 30))
    assert "The clocks go back in that time" in remarks(72, Unit.HOURS, datetime(2026, 10, 24, 12))
    assert "the second of the two is meant" in remarks(25, Unit.HOURS, datetime(2026, 10, 24, 1, 30))
    assert remarks(3, Unit.MONTHS, date(2026, 6, 15)) == "Day 0 is Monday 15 June 2026."


def test_hours_without_a_time_are_refused() -> None:
    with pytest.raises(NoDeadline, match="in hours"):
        deadline(72, Unit.HOURS, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-12-10", "The count has not begun yet."),
        ("2026-12-18", "Today is day 0."),
        ("2026-12-19", "Today is no working day: 0 of 15 working days have gone."),
        ("2027-01-05", "Today is working day 9 of 15."),
        ("2027-01-10", "Today is no working day: 12 of 15 working days have gone."),
        ("2027-01-13", "Due today: working day 15 of 15."),
        ("2027-01-15", f"2 working days past. {ACT}"),
        ("2027-01-14", f"1 working day past. {ACT}"),
        ("2040-01-14", f"Past. {ACT}"),
    ],
)
def test_where_today_stands(day: str, words: str) -> None:
    found = deadline(15, Unit.WORKING_DAYS, date(2026, 12, 18))
    assert standing(found, datetime.fromisoformat(f"{day}T23:30+00:00")) == words


def test_past_on_the_weekend_after_is_past() -> None:
    found = deadline(1, Unit.WORKING_DAYS, date(2026, 12, 3))
    assert standing(found, datetime(2026, 12, 5, tzinfo=UTC)) == f"Past. {ACT}"


def test_where_today_stands_in_days_and_hours() -> None:
    week = deadline(1, Unit.WEEKS, date(2026, 7, 1))
    # Half past eleven at night by Greenwich is the next day here in summer.
    assert standing(week, datetime(2026, 7, 7, 23, 30, tzinfo=UTC)) == "Due today."
    assert standing(week, datetime(2026, 7, 7, 12, tzinfo=UTC)) == "1 day to go."
    assert standing(week, datetime(2026, 7, 10, 12, tzinfo=UTC)) == f"2 days past. {ACT}"
    police = deadline(72, Unit.HOURS, datetime(2026, 7, 1, 12))
    for hours, words in ((0, "72 hours to go."), (71, "1 hour to go."), (71.5, "Less than an hour to go.")):
        assert standing(police, datetime(2026, 7, 1, 11, tzinfo=UTC) + timedelta(hours=hours)) == words
    for hours, words in ((72.5, f"Past. {ACT}"), (75, f"3 hours past. {ACT}"), (240, f"7 days past. {ACT}")):
        assert standing(police, datetime(2026, 7, 1, 11, tzinfo=UTC) + timedelta(hours=hours)) == words


def test_what_a_court_decides_is_not_worked_out() -> None:
    replaced = msgspec.structs.replace
    for order in (
        replaced(CONFERENCE, by_order=True, longest=True),
        replaced(CONFERENCE, who="The court", longest=True),
    ):
        assert not is_counted(order)
        with pytest.raises(NoDeadline, match="the order states its end"):
            of_timescale(order, date(2026, 12, 1))
    assert "timetable" in why_none(replaced(CONFERENCE, by_order=True))
    for words in (AS_SOON_AS_POSSIBLE, SET_LOCALLY):
        open_ended = replaced(CONFERENCE, limit=words, unit=None)
        assert not is_counted(open_ended)
        with pytest.raises(NoDeadline, match="no national number"):
            of_timescale(open_ended, date(2026, 12, 1))
    assert is_counted(CONFERENCE)
    assert why_none(CONFERENCE) == ""
    assert of_timescale(CONFERENCE, date(2026, 12, 18)).words == "Wednesday 13 January 2027"


def test_a_calendar_that_knows_less_refuses_sooner() -> None:
    short = read(
        "# source: A law\n# known from: 2026-01-01\n# known until: 2026-12-31\n2026-12-25\tChristmas Day\n"
    )
    with pytest.raises(NoDeadline, match="after 31 December 2026"):
        deadline(15, Unit.WORKING_DAYS, date(2026, 12, 18), short)
    assert deadline(5, Unit.WORKING_DAYS, date(2026, 12, 18), short).due == date(2026, 12, 28)
    assert deadline(15, Unit.DAYS, date(2026, 12, 30), short).remarks[-1].endswith("is not known here.")
