"""Coming in: by invitation only, with a strong password; guessing is stopped, and tells nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.desk.people.conftest import LOGIN, PASSWORD, text
from waymark.desk.people.gate import OPEN, OWN

pytestmark = pytest.mark.django_db


def test_an_address_and_a_password_lead_to_today(sign_in: Any) -> None:
    answer = sign_in("Devon-Editor@Example.org")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_one_comes_back_to_the_page_one_wanted_but_never_to_another_site(sign_in: Any) -> None:
    first = Client().get("/desk/local/devon/?q=tea+%26+cake")
    assert first["Location"] == f"{LOGIN}?next=%2Fdesk%2Flocal%2Fdevon%2F%3Fq%3Dtea%2B%2526%2Bcake"
    assert sign_in("devon-editor@example.org", next="/desk/local/devon/")["Location"] == "/desk/local/devon/"
    assert sign_in("devon-editor@example.org", next="https://elsewhere.example/")["Location"] == "/desk/"


@pytest.mark.parametrize("email", ["devon-editor@example.org", "stranger@example.org"])
def test_a_wrong_password_says_the_same_whether_there_is_an_account_or_not(sign_in: Any, email: str) -> None:
    answer = sign_in(email, "not the password")
    assert "The address or the password is not right." in text(answer)
    assert "_auth_user_id" not in answer.client.session


def test_an_ended_account_answers_as_if_there_were_none(sign_in: Any, person: Any) -> None:
    user = person("devon-editor")
    user.is_active = False
    user.save()
    ended, stranger = sign_in(user.email), sign_in("stranger@example.org")
    assert text(ended).replace(user.email, "") == text(stranger).replace("stranger@example.org", "")
    assert ended.status_code == stranger.status_code == 200


@pytest.mark.parametrize("email", ["devon-editor@example.org", "stranger@example.org"])
def test_five_wrong_passwords_close_an_account_for_half_an_hour(sign_in: Any, email: str) -> None:
    answers = [sign_in(email, f"guess {at}") for at in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "30 minutes" in text(answers[-1])
    assert email not in answers[-1].content.decode()
    # The right password does not open it either, in whatever way the address is written.
    for way in (email, email.upper()):
        again = sign_in(way)
        assert again.status_code == 429
        assert text(again) == text(answers[-1])
    AccessAttempt.objects.update(
        attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=31)
    )
    assert sign_in(email).status_code == (302 if email.startswith("devon") else 200)


def test_trying_while_it_is_closed_does_not_make_it_longer(sign_in: Any) -> None:
    for at in range(5):
        sign_in("devon-editor@example.org", f"guess {at}")
    AccessAttempt.objects.update(
        attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=29)
    )
    when = AccessAttempt.objects.get().attempt_time
    sign_in("devon-editor@example.org", "guess again")
    assert AccessAttempt.objects.get().attempt_time == when


def test_guessing_at_one_account_closes_neither_another_nor_the_same_from_elsewhere(sign_in: Any) -> None:
    for at in range(6):
        sign_in("devon-editor@example.org", f"guess {at}")
    assert sign_in("devon-signatory@example.org").status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in("devon-editor@example.org", client=elsewhere).status_code == 302


def test_guessing_from_many_addresses_is_stopped_too(sign_in: Any, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/30m/key"}
    for at in range(3):
        sign_in("devon-editor@example.org", f"guess {at}", Client(REMOTE_ADDR=f"192.0.2.{at}"))
    answer = sign_in("devon-editor@example.org", client=Client(REMOTE_ADDR="192.0.2.9"))
    assert answer.status_code == 200
    assert "wrong too often" in text(answer)


def test_what_is_counted_is_counted_together_by_all_workers(settings: Any) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    from django.core.cache import cache
    from django.core.cache.backends.db import DatabaseCache

    from waymark.desk.models.people import Counted

    cache.set("guesses", 4)
    another_worker = DatabaseCache(settings.CACHES["default"]["LOCATION"], {})
    assert another_worker.get("guesses") == 4
    assert another_worker.add("guesses", 1) is False
    assert Counted.objects.count() == 1


def test_a_password_given_right_forgets_the_wrong_ones(sign_in: Any) -> None:
    for at in range(4):
        sign_in("devon-editor@example.org", f"guess {at}")
    assert sign_in("devon-editor@example.org").status_code == 302
    assert AccessAttempt.objects.count() == 0


def test_no_password_and_no_address_is_kept_of_those_who_tried(sign_in: Any) -> None:
    sign_in("devon-editor@example.org", "my real password at home")
    kept = AccessAttempt.objects.values().get()
    assert "my real password" not in str(kept)
    assert "devon-editor" not in kept["post_data"]


def closed() -> list[str]:
    """The addresses of allauth that the gate keeps closed, found by walking the table of addresses."""
    found: list[str] = []

    def walk(resolver: URLResolver, above: str) -> None:
        for pattern in resolver.url_patterns:
            route = above + str(pattern.pattern).lstrip("^").rstrip("$")
            if isinstance(pattern, URLResolver):
                walk(pattern, route)
            elif isinstance(pattern, URLPattern) and route.startswith("/desk/account/"):
                name = pattern.name or ""
                if name not in OPEN | OWN and not name.startswith("desk_"):
                    found.append(re.sub(r"\(\?P<[^>]+>[^)]*\)|<[^>]+>", "1", route))

    walk(get_resolver(), "/")
    return sorted(set(found))


CLOSED = closed()


def test_the_addresses_where_others_sign_up_are_among_the_closed() -> None:
    assert {
        "/desk/account/signup/",
        "/desk/account/3rdparty/signup/",
        "/desk/account/3rdparty/",
        "/desk/account/email/",
        "/desk/account/confirm-email/",
        "/desk/account/password/set/",
        "/desk/account/inactive/",
        "/desk/account/login/code/confirm/",
        "/desk/account/social/signup/",
        "/desk/account/social/connections/",
    } <= set(CLOSED)


@pytest.mark.parametrize("address", CLOSED)
@pytest.mark.parametrize("name", ["", "devon-editor", "keeper"])
def test_nobody_signs_up_and_what_is_not_ours_is_not_there(address: str, name: str, signed_in: Any) -> None:
    client = signed_in(name) if name else Client()
    given = {
        "email": "new@example.org",
        "username": "new",
        "password1": "a quite long password",
        "password2": "a quite long password",
    }
    assert client.get(address).status_code == 404
    assert client.post(address, given).status_code == 404
    from django.contrib.auth import get_user_model

    assert not get_user_model().objects.filter(email="new@example.org").exists()


def test_the_page_offers_no_signing_up_and_no_single_sign_on_that_is_not_set() -> None:
    page = Client().get(LOGIN).content.decode()
    assert "signup" not in page
    assert "oidc" not in page


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short words", "too short"),
        ("devon-editor@example.org", "too similar"),
        ("passwordpassword", "too common"),
    ],
)
def test_weak_passwords_are_refused(proved: Any, password: str, why: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    client = proved("devon-editor")
    if why == "too common":
        # Common passwords of twelve letters are few; the list is asked all the same.
        with pytest.raises(ValidationError, match="too common"):
            validate_password("qwertyuiop123")
        return
    given = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert why in text(client.post("/desk/account/password/change/", given))


def test_asking_for_a_new_password_says_the_same_to_everyone_and_writes_only_to_those_we_know() -> None:
    known = Client().post("/desk/account/password/reset/", {"email": "devon-editor@example.org"}, follow=True)
    assert [sent.to for sent in mail.outbox] == [["devon-editor@example.org"]]
    unknown = Client().post("/desk/account/password/reset/", {"email": "stranger@example.org"}, follow=True)
    assert len(mail.outbox) == 1
    assert text(known) == text(unknown)
    assert "If there is an account with that address" in text(known)


def test_the_link_for_a_new_password_works_once_for_an_hour_and_ends_all_sessions(
    proved: Any, sign_in: Any, settings: Any
) -> None:
    elsewhere = proved("devon-editor")
    client = Client()
    client.post("/desk/account/password/reset/", {"email": "devon-editor@example.org"})
    body = str(mail.outbox[0].body)
    assert "http://" in body
    link = re.search(r"http://[^/]+(/desk/\S+)", body)
    assert link is not None
    page = client.get(link[1], follow=True)
    address = page.redirect_chain[-1][0]
    new = "four odd words here"
    done = client.post(address, {"password1": new, "password2": new}, follow=True)
    assert "Your password is changed" in text(done)
    assert "no longer works" in text(Client().get(link[1], follow=True))
    assert elsewhere.get("/desk/").status_code == 302
    assert sign_in("devon-editor@example.org").status_code == 200
    assert sign_in("devon-editor@example.org", new).status_code == 302
    assert settings.PASSWORD_RESET_TIMEOUT == 3600


def test_someone_without_duties_is_told_so_kindly_and_can_sign_out(proved: Any) -> None:
    client = proved("nobody")
    page = client.get("/desk/")
    assert page.status_code == 404
    assert "You have no duty at this desk now" in text(page)
    assert client.get("/desk/manual/").status_code == 404
    assert client.post("/desk/account/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_proxy_before_the_desk_tells_where_people_are(sign_in: Any, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guesser = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.1")
    for at in range(5):
        last = sign_in("devon-editor@example.org", f"guess {at}", guesser)
    assert last.status_code == 429
    other = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.2")
    assert sign_in("devon-editor@example.org", client=other).status_code == 302
    assert AccessAttempt.objects.filter(ip_address="192.0.2.1").exists()
