"""Scenarios in editions: their fingerprints, how they are told apart, and what withholding takes of them."""

from __future__ import annotations

from msgspec.structs import replace

from tests.stories import STORY, bell, storied
from waymark.amendments import Sort, between
from waymark.amendments.applying import apply
from waymark.editions.blanking import WORD, all_words, blank_shared
from waymark.editions.changes import shared_places
from waymark.editions.near import near
from waymark.manual.json_form import encode
from waymark.manual.text import Text


def test_a_scenario_is_a_place_with_a_fingerprint_of_its_own() -> None:
    before, after = storied(), storied(STORY.replace("Tom", "Tim"))
    was, now = dict(shared_places(before)), dict(shared_places(after))
    assert {place for place in was if was[place] != now[place]} == {"practise/the-bell"}


def test_what_changed_is_told_moment_by_moment() -> None:
    before, after = storied(), storied(STORY.replace("Leave it", "Leave it for now").replace("Tom", "Tim"))
    (amendment,) = between(before, after)
    assert (amendment.kind, amendment.place, amendment.title) == ("scenario", "practise/the-bell", "The bell")
    assert [each.where for each in amendment.changes] == ["Story", "Moment: What do you do?"]
    assert "Not this, by what if of Take a step (a/step): Nobody answers" in (
        amendment.changes[1].after or ""
    )
    assert apply(before, (amendment,)) == after


def test_a_new_scenario_is_added_and_a_lost_one_withdrawn() -> None:
    whole = storied()
    none = replace(whole, scenarios=())
    assert [each.sort for each in between(none, whole)] == [Sort.ADDED]
    assert [each.sort for each in between(whole, none)] == [Sort.WITHDRAWN]


def test_the_life_of_another_place_needs_no_more_of_it_than_its_title() -> None:
    data = encode(storied())
    assert bell(near(data, "practise/the-bell")) == bell(storied())
    told = bell(near(data, "a/step"))
    assert (told.title, told.story, told.moments) == ("The bell", Text("."), ())


def test_withholding_takes_its_words_and_leaves_its_place() -> None:
    left = bell(blank_shared(storied(), "practise/the-bell", title=True))
    assert (left.place, left.title, left.moments) == ("practise/the-bell", WORD, ())
    assert "tom" not in all_words(left)


def test_words_withheld_elsewhere_are_not_kept_by_a_scenario_that_leads_to_them() -> None:
    left = blank_shared(storied(), "a/step", title=False)
    assert [each.says for each in bell(left).moments[0].choices] == [WORD, WORD]
    assert bell(left).moments[1] == bell(storied()).moments[1]
