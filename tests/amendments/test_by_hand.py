"""What changed between the two editions of the starter manual, written down by reading both side by side.

Every line of `BY_HAND` was found with `diff -r southwest/editions/2026-1 southwest/editions/2026-2`
and by counting in the files; none was copied from what the amendments say.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from waymark.amendments import Amendment, Sort, between
from waymark.manual.pack.whole import read_pack

SOUTHWEST = Path(__file__).parents[2] / "southwest"
REVIEW = "reviews/elective-home-education-2024"

#: Place, what sort of change, where in the place; the words themselves are in test_between.
BY_HAND = {
    ("after-conference/plan-continues", "lesson added", "Lessons, 4"),
    ("after-strategy-discussion/decide-on-enquiries", "reworded", "What if: The harm is outside the home"),
    (
        "after-strategy-discussion/decide-on-enquiries",
        "reworded",
        "What if: The worry is sexual abuse, or made-up illness",
    ),
    ("assessment/look-deeper", "retitled", "Title"),
    ("assessment/no-support-needed", "lesson added", "Lessons, 2"),
    ("assessment/significant-harm", "reworded", "What if: The harm is from outside the family"),
    (
        "assessment/strategy-discussion",
        "reworded",
        "What if: Someone may be using the child for crime or sex",
    ),
    ("procedures/missing-children", "reworded", "How to do it, 3"),
    # The one page whose `timescales` name that limit shows it at its head.
    (
        "procedures/people-who-work-with-children",
        "time limit changed",
        "Time limit: Tell the designated officer about an allegation",
    ),
    ("procedures/sexual-abuse", "reworded", "What if: The young person is 16 or 17"),
    ("referral/decide-on-the-referral", "lesson added", "Lessons, 4"),
    ("referral/decide-on-the-referral", "reworded", "Key points, 6"),
    ("referral/make-a-referral", "reworded", "How to do it, 6"),
    (
        "referral/worried-about-a-child",
        "reworded",
        "For your role: Teacher or designated safeguarding lead",
    ),
    ("referral/worried-about-a-child", "reworded", "What if: The child calls it a relationship"),
    ("timescales:tell-the-designated-officer", "time limit changed", "Limit"),
}
ADDED = {"procedures/exploitation", "procedures/female-genital-mutilation", REVIEW}
WITHDRAWN = {"procedures/child-sexual-exploitation": ("procedures/exploitation",)}


@pytest.fixture(scope="module")
def told() -> tuple[Amendment, ...]:
    pack, _ = read_pack(SOUTHWEST)
    assert pack is not None
    one, two = (edition.read()[0] for edition in pack.editions[:2])
    assert one is not None
    assert two is not None
    return between(one, two)


def test_every_change_found_by_hand_is_told_and_no_other(told: tuple[Amendment, ...]) -> None:
    spots = {
        (each.place, change.sort.value, change.where)
        for each in told
        if each.sort is Sort.CHANGED
        for change in each.changes
    }
    assert spots == BY_HAND
    assert sum(len(each.changes) for each in told if each.sort is Sort.CHANGED) == len(BY_HAND)


def test_what_came_and_went_was_found_by_hand(told: tuple[Amendment, ...]) -> None:
    real = [each for each in told if each.kind != "withdrawn place"]
    assert {each.place for each in real if each.sort is Sort.ADDED} == ADDED
    assert {each.place: each.see for each in real if each.sort is Sort.WITHDRAWN} == WITHDRAWN
    assert not [each for each in told if each.sort is Sort.ORDERED]
    listed = [each for each in told if each.kind == "withdrawn place"]
    assert {each.place for each in listed} == {f"withdrawn:{place}" for place in WITHDRAWN}
