"""Sessions end; something grave asks for the password again; what was written is not lost by it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from tests.desk.people.conftest import LOGIN, PASSWORD, code_of, text
from waymark.desk.people.proving import recently_proved
from waymark.desk.people.sitting import BEGAN, SEEN
from waymark.desk.urls import urlpatterns as all_addresses

pytestmark = pytest.mark.django_db


def move(client: Client, *, began: float = 0, seen: float = 0) -> None:
    """Let a session be so many minutes older."""
    session = client.session
    session[BEGAN] -= began * 60
    session[SEEN] -= seen * 60
    session.save()


def test_a_session_ends_after_half_an_hour_in_which_nothing_was_done(proved: Any) -> None:
    client = proved("devon-editor")
    move(client, seen=29)
    assert client.get("/desk/").status_code == 200
    move(client, seen=31)
    assert client.get("/desk/")["Location"] == f"{LOGIN}?next=%2Fdesk%2F"
    assert "nothing was done for a while" in text(client.get(LOGIN))


def test_how_long_may_be_set(proved: Any, settings: Any) -> None:
    settings.SESSION_IDLE = timezone.timedelta(minutes=5)
    client = proved("devon-editor")
    move(client, seen=6)
    assert client.get("/desk/").status_code == 302


def test_a_session_ends_after_eight_hours_however_busy(proved: Any) -> None:
    client = proved("devon-editor")
    move(client, began=7 * 60 + 59)
    assert client.get("/desk/").status_code == 200
    move(client, began=2)
    assert client.get("/desk/").status_code == 302
    assert "eight hours are over" in text(client.get(LOGIN))


def test_being_busy_is_written_down_once_a_minute(proved: Any, django_assert_num_queries: Any) -> None:
    client = proved("devon-editor")
    client.get("/desk/choices/")
    before = client.session[SEEN]
    client.get("/desk/choices/")
    assert client.session[SEEN] == before
    move(client, seen=2)
    client.get("/desk/choices/")
    assert client.session[SEEN] > before - 1


def test_a_session_ends_when_the_browser_closes(proved: Any) -> None:
    assert proved("devon-editor").cookies["waymark_desk"]["max-age"] == ""


def test_changing_the_password_ends_all_other_sessions_and_keeps_this_one(proved: Any) -> None:
    here, elsewhere = proved("devon-editor"), proved("devon-editor")
    new = "four odd words here"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/desk/account/password/change/", given).status_code == 302
    assert here.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302


def test_signing_out_everywhere_ends_every_session_of_that_person_alone(proved: Any) -> None:
    here, elsewhere, other = proved("devon-editor"), proved("devon-editor"), proved("devon-reader")
    assert here.post("/desk/account/", {"do": "everywhere"})["Location"] == LOGIN
    assert here.get("/desk/").status_code == 302
    assert elsewhere.get("/desk/").status_code == 302
    assert other.get("/desk/").status_code == 200


def test_sessions_that_are_over_are_forgotten(proved: Any) -> None:
    proved("devon-editor")
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(hours=1))
    proved("devon-reader")
    assert Session.objects.count() == 1


def test_words_that_come_after_the_session_ended_are_kept_at_hand(proved: Any) -> None:
    client = proved("devon-editor")
    address = "/desk/new/guidance/?for=devon"
    move(client, seen=31)
    answer = client.post(
        address, {"title": ["A <long> text"], "text": "Hours of work.", "password": "secret"}
    )
    assert answer.status_code == 401
    page = answer.content.decode()
    assert f'action="{address}"' in page
    assert '<input type="hidden" name="title" value="A &lt;long&gt; text">' in page
    assert 'value="Hours of work."' in page
    assert "secret" not in page


def test_words_sent_again_after_signing_in_arrive(sign_in: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', client.get(LOGIN).content.decode())
    assert token is not None
    sign_in("devon-editor@example.org", client=client, csrfmiddlewaretoken=token[1])
    stale = client.post("/desk/account/", {"name": "New Name", "csrfmiddlewaretoken": token[1]})
    assert stale.status_code == 403
    assert "This page was open for too long" in text(stale)
    # What door.js puts into the form: the token as the cookie has it.
    fresh = client.cookies["waymark_desk_csrf"].value
    assert (
        client.post("/desk/account/", {"name": "New Name", "csrfmiddlewaretoken": fresh}).status_code == 302
    )


done: list[dict[str, str]] = []


@recently_proved
def grave(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        done.append(dict(request.POST.items()))
    return HttpResponse(f"done {request.POST.get('words', '')}")


urlpatterns = [*all_addresses, path("desk/grave/", grave, name="desk_grave")]


@pytest.fixture
def grave_address(settings: Any) -> str:
    settings.ROOT_URLCONF = __name__
    done.clear()
    return "/desk/grave/"


def older(client: Client, minutes: float) -> None:
    """Let it be so long ago that someone gave their password."""
    session = client.session
    key = "account_authentication_methods"
    session[key] = [record | {"at": record["at"] - minutes * 60} for record in session[key]]
    session.save()


def test_something_grave_asks_again_after_ten_minutes_and_is_then_done_as_it_was_sent(
    proved: Any, grave_address: str
) -> None:
    client = proved("devon-editor")
    assert client.post(grave_address, {"words": "at once"}).content == b"done at once"
    older(client, 9)
    assert client.post(grave_address, {"words": "soon"}).content == b"done soon"
    older(client, 2)
    assert client.get(grave_address).content == b"done "
    done.clear()
    asked = client.post(grave_address, {"words": "late"})
    assert asked["Location"] == "/desk/account/reauthenticate/?next=%2Fdesk%2Fgrave%2F"
    assert done == []
    assert "This is not your password" in text(client.post(asked["Location"], {"password": "wrong"}))
    assert done == []
    again = client.post(asked["Location"], {"password": PASSWORD, "next": grave_address})
    assert again.content == b"done late"
    assert done == [{"words": "late"}]
    assert client.post(grave_address, {"words": "after"}).content == b"done after"


def test_a_code_proves_it_as_well(sign_in: Any, with_factor: Any, grave_address: str) -> None:
    secret = with_factor("devon-signatory")
    client = Client()
    sign_in("devon-signatory@example.org", client=client)
    client.post("/desk/account/2fa/authenticate/", {"code": code_of(secret)})
    older(client, 11)
    assert client.post(grave_address).status_code == 302
    page = client.get("/desk/account/reauthenticate/?next=/desk/grave/")
    assert "Use a code from your app instead" in text(page)
    from django.core.cache import cache

    cache.clear()
    client.post("/desk/account/2fa/reauthenticate/?next=/desk/grave/", {"code": code_of(secret)})
    assert client.post(grave_address, {"words": "code"}).content == b"done code"


def test_guessing_the_password_there_closes_it_as_well(proved: Any, grave_address: str) -> None:
    client = proved("devon-editor")
    older(client, 11)
    client.post(grave_address)
    for at in range(5):
        answer = client.post("/desk/account/reauthenticate/?next=/desk/grave/", {"password": f"guess {at}"})
    assert answer.status_code == 429
    assert done == []


def test_at_a_desk_for_trying_it_nobody_is_asked_again(
    proved: Any, grave_address: str, settings: Any
) -> None:
    settings.SECOND_FACTOR = False
    client = proved("devon-editor")
    older(client, 60)
    assert client.post(grave_address, {"words": "yes"}).content == b"done yes"


def test_cookies_stay_within_the_desk_and_out_of_reach_of_scripts(proved: Any, client: Client) -> None:
    here = proved("devon-editor")
    # A message is kept too: Django's own way would set a cookie for the whole site.
    answers = [
        here.post("/desk/account/", {"name": "New Name"}),
        here.get("/desk/account/"),
        here.get("/desk/"),
    ]
    seen = {name: cookie for answer in answers for name, cookie in answer.cookies.items()} | dict(
        here.cookies
    )
    assert set(seen) == {"waymark_desk", "waymark_desk_csrf"}
    assert {cookie["path"] for cookie in seen.values()} == {"/desk/"}
    assert {cookie["samesite"] for cookie in seen.values()} == {"Lax"}
    assert seen["waymark_desk"]["httponly"] is True
    for outside in ("/", "/letters/", "/devon/", "/desk"):
        assert client.get(outside).cookies == {}


@pytest.mark.parametrize(("live", "secure"), [("yes", True), ("", False)])
def test_cookies_go_over_https_alone_where_people_rely_on_the_desk(
    live: str, secure: bool, tmp_path: Path
) -> None:
    code = (
        "import json; from waymark.desk import settings as s; print(json.dumps([s.SESSION_COOKIE_SECURE, "
        "s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.ACCOUNT_DEFAULT_HTTP_PROTOCOL == 'https', "
        "s.ALLAUTH_TRUSTED_PROXY_COUNT == 1, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_PATH, "
        "s.SECOND_FACTOR, s.SESSION_EXPIRE_AT_BROWSER_CLOSE, s.SESSION_COOKIE_AGE]))"
    )
    given = {**os.environ, "WAYMARK_LIVE": live, "WAYMARK_DESK": str(tmp_path), "WAYMARK_TRYING": "yes"}
    told = subprocess.run([sys.executable, "-c", code], env=given, check=True, capture_output=True, text=True)
    import json

    assert json.loads(told.stdout) == [secure] * 5 + [True, "/desk/", secure, True, 8 * 3600]


def test_pages_of_the_desk_are_kept_nowhere(proved: Any) -> None:
    client = proved("devon-editor")
    for address in ("/desk/", "/desk/account/", "/desk/account/2fa/"):
        assert "no-store" in client.get(address)["Cache-Control"], address
    assert "no-" in Client().get(LOGIN)["Cache-Control"]
