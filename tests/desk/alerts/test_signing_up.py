"""Signing up: the same answer for everyone, one letter a day, and nothing kept of who does not want it."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.desk.alerts.conftest import links, told
from tests.desk.alerts.growing import STEP, Growing
from tests.desk.alerts.mailing import Server
from tests.desk.worked import work
from waymark.desk.alerts import public, settling, signing_up
from waymark.desk.doors.out import write_pack
from waymark.desk.models import Alert, Record, Subscriber

pytestmark = pytest.mark.django_db
ANN = "ann@example.org"
PAGES = ("/letters/alerts/", "/letters/alerts/asked/", "/letters/alerts/confirmed/", "/letters/alerts/left/")


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def asks(reader: Client) -> Any:
    """Someone signs up an address."""
    return lambda address, **choices: reader.post("/letters/alerts/", {"email": address, **choices})


def days_pass(days: float) -> None:
    """As if everyone had signed up so much earlier."""
    for each in Subscriber.objects.all():
        each.asked_at -= timedelta(days=days)
        each.save()


@pytest.mark.parametrize("way", PAGES)
def test_no_cookie_no_store_no_referrer_and_nothing_loaded_from_elsewhere(reader: Client, way: str) -> None:
    answer = reader.get(way, headers={"cookie": "waymark_desk=abcdefghijklmnopqrstuvwxyz012345"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    page = said(answer)
    assert "script" not in page.lower()
    assert " style=" not in page
    assert "Ring 999" in page


def test_the_page_begins_with_the_area_that_led_here_and_says_what_is_kept(reader: Client) -> None:
    page = said(reader.get("/letters/alerts/", {"for": "devon", "place": "referral/talk-it-over"}))
    assert '<option value="devon" selected>Devon' in page
    assert "/devon/contacts.html" in page
    assert "Back to “Talk it over with your manager or safeguarding lead”" in page
    assert 'href="/devon/referral/talk-it-over"' in page
    assert "Your address and these choices" in page
    assert "Health visitor or midwife" in page
    unknown = said(reader.get("/letters/alerts/", {"for": "atlantis", "place": "never/there"}))
    assert "atlantis" not in unknown
    assert "never" not in unknown


def test_an_address_that_is_known_is_answered_as_one_that_is_not(
    asks: Any, server: Server, signs_up: Any
) -> None:
    new = asks(ANN, gateway="devon")
    work()
    waiting = asks(ANN, gateway="devon")
    signs_up("ben@example.org", gateway="devon")
    days_pass(2)
    known = asks("ben@example.org", gateway="devon")
    for each in (waiting, known):
        assert (each.status_code, each.content, each["Location"]) == (303, new.content, new["Location"])
        assert not each.cookies
    work()
    words = server.to("ben@example.org")[-1].words
    assert "You are signed up already" in words
    assert "Devon" in words
    assert len(links(words)) == 1
    assert "/leave/" in links(words)[0]


def test_other_choices_count_once_they_are_confirmed(
    asks: Any, server: Server, signs_up: Any, reader: Client
) -> None:
    before = signs_up(ANN, gateway="devon")
    days_pass(2)
    asks(ANN, gateway="somerset", role="gp", local="on")
    work()
    before.refresh_from_db()
    assert (before.gateway, before.role) == ("devon", "")
    confirm, _ = links(server.to(ANN)[-1].words)
    page = said(reader.get(confirm))
    assert "Somerset" in page
    assert ANN not in page
    assert "GP" in page
    assert reader.post(confirm).status_code == 303
    before.refresh_from_db()
    assert (before.gateway, before.role, before.local, before.wanted) == ("somerset", "gp", True, None)


def test_opening_a_link_does_nothing(asks: Any, server: Server, reader: Client) -> None:
    asks(ANN, gateway="devon")
    work()
    confirm, leave = links(server.to(ANN)[0].words)
    for way in (confirm, leave):
        for method in ("get", "head"):
            assert getattr(reader, method)(way).status_code == 200
    found = Subscriber.objects.get()
    assert found.confirmed_at is None
    assert reader.post(leave).status_code == 303
    assert not Subscriber.objects.exists()
    assert reader.post(confirm).status_code == 404
    assert reader.post(leave).status_code == 303


@pytest.mark.parametrize(
    "token", ["x", "x.y", "{confirm}x", "{leave}", "a" * 500, "%00", "é"], ids=lambda each: each[:10]
)
def test_a_link_that_is_not_ours_opens_nothing(
    token: str, asks: Any, server: Server, reader: Client
) -> None:
    asks(ANN)
    work()
    confirm, leave = (way.split("/")[-2] for way in links(server.to(ANN)[0].words))
    wrong = token.format(confirm=confirm, leave=leave)
    for method in ("get", "post"):
        assert getattr(reader, method)(f"/letters/alerts/confirm/{wrong}/").status_code == 404
    wrong = token.replace("leave", "confirm").format(confirm=confirm)
    assert reader.post(f"/letters/alerts/leave/{wrong}/").status_code == 404
    assert Subscriber.objects.get().confirmed_at is None


def test_a_stranger_cannot_flood_anyone(asks: Any, server: Server) -> None:
    for address in (ANN, ANN, "ANN@Example.org", "ann+1@example.org", "ann+2@example.org"):
        assert asks(address).status_code == 303
        work()
    assert len(server.taken) == 1
    assert Subscriber.objects.count() == 1
    days_pass(0.9)
    asks(ANN)
    work()
    assert len(server.taken) == 1
    days_pass(0.2)
    asks(ANN)
    work()
    assert len(server.taken) == 2


def test_what_is_not_confirmed_in_two_days_is_deleted(
    asks: Any, server: Server, signs_up: Any, reader: Client
) -> None:
    signs_up("ben@example.org")
    asks(ANN)
    work()
    confirm = links(server.to(ANN)[0].words)[0]
    days_pass(1.9)
    settling.look()
    assert Subscriber.objects.count() == 2
    days_pass(0.2)
    assert reader.get(confirm).status_code == 404
    assert reader.post(confirm).status_code == 404
    settling.look()
    assert [each.email for each in Subscriber.objects.all()] == ["ben@example.org"]
    assert not Alert.objects.exists()


def test_the_last_moment_counts_for_choices_too(signs_up: Any, asks: Any) -> None:
    found = signs_up(ANN, gateway="devon")
    days_pass(1.5)
    asks(ANN, gateway="somerset")
    days_pass(2.1)
    settling.look()
    found.refresh_from_db()
    assert (found.gateway, found.wanted) == ("devon", None)


def test_too_many_in_a_minute_wait(asks: Any) -> None:
    now = timezone.now()
    Subscriber.objects.bulk_create(
        Subscriber(email=f"a{n}@example.org", asked_at=now) for n in range(signing_up.A_MINUTE)
    )
    answer = asks(ANN, gateway="devon")
    assert answer.status_code == 429
    assert ANN in said(answer)
    assert "wait a minute" in said(answer)
    assert not Subscriber.objects.filter(email=ANN).exists()
    Subscriber.objects.update(asked_at=now - timedelta(seconds=61))
    assert asks(ANN).status_code == 303


def test_too_many_in_an_hour_wait_too(asks: Any) -> None:
    then = timezone.now() - timedelta(minutes=30)
    Subscriber.objects.bulk_create(
        Subscriber(email=f"a{n}@example.org", asked_at=then) for n in range(signing_up.AN_HOUR)
    )
    assert asks(ANN).status_code == 429


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"email": ""}, "Give your e-mail address"),
        ({"email": "not an address"}, "does not look like an e-mail address"),
        ({"email": "ann@example.org\r\nBcc: ben@example.org"}, "does not look like"),
        ({"email": "ann@example.org,ben@example.org"}, "does not look like"),
        ({"gateway": "atlantis"}, "Select a valid choice"),
        ({"role": "king"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(asks: Any, given: dict[str, str], told: str) -> None:
    answer = asks(address=given.get("email", ANN), **{k: v for k, v in given.items() if k != "email"})
    assert answer.status_code == 422
    assert told in said(answer)
    assert 'aria-invalid="true"' in said(answer)
    assert not Subscriber.objects.exists()


def test_what_no_person_fills_in_and_what_is_far_too_long_is_not_kept(asks: Any) -> None:
    assert asks(ANN, website="https://buy.example").status_code == 303
    assert asks(ANN, role="x" * public.HEAVIEST).status_code == 413
    assert not Subscriber.objects.exists()


def test_an_address_with_letters_of_another_alphabet_is_written_as_mail_servers_read_it(asks: Any) -> None:
    asks("ann@bücher.example")
    assert Subscriber.objects.get().email == "ann@xn--bcher-kva.example"


def test_nobody_sees_an_address_anywhere(
    growing: Growing,
    server: Server,
    signs_up: Any,
    asks: Any,
    signed_in: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    from django_tasks_db.models import DBTaskResult

    secret = "quiteunheardof"
    with caplog.at_level(logging.DEBUG):
        signs_up(f"{secret}@example.org", gateway="devon", local="on")
        asks(f"{secret}2@example.org", gateway="atlantis")
        growing.reword(STEP, "Do this first", "Do this at once")
        growing.edition(timezone.localdate(), step="A reason.")
        growing.compile(timezone.now())
        server.answers = {"RCPT": f"550 5.1.1 <{secret}@example.org> is not here"}
        told()
        told(days=1.1)
        assert not Subscriber.objects.exists()
        server.answers = {}
        signs_up(f"{secret}@example.org", gateway="devon")
        signs_up(f"{secret}9@example.org", gateway="devon")
    pages = ("", "account/settings/", "record/", "search/?q=" + secret, "account/people/", "packs/")
    for who in ("keeper", "editor", "devon-signatory"):
        client = signed_in(who)
        for page in pages:
            shown = client.get(f"/desk/{page}").content.decode().replace("q=" + secret, "")
            assert f"{secret}@" not in shown
            assert f"{secret}9" not in shown
    assert "2 people are told" in signed_in("keeper").get("/desk/account/settings/").content.decode()
    write_pack(tmp_path / "out")
    call_command("dumpdata", "desk.Record", output=str(tmp_path / "out/record.json"), verbosity=0)
    for file in (tmp_path / "out").rglob("*"):
        assert not file.is_file() or secret.encode() not in file.read_bytes()
    assert secret not in str(list(Record.objects.values()))
    assert secret not in str(list(DBTaskResult.objects.values()))
    logged = [each.getMessage() for each in caplog.records if not each.name.startswith(("django.db", "mail"))]
    assert secret not in "".join(logged)
    assert secret not in "".join(capfd.readouterr())


def test_what_goes_wrong_is_told_without_an_address(
    growing: Growing, signs_up: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from django_tasks_db.models import DBTaskResult

    from waymark.desk.alerts import tasks
    from waymark.desk.background import waiting

    def broken() -> None:
        raise ValueError("no way to ann@example.org")

    monkeypatch.setattr(settling, "look", broken)
    tasks.look.enqueue()
    work()
    failed = DBTaskResult.objects.failed().get()
    assert "Stopped" in failed.exception_class_path
    assert ANN not in failed.traceback + caplog.text
    assert "ValueError" in caplog.text
    assert waiting(tasks.look).count() == 1
