"""The public endpoint of letters: plain, without a cookie, without a trace of who wrote."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from waymark.desk.doors.out import frozen_words
from waymark.desk.letters import public
from waymark.desk.letters.form import LONGEST
from waymark.desk.models import Consortium, Draft, Frozen, Letter, Record

pytestmark = pytest.mark.django_db

LETTER = {"area": "devon", "words": "The second link is old.", "page": "Talk it over", "reply_to": ""}


@pytest.fixture
def reader() -> Client:
    """Someone who never signed in, checked for forged requests as a browser would be."""
    return Client(enforce_csrf_checks=True)


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_danger_comes_first_then_who_reads_it_and_when_it_is_deleted(reader: Client) -> None:
    page = said(reader.get("/letters/", {"from": "devon"}))
    body = page.partition("<main>")[2]
    assert body.index("Ring 999") < body.index("<h1>")
    assert body.index("/devon/contacts.html") < body.index("<h1>")
    assert "the people who look after these procedures for Devon" in page
    assert "deleted after 90 days" in page
    assert "Do not name a child" in page
    Consortium.objects.update(keep_letters=30)
    assert "deleted after 30 days" in said(reader.get("/letters/"))


def test_it_begins_with_the_area_and_page_that_led_here(reader: Client) -> None:
    page = said(reader.get("/letters/", {"place": "referral/talk-it-over", "from": "devon"}))
    title = "Talk it over with your manager or safeguarding lead"
    assert f'value="{title}"' in page
    assert '<option value="devon" selected>Devon' in page
    assert 'value="referral/talk-it-over"' in page


def test_it_shows_nothing_of_a_draft(reader: Client) -> None:
    Draft.objects.filter(place="referral/talk-it-over").update(title="Not yet agreed")
    Draft.objects.filter(partnership="devon", kind="partnership").update(title="Not yet agreed")
    page = said(reader.get("/letters/", {"place": "referral/talk-it-over", "from": "devon"}))
    assert "Not yet agreed" not in page
    unknown = said(reader.get("/letters/", {"place": "referral/never-there", "from": "nowhere"}))
    assert "never-there" not in unknown


def test_a_letter_is_kept_with_what_was_written_and_nothing_else(reader: Client) -> None:
    answer = reader.post(
        "/letters/",
        {**LETTER, "place": "referral/talk-it-over", "reply_to": "teacher@example.org"},
        REMOTE_ADDR="203.0.113.9",
        HTTP_USER_AGENT="A browser that stands out",
    )
    assert (answer.status_code, answer["Location"]) == (303, "/letters/thanks/")
    letter = Letter.objects.get()
    held = {field.name: getattr(letter, field.name) for field in Letter._meta.fields}
    assert held.pop("id")
    assert timezone.now() - held.pop("at") < timedelta(minutes=1)
    assert held == {
        "partnership": "devon",
        "place": "referral/talk-it-over",
        "page": "Talk it over",
        "words": "The second link is old.",
        "reply_to": "teacher@example.org",
        "owner": None,
        "answered_at": None,
        "note": "",
    }
    assert "Thank you" in said(reader.get(answer["Location"]))
    assert not Record.objects.filter(more__has_key="letter").exists()


def test_lines_are_counted_as_a_browser_counts_them(reader: Client) -> None:
    words = "\r\n".join(["x"] * (LONGEST // 2))
    assert reader.post("/letters/", {**LETTER, "words": words}).status_code == 303
    assert "\r" not in Letter.objects.get().words


def test_guidance_that_readers_do_not_have_yet_lends_no_title(reader: Client) -> None:
    frozen = Frozen.objects.filter(partnership="devon").order_by("-order")[0]
    key = frozen_words(frozen.pk, frozen.fingerprint).guidance[0].key
    place = {"place": f"devon/local/{key}"}
    assert f'value="devon/local/{key}"' in said(reader.get("/letters/", place))
    Frozen.objects.filter(partnership="devon").update(in_force=timezone.localdate() + timedelta(days=9))
    page = said(reader.get("/letters/", place))
    assert f'value="devon/local/{key}"' not in page
    assert '<option value="devon" selected>Devon' in page


def test_a_letter_about_local_guidance_goes_to_its_partnership(reader: Client) -> None:
    reader.post("/letters/", {**LETTER, "area": "", "place": "plymouth/local/early-help"})
    assert Letter.objects.get().partnership == "plymouth"


@pytest.mark.parametrize("way", ["/letters/", "/letters/thanks/"])
def test_no_cookie_no_store_no_referrer_and_nothing_loaded_from_elsewhere(reader: Client, way: str) -> None:
    answer = reader.get(way)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    page = answer.content.decode()
    assert "script" not in page.lower()
    assert "csrf" not in page.lower()
    assert " style=" not in page


def test_a_cookie_that_is_sent_all_the_same_is_neither_read_nor_answered(reader: Client) -> None:
    answer = reader.get(
        "/letters/", headers={"cookie": "waymark_desk=abcdefghijklmnopqrstuvwxyz012345; other=1"}
    )
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_sending_sets_no_cookie(reader: Client) -> None:
    assert not reader.post("/letters/", LETTER).cookies
    assert not reader.post("/letters/", {**LETTER, "words": ""}).cookies


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"words": "  "}, "Write your letter here."),
        ({"words": "a" * 5001}, "longer than 5,000 letters"),
        ({"reply_to": "not an address"}, "does not look like an e-mail address"),
        ({"area": "atlantis"}, "Select a valid choice"),
        ({"page": "p" * 301}, "at most 300"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_words_stay(
    reader: Client, change: dict[str, str], told: str
) -> None:
    answer = reader.post("/letters/", {**LETTER, "place": "referral/talk-it-over", **change})
    page = said(answer)
    assert answer.status_code == 422
    assert told in page
    assert 'aria-invalid="true"' in page
    assert "words" in change or LETTER["words"] in page
    assert not Letter.objects.exists()


def test_a_letter_that_is_far_too_heavy_is_not_even_read(reader: Client) -> None:
    answer = reader.post("/letters/", {**LETTER, "words": "a" * (public.HEAVIEST + 1)})
    assert answer.status_code == 413
    assert not Letter.objects.exists()


def test_what_no_person_fills_in_is_thanked_and_not_kept(reader: Client) -> None:
    answer = reader.post("/letters/", {**LETTER, "website": "https://buy.example"})
    assert answer.status_code == 303
    assert not Letter.objects.exists()


def test_too_many_in_a_minute_wait_with_their_words_kept(reader: Client) -> None:
    now = timezone.now()
    Letter.objects.bulk_create(Letter(words="one of many", at=now) for _ in range(public.A_MINUTE))
    answer = reader.post("/letters/", LETTER)
    assert answer.status_code == 429
    assert LETTER["words"] in said(answer)
    assert "wait a minute" in said(answer)
    Letter.objects.update(at=now - timedelta(seconds=61))
    assert reader.post("/letters/", LETTER).status_code == 303


def test_too_many_in_an_hour_wait_too(reader: Client) -> None:
    then = timezone.now() - timedelta(minutes=30)
    Letter.objects.bulk_create(Letter(words="one of many", at=then) for _ in range(public.AN_HOUR))
    assert reader.post("/letters/", LETTER).status_code == 429


def test_words_are_in_no_log(reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        reader.post("/letters/", {**LETTER, "words": "quite unheard of"})
        reader.post("/letters/", {**LETTER, "words": "quite unheard of", "reply_to": "x"})
    assert "unheard" not in caplog.text


def test_what_was_written_is_never_markup(reader: Client, signed_in: Any) -> None:
    nasty = "<script>alert(1)</script>"
    page = said(reader.post("/letters/", {**LETTER, "words": nasty, "page": nasty, "reply_to": "x"}))
    assert "<script" not in page
    reader.post("/letters/", {**LETTER, "words": nasty, "page": nasty})
    client = signed_in("devon-editor")
    for way in ("/desk/letters/", f"/desk/letters/{Letter.objects.get().pk}/", "/desk/"):
        assert nasty not in client.get(way).content.decode()
