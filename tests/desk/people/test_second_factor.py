"""A second factor: whoever signs or keeps the desk has one, sets it up first, and cannot do without."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.desk.conftest import AREAS
from tests.desk.people.conftest import PASSWORD, code_of, text

pytestmark = pytest.mark.django_db

SET_UP = "/desk/account/2fa/totp/activate/"
TAKE_AWAY = "/desk/account/2fa/totp/deactivate/"
CODES = "/desk/account/2fa/recovery-codes/"
CODE = "/desk/account/2fa/authenticate/"
SIGN = ["steering", "keeper", *(f"{area}-signatory" for area in AREAS)]


@pytest.mark.parametrize("name", SIGN)
@pytest.mark.parametrize("address", ["/desk/", "/desk/manual/", "/desk/account/", "/desk/account/people/"])
def test_signatories_and_keepers_are_sent_to_set_it_up_before_anything_else(
    proved: Any, name: str, address: str
) -> None:
    client = proved(name)
    assert client.get(address)["Location"] == SET_UP
    refused = client.post(address, {"part-title": "Words that must not be lost"})
    assert refused.status_code == 401
    assert SET_UP in refused.content.decode()
    assert "Words that must not be lost" in refused.content.decode()
    page = client.get(SET_UP)
    assert "your password alone is not enough" in text(page)
    assert "wagtail-sidebar" not in page.content.decode()


@pytest.mark.parametrize("name", ["reader", "editor", "devon-editor", "devon-reader"])
def test_others_go_straight_in_and_may_have_one(proved: Any, name: str) -> None:
    client = proved(name)
    assert client.get("/desk/").status_code == 200
    assert client.get(SET_UP).status_code == 200


def set_up(client: Client) -> tuple[str, Any]:
    found = re.search(r'door-secret">([A-Z2-7]+)<', client.get(SET_UP).content.decode())
    assert found is not None
    return found[1], client.post(SET_UP, {"code": code_of(found[1])}, follow=True)


def test_setting_it_up_shows_recovery_codes_and_opens_the_desk(
    proved: Any, person: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = proved("devon-signatory")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        secret, page = set_up(client)
    assert page.redirect_chain == [(CODES, 302)]
    codes = re.findall(r"<code>(\d{8})</code>", page.content.decode())
    assert len(set(codes)) == 10
    assert client.get(f"{CODES}download/").content.decode().count("\n") >= 10
    assert set(codes) <= set(client.get(f"{CODES}download/").content.decode().split())
    assert client.get("/desk/").status_code == 200
    assert "second factor was set up" in mail.outbox[0].subject
    # What is kept of it is of no use to someone who reads the database.
    kept = str(
        list(Authenticator.objects.filter(user=person("devon-signatory")).values_list("data", flat=True))
    )
    assert secret not in kept
    assert "gAAAA" in kept


def test_a_wrong_code_sets_nothing_up(proved: Any) -> None:
    client = proved("devon-signatory")
    client.get(SET_UP)
    assert "This code is not right" in text(client.post(SET_UP, {"code": "000000"}))
    assert client.get("/desk/")["Location"] == SET_UP


def test_the_password_alone_no_longer_opens_and_a_code_opens_once(sign_in: Any, with_factor: Any) -> None:
    secret = with_factor("devon-signatory")
    client = Client()
    assert sign_in("devon-signatory@example.org", client=client)["Location"] == CODE
    assert client.get("/desk/").status_code == 302
    code = code_of(secret)
    assert client.post(CODE, {"code": code})["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    again = Client()
    sign_in("devon-signatory@example.org", client=again)
    assert "This code is not right" in text(again.post(CODE, {"code": code}))


def test_a_recovery_code_opens_once(proved: Any, sign_in: Any) -> None:
    first = proved("devon-signatory")
    _, page = set_up(first)
    code = re.findall(r"<code>(\d{8})</code>", page.content.decode())[0]
    client = Client()
    sign_in("devon-signatory@example.org", client=client)
    assert client.post(CODE, {"code": code})["Location"] == "/desk/"
    other = Client()
    sign_in("devon-signatory@example.org", client=other)
    assert other.post(CODE, {"code": code}).status_code == 200
    assert code not in text(client.get(CODES))


def test_guessing_codes_is_stopped(sign_in: Any, with_factor: Any) -> None:
    secret = with_factor("devon-signatory")
    client = Client()
    sign_in("devon-signatory@example.org", client=client)
    for _ in range(6):
        assert "This code is not right" in text(client.post(CODE, {"code": "000000"}))
    assert "Too many codes were wrong" in text(client.post(CODE, {"code": code_of(secret)}))


@pytest.mark.parametrize("name", ["devon-signatory", "steering", "keeper"])
def test_nobody_takes_it_away_while_they_sign(proved: Any, name: str, person: Any) -> None:
    client = proved(name)
    set_up(client)
    assert "needs a second factor" in text(client.get(TAKE_AWAY))
    client.post(TAKE_AWAY)
    assert Authenticator.objects.filter(user=person(name), type=Authenticator.Type.TOTP).exists()
    assert client.get("/desk/").status_code == 200


def test_whoever_does_not_sign_may_take_it_away(proved: Any, person: Any) -> None:
    client = proved("devon-editor")
    set_up(client)
    assert "Take it away" in text(client.get(TAKE_AWAY))
    client.post(TAKE_AWAY)
    assert not Authenticator.objects.filter(user=person("devon-editor")).exists()


def test_recovery_codes_alone_are_no_second_factor(proved: Any, person: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    client = proved("devon-signatory")
    RecoveryCodes.activate(person("devon-signatory"))
    assert client.get("/desk/")["Location"] == SET_UP


def test_at_a_desk_for_trying_it_nobody_needs_one(proved: Any, settings: Any) -> None:
    settings.SECOND_FACTOR = False
    assert proved("devon-signatory").get("/desk/").status_code == 200


@pytest.mark.parametrize("address", [SET_UP, TAKE_AWAY, CODES, "/desk/account/2fa/"])
def test_strangers_see_nothing_of_it(address: str) -> None:
    assert Client().get(address)["Location"].startswith("/desk/account/login/")


def test_new_recovery_codes_end_the_old_ones(proved: Any) -> None:
    client = proved("devon-signatory")
    _, page = set_up(client)
    old = set(re.findall(r"<code>(\d{8})</code>", page.content.decode()))
    new = client.post(f"{CODES}generate/", follow=True)
    fresh = set(re.findall(r"<code>(\d{8})</code>", new.content.decode()))
    assert len(fresh) == 10
    assert not old & fresh


def test_the_password_is_right(sign_in: Any) -> None:
    # The fixtures above rest on it.
    assert sign_in("devon-editor@example.org", PASSWORD).status_code == 302


AGAIN = "/desk/account/2fa/another/"


def test_a_new_phone_takes_the_place_of_the_old_one(sign_in: Any, proved: Any, person: Any) -> None:
    client = proved("devon-signatory")
    old, _ = set_up(client)
    page = client.get(AGAIN)
    assert "The old app counts until the new one works" in text(page)
    found = re.search(r'door-secret">([A-Z2-7]+)<', page.content.decode())
    assert found is not None
    new = found[1]
    assert new != old
    # A wrong code changes nothing: the old app still opens.
    wrong = client.post(AGAIN, {"code": "000000"})
    assert wrong.status_code == 422
    assert (
        Authenticator.objects.get(user=person("devon-signatory"), type="totp")
        .wrap()
        .validate_code(code_of(old))
    )
    assert client.post(AGAIN, {"code": code_of(new)})["Location"] == "/desk/account/2fa/"
    kept = Authenticator.objects.get(user=person("devon-signatory"), type="totp")
    assert new not in str(kept.data)
    assert not kept.wrap().validate_code(code_of(old))
    assert kept.wrap().validate_code(code_of(new))
    assert client.get("/desk/").status_code == 200


def test_a_new_phone_asks_first_who_it_is(signed_in: Any, with_factor: Any, settings: Any) -> None:
    with_factor("devon-signatory")
    client = signed_in("devon-signatory")
    settings.SECOND_FACTOR = True
    for ask in (client.get, client.post):
        assert ask(AGAIN)["Location"].startswith("/desk/account/reauthenticate/")


def test_without_an_old_one_it_is_setting_one_up(proved: Any) -> None:
    assert proved("devon-editor").get(AGAIN)["Location"] == SET_UP


def test_what_happens_to_an_account_stands_in_the_record(
    proved: Any, sign_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from waymark.desk.models import Record

    client = proved("devon-editor")
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)
    new = "four odd words here"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/desk/account/password/change/", given)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(TAKE_AWAY)
    for at in range(8):
        sign_in("devon-editor@example.org", f"guess {at}")
        sign_in("stranger@example.org", f"guess {at}")
    lines = (
        Record.objects.filter(title="devon-editor")
        .order_by("id")
        .values_list("what", "by_name", "partnership")
    )
    assert list(lines) == [
        ("set up a second factor for", "devon-editor", "devon"),
        ("changed the password of", "devon-editor", "devon"),
        ("took away the second factor of", "devon-editor", "devon"),
        ("closed after wrong passwords", "", "devon"),
    ]


def test_another_secret_of_the_desk_opens_nothing_but_with_the_one_before(
    sign_in: Any, with_factor: Any, settings: Any
) -> None:
    secret = with_factor("devon-signatory")
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another secret of this desk"
    client = Client()
    sign_in("devon-signatory@example.org", client=client)
    assert "This code is not right" in text(client.post(CODE, {"code": code_of(secret)}))
    settings.SECRET_KEY_FALLBACKS = [before]
    assert client.post(CODE, {"code": code_of(secret)})["Location"] == "/desk/"
