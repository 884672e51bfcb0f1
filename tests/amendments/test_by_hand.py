"""What changed between the two editions of the starter manual, written down by reading both side by side.

Every line of `BY_HAND` was found with `diff -r southwest/editions/2026-1 southwest/editions/2026-2`
and by counting in the files; none was copied from what the amendments say.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from waymark.amendments import Amendment, Sort, between, between_local
from waymark.amendments.words import Sort as Words
from waymark.editions.reasons import check_reasons
from waymark.manual.pack.whole import Pack, read_pack

SOUTHWEST = Path(__file__).parents[2] / "southwest"
OLD_LINK, NEW_LINK = "procedures/child-sexual-exploitation", "procedures/exploitation"
OLD_CUT, NEW_CUT = "terms/female-genital-mutilation", "procedures/female-genital-mutilation"
OFFICER = "Tell the designated officer about an allegation"
REVIEW = "reviews/elective-home-education-2024"

#: Place, what sort of change, where in the place, what went, what came.
BY_HAND = {
    ("after-conference/plan-continues", "lesson added", "Lessons, 4", "", f"{REVIEW}#seen-less-often"),
    (
        "after-strategy-discussion/decide-on-enquiries",
        "reworded",
        "What if: The harm is outside the home",
        OLD_LINK,
        NEW_LINK,
    ),
    (
        "after-strategy-discussion/decide-on-enquiries",
        "reworded",
        "What if: The worry is sexual abuse, or made-up illness",
        OLD_CUT,
        NEW_CUT,
    ),
    (
        "assessment/look-deeper",
        "retitled",
        "Title",
        "A deeper assessment is needed",
        "The assessment needs to look deeper",
    ),
    ("assessment/no-support-needed", "lesson added", "Lessons, 2", "", f"{REVIEW}#seen-less-often"),
    (
        "assessment/significant-harm",
        "reworded",
        "What if: The harm is from outside the family",
        OLD_LINK,
        NEW_LINK,
    ),
    (
        "assessment/strategy-discussion",
        "reworded",
        "What if: Someone may be using the child for crime or sex",
        OLD_LINK,
        NEW_LINK,
    ),
    ("referral/decide-on-the-referral", "lesson added", "Lessons, 4", "", f"{REVIEW}#look-at-the-history"),
    (
        "referral/decide-on-the-referral",
        "reworded",
        "Key points, 6",
        "The council must look into it if a child may be coming to serious harm",
        "The council must make enquiries if it has good reason to suspect serious harm",
    ),
    ("referral/make-a-referral", "reworded", "How to do it, 6", OLD_CUT, NEW_CUT),
    (
        "referral/worried-about-a-child",
        "reworded",
        "What if: The child calls it a relationship",
        OLD_LINK,
        NEW_LINK,
    ),
    (
        "referral/worried-about-a-child",
        "reworded",
        "For your role: Teacher or designated safeguarding lead",
        OLD_CUT,
        NEW_CUT,
    ),
    ("procedures/missing-children", "reworded", "How to do it, 3", OLD_LINK, NEW_LINK),
    ("procedures/sexual-abuse", "reworded", "What if: The young person is 16 or 17", OLD_LINK, NEW_LINK),
    (
        "timescales:tell-the-designated-officer",
        "time limit changed",
        "Limit",
        "as soon as possible",
        "within 1 working day",
    ),
    # The one page whose `timescales` name that limit shows it at its head.
    (
        "procedures/people-who-work-with-children",
        "time limit changed",
        f"Time limit: {OFFICER}",
        "as soon as possible",
        "within 1 working day",
    ),
}
ADDED = {"procedures/exploitation", "procedures/female-genital-mutilation", REVIEW}
WITHDRAWN = {"procedures/child-sexual-exploitation": ("procedures/exploitation",)}


@pytest.fixture(scope="module")
def pack() -> Pack:
    found, _ = read_pack(SOUTHWEST)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def told(pack: Pack) -> tuple[Amendment, ...]:
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
    assert spots == {line[:3] for line in BY_HAND}
    assert sum(len(each.changes) for each in told if each.sort is Sort.CHANGED) == len(BY_HAND)


@pytest.mark.parametrize("line", sorted(BY_HAND), ids=lambda line: f"{line[0]} {line[2]}")
def test_the_words_that_went_and_came_are_those_found_by_hand(
    told: tuple[Amendment, ...], line: tuple[str, str, str, str, str]
) -> None:
    place, sort, where, went, came = line
    (change,) = (
        change
        for each in told
        if each.place == place
        for change in each.changes
        if (change.sort.value, change.where) == (sort, where)
    )
    out = "".join(run.words for run in change.runs if run.sort is Words.OUT)
    into = "".join(run.words for run in change.runs if run.sort is Words.INTO)
    if "terms/" in went or "procedures/" in went:
        assert (out, into) == (went, came), "nothing but where the link leads"
    elif sort == "lesson added":
        assert (change.before, out) == (None, "")
        assert came in into
    else:
        assert went in str(change.before).replace(" (leads to terms/significant-harm)", "")
        assert came in str(change.after).replace(" (leads to terms/significant-harm)", "")


def test_what_came_and_went_was_found_by_hand(told: tuple[Amendment, ...]) -> None:
    real = [each for each in told if each.kind != "withdrawn place"]
    assert {each.place for each in real if each.sort is Sort.ADDED} == ADDED
    assert {each.place: each.see for each in real if each.sort is Sort.WITHDRAWN} == WITHDRAWN
    assert not [each for each in told if each.sort is Sort.ORDERED]
    listed = [each for each in told if each.kind == "withdrawn place"]
    assert {each.place for each in listed} == {f"withdrawn:{place}" for place in WITHDRAWN}


def test_the_starter_manual_gives_a_reason_for_every_change_as_the_rule_asks(
    pack: Pack, told: tuple[Amendment, ...]
) -> None:
    given = {each.place for each in pack.editions[1].head.amendments}
    assert list(check_reasons(told, (), given)) == []
    for place in given:
        assert list(check_reasons(told, (), given - {place})) != [], f"{place} needs none"


def test_so_does_every_supplement_of_the_starter_manual(pack: Pack) -> None:
    followed = 0
    for one, two in zip(pack.supplements, pack.supplements[1:], strict=False):
        if one.partnership != two.partnership:
            continue
        before, after = one.read()[0], two.read()[0]
        assert before is not None
        assert after is not None
        amendments = between_local(before, after)
        given = {each.place for each in two.head.amendments}
        assert list(check_reasons(amendments, (), given, partnership=one.partnership)) == [], two.prefix
        assert amendments, two.prefix
        followed += 1
    assert followed == 6
