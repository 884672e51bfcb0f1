"""Kept from spam without any third party: slips, limits by page and hour, and no address kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from tests.desk.letters.sending import CALM, HERE, fields, letter, said, send, slip, why
from waymark.desk.letters import limits
from waymark.desk.letters.slips import MOST, Age, age_of, new_slip
from waymark.desk.letters.tasks import look
from waymark.desk.models import HourCount, HourKey, Letter, Tally

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.9"


@pytest.fixture
def reader() -> Client:
    return Client(REMOTE_ADDR=ADDRESS)


@pytest.fixture(autouse=True)
def well_within_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here is cut in two by the clock striking."""
    now = timezone.now().replace(minute=30)
    monkeypatch.setattr(timezone, "now", lambda: now)


def stored() -> str:
    """Everything the desk's tables hold of letters, as text."""
    tables = (Letter, Tally, HourKey, HourCount)
    return "".join(str(list(table.objects.values())) for table in tables)


def test_a_slip_is_signed_and_has_its_time() -> None:
    now = timezone.now()
    assert age_of(new_slip(now - timedelta(seconds=3)), now) is Age.RIGHT
    assert age_of(new_slip(now), now) is Age.TOO_NEW
    assert age_of(new_slip(now - MOST - timedelta(seconds=2)), now) is Age.TOO_OLD
    assert age_of(new_slip(now + timedelta(hours=1)), now) is Age.TOO_OLD
    assert age_of(new_slip(now - timedelta(minutes=1))[:-1] + "x", now) is Age.TOO_OLD
    assert age_of("", now) is Age.TOO_OLD


@pytest.mark.parametrize("given", [letter(), why("hard")])
def test_what_is_sent_at_once_is_asked_for_again_with_the_words_kept(
    reader: Client, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = send(reader, {**given, "slip": new_slip()})
    assert answer.status_code == 422
    assert "That was very quick" in said(answer)
    assert given.get("words", "") in said(answer)
    assert not Letter.objects.exists()
    assert not Tally.objects.exists()
    now = timezone.now() + timedelta(seconds=3)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert send(reader, {**given, **fields(answer)}).status_code == 200
    assert Letter.objects.exists() or Tally.objects.exists()


@pytest.mark.parametrize("old", ["", "made-up.signature"])
def test_a_form_that_was_never_opened_here_sends_nothing(reader: Client, old: str) -> None:
    answer = send(reader, letter(slip=old))
    assert answer.status_code == 422
    assert "open for a long time" in said(answer)
    assert CALM in said(answer)
    assert fields(answer)["slip"] not in ("", old)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("given", [letter(), why("hard"), {**HERE, "clear": "yes"}])
def test_what_no_person_fills_in_is_thanked_and_not_kept(reader: Client, given: dict[str, str]) -> None:
    answer = send(reader, {**given, "website": "https://buy.example"})
    assert "Thank you" in said(answer)
    assert not Letter.objects.exists()
    assert not Tally.objects.exists()


def test_a_letter_that_is_sent_twice_is_kept_once(reader: Client) -> None:
    given = letter()
    assert "Your letter is sent" in said(send(reader, given))
    assert "Your letter is sent" in said(send(reader, given))
    assert Letter.objects.count() == 1


def test_several_from_one_address_and_page_wait_for_the_next_hour(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(limits.LETTERS):
        assert send(reader, letter()).status_code == 200
    answer = send(reader, letter("One more of mine."))
    assert answer.status_code == 429
    assert "You have sent several from this page in the last hour" in said(answer)
    assert "One more of mine." in said(answer)
    assert send(reader, letter(place="referral")).status_code == 200, "another page"
    other = Client(REMOTE_ADDR="203.0.113.10")
    assert send(other, letter()).status_code == 200, "another address"
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert send(reader, letter()).status_code == 200
    assert Letter.objects.count() == limits.LETTERS + 3


def test_answers_beyond_the_most_are_thanked_and_not_counted(reader: Client) -> None:
    for _ in range(limits.ANSWERS + 5):
        assert "Your answer is counted" in said(send(reader, {**HERE, "clear": "yes"}))
    assert Tally.objects.get().count == limits.ANSWERS


def test_what_another_site_has_its_readers_send_is_not_an_answer(reader: Client) -> None:
    answer = send(reader, {**HERE, "clear": "yes"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert "clear?" in said(answer)
    assert not Tally.objects.exists()
    assert (
        send(reader, fields(answer) | {"clear": "yes"}, HTTP_SEC_FETCH_SITE="same-origin").status_code == 200
    )
    assert Tally.objects.get().count == 1


def test_too_many_in_a_minute_wait_with_their_words_kept(reader: Client) -> None:
    now = timezone.now()
    Letter.objects.bulk_create(Letter(words="one of many", at=now) for _ in range(limits.A_MINUTE))
    answer = send(reader, letter())
    assert answer.status_code == 429
    assert CALM in said(answer)
    assert "wait a minute" in said(answer)
    Letter.objects.update(at=now - timedelta(seconds=61))
    assert send(reader, letter()).status_code == 200


def test_too_many_in_an_hour_wait_too(reader: Client) -> None:
    then = timezone.now() - timedelta(minutes=30)
    Letter.objects.bulk_create(Letter(words="one of many", at=then) for _ in range(limits.AN_HOUR))
    assert send(reader, letter()).status_code == 429


def test_too_many_about_one_page_wait_from_wherever_they_come(reader: Client) -> None:
    then = timezone.now() - timedelta(minutes=30)
    Letter.objects.bulk_create(
        Letter(words="one of many", at=then, partnership="devon", place=HERE["place"])
        for _ in range(limits.A_PAGE)
    )
    answer = send(reader, letter())
    assert answer.status_code == 429
    assert "about this page" in said(answer)
    assert send(reader, letter(place="referral")).status_code == 200


def test_no_address_is_kept_and_the_hours_key_goes_with_the_hour(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(reader, {**HERE, "clear": "no"})
    send(reader, letter())
    assert ADDRESS not in stored()
    key, marks = HourKey.objects.get().key, set(HourCount.objects.values_list("mark", flat=True))
    assert len(marks) == 4
    assert {len(each) for each in marks} == {64}
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    send(reader, {**HERE, "clear": "no"})
    assert HourKey.objects.get().key != key
    assert not marks & set(HourCount.objects.values_list("mark", flat=True))


def test_an_hour_is_forgotten_though_nobody_comes(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(reader, letter())
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    look.func()
    assert not HourKey.objects.exists()
    assert not HourCount.objects.exists()


def test_a_deleted_key_is_overwritten_in_the_database_file() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone()[0] in (1, 2)


@pytest.mark.parametrize(
    ("header", "proxies", "said_", "counts_as"),
    [
        ("", 0, "198.51.100.1", ADDRESS),
        ("X-Forwarded-For", 1, "198.51.100.1", "198.51.100.1"),
        ("X-Forwarded-For", 1, "made up, 198.51.100.1", "198.51.100.1"),
        ("X-Forwarded-For", 2, "made up, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        ("X-Forwarded-For", 2, "198.51.100.1", "198.51.100.1"),
        ("X-Forwarded-For", 0, "made up, 198.51.100.1", "198.51.100.1"),
    ],
)
def test_only_the_one_header_that_is_named_is_trusted(
    settings: Any, header: str, proxies: int, said_: str, counts_as: str
) -> None:
    settings.READER_HEADER, settings.ALLAUTH_TRUSTED_PROXY_COUNT = header, proxies
    asked = RequestFactory().post("/letters/", REMOTE_ADDR=ADDRESS, HTTP_X_FORWARDED_FOR=said_)
    assert limits.address_of(asked) == counts_as


def test_a_mark_differs_by_key_address_and_page() -> None:
    hour = datetime(2026, 11, 30, 9, 30, tzinfo=timezone.get_default_timezone())
    asked = RequestFactory().post("/letters/", REMOTE_ADDR=ADDRESS)
    assert limits.within(asked, "devon/a", 1, hour)
    assert limits.within(asked, "devon/b", 1, hour)
    assert not limits.within(asked, "devon/a", 1, hour)
    assert slip() != slip()
