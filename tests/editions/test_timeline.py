"""What is in force from when: a table of cases, and what holds for any of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.editions.timeline import Pair, at, coming, from_now, instant, pairs, together


def day(number):
    return date(2026, 10, number)


def noon(number):
    return datetime(2026, 10, number, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "utc"),
    [
        (date(2026, 1, 15), datetime(2026, 1, 15, 0, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 6, 30, 23, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 0, tzinfo=UTC)),  # the clocks go forward later that day
        (date(2026, 3, 30), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 24, 23, tzinfo=UTC)),  # and back later that day
        (date(2026, 10, 26), datetime(2026, 10, 26, 0, tzinfo=UTC)),
    ],
)
def test_a_day_starts_at_midnight_in_london(when, utc):
    assert instant(when) == utc


def test_a_time_of_day_is_that_of_the_clock_in_london():
    assert instant(date(2026, 7, 1), "09:00") == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert instant(date(2026, 12, 1), "09:30") == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


E1, E2, E3 = ("2026-1", day(1)), ("2026-2", day(10)), ("2026-3", day(10))
S1, S2, S3 = (1, day(1)), (2, day(5)), (3, day(20))

STATED = [
    ("one of each", [E1], [S1], [(1, "2026-1", 1)]),
    ("no supplement, no gateway", [E1], [], []),
    ("no edition, no gateway", [], [S1], []),
    ("a supplement alone", [E1], [S1, S2], [(1, "2026-1", 1), (5, "2026-1", 2)]),
    ("an edition for all", [E1, E2], [S1], [(1, "2026-1", 1), (10, "2026-2", 1)]),
    ("each at its day", [E1, E2], [S1, S2, S3], [(1, "2026-1", 1), (5, "2026-1", 2), (10, "2026-2", 2),
                                                (20, "2026-2", 3)]),
    ("two of one day: the later", [E1, E2, E3], [S1], [(1, "2026-1", 1), (10, "2026-3", 1)]),
    ("both on one day: one step", [E1, E2], [S1, (2, day(10))], [(1, "2026-1", 1), (10, "2026-2", 2)]),
    ("a late partnership", [E1, E2], [S3], [(20, "2026-2", 3)]),
]  # fmt: skip


@pytest.mark.parametrize(("editions", "supplements", "steps"), [case[1:] for case in STATED],
                         ids=[case[0] for case in STATED])  # fmt: skip
def test_pairs_by_the_days_they_state(editions, supplements, steps):
    stated = ([(number, instant(when)) for number, when in each] for each in (editions, supplements))
    assert pairs(*stated) == [
        (instant(day(d)), Pair(edition, supplement)) for d, edition, supplement in steps
    ]


N = noon(12)
ADDED = [
    ("never shown: the stated days", [(1, "a"), (15, "b")], [], [(1, "a"), (15, "b")]),
    ("nothing new", [(1, "a")], [(1, "a")], []),
    ("late: now", [(1, "a"), (5, "b")], [(1, "a")], [(N, "b")]),
    ("in time: its day", [(1, "a"), (20, "b")], [(1, "a")], [(20, "b")]),
    ("late and in time", [(1, "a"), (5, "b"), (20, "c")], [(1, "a")], [(N, "b"), (20, "c")]),
    ("two late: only the last", [(1, "a"), (5, "b"), (6, "c")], [(1, "a")], [(N, "c")]),
    ("shown only from a coming day", [(5, "b"), (20, "a")], [(20, "a")], [(N, "b")]),
    ("what comes is kept", [(1, "a"), (20, "b")], [(1, "a"), (20, "b")], []),
    ("an urgent change under a coming one", [(1, "a"), (11, "u"), (20, "bu")], [(1, "a"), (20, "b")],
     [(N, "u"), (20, "bu")]),
    ("a coming one is late already", [(1, "a"), (5, "b")], [(1, "a"), (9, "b")], []),
    ("it came into force later than stated", [(1, "a"), (5, "b")], [(1, "a"), (N, "b")], []),
]  # fmt: skip


def steps(listed):
    return [(when if isinstance(when, datetime) else noon(when), what) for when, what in listed]


@pytest.mark.parametrize(("wanted", "shown", "added"), [case[1:] for case in ADDED],
                         ids=[case[0] for case in ADDED])  # fmt: skip
def test_what_is_added(wanted, shown, added):
    assert coming(steps(wanted), steps(shown), N) == steps(added)


MOMENTS = st.integers(1, 40).map(lambda n: noon(1) + timedelta(hours=n))
STEPS = st.dictionaries(MOMENTS, st.sampled_from("abcd")).map(lambda made: sorted(made.items()))


@given(STEPS, STEPS, MOMENTS)
def test_from_now_on_what_is_wanted_is_shown_and_what_was_seen_stays(wanted, shown, now):
    after = together(shown, coming(wanted, shown, now))
    for moment in (now, *(moment for moment, _ in (*wanted, *shown))):
        if moment >= now and at(wanted, moment) is not None:
            assert at(after, moment) == at(wanted, moment)
        if moment < now and shown:
            assert at(after, moment) == at(shown, moment)
    assert coming(wanted, after, now) == [] or not after


def test_from_now():
    listed = steps([(1, "a"), (20, "b")])
    assert from_now(listed, N) == steps([(N, "a"), (20, "b")])
    assert from_now(listed[1:], N) == steps([(20, "b")])
