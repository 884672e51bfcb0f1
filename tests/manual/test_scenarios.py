"""Scenarios as data: their file, what each choice leads to, and what a scenario may never teach."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.pages.gateways import manuscript
from tests.small_pack import SHARED
from tests.stories import FILE, STORIED, STORY, bell, storied, with_choices
from waymark.manual.json_form import encode
from waymark.manual.manuscript import Lookup, canonical
from waymark.manual.pack.manuscript_form import read_manuscript, write_manuscript
from waymark.manual.scenarios import Answering, Fit, Scenario, sayings
from waymark.manual.wholeness import check_manuscript


def rules(story: str) -> list[str]:
    return [each.rule for each in check_manuscript(storied(story))]


def test_a_scenario_is_read_from_its_file_and_written_there_again() -> None:
    made = storied()
    assert check_manuscript(made) == []
    assert write_manuscript(made)[FILE] == STORY.encode()
    assert Lookup(made).places["practise/the-bell"] == "scenario"


def test_a_manual_without_scenarios_has_the_bytes_it_always_had() -> None:
    made, _, _ = read_manuscript(SHARED)
    assert made is not None
    assert b"scenarios" not in encode(made)


def test_scenarios_stand_in_the_order_of_their_places() -> None:
    made = storied()
    first = replace(bell(made), place="practise/a-story")
    both = replace(made, scenarios=(bell(made), first))
    assert [each.place for each in canonical(both).scenarios] == ["practise/a-story", "practise/the-bell"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("story: The bell rings. Tom is still here.\n", "", "The field “story” is missing"),
        ("    fit: best\n    place: a/step", "    place: a/step", "The field “fit” is missing"),
        ("fit: best", "fit: good", "“good” is not one of the words allowed"),
        ("facet: key points", "facet: for families", "“for families” is not one of the words allowed"),
        ("place: practise/the-bell", "place: terms/the-bell", "The words have the wrong form"),
        ("    says: Do this first.", "    says: Do this first.\n    why: so", "Nobody knows the field “why”"),
    ],
)
def test_a_file_that_does_not_fit_names_the_line(old: str, new: str, problem: str) -> None:
    made, found, _ = read_manuscript({**STORIED, FILE: STORY.replace(old, new, 1).encode()})
    assert made is None
    assert problem in found[0].what
    assert found[0].file == FILE


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Do this first.", "Do this second.", "scenario-not-said"),
        ("Do this first.", "do this first.", "scenario-not-said"),
        ("says: Nobody answers", "says: Ring again.", "scenario-not-said"),
        ("reviews/a-review#ask", "reviews/a-review#other", "scenario-not-said"),
        ("a/step\n    facet: key points", "a/gone\n    facet: key points", "scenario-to-nowhere"),
        ("a/step\n    facet: key points", "terms/referral\n    facet: key points", "scenario-to-nowhere"),
        ("fit: also right", "fit: best", "scenario-best"),
        ("fit: best", "fit: also right", "scenario-best"),
        ("words: Leave it", "words: Ring 999", "scenario-against-999"),
        ("- teacher", "- pilot", "role-unknown"),
        ("- teacher", "- teacher\n- teacher", "listed-twice"),
        ("story: He cries.", "story: '[He](a/gone) cries.'", "link-to-nowhere"),
        ("Tom is", "[Tom](a/gone) is", "link-to-nowhere"),
    ],
)
def test_what_a_scenario_may_not_do_is_refused(old: str, new: str, rule: str) -> None:
    assert rules(STORY.replace(old, new, 1)) == [rule]


def test_a_finding_names_the_line_and_what_stands_there() -> None:
    made = storied(STORY.replace("Do this first.", "Do that."))
    (found,) = check_manuscript(made)
    assert found.path == "$.moments[0].choices[0].says"
    assert found.place == "practise/the-bell"
    assert "“Do this first.”" in found.mend


def test_a_moment_has_from_two_to_four_choices_and_a_scenario_from_two_to_four_moments() -> None:
    made = storied()
    right, wrong = bell(made).moments[0].choices
    assert [each.rule for each in check_manuscript(with_choices(made, right))] == ["scenario-choices"]
    many = with_choices(made, right, wrong, wrong, wrong, wrong)
    assert [each.rule for each in check_manuscript(many)] == ["scenario-choices"]
    assert check_manuscript(with_choices(made, right, wrong, wrong, wrong)) == []
    short = replace(made, scenarios=(replace(bell(made), moments=bell(made).moments[:1]),))
    assert [each.rule for each in check_manuscript(short)] == ["scenario-moments"]


def test_two_scenarios_cannot_have_one_place() -> None:
    made = storied()
    twice = replace(made, scenarios=(bell(made), bell(made)))
    assert "place-twice" in [each.rule for each in check_manuscript(twice)]


STARTER = manuscript()


def test_the_starter_has_ten_scenarios_at_least() -> None:
    assert len(STARTER.scenarios) >= 10


@pytest.mark.parametrize("scenario", STARTER.scenarios, ids=lambda each: each.place)
def test_a_scenario_of_the_starter_teaches_what_the_manual_says(scenario: Scenario) -> None:
    lookup = Lookup(STARTER)
    for moment in scenario.moments:
        assert {each.fit for each in moment.choices} > {Fit.BEST}, "something to learn from"
        for choice in moment.choices:
            page = lookup.boxes.get(choice.place) or lookup.procedures[choice.place]
            assert choice.says in sayings(page, choice.facet)
            if choice.facet is Answering.LESSONS:
                assert choice.says in lookup.lessons


def test_whoever_rings_999_in_a_story_of_the_starter_does_what_is_best() -> None:
    ringing = [
        choice
        for scenario in STARTER.scenarios
        for moment in scenario.moments
        for choice in moment.choices
        if "999" in choice.words
    ]
    assert len(ringing) >= 6
    assert {each.fit for each in ringing} == {Fit.BEST}


def test_the_best_choice_does_not_always_stand_first() -> None:
    spots = [
        [each.fit for each in moment.choices].index(Fit.BEST)
        for scenario in STARTER.scenarios
        for moment in scenario.moments
    ]
    assert max(spots.count(spot) for spot in set(spots)) <= len(spots) / 2
