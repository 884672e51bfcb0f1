"""What an area adds to the steps of a path: its own limits, and whether its notes are still the same."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import replace

from tests.pages.gateways import gateway, local, manuscript
from waymark.manual.boxes import Box
from waymark.manual.local import LocalLimit, LocalManuscript, LocalNote
from waymark.manual.manuscript import Lookup
from waymark.manual.text import Text
from waymark.manual.words import Unit
from waymark.pages.path.steps import NEAR, near
from waymark.timescales.counting import is_counted, may_be_counted

LOOKUP = Lookup(manuscript())
FIRST = "referral/talk-it-over"


def known(one: LocalManuscript) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        near(one, LOOKUP).data.decode().removeprefix("self.waymark.near=").removesuffix(";\n")
    )
    return told


def with_notes(*notes: LocalNote) -> dict[str, Any]:
    return known(replace(local("somerset"), notes=notes))


def note(words: str, *limits: LocalLimit, place: str = FIRST) -> LocalNote:
    return LocalNote(place=place, limits=limits, text=Text(words))


def own(key: str, reason: str = "agreed with the police") -> LocalLimit:
    return LocalLimit(timescale=key, limit=4, unit=Unit.HOURS, reason=reason)


def showing(key: str) -> list[str]:
    return [box.place for box in manuscript().boxes if key in box.timescales]


def a_limit() -> str:
    """A timescale that gives a date and stands at more than one step."""
    counted = [key for key, each in LOOKUP.timescales.items() if is_counted(each)]
    return next(key for key in counted if len(showing(key)) > 1)


def test_each_gateway_has_its_own_and_says_which_area_it_is() -> None:
    for key in ("somerset", "devon"):
        assert gateway(key)[NEAR] == near(local(key), LOOKUP).data
        assert known(local(key))["area"] == local(key).partnership.in_area
    places = {each.place for each in local("somerset").notes if isinstance(LOOKUP.boxes.get(each.place), Box)}
    assert places
    assert set(known(local("somerset"))["prints"]) == places


def test_a_limit_is_told_in_words_in_numbers_and_with_its_reason() -> None:
    key = a_limit()
    told = with_notes(note("Ring first.", own(key)))["limits"]
    assert told == {key: ["within 4 hours", 4, "hours", "Agreed with the police."]}
    told = with_notes(note("Ring first.", own(key, "Why not?")))["limits"]
    assert told[key][3] == "Why not?"


def test_a_limit_that_nobody_may_count_has_no_number() -> None:
    key = next(key for key, each in LOOKUP.timescales.items() if not may_be_counted(each))
    assert with_notes(note("Ring first.", own(key)))["limits"][key][:2] == ["within 4 hours", 0]


def test_a_changed_note_or_limit_has_another_print_wherever_it_stands() -> None:
    key = a_limit()
    before = with_notes(note("Ring first."))["prints"]
    assert set(before) == {FIRST}
    assert with_notes(note("Ring twice."))["prints"][FIRST] != before[FIRST]
    limited = with_notes(note("Ring first.", own(key)))["prints"]
    assert set(limited) == {FIRST, *showing(key)}
    again = with_notes(note("Ring first.", own(key, "it was agreed anew")))["prints"]
    assert {place for place in limited if limited[place] != again[place]} == set(limited)
    # The words of a note stand at its own place alone.
    reworded = with_notes(note("Ring twice.", own(key)))["prints"]
    assert {place for place in limited if limited[place] != reworded[place]} == {FIRST}


def test_a_limit_that_the_manual_no_longer_has_is_left_out() -> None:
    gone = with_notes(note("Ring first.", own("was-once")))
    assert gone["limits"] == {}
    assert set(gone["prints"]) == {FIRST}
