"""The inbox: a letter is read by the people it is for, has a named owner, and is deleted in time."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from tests.desk.letters.sending import said
from waymark.desk.letters.inbox import LONGEST_NOTE
from waymark.desk.models import Letter, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(db: None) -> dict[str, Letter]:
    made = {}
    for key in ("devon", "plymouth", ""):
        made[key] = Letter.objects.create(
            partnership=key,
            place="referral/talk-it-over" if key == "devon" else "",
            page=f"Page of {key or 'all'}",
            words=f"Words for {key or 'all'}",
            reply_to="teacher@example.org",
            at=timezone.now(),
        )
    return made


def test_a_letter_is_read_by_the_editors_and_signatories_it_is_for(
    letters: dict[str, Letter], signed_in: Any
) -> None:
    for name, reads in (
        ("devon-editor", "devon"),
        ("devon-signatory", "devon"),
        ("devon-reader", None),
        ("plymouth-editor", "plymouth"),
        ("editor", ""),
        ("steering", None),
        ("reader", None),
        ("keeper", None),
    ):
        client = signed_in(name)
        inbox, home = said(client.get("/desk/letters/")), said(client.get("/desk/"))
        for key, letter in letters.items():
            sees = key == reads
            assert (letter.page in inbox) is sees, (name, key)
            assert (letter.page in home) is sees, (name, key)
            for way in ("", "delete/"):
                answer = client.get(f"/desk/letters/{letter.pk}/{way}")
                assert answer.status_code == (200 if sees else 404), (name, key, way)
            if not sees:
                for do in ("take", "answered", "note"):
                    refused = client.post(f"/desk/letters/{letter.pk}/", {"do": do, "note": "x"})
                    assert refused.status_code == 404
                assert client.post(f"/desk/letters/{letter.pk}/delete/").status_code == 404
    assert Letter.objects.filter(owner=None, answered_at=None, note="").count() == 3


def test_a_letter_is_taken_by_one_named_person(
    letters: dict[str, Letter], signed_in: Any, person: Any
) -> None:
    way = f"/desk/letters/{letters['devon'].pk}/"
    first, second = signed_in("devon-editor"), signed_in("devon-signatory")
    assert first.post(way, {"do": "take"}).status_code == 302
    told = said(second.post(way, {"do": "take"}, follow=True))
    assert "Someone else took this letter before you" in told
    assert "devon-editor has it" in told
    assert Letter.objects.get(pk=letters["devon"].pk).owner == person("devon-editor")
    assert "Page of devon" in said(first.get("/desk/letters/", {"state": "mine"}))
    assert "Page of devon" not in said(second.get("/desk/letters/", {"state": "mine"}))
    assert "Page of devon" not in said(second.get("/desk/")), "it waits for its owner only"
    first.post(way, {"do": "leave"})
    assert Letter.objects.get(pk=letters["devon"].pk).owner is None


def test_a_letter_is_answered_and_noted(letters: dict[str, Letter], signed_in: Any) -> None:
    way = f"/desk/letters/{letters['devon'].pk}/"
    client = signed_in("devon-editor")
    assert "mailto:teacher@example.org" in said(client.get(way))
    client.post(way, {"do": "note", "note": "Rang the school."})
    client.post(way, {"do": "answered"})
    assert "Page of devon" not in said(client.get("/desk/letters/"))
    assert "Page of devon" in said(client.get("/desk/letters/", {"state": "answered"}))
    assert "Page of devon" not in said(client.get("/desk/"))
    assert "Rang the school." in said(client.get(way))
    client.post(way, {"do": "again"})
    assert "Page of devon" in said(client.get("/desk/letters/"))
    assert client.post(way, {"do": "burn"}).status_code == 404


def test_a_note_that_someone_changed_meanwhile_is_shown_beside_ones_own(
    letters: dict[str, Letter], signed_in: Any
) -> None:
    way = f"/desk/letters/{letters['devon'].pk}/"
    first, second = signed_in("devon-editor"), signed_in("devon-signatory")
    first.post(way, {"do": "note", "note": "Rang the school.\r\nNo answer.", "before": ""})
    answer = second.post(way, {"do": "note", "note": "I shall write.", "before": ""})
    assert answer.status_code == 409
    assert "Rang the school." in said(answer)
    assert "I shall write.</textarea>" in said(answer)
    assert Letter.objects.get(pk=letters["devon"].pk).note == "Rang the school.\nNo answer."
    held = "Rang the school.\r\nNo answer."
    assert second.post(way, {"do": "note", "note": "Both.", "before": held}).status_code == 302
    assert Letter.objects.get(pk=letters["devon"].pk).note == "Both."


def test_taking_a_letter_keeps_the_note_that_stands_in_the_page(
    letters: dict[str, Letter], signed_in: Any, person: Any
) -> None:
    way = f"/desk/letters/{letters['devon'].pk}/"
    client = signed_in("devon-editor")
    assert client.post(way, {"do": "take", "note": "I ring today.", "before": ""}).status_code == 302
    held = Letter.objects.get(pk=letters["devon"].pk)
    assert (held.note, held.owner) == ("I ring today.", person("devon-editor"))
    assert client.post(way, {"do": "answered", "note": "Mine.", "before": "other"}).status_code == 409
    assert Letter.objects.get(pk=letters["devon"].pk).answered_at is None


def test_a_note_that_is_too_long_is_given_back_whole(letters: dict[str, Letter], signed_in: Any) -> None:
    way = f"/desk/letters/{letters['devon'].pk}/"
    client = signed_in("devon-editor")
    lines = "\r\n".join(["x"] * (LONGEST_NOTE // 2))
    assert client.post(way, {"do": "note", "note": lines, "before": ""}).status_code == 302
    kept = Letter.objects.get(pk=letters["devon"].pk).note
    answer = client.post(way, {"do": "note", "note": "y" * (LONGEST_NOTE + 1), "before": kept})
    assert answer.status_code == 409
    assert f"this has {LONGEST_NOTE + 1} letters" in said(answer)
    assert "y" * (LONGEST_NOTE + 1) in said(answer)
    assert Letter.objects.get(pk=letters["devon"].pk).note == kept


def test_an_answer_goes_to_the_address_that_was_given_and_no_other(
    letters: dict[str, Letter], signed_in: Any
) -> None:
    held = letters["devon"]
    Letter.objects.filter(pk=held.pk).update(reply_to="a&bcc=b@example.org")
    page = said(signed_in("devon-editor").get(f"/desk/letters/{held.pk}/"))
    assert "mailto:a%26bcc%3Db@example.org" in page


def test_a_letter_is_deleted_after_asking_and_the_record_keeps_no_word_of_it(
    letters: dict[str, Letter], signed_in: Any
) -> None:
    way = f"/desk/letters/{letters['devon'].pk}/delete/"
    client = signed_in("devon-editor")
    assert "for ever" in said(client.get(way))
    assert Letter.objects.count() == 3
    assert client.post(way).status_code == 302
    assert not Letter.objects.filter(partnership="devon").exists()
    line = Record.objects.first()
    assert (line.what, line.partnership) == ("deleted a letter", "devon")
    kept = f"{line.title} {line.place} {line.more}"
    assert "Words" not in kept
    assert "Page" not in kept
    assert "deleted a letter" in said(client.get("/desk/record/"))
    for name in ("devon-reader", "plymouth-editor", "editor", "keeper"):
        assert "deleted a letter" not in said(signed_in(name).get("/desk/record/"))


def test_the_inbox_is_narrowed_by_partnership_and_place(
    letters: dict[str, Letter], signed_in: Any, person: Any
) -> None:
    from waymark.desk.models import Duty

    Duty.objects.create(user=person("devon-editor"), partnership="plymouth", what="editor")
    client = signed_in("devon-editor")
    both = said(client.get("/desk/letters/"))
    assert "Page of devon" in both
    assert "Page of plymouth" in both
    for asked in ({"whose": "devon"}, {"place": "referral/talk-it-over"}):
        page = said(client.get("/desk/letters/", asked))
        assert "Page of devon" in page
        assert "Page of plymouth" not in page
    assert "Page of plymouth" in said(client.get("/desk/letters/", {"whose": ""}))
    stray = said(client.get("/desk/letters/", {"whose": "bristol", "place": "x", "state": "y", "page": "z"}))
    assert "Page of plymouth" in stray


def test_a_letter_leads_to_the_draft_it_is_about(letters: dict[str, Letter], signed_in: Any) -> None:
    from waymark.desk.models import Draft

    box = Draft.objects.get(place="referral/talk-it-over")
    page = said(signed_in("devon-editor").get(f"/desk/letters/{letters['devon'].pk}/"))
    assert f"/desk/drafts/{box.pk}/" in page


def test_the_inbox_asks_the_database_as_often_however_many_letters_there_are(
    letters: dict[str, Letter], signed_in: Any, person: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in("devon-editor")
    counts = []
    for _ in range(2):
        client.get("/desk/letters/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/letters/")
        counts.append(len(queries))
        Letter.objects.bulk_create(
            Letter(partnership="devon", words=str(n), at=timezone.now(), owner=person("devon-editor"))
            for n in range(40)
        )
    assert counts[0] == counts[1]
