"""Scenarios at the desk: what can be picked, what is noticed where, and how they are read."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from tests.desk.posted import posted
from waymark.desk.forms.choosing import choices_for
from waymark.desk.forms.part_form import PartForm
from waymark.desk.models import Draft
from waymark.desk.noticing.field_by_field import told
from waymark.desk.people.standing import Standing

pytestmark = pytest.mark.django_db

PLACE = "practise/a-bruise-on-a-baby"
FIRST = "part-moments-0-value-choices-0-value"


@pytest.fixture
def draft() -> Draft:
    return Draft.objects.get(place=PLACE)


@pytest.fixture
def sent(draft: Draft) -> QueryDict:
    return posted(PartForm("scenario", draft.data, fixed=True))


def noticed(draft: Draft, sent: QueryDict) -> dict[str, Any]:
    return told(PartForm("scenario", draft.data, sent, fixed=True), "", draft.place)


def test_moments_and_choices_are_rows_within_rows(sent: QueryDict) -> None:
    assert sent["part-moments-count"] == "3"
    assert sent["part-moments-0-value-choices-count"] == "4"
    assert sent[f"{FIRST}-place"] == "procedures/injuries-to-babies"


def test_nothing_is_noticed_of_a_scenario_that_is_whole(draft: Draft, sent: QueryDict) -> None:
    found = noticed(draft, sent)
    assert found["whole"] == []
    severities = {each["severity"] for one in found["fields"].values() for each in one["noticed"]}
    assert "refuse" not in severities
    assert found["age"] <= 12


def test_words_that_do_not_stand_there_are_told_at_their_own_input(draft: Draft, sent: QueryDict) -> None:
    sent[f"{FIRST}-says"] = "Do nothing."
    (told_there,) = noticed(draft, sent)["fields"][f"{FIRST}-says"]["noticed"]
    assert told_there["severity"] == "refuse"
    assert "Any bruise or injury on a baby" in told_there["mend"]


def test_a_place_that_is_none_is_told_at_its_input(draft: Draft, sent: QueryDict) -> None:
    name = "part-moments-1-value-choices-2-value-place"
    sent[name] = "procedures/no-such-one"
    assert noticed(draft, sent)["fields"][name]["noticed"][0]["severity"] == "refuse"


def test_what_is_written_is_read_and_what_is_picked_is_not(draft: Draft, sent: QueryDict) -> None:
    read = {name for name, found in noticed(draft, sent)["fields"].items() if found["age"] is not None}
    assert "part-story" in read
    assert f"{FIRST}-words" in noticed(draft, sent)["fields"]
    assert not any(name.endswith(("-says", "-place", "-fit", "-facet")) for name in read)


def test_a_row_taken_out_within_a_row_is_gone(draft: Draft, sent: QueryDict) -> None:
    sent["part-moments-0-value-choices-3-deleted"] = "1"
    form = PartForm("scenario", draft.data, sent, fixed=True)
    assert form.is_valid(), form.errors
    assert len(form.part.moments[0].choices) == 3


def test_only_what_a_place_says_can_be_picked(person: Any) -> None:
    standing = Standing.of(person("editor"))
    assert "sayings" not in choices_for(standing)
    sayings = choices_for(standing, sayings=True)["sayings"]
    there = [each for each in sayings if each["place"] == "procedures/neglect"]
    assert {each["facet"] for each in there} == {"key points", "how to do it", "what if", "lessons"}
    assert any(each["to"] == "Do not wait for one big event." for each in there)
    (lesson,) = [each for each in there if each["to"] == "reviews/family-m-2018#name-the-neglect"]
    assert lesson["words"].startswith("Staff were not steady")
    assert {each["more"] for each in choices_for(standing)["pages"]} == {"Box", "Procedure"}


def test_those_who_only_read_meet_it_in_words(draft: Draft, signed_in: Any) -> None:
    page = signed_in("reader").get(f"/desk/drafts/{draft.pk}/").content.decode()
    for words in ("What do you do about the bruise?", "Bruises and injuries in babies", "Best", "Not this"):
        assert words in page
    assert "which is not in the manual" not in page


def test_a_new_one_is_made_from_its_form(signed_in: Any, sent: QueryDict) -> None:
    sent["part-place"], sent["part-title"], sent["number"] = "practise/another", "Another", "0"
    answer = signed_in("editor").post("/desk/new/scenario/", sent)
    assert answer.status_code == 302
    assert Draft.objects.get(place="practise/another").kind == "scenario"


def test_its_place_starts_with_practise(signed_in: Any, sent: QueryDict) -> None:
    sent["part-place"], sent["number"] = "procedures/another", "0"
    answer = signed_in("editor").post("/desk/new/scenario/", sent)
    assert answer.status_code == 422
    assert not Draft.objects.filter(place="procedures/another").exists()
