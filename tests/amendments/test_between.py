"""Amendments miss nothing and invent nothing: applied to the one before, they give the one after."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.manual.strategies import LOCAL_MANUSCRIPTS, MANUSCRIPTS, TEXTS
from waymark.amendments import ChangeSort, Sort, apply, between, between_local, of_part, woven
from waymark.amendments.words import Sort as Words
from waymark.manual.boxes import Box, Facets, Kind, WhatIf
from waymark.manual.manuscript import Manuscript, canonical, canonical_local
from waymark.manual.pack.whole import read_pack
from waymark.manual.text import Text

SOUTHWEST = Path(__file__).parents[2] / "southwest"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(MANUSCRIPTS, MANUSCRIPTS)
def test_amendments_of_any_two_manuscripts_make_the_second_of_the_first(
    one: Manuscript, two: Manuscript
) -> None:
    before, after = canonical(one), canonical(two)
    assert apply(before, between(before, after)) == after


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(LOCAL_MANUSCRIPTS, LOCAL_MANUSCRIPTS)
def test_amendments_of_any_two_local_manuscripts_do_too(one, two) -> None:  # type: ignore[no-untyped-def]
    before, after = canonical_local(one), canonical_local(two)
    assert apply(before, between_local(before, after)) == after


@given(MANUSCRIPTS)
def test_a_manuscript_has_no_amendment_against_itself(one: Manuscript) -> None:
    assert between(canonical(one), canonical(one)) == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_runs_keep_every_letter_of_both_texts(before: str, after: str) -> None:
    runs = woven(before, after)
    assert "".join(run.words for run in runs if run.sort is not Words.INTO) == before
    assert "".join(run.words for run in runs if run.sort is not Words.OUT) == after


@given(TEXTS, TEXTS)
def test_any_two_texts_that_differ_show_a_change(one: Text, two: Text) -> None:
    before, after = box(Facets(key_points=(one,))), box(Facets(key_points=(two,)))
    amendment = of_part(before, after)
    assert (amendment is None) == (one == two)


def box(facets: Facets, title: str = "Talk it over") -> Box:
    return Box(place="referral/talk-it-over", title=title, kind=Kind.STEP, facets=facets)


def points(*words: str) -> Facets:
    return Facets(key_points=tuple(Text(each) for each in words))


def sorts(before: Box, after: Box) -> list[tuple[str, str]]:
    amendment = of_part(before, after)
    assert amendment is not None
    return [(change.sort.value, change.where) for change in amendment.changes]


ONE, TWO, THREE = (
    "Ring the front door now.",
    "Write down what the child said.",
    "Tell your manager the same day.",
)


def test_a_reworded_point_is_one_change_with_its_words() -> None:
    amendment = of_part(box(points(ONE, TWO)), box(points(ONE, "Write down what the child told you.")))
    assert amendment is not None
    (change,) = amendment.changes
    assert (change.sort, change.where) == (ChangeSort.REWORDED, "Key points, 2")
    assert [run.words for run in change.runs if run.sort is Words.OUT] == ["said"]
    assert [run.words for run in change.runs if run.sort is Words.INTO] == ["told you"]


def test_a_point_that_moved_is_not_taken_out_and_put_in() -> None:
    assert sorts(box(points(ONE, TWO, THREE)), box(points(TWO, THREE, ONE))) == [
        ("moved", "Key points, from 1 to 3")
    ]


def test_a_point_put_in_before_others_leaves_them_alone() -> None:
    assert sorts(box(points(ONE, TWO)), box(points(THREE, ONE, TWO))) == [("added", "Key points, 1")]


def test_a_new_title_and_a_changed_way_of_a_link_are_told() -> None:
    before = box(points("See [the list](terms/referral)."))
    after = box(points("See [the list](terms/neglect)."), "Talk it through")
    assert sorts(before, after) == [("retitled", "Title"), ("reworded", "Key points")]


def test_a_difficulty_is_the_same_one_while_its_question_is() -> None:
    before = box(Facets(what_if=(WhatIf(question="Nobody answers", answer=Text("Ring again.")),)))
    after = box(
        Facets(
            what_if=(
                WhatIf(question="It is night", answer=Text("Ring the night team.")),
                WhatIf(question="Nobody answers", answer=Text("Ring someone else at once, and say so.")),
            )
        )
    )
    assert sorts(before, after) == [("added", "What if, 1"), ("reworded", "What if, 2")]


#: What was changed by hand between the two editions of the starter manual, place by place.
CHANGED_BY_HAND = {
    "after-conference/plan-continues": {"added"},
    "after-strategy-discussion/decide-on-enquiries": {"reworded"},
    "assessment/look-deeper": {"retitled"},
    "assessment/no-support-needed": {"added"},
    "assessment/significant-harm": {"reworded"},
    "assessment/strategy-discussion": {"reworded"},
    "referral/decide-on-the-referral": {"reworded", "added"},
    "referral/make-a-referral": {"reworded"},
    "referral/worried-about-a-child": {"reworded"},
    "procedures/missing-children": {"reworded"},
    "procedures/sexual-abuse": {"reworded"},
    "timescales:tell-the-designated-officer": {"time limit changed", "added"},
}
NEW_BY_HAND = {
    "procedures/exploitation",
    "procedures/female-genital-mutilation",
    "reviews/elective-home-education-2024",
    "withdrawn:procedures/child-sexual-exploitation",
}


@pytest.fixture(scope="module")
def editions() -> tuple[Manuscript, Manuscript]:
    pack, _ = read_pack(SOUTHWEST)
    assert pack is not None
    one, two = (edition.read()[0] for edition in pack.editions[:2])
    assert one is not None
    assert two is not None
    return one, two


def test_the_two_editions_of_the_starter_manual_differ_just_where_they_were_changed(
    editions: tuple[Manuscript, Manuscript],
) -> None:
    found = between(*editions)
    changed = {
        each.place: {change.sort.value for change in each.changes}
        for each in found
        if each.sort is Sort.CHANGED
    }
    assert changed == CHANGED_BY_HAND
    assert {each.place for each in found if each.sort is Sort.ADDED} == NEW_BY_HAND
    (gone,) = (each for each in found if each.sort is Sort.WITHDRAWN)
    assert (gone.place, gone.see) == ("procedures/child-sexual-exploitation", ("procedures/exploitation",))
    assert apply(editions[0], found) == editions[1]


def test_amendments_can_be_kept_as_json(editions: tuple[Manuscript, Manuscript]) -> None:
    from waymark.amendments import Amendment

    found = between(*editions)
    assert msgspec.json.decode(msgspec.json.encode(found), type=tuple[Amendment, ...]) == found
