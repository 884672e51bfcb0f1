"""What is noticed stands at the very field it is about, before anything is saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from tests.desk.posted import posted
from waymark.desk.forms.part_form import PartForm
from waymark.desk.models import Draft, Save
from waymark.desk.noticing.field_by_field import told

pytestmark = pytest.mark.django_db


def noticed(draft: Draft, **more: str) -> dict[str, Any]:
    """What is noticed about a draft with some fields as they might be sent."""
    sent = QueryDict(mutable=True)
    sent.update({f"part-{name}": value for name, value in more.items()})
    return told(PartForm(draft.kind, draft.data, sent, fixed=True), draft.partnership, draft.place)


@pytest.fixture
def term() -> Draft:
    return Draft.objects.get(place="terms/referral")


LONG = "word " * 30 + "end."


def state(words: str) -> str:
    """Words as the editor in the browser holds them."""
    from waymark.desk.forms.rich import as_content_state

    return as_content_state(words)


def test_a_long_sentence_is_noticed_at_its_field_with_its_words(term: Draft) -> None:
    found = noticed(term, term="Referral", meaning=state(LONG), **{"also-count": "0"})
    said = found["fields"]["part-meaning"]["noticed"]
    assert any(each["sentence"].startswith("word word") for each in said)
    assert all(each["what"] and each["mend"] for each in said)


def test_a_plainer_word_is_offered(term: Draft) -> None:
    found = noticed(
        term, term="Referral", meaning=state("We will commence the visit today."), **{"also-count": "0"}
    )
    offers = [each for each in found["fields"]["part-meaning"]["noticed"] if each["plainer"]]
    assert offers
    assert offers[0]["words"] == "commence"
    assert "start" in offers[0]["plainer"]


def test_each_facet_has_its_reading_age(term: Draft) -> None:
    found = noticed(
        term,
        term="Referral",
        meaning=state("Tell them what you saw. They will ring you back today."),
        **{"also-count": "0"},
    )
    assert 4 < found["facets"]["meaning"]["age"] < 12
    assert found["age"] == found["facets"]["meaning"]["age"]


def test_a_link_that_leads_nowhere_is_told(term: Draft) -> None:
    found = noticed(
        term, term="Referral", meaning=state("See [this](referral/no-such-place)."), **{"also-count": "0"}
    )
    everything = [*found["whole"], *(each for field in found["fields"].values() for each in field["noticed"])]
    assert any("no-such-place" in each["what"] and each["severity"] == "refuse" for each in everything)


def test_a_row_that_stands_second_is_told_as_the_second(term: Draft) -> None:
    box = Draft.objects.get(place="referral/talk-it-over")
    form = {
        "title": "Talk it over",
        "kind": "step",
        "facets-key_points-count": "3",
        "facets-key_points-0-deleted": "",
        "facets-key_points-0-order": "1",
        "facets-key_points-0-type": "",
        "facets-key_points-0-id": "",
        "facets-key_points-0-value": state(LONG),
        "facets-key_points-1-deleted": "1",
        "facets-key_points-1-order": "2",
        "facets-key_points-1-type": "",
        "facets-key_points-1-id": "",
        "facets-key_points-1-value": state(LONG),
        "facets-key_points-2-deleted": "",
        "facets-key_points-2-order": "0",
        "facets-key_points-2-type": "",
        "facets-key_points-2-id": "",
        "facets-key_points-2-value": state("Short."),
    }
    for name in (
        "timescales",
        "facets-what_if",
        "facets-lessons",
        "facets-for_your_role",
        "sources",
        "checked",
        "not_certain",
    ):
        form[f"{name}-count"] = "0"
    found = noticed(box, **form)
    assert found["fields"]["part-facets-key_points-0-value"]["noticed"]
    assert not found["fields"]["part-facets-key_points-2-value"]["noticed"]
    assert "part-facets-key_points-1-value" not in found["fields"]


def test_nothing_is_saved_by_asking(signed_in: Any, term: Draft) -> None:
    before = Save.objects.count()
    answer = signed_in("editor").post(f"/desk/drafts/{term.pk}/findings/", {"part-term": "X"})
    assert answer.status_code == 200
    assert Save.objects.count() == before


@pytest.mark.parametrize("name", ["devon-editor", "steering", "reader"])
def test_only_who_writes_is_told(signed_in: Any, term: Draft, name: str) -> None:
    assert signed_in(name).post(f"/desk/drafts/{term.pk}/findings/", {}).status_code == 404


@pytest.mark.parametrize(
    ("kind", "change", "rule"),
    [
        ("guidance", {"text": "See [it](terms/nowhere-at-all)."}, "nowhere-at-all"),
        ("guidance", {"shown_at": ["referral/nowhere"]}, "referral/nowhere"),
        ("note", {"text": "See [it](terms/nowhere-at-all)."}, "nowhere-at-all"),
        ("partnership", {"accent": "#ffff00"}, "#ffff00"),
        ("local contact", {"example": False, "checked": False}, "last checked"),
    ],
)
def test_what_is_local_is_told_what_is_wrong_with_it(kind: str, change: dict[str, Any], rule: str) -> None:
    draft = Draft.objects.filter(partnership="devon", kind=kind).order_by("place")[0]
    data = {name: value for name, value in (draft.data | change).items() if value is not False}
    form = PartForm(kind, data, fixed=True)
    found = told(PartForm(kind, data, posted(form), fixed=True), "devon", draft.place)
    said = [each["what"] for field in found["fields"].values() for each in field["noticed"]]
    said += [each["what"] for each in found["whole"]]
    assert any(rule in each for each in said), found


def test_a_line_that_people_say_twice_is_told_at_the_field(term: Draft) -> None:
    data = posted(PartForm("term", term.data, fixed=True))
    data["part-people_say"] = "Telling someone\r\nReporting it\r\ntelling someone!"
    found = told(PartForm("term", term.data, data, fixed=True), term.partnership, term.place)
    (said,) = found["fields"]["part-people_say"]["noticed"]
    assert said["severity"] == "warn"
    assert "telling someone!" in said["what"]


def box_with(words: str, *, sources: list[str] | None = None, **more: Any) -> dict[str, Any]:
    """What is noticed of how to do a box, with other sources if given; by the field it stands at."""
    draft = Draft.objects.get(place="referral/talk-it-over")
    data = {**draft.data, "facets": {"how_to_do_it": words, **more}}
    if sources is not None:
        data["sources"] = sources
    found = told(
        PartForm("box", data, posted(PartForm("box", data, fixed=True)), fixed=True), "", draft.place
    )
    return {name: [each["what"] for each in field["noticed"]] for name, field in found["fields"].items()}


HOW = "part-facets-how_to_do_it"
LAW = "sources/children-act-1989#s47-1"
GUIDANCE = "sources/working-together-2023#strategy-discussion"


@pytest.mark.parametrize(
    ("sources", "noticed_there"), [([], True), ([GUIDANCE], True), ([LAW], False), ([GUIDANCE, LAW], False)]
)
def test_a_must_is_told_where_the_draft_cites_no_law(sources: list[str], noticed_there: bool) -> None:
    found = box_with("You must ring the school.", sources=sources)[HOW]
    assert any("needs a law" in each for each in found) is noticed_there


def test_a_must_in_words_to_families_is_a_promise() -> None:
    found = box_with("Ring.", sources=[], for_families={"parents": "They must tell you."})
    assert found["part-facets-for_families-parents"] == []


def test_sources_that_were_saved_count_while_the_form_is_wrong() -> None:
    draft = Draft.objects.get(place="referral/talk-it-over")
    for sources, noticed_there in (([LAW], False), ([GUIDANCE], True)):
        data = {**draft.data, "sources": sources, "facets": {"how_to_do_it": "You must ring."}}
        sent = posted(PartForm("box", data, fixed=True))
        sent["part-title"] = ""
        form = PartForm("box", data, sent, fixed=True)
        found = told(form, "", draft.place)["fields"][HOW]["noticed"]
        assert form.errors
        assert any("needs a law" in each["what"] for each in found) is noticed_there


def test_a_must_is_not_told_of_what_cites_nothing_ever(term: Draft) -> None:
    found = noticed(term, term="Referral", meaning=state("You must ring."), **{"also-count": "0"})
    assert found["fields"]["part-meaning"]["noticed"] == []


def test_a_noun_pile_is_told() -> None:
    found = box_with("Read the staff training policy document.")[HOW]
    assert found == ["“staff training policy document” piles up nouns."]


def test_passives_are_told_of_a_facet_that_is_full_of_them() -> None:
    few = box_with("He was seen. She ran. She rang. She hid. She sat. She left.")[HOW]
    many = box_with("He was seen. She was told. It was done. She hid. She sat. She left.")[HOW]
    assert few == []
    assert many == ["“was seen” is passive.", "“was told” is passive.", "“was done” is passive."]


def test_passives_of_a_list_count_over_all_its_rows() -> None:
    points = ["He was seen.", "She was told.", "It was done.", "She hid.", "She sat.", "She left."]
    found = box_with("Ring.", key_points=points)
    assert found["part-facets-key_points-0-value"] == ["“was seen” is passive."]
    assert found["part-facets-key_points-3-value"] == []
