"""The worked cases, counted by Python, by the browser's twin, and again by another way that knows neither."""

from __future__ import annotations

import calendar
import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pytest

from tests.timescales.table import Case, cases
from waymark.manual.words import Unit
from waymark.timescales import twin
from waymark.timescales.counting import NoDeadline, deadline
from waymark.timescales.pinned import WEEKEND
from waymark.timescales.pinned import calendar as pinned
from waymark.timescales.standing import standing
from waymark.timescales.typed import Unread, read_start

LONDON = ZoneInfo("Europe/London")
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
NAMES = [case.name for case in cases()]
every_case = pytest.mark.parametrize("case", cases(), ids=NAMES)


def test_there_are_cases_enough_each_with_a_name_of_its_own() -> None:
    assert len(NAMES) >= 120
    assert len(set(NAMES)) == len(NAMES)
    for word in ("Christmas", "Easter", "29 February", "clocks", "end of a year", "State Funeral", "refused"):
        assert any(word in name for name in NAMES), word
    assert {case.unit for case in cases()} == set(Unit)


@every_case
def test_python_gives_what_the_case_says(case: Case) -> None:
    if case.refused:
        with pytest.raises(NoDeadline) as none:
            deadline(case.limit, case.unit, case.began)
        assert none.value.why.startswith(case.refused) or case.refused.partition(" ")[2] in none.value.why
        return
    found = deadline(case.limit, case.unit, case.began)
    assert said(found.due) == case.due
    assert len(found.skipped) == case.skipped
    assert tuple(str(day) for day, why in found.skipped if why != WEEKEND) == case.holidays
    assert all(each.words for each in found.skipped)


def said(due: date) -> str:
    return due.isoformat(timespec="minutes") if isinstance(due, datetime) else str(due)


@every_case
def test_another_way_gives_the_same(case: Case) -> None:
    if not case.refused:
        assert OTHER_WAYS[case.unit](case) == case.due


def _working_days(case: Case) -> str:
    closed = np.array(sorted(map(str, _england())), dtype="datetime64[D]")
    first = np.busday_offset(np.datetime64(case.day) + 1, 0, roll="forward", holidays=closed)
    return str(np.busday_offset(first, case.limit - 1, holidays=closed))


def _england() -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=range(2019, 2029)).items())


def _hours(case: Case) -> str:
    """Of the two instants that a local time may be, the earlier, and real hours from there."""
    local = datetime.fromisoformat(case.start).replace(tzinfo=LONDON)
    instant = min(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return (instant + timedelta(hours=case.limit)).astimezone(LONDON).isoformat(timespec="minutes")


def _months(case: Case) -> str:
    day = date.fromisoformat(case.day)
    year, month = divmod(day.year * 12 + day.month - 1 + case.limit, 12)
    return str(date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])))


OTHER_WAYS = {
    Unit.WORKING_DAYS: _working_days,
    Unit.HOURS: _hours,
    Unit.MONTHS: _months,
    Unit.DAYS: lambda case: str(date.fromisoformat(case.day) + timedelta(days=case.limit)),
    Unit.WEEKS: lambda case: str(date.fromisoformat(case.day) + timedelta(weeks=case.limit)),
}


def asked_twin(asked: list[list[object]]) -> list[dict[str, object]]:
    """What the browser's script gives, run by Node: for limit, unit, day, time and now."""
    run = [NODE, str(Path(__file__).with_name("twin.js"))]
    told = json.dumps({"script": twin.script() + twin.pinned(), "asked": asked})
    # A device far away counts the same.
    away = {"TZ": "Pacific/Auckland"}
    done = subprocess.run(run, input=told, capture_output=True, text=True, check=True, env=away)
    return list(json.loads(done.stdout))


def mine(limit: int, unit: Unit, day: str, time: str, now: datetime) -> dict[str, object]:
    today = now.astimezone(LONDON).date()
    try:
        found = deadline(limit, unit, read_start(day, time, today, hours=unit is Unit.HOURS))
    except (NoDeadline, Unread) as none:
        return {"why": none.why if isinstance(none, NoDeadline) else str(none)}
    return {
        "due": said(found.due),
        "words": found.words,
        "remarks": list(found.remarks),
        "skipped": [each.words for each in found.skipped],
        "standing": standing(found, now),
    }


#: What people type for a day and a time, rightly and wrongly.
TYPED = [
    *("1/12/2026", "1.12.26", "01-12-2026", "Tuesday 1st December 2026", "tue 1 dec 26", "1 Sept 2026"),
    *("today", "Yesterday", " 2026-12-01 ", "Monday 1 December 2026", "31/2/2027", "29 February 2027"),
    *("", "soon", "1/13/2026", "0/1/2026", "1 ma 2026", "1 foo 2026", "foo 1 may 2026", "32 May 2026"),
    *("1/1/0026", "1 May 0000", "1 May 1999", "1 May 2100", "Tuesday, 1 December, 2026", "1 12 2026", "1"),
    *("١/١٢/٢٠٢٦", "12/2026", "2026-1-5", "2026-02-30", "5th of May 2026", "1 may 2026 at noon"),
    "29 feb 2028",
]
TIMES = [
    *("14:30", "2:30pm", "2.30 PM", "1430", "02:30", "2:30", "930", "9", "9am", "12am", "12pm", "12", "0:30"),
    *("24:00", "23:59", "13pm", "0am", "", "noon", "00:00", "12:00", "1:60", "١٤:٣٠"),
]


def test_the_browser_gives_the_same_in_every_sentence() -> None:
    asked: list[tuple[int, Unit, str, str, datetime]] = []
    for case in cases():
        began = datetime.fromisoformat(case.start).replace(tzinfo=UTC)
        for later in (-3, 0, 1, 4, 20, 90):
            now = began + timedelta(days=later, hours=11, minutes=17, seconds=31)
            asked.append((case.limit, case.unit, case.day, case.time, now))
    now = datetime(2026, 12, 2, 8, 30, tzinfo=UTC)
    asked += [(15, Unit.WORKING_DAYS, typed, "", now) for typed in TYPED]
    asked += [(72, Unit.HOURS, "2 December 2026", typed, now) for typed in TIMES]
    asked += [(72, Unit.HOURS, typed, "14:30", now) for typed in TYPED]
    # Every hour around both changes of the clocks, and late on the evening before midnight here.
    for day in ("2026-10-25", "2027-03-28"):
        asked += [(hours, Unit.HOURS, day, f"{hour:02}:30", now) for hours in (24, 72) for hour in range(5)]
    night = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    asked += [(1, unit, "today", "10:00", night) for unit in Unit]
    theirs = asked_twin([[*each[:4], each[4].timestamp() * 1000] for each in asked])
    assert len(theirs) == len(asked) > 900
    for each, two in zip(asked, theirs, strict=True):
        one = mine(*each)
        assert {name: two.get(name) for name in one} == one, each
        assert ("why" in two) == ("why" in one), each


def test_the_calendar_is_what_others_say_of_england() -> None:
    days = pinned()
    theirs = {day for day in _england() if day.weekday() < 5}
    assert set(days.holidays) == theirs
    assert (days.known_from, days.known_until) == (date(2019, 1, 1), date(2028, 12, 31))
    for day, name in _england().items():
        for word in ("Christmas", "Boxing", "New Year", "Good Friday", "Easter"):
            if word in name and day.weekday() < 5:
                assert word in days.holidays[day], day
                assert ("observed" in name) == ("substitute" in days.holidays[day]), day
