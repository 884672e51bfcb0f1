"""Timescales as they are said."""

from __future__ import annotations

import pytest

from waymark.manual.words import Timescale, Unit


@pytest.mark.parametrize(
    ("limit", "unit", "longest", "said"),
    [
        (15, Unit.WORKING_DAYS, False, "within 15 working days"),
        (1, Unit.MONTHS, False, "within 1 month"),
        (72, Unit.HOURS, True, "no longer than 72 hours"),
        ("as soon as possible", None, False, "as soon as possible"),
        ("set locally", None, False, "set locally"),
    ],
)
def test_a_limit_is_said(limit, unit, longest, said):
    timescale = Timescale(key="x", title="X", limit=limit, unit=unit, longest=longest, starts="it starts")
    assert timescale.words == said
