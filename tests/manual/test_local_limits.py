"""Local limits: how long something may take in one area, never longer than the manual allows."""

from __future__ import annotations

import msgspec
import pytest

from tests.small_pack import LOCAL, SHARED
from waymark.manual.json_form import decode, encode
from waymark.manual.local import LocalLimit, LocalManuscript
from waymark.manual.manuscript import Lookup
from waymark.manual.pack.local_form import read_local, write_local
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.wholeness.limits import check_limits, may_be_longer
from waymark.manual.words import Timescale, Unit

NOTE = b"""---
place: a/step
limits:
- timescale: in-a-day
  limit: 4
  unit: hours
  reason: The partnership agreed it with the police.
---
Use our form.
"""
TIMED = SHARED["boxes/a/step.md"].replace(b"sources:", b"timescales:\n- in-a-day\nsources:")


def local() -> LocalManuscript:
    made, found, _ = read_local({**LOCAL, "notes/a/step.md": NOTE})
    assert made is not None, found
    return made


def test_a_note_carries_a_limit_there_and_back() -> None:
    made = local()
    limit, place = made.limits["in-a-day"]
    assert (limit.words, place) == ("within 4 hours", "a/step")
    assert write_local(made)["notes/a/step.md"] == NOTE
    assert decode(encode(made), LocalManuscript) == made


def test_a_note_without_limits_is_what_it_was() -> None:
    made, _, _ = read_local(LOCAL)
    assert made is not None
    assert b"limits" not in encode(made)


def test_a_limit_is_one_of_its_place() -> None:
    timed, _, _ = read_manuscript({**SHARED, "boxes/a/step.md": TIMED})
    plain, _, _ = read_manuscript(SHARED)
    assert timed is not None
    assert plain is not None
    assert list(check_limits(local(), Lookup(timed))) == []
    found = list(check_limits(local(), Lookup(plain)))
    assert [(each.rule, each.place) for each in found] == [("local-limit-unknown", "notes:a/step")]


@pytest.mark.parametrize(
    ("allowed", "manual", "longer"),
    [
        ((1, Unit.WORKING_DAYS), (1, Unit.WORKING_DAYS), False),
        ((2, Unit.WORKING_DAYS), (1, Unit.WORKING_DAYS), True),
        ((24, Unit.HOURS), (1, Unit.WORKING_DAYS), False),
        (
            (25, Unit.HOURS),
            (1, Unit.WORKING_DAYS),
            True,
        ),  # from Monday 23:00 it ends after Tuesday
        ((1, Unit.WORKING_DAYS), (24, Unit.HOURS), True),  # on a Friday it would end on Monday
        ((2, Unit.WEEKS), (15, Unit.WORKING_DAYS), False),
        (
            (3, Unit.WEEKS),
            (15, Unit.WORKING_DAYS),
            True,
        ),  # from a Sunday they end on a Friday
        ((1, Unit.MONTHS), (28, Unit.DAYS), True),
        ((4, Unit.WEEKS), (1, Unit.MONTHS), False),
        ((10, Unit.WORKING_DAYS), (1, Unit.MONTHS), False),
    ],
)
def test_a_partnership_never_allows_more(
    allowed: tuple[int, Unit], manual: tuple[int, Unit], longer: bool
) -> None:
    limit = LocalLimit(timescale="a", limit=allowed[0], unit=allowed[1], reason="Agreed.")
    scale = Timescale(key="a", title="A", limit=manual[0], unit=manual[1], starts="it starts")
    assert may_be_longer(limit, scale) is longer


@pytest.mark.parametrize("words", ["as soon as possible", "set locally"])
def test_where_the_manual_names_no_number_a_partnership_may(words: str) -> None:
    limit = LocalLimit(timescale="a", limit=3, unit=Unit.WEEKS, reason="Agreed.")
    scale = msgspec.convert({"key": "a", "title": "A", "limit": words, "starts": "it starts"}, Timescale)
    assert not may_be_longer(limit, scale)
