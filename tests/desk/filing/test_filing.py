"""A file of local guidance: checked, kept, named, replaced and used again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from waymark.desk.models import Draft, KeptFile, Record
from waymark.desk.parts import part_of
from waymark.manual.local import LocalManuscript
from waymark.pages.paper.typeset import typeset

pytestmark = pytest.mark.django_db


@pytest.fixture
def guidance() -> Draft:
    return Draft.objects.filter(partnership="devon", kind="guidance").order_by("place")[0]


def paper(draft: Draft) -> bytes:
    """A tagged PDF, such as a partnership may have."""
    partnership = part_of("partnership", Draft.objects.get(partnership="devon", kind="partnership").data)
    return typeset(part_of("guidance", draft.data), partnership, None, "https://example.org")


def put(client: Any, draft: Draft, name: str, data: bytes, **said: str) -> Any:
    told = {
        "title": "A guide",
        "language": "en-GB",
        "rights_holder": "Devon",
        "licence": "All rights reserved",
    }
    return client.post(
        f"/desk/drafts/{draft.pk}/file/",
        {"number": number_of(draft), **told, **said, "file": SimpleUploadedFile(name, data)},
    )


def number_of(draft: Draft) -> str:
    """The save that someone has in front of them who opens the page now."""
    return str(Draft.objects.values_list("number", flat=True).get(pk=draft.pk))


def press(client: Any, draft: Draft, action: str) -> Any:
    return client.post(f"/desk/drafts/{draft.pk}/file/{action}", {"number": number_of(draft)})


def test_a_fit_file_is_kept_named_and_its_words_can_be_found(signed_in: Any, guidance: Draft) -> None:
    answer = put(signed_in("devon-editor"), guidance, "Our Guide (final).pdf", paper(guidance))
    assert answer.status_code == 302
    kept = KeptFile.objects.get(partnership="devon", title="A guide")
    assert guidance.title.split()[0] in kept.text
    assert kept.tagged
    guidance.refresh_from_db()
    file = guidance.data["file"]
    assert file["fingerprint"] == kept.bytes_id
    assert (file["language"], file["rights_holder"], file["licence"]) == (
        "en-GB",
        "Devon",
        "All rights reserved",
    )
    assert Record.objects.filter(what="put in a file", partnership="devon").exists()


@pytest.mark.parametrize("missing", ["title", "language", "rights_holder", "licence"])
def test_each_thing_to_be_said_of_a_file_is_asked_for(signed_in: Any, guidance: Draft, missing: str) -> None:
    answer = put(signed_in("devon-editor"), guidance, "guide.pdf", paper(guidance), **{missing: ""})
    assert answer.status_code == 422
    assert not KeptFile.objects.filter(title="A guide").exists()


def test_an_unfit_file_is_refused_with_words_and_not_kept(signed_in: Any, guidance: Draft) -> None:
    answer = put(signed_in("devon-editor"), guidance, "guide.pdf", b"MZ a program")
    assert answer.status_code == 422
    assert "This file cannot be used" in answer.content.decode()
    assert "a program" in answer.content.decode()
    assert not KeptFile.objects.filter(title="A guide").exists()


def test_a_replaced_file_is_used_again(signed_in: Any, guidance: Draft) -> None:
    client = signed_in("devon-editor")
    first = paper(guidance)
    put(client, guidance, "one.pdf", first)
    put(client, guidance, "two.pdf", first + b"\n")
    guidance.refresh_from_db()
    assert guidance.data["file"]["name"] == "two.pdf"
    kept = KeptFile.objects.get(name="one.pdf")
    assert client.get(f"/desk/drafts/{guidance.pk}/file/{kept.pk}/bytes/").content == first
    assert press(client, guidance, f"again/{kept.pk}/").status_code == 302
    guidance.refresh_from_db()
    assert guidance.data["file"]["name"] == "one.pdf"
    press(client, guidance, "leave-out/")
    guidance.refresh_from_db()
    assert "file" not in guidance.data
    assert KeptFile.objects.filter(name__in=("one.pdf", "two.pdf")).count() == 2


def test_a_page_is_set_as_an_accessible_pdf_and_told_stale_when_its_words_change(signed_in: Any) -> None:
    draft = Draft.objects.filter(partnership="somerset", kind="guidance", data__form__isnull=True).order_by(
        "place"
    )[0]
    client = signed_in("somerset-editor")
    assert press(client, draft, "set/").status_code == 302
    draft.refresh_from_db()
    assert draft.data["file"]["made_from"]
    assert KeptFile.objects.get(partnership="somerset", bytes_id=draft.data["file"]["fingerprint"]).tagged
    page = f"/desk/drafts/{draft.pk}/file/"
    assert "says something else by now" not in client.get(page).content.decode()
    draft.data["text"] += " More."
    draft.number += 1
    draft.save()
    assert "says something else by now" in client.get(page).content.decode()
    press(client, draft, "leave-out/")
    kept = KeptFile.objects.get(partnership="somerset", name=draft.data["file"]["name"], tagged=True)
    press(client, draft, f"again/{kept.pk}/")
    assert "says something else by now" in client.get(page).content.decode(), "used again, it is as old"


def test_the_slower_of_two_is_told_and_replaces_nothing(signed_in: Any, guidance: Draft) -> None:
    client, began = signed_in("devon-editor"), number_of(guidance)
    put(client, guidance, "one.pdf", first := paper(guidance))
    answer = put(client, guidance, "two.pdf", first + b"\n", number=began)
    assert "nothing of yours was done" in client.get(answer["Location"]).content.decode()
    client.post(f"/desk/drafts/{guidance.pk}/file/leave-out/", {"number": began})
    guidance.refresh_from_db()
    assert guidance.data["file"]["name"] == "one.pdf"
    assert not KeptFile.objects.filter(name="two.pdf").exists()


def test_what_no_line_holds_is_made_one_and_a_long_language_is_refused(
    signed_in: Any, guidance: Draft
) -> None:
    client = signed_in("devon-editor")
    assert put(client, guidance, "one.pdf", paper(guidance), title="A\tguide").status_code == 302
    assert KeptFile.objects.get(name="one.pdf").title == "A guide"
    long = "en-" + "-".join(["abcdefgh"] * 3)
    assert put(client, guidance, "two.pdf", paper(guidance), language=long).status_code == 422


def test_the_same_bytes_under_two_names_go_out_under_both(signed_in: Any, guidance: Draft) -> None:
    from waymark.desk.doors.out import pack_files

    other = Draft.objects.filter(partnership="devon", kind="guidance").exclude(pk=guidance.pk).first()
    assert other is not None
    data = paper(guidance)
    for draft, name in ((guidance, "one.pdf"), (other, "other.pdf")):
        put(signed_in("devon-editor"), draft, name, data)
    held = {f"partnerships/devon/draft/files/{name}": data for name in ("one.pdf", "other.pdf")}
    assert held.items() <= pack_files().items()


@pytest.mark.parametrize("name", ["plymouth-editor", "plymouth-signatory", "editor", "steering", "keeper"])
def test_nobody_else_sees_or_changes_a_partnerships_files(signed_in: Any, guidance: Draft, name: str) -> None:
    put(signed_in("devon-editor"), guidance, "one.pdf", paper(guidance))
    kept = KeptFile.objects.get(name="one.pdf")
    client = signed_in(name)
    assert client.get(f"/desk/drafts/{guidance.pk}/file/").status_code == 404
    assert client.get(f"/desk/drafts/{guidance.pk}/file/{kept.pk}/bytes/").status_code == 404
    assert put(client, guidance, "two.pdf", paper(guidance)).status_code == 404
    for action in (f"again/{kept.pk}/", "leave-out/", "set/"):
        assert press(client, guidance, action).status_code == 404


def test_a_signatory_who_does_not_write_sees_and_changes_nothing(signed_in: Any, guidance: Draft) -> None:
    client = signed_in("devon-signatory")
    assert client.get(f"/desk/drafts/{guidance.pk}/file/").status_code == 200
    assert put(client, guidance, "two.pdf", paper(guidance)).status_code == 404


def test_the_file_goes_out_with_the_local_manuscript(signed_in: Any, guidance: Draft) -> None:
    from waymark.desk.doors.out import draft_local, pack_files, papers

    put(signed_in("devon-editor"), guidance, "one.pdf", data := paper(guidance))
    local: LocalManuscript = draft_local("devon")
    assert papers(local)["one.pdf"] == data
    assert pack_files()["partnerships/devon/draft/files/one.pdf"] == data
