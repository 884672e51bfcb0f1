"""The pages where drafts are written: who may, what happens to a conflict, new drafts, and the lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.desk.posted import posted
from waymark.desk.forms.part_form import PartForm
from waymark.desk.models import Draft, Save

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Client]


def draft(place: str, partnership: str = "") -> Draft:
    return Draft.objects.get(place=place, partnership=partnership)


def sent(held: Draft, **changed: str) -> dict[str, Any]:
    """What a browser would send of a draft's form, with some inputs changed."""
    data = posted(PartForm(held.kind, held.data, fixed=True))
    data["number"] = str(held.number)
    for name, value in changed.items():
        data[name.replace("__", "-")] = value
    return {name: data.getlist(name) for name in data}


def test_saving_says_what_was_saved_and_keeps_who(signed_in: SignedIn) -> None:
    held = draft("terms/referral")
    browser = signed_in("editor")
    answer = browser.post(
        f"/desk/drafts/{held.pk}/", sent(held, part__term="Referral, or telling"), follow=True
    )
    assert answer.redirect_chain == [(f"/desk/drafts/{held.pk}/", 302)]
    assert b"Saved \xe2\x80\x9cReferral, or telling\xe2\x80\x9d" in answer.content
    after = draft("terms/referral")
    assert (after.number, after.data["term"]) == (held.number + 1, "Referral, or telling")
    assert after.changed_by.first_name == "editor"
    assert b" by editor" in answer.content


def test_wrong_input_keeps_every_word_and_saves_nothing(signed_in: SignedIn) -> None:
    held = draft("terms/referral")
    answer = signed_in("editor").post(
        f"/desk/drafts/{held.pk}/",
        sent(held, part__term="", part__meaning='{"blocks": [{"text": "My words"}]}'),
    )
    assert answer.status_code == 422
    assert b"My words" in answer.content
    assert draft("terms/referral").number == held.number


def test_a_conflict_shows_both_texts_and_a_second_save_keeps_yours(signed_in: SignedIn) -> None:
    held = draft("terms/referral")
    theirs, yours = signed_in("editor"), signed_in("editor")
    theirs.post(f"/desk/drafts/{held.pk}/", sent(held, part__term="Their word"))
    mine = sent(held, part__term="My word")
    answer = yours.post(f"/desk/drafts/{held.pk}/", mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Their word" in page
    assert "My word" in page
    assert [each.name for each in answer.context["differences"]] == ["term"]
    assert answer.context["number"] == held.number + 1
    assert draft("terms/referral").data["term"] == "Their word"
    again = yours.post(f"/desk/drafts/{held.pk}/", {**mine, "number": str(answer.context["number"])})
    assert again.status_code == 302
    assert draft("terms/referral").data["term"] == "My word"
    assert Save.objects.filter(draft=held, data__term="Their word").exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30])
def test_a_save_that_names_no_number_is_not_there(number: str, signed_in: SignedIn) -> None:
    held = draft("terms/referral")
    answer = signed_in("editor").post(f"/desk/drafts/{held.pk}/", {**sent(held), "number": number})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("who", "place", "partnership", "reads", "writes"),
    [
        ("editor", "terms/referral", "", 200, 302),
        ("reader", "terms/referral", "", 200, 404),
        ("steering", "terms/referral", "", 200, 404),
        ("devon-editor", "terms/referral", "", 200, 404),
        ("keeper", "terms/referral", "", 200, 404),
        ("nobody", "terms/referral", "", 404, 404),
        ("devon-editor", "partnership", "devon", 200, 302),
        ("devon-reader", "partnership", "devon", 200, 404),
        ("devon-signatory", "partnership", "devon", 200, 404),
        ("editor", "partnership", "devon", 404, 404),
        ("somerset-editor", "partnership", "devon", 404, 404),
        ("keeper", "partnership", "devon", 404, 404),
    ],
)
def test_who_reads_and_who_writes(
    who: str, place: str, partnership: str, reads: int, writes: int, signed_in: SignedIn
) -> None:
    held = draft(place, partnership)
    browser = signed_in(who)
    answer = browser.get(f"/desk/drafts/{held.pk}/")
    assert answer.status_code == reads
    if reads == 200:
        assert (b"data-save" in answer.content) == (writes == 302)
    assert browser.post(f"/desk/drafts/{held.pk}/", sent(held)).status_code == writes


def test_a_reader_sees_the_words_and_no_fields(signed_in: SignedIn) -> None:
    held = draft("urgent-action/emergency-action")
    page = signed_in("reader").get(f"/desk/drafts/{held.pk}/").content.decode()
    assert "Let the child go home as soon as it is safe." in page
    assert "An emergency protection order" in page
    assert "<textarea" not in page
    assert f'href="/desk/drafts/{draft("terms/care-order").pk}/"' in page or 'href="/desk/drafts/' in page


def test_what_was_taken_out_is_read_not_written(signed_in: SignedIn) -> None:
    Draft.objects.filter(place="terms/referral").update(gone=True)
    page = signed_in("editor").get(f"/desk/drafts/{draft('terms/referral').pk}/").content.decode()
    assert "This was taken out" in page
    assert "data-save" not in page


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("editor", "/desk/new/term/", 200),
        ("editor", "/desk/new/box/", 200),
        ("editor", "/desk/new/manual/", 404),
        ("editor", "/desk/new/note/", 404),
        ("editor", "/desk/new/note/?for=devon", 404),
        ("editor", "/desk/new/term/?for=devon", 404),
        ("editor", "/desk/new/nonsense/", 404),
        ("reader", "/desk/new/term/", 404),
        ("devon-editor", "/desk/new/term/", 404),
        ("devon-editor", "/desk/new/term/?for=devon", 404),
        ("devon-editor", "/desk/new/local-contact/?for=devon", 200),
        ("devon-editor", "/desk/new/guidance/?for=devon", 200),
        ("devon-editor", "/desk/new/partnership/?for=devon", 404),
        ("devon-editor", "/desk/new/note/?for=somerset", 404),
        ("devon-reader", "/desk/new/note/?for=devon", 404),
    ],
)
def test_who_begins_what(who: str, path: str, status: int, signed_in: SignedIn) -> None:
    assert signed_in(who).get(path).status_code == status


def new_box(**more: str) -> dict[str, Any]:
    data = posted(PartForm("box", {}))
    data.update(
        {"part-place": "referral/a-new-step", "part-title": "A new step", "part-kind": "step", **more}
    )
    return {name: data.getlist(name)[-1:] for name in data}


def test_a_new_box_is_put_into_the_chart_that_was_chosen(signed_in: SignedIn) -> None:
    answer = signed_in("editor").post("/desk/new/box/", new_box(chart="assessment"))
    made = draft("referral/a-new-step")
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/drafts/{made.pk}/")
    assert draft("assessment").data["boxes"][-1] == "referral/a-new-step"


@pytest.mark.parametrize("chart", ["", "no-such-chart"])
def test_a_new_box_needs_a_chart(chart: str, signed_in: SignedIn) -> None:
    answer = signed_in("editor").post("/desk/new/box/", new_box(chart=chart))
    assert answer.status_code == 422
    assert b"Choose the chart that the box stands in." in answer.content
    assert not Draft.objects.filter(place="referral/a-new-step").exists()


def test_a_place_that_is_taken_is_told_at_its_field_and_leaves_the_chart_alone(signed_in: SignedIn) -> None:
    sent_box = new_box(chart="assessment") | {"part-place": "referral/talk-it-over"}
    before = draft("assessment").data
    answer = signed_in("editor").post("/desk/new/box/", sent_box)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["place"]
    assert draft("assessment").data == before


def test_the_manual_lists_charts_with_their_boxes_as_they_are_told(signed_in: SignedIn) -> None:
    answer = signed_in("editor").get("/desk/manual/")
    first = answer.context["charts"][0]
    assert first.draft.data["number"] == 1
    assert [row.draft.place for row in first.rows] == first.draft.data["boxes"]
    listed = {row.draft.pk for shown in answer.context["charts"] for row in shown.rows}
    assert listed == set(Draft.objects.filter(kind="box").values_list("pk", flat=True))


@pytest.mark.parametrize(
    "path", ["/desk/manual/", "/desk/local/devon/", "/desk/drafts/{}/", "/desk/choices/"]
)
def test_questions_to_the_database_do_not_grow_with_what_there_is(
    path: str, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in("devon-editor")
    path = path.format(draft("urgent-action/emergency-action").pk)
    browser.get(path)
    with django_assert_max_num_queries(16):
        assert browser.get(path).status_code == 200


def test_what_is_local_says_what_waits(signed_in: SignedIn) -> None:
    contact = Draft.objects.filter(partnership="devon", kind="local contact").first()
    assert contact is not None
    Draft.objects.filter(pk=contact.pk).update(
        data={**contact.data, "checked": "2020-01-01", "example": False}
    )
    guidance = Draft.objects.filter(partnership="devon", kind="guidance").first()
    assert guidance is not None
    Draft.objects.filter(pk=guidance.pk).update(data={**guidance.data, "review_by": "2021-02"})
    lists = signed_in("devon-editor").get("/desk/local/devon/").context["lists"]
    marks = {row.draft.pk: [mark.words for mark in row.marks] for each in lists for row in each.rows}
    assert marks[contact.pk][0].startswith("not checked for ")
    assert marks[guidance.pk] == ["review passed"]
    notes = next(each for each in lists if each.kind == "note")
    assert not any("/" in row.draft.title for row in notes.rows)


def test_no_page_speaks_of_the_house_it_is_built_on(signed_in: SignedIn) -> None:
    page = signed_in("editor").get("/desk/manual/").content.decode()
    assert "<title>The shared manual · Waymark desk</title>" in page
    assert 'rel="icon"' in page
    assert "/desk/house/" not in page.replace("/desk/house/jsi18n/", "").replace("/desk/house/sprite/", "")


@pytest.mark.parametrize(("place", "status"), [("referral/still-worried", 302), ("strategy-discussion", 422)])
def test_a_note_is_made_only_where_the_shared_manual_has_a_place(
    place: str, status: int, signed_in: Any
) -> None:
    Draft.objects.filter(partnership="devon", place=f"notes:{place}").delete()
    held = Draft.objects.filter(partnership="devon", kind="note").first()
    assert held is not None
    sent = posted(PartForm("note", held.data))
    sent["part-place"] = place
    answer = signed_in("devon-editor").post("/desk/new/note/?for=devon", sent)
    assert answer.status_code == status
    assert Draft.objects.filter(partnership="devon", place=f"notes:{place}").exists() == (status == 302)
    if status == 422:
        assert "Choose a place of the shared manual" in answer.content.decode()
