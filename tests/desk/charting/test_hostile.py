"""Whatever a browser sends, the desk answers with words and keeps nothing of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.charting.conftest import Sheet, state
from waymark.desk.charting.proposal import Faulty, read_proposal

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
ANY = st.recursive(
    LEAVES, lambda c: st.lists(c, max_size=3) | st.dictionaries(st.text(max_size=8), c, max_size=3)
)
PLACES = st.sampled_from(
    ["referral/talk-it-over", "referral/still-worried", "assessment/x", "referral/new", ""]
)
#: Something nearly right: the right names, with the right things or anything at all in them.
BOX = st.fixed_dictionaries(
    {
        "place": PLACES | ANY,
        "title": st.text(max_size=12) | ANY,
        "kind": st.sampled_from(["step", "start"]) | ANY,
    },
    optional={"was": PLACES | ANY, "more": ANY},
)
ARROW = st.fixed_dictionaries({"from": PLACES | ANY, "to": PLACES | ANY}, optional={"answer": ANY})
GONE = st.fixed_dictionaries({"place": PLACES | ANY}, optional={"see": st.lists(PLACES, max_size=3) | ANY})
AWAY = st.fixed_dictionaries(
    {"place": PLACES | ANY, "chart": st.sampled_from(["assessment", "referral"]) | ANY}
)
NEARLY = st.fixed_dictionaries(
    {},
    optional={
        "boxes": st.lists(BOX, max_size=4) | ANY,
        "arrows": st.lists(ARROW, max_size=4) | ANY,
        "gone": st.lists(GONE, max_size=2) | ANY,
        "away": st.lists(AWAY, max_size=2) | ANY,
        "numbers": st.dictionaries(PLACES, st.integers(0, 3), max_size=3) | ANY,
        "other": ANY,
    },
)
_CALM = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_CALM
@given(told=ANY | NEARLY)
def test_anything_at_all_is_answered_in_words(told: Any, sheet: Callable[..., Sheet]) -> None:
    mine, before = _open(sheet), state()
    # The chart's own number is right, so that a proposal without its boxes is never taken for a change.
    if isinstance(told, dict) and isinstance(told.get("numbers", {}), dict):
        told = {**told, "numbers": {**told.get("numbers", {}), "referral": 1}}
    for what in ("draw", "save"):
        _refused(mine.post(what, json.dumps(told)))
    assert state() == before


@settings(max_examples=1500, deadline=None)
@given(told=ANY | NEARLY)
def test_reading_anything_gives_a_proposal_or_words(told: Any) -> None:
    with suppress(Faulty):
        proposal = read_proposal(json.dumps(told).encode())
        assert all(box.title == " ".join(box.title.split()) != "" for box in proposal.boxes)


@_CALM
@given(told=st.binary(max_size=60))
def test_bytes_that_say_nothing_are_answered_in_words(told: bytes, sheet: Callable[..., Sheet]) -> None:
    mine, before = _open(sheet), state()
    for what in ("draw", "save"):
        _refused(mine.post(what, told))
    assert state() == before


@pytest.mark.parametrize(
    "told",
    [
        b"[" * 100_000,
        b'{"boxes":' * 50_000,
        b'{"boxes": [{"place": "referral/a", "title": "\\ud800", "kind": "step"}]}',
        b'{"numbers": {"referral": 99999999999999999999999999}}',
        b'{"numbers": {"referral": NaN}}',
        b'{"boxes": "' + b"x" * 500_000 + b'"}',
        b"\xff\xfe{}",
        b"",
    ],
)
def test_what_is_made_to_break_things_breaks_nothing(told: bytes, sheet: Callable[..., Sheet]) -> None:
    mine, before = _open(sheet), state()
    for what in ("draw", "save"):
        _refused(mine.post(what, told))
    assert state() == before


@_CALM
@given(data=st.data())
def test_a_tangle_of_arrows_is_drawn_or_told_never_broken(
    data: st.DataObject, sheet: Callable[..., Sheet]
) -> None:
    mine = _open(sheet)
    kinds = ["start", "step", "decision", "outcome", "connector"]
    boxes = [{**box, "kind": data.draw(st.sampled_from(kinds))} for box in mine.boxes[:9]]
    places = [box["place"] for box in boxes]
    pairs = data.draw(st.sets(st.tuples(st.sampled_from(places), st.sampled_from(places)), max_size=16))
    gone = [{"place": box["place"]} for box in mine.boxes[9:]]
    arrows = [{"from": start, "to": end, "answer": None} for start, end in pairs if start != end]
    body = {"boxes": boxes, "arrows": arrows, "gone": gone, "numbers": mine.proposal["numbers"]}
    answer = mine.post("draw", json.dumps(body))
    assert answer.status_code == 200
    assert answer.json()["svg"].count('<g class="chart__way') - 1 == len(arrows)


def _open(sheet: Callable[..., Sheet]) -> Sheet:
    """The chart, opened once for all the examples of a test."""
    if not hasattr(_open, "held") or _open.held[0] is not sheet:
        _open.held = (sheet, sheet())  # type: ignore[attr-defined]
    return _open.held[1]  # type: ignore[attr-defined,no-any-return]


def _refused(answer: Any) -> None:
    assert answer.status_code == 422
    faults = answer.json()["faults"]
    assert faults
    assert all(isinstance(words, str) and words.endswith(".") for words in faults)
