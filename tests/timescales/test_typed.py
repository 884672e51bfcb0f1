"""What people type for a day and a time: read, or asked about."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from waymark.timescales import typed
from waymark.timescales.typed import Unread, read_day, read_start, read_time

TODAY = date(2026, 12, 2)


@pytest.mark.parametrize(
    "words",
    [
        *("1 December 2026", "1/12/2026", "01/12/26", "1.12.2026", "2026-12-01", "Tuesday 1st December 2026"),
        *("tue 1 dec 26", "TUESDAY, 1 DECEMBER 2026", "  1   Dec  2026 ", "yesterday"),
    ],
)
def test_a_day_is_read_as_people_write_it(words: str) -> None:
    assert read_day(words, TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", typed.NO_DAY),
        ("last Tuesday", typed.UNREAD_DAY),
        ("1 foo 2026", typed.UNREAD_DAY),
        ("31/2/2027", typed.NO_SUCH_DAY),
        ("12/25/2026", typed.NO_SUCH_DAY),
        ("29 February 2027", typed.NO_SUCH_DAY),
        ("Monday 1 December 2026", "1 December 2026 is a Tuesday, not a Monday. Check which you mean."),
    ],
)
def test_a_day_that_is_none_is_asked_about(words: str, why: str) -> None:
    with pytest.raises(Unread) as unread:
        read_day(words, TODAY)
    assert str(unread.value) == why


def test_a_time_is_read_as_people_write_it() -> None:
    for words in ("14:30", "14.30", "1430", "2:30pm", "2.30 PM"):
        assert read_time(words) == time(14, 30), words
    for words, hour in (("12am", 0), ("12pm", 12), ("9am", 9), ("02:00", 2), ("0:00", 0)):
        assert read_time(words) == time(hour), words


@pytest.mark.parametrize("words", ["24:00", "9", "noonish", "13pm", "1:75", "0am"])
def test_a_time_that_is_none_is_asked_about(words: str) -> None:
    with pytest.raises(Unread) as unread:
        read_time(words)
    assert str(unread.value) == typed.UNREAD_TIME


def test_a_time_that_may_be_morning_or_afternoon_is_asked_about() -> None:
    with pytest.raises(Unread, match="Type 2:30am or 2:30pm"):
        read_time("2:30")
    with pytest.raises(Unread, match="Type the time too"):
        read_time(" ")


def test_a_start_has_a_time_only_where_hours_count() -> None:
    assert read_start("1/12/26", "", TODAY, hours=False) == date(2026, 12, 1)
    assert read_start("today", "2:30pm", TODAY, hours=True) == datetime(2026, 12, 2, 14, 30)
