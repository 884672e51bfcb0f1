"""Invitations: who may send one, what it opens, and how often."""

from __future__ import annotations

import hashlib
import re
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.desk.people.conftest import PASSWORD, text
from waymark.desk.models import Duty, Invitation, Record
from waymark.desk.people.inviting import invite_keeper

pytestmark = pytest.mark.django_db

INVITE = "/desk/account/people/invite/"
NEW = {"name": "Ann Other", "email": "Ann.Other@Example.org", "what": ["editor"]}
CHOSEN = {"name": "Ann Other", "password1": "four odd words here", "password2": "four odd words here"}


def users() -> Any:
    return get_user_model().objects


def link() -> str:
    found = re.search(r"http://testserver(/desk/account/invited/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


@pytest.fixture
def invited(signed_in: Any) -> str:
    """The link of an invitation that Devon's signatory sent."""
    assert signed_in("devon-signatory").post(INVITE, NEW)["Location"] == "/desk/account/people/"
    return link()


def test_an_invited_person_sets_name_and_password_and_comes_in(invited: str) -> None:
    assert mail.outbox[0].to == ["ann.other@example.org"]
    assert "Writes for Devon: contacts, local notes, local guidance" in str(mail.outbox[0].body)
    assert "20" in str(mail.outbox[0].body)
    client = Client()
    page = client.get(invited)
    assert "ann.other@example.org" in text(page)
    assert 'value="Ann Other"' in page.content.decode()
    assert client.post(invited, CHOSEN)["Location"] == "/desk/"
    assert client.get("/desk/local/devon/").status_code == 200
    user = users().get(username="ann.other@example.org")
    assert (user.get_full_name(), user.email) == ("Ann Other", "ann.other@example.org")
    assert list(user.duties.values_list("partnership", "what")) == [("devon", "editor")]
    lines = (
        Record.objects.filter(title="Ann Other").order_by("id").values_list("what", "partnership", "by_name")
    )
    assert list(lines) == [
        ("invited", "devon", "devon-signatory"),
        ("gave a duty to", "devon", "devon-signatory"),
        ("took up an invitation", "devon", "Ann Other"),
    ]


def test_the_link_opens_once(invited: str) -> None:
    Client().post(invited, CHOSEN)
    again = Client().post(
        invited, CHOSEN | {"password1": "other words here", "password2": "other words here"}
    )
    assert again.status_code == 404
    assert "no longer opens anything" in text(again)
    assert users().get(username="ann.other@example.org").check_password("four odd words here")


def test_the_link_opens_for_seven_days(invited: str) -> None:
    made = Invitation.objects.get(email="ann.other@example.org")
    assert made.until - made.at == timedelta(days=7)
    Invitation.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert Client().get(invited).status_code == 404
    assert Client().post(invited, CHOSEN).status_code == 404
    assert not users().filter(username="ann.other@example.org").exists()


def test_what_the_link_holds_is_not_kept(invited: str) -> None:
    token = invited.rstrip("/").rpartition("/")[2]
    kept = Invitation.objects.values().get(email="ann.other@example.org")
    assert kept["token"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(list(Record.objects.values()))
    assert len(token) >= 40


def test_a_link_that_nobody_sent_opens_nothing() -> None:
    answer = Client().get("/desk/account/invited/made-up/")
    assert answer.status_code == 404
    assert "no longer opens anything" in text(answer)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"password1": "short words", "password2": "short words"}, "too short"),
        ({"password1": "ann.other@example.org", "password2": "ann.other@example.org"}, "too similar"),
        ({"password2": "four odd words there"}, "not the same"),
        ({"name": ""}, "required"),
    ],
)
def test_weak_and_unlike_passwords_are_refused(invited: str, given: dict[str, str], why: str) -> None:
    answer = Client().post(invited, CHOSEN | given)
    assert answer.status_code == 422
    assert why in text(answer)
    assert not users().filter(username="ann.other@example.org").exists()
    assert Client().get(invited).status_code == 200


def test_an_invited_signatory_sets_up_a_second_factor_next(signed_in: Any, settings: Any) -> None:
    signed_in("devon-signatory").post(INVITE, NEW | {"what": ["signatory"]})
    settings.SECOND_FACTOR = True
    client = Client()
    assert client.post(link(), CHOSEN)["Location"] == "/desk/"
    assert client.get("/desk/")["Location"] == "/desk/account/2fa/totp/activate/"
    # The password was given a moment ago; it is not asked for once more.
    assert client.get("/desk/account/2fa/totp/activate/").status_code == 200


@pytest.mark.parametrize("name", ["reader", "editor", "steering", "devon-editor", "devon-reader"])
def test_nobody_else_invites(signed_in: Any, name: str) -> None:
    client = signed_in(name)
    assert client.get(INVITE).status_code == 404
    assert client.post(INVITE, NEW).status_code == 404
    assert mail.outbox == []


@pytest.mark.parametrize(
    "given",
    [
        {"area": "consortium"},
        {"area": "cornwall"},
        {"area": ""},
        {"partnership": "cornwall"},
        {"what": ["keeper"]},
        {"what": ["editor", "keeper"]},
        {"what": []},
    ],
)
def test_a_signatory_invites_to_their_own_partnership_alone(signed_in: Any, given: dict[str, Any]) -> None:
    answer = signed_in("devon-signatory").post(INVITE, NEW | given)
    if "what" in given:
        assert answer.status_code == 422
        assert mail.outbox == []
    else:
        # There is nothing to choose, so what is sent along is not listened to.
        assert Invitation.objects.get().partnership == "devon"


def test_a_signatory_of_two_partnerships_chooses_between_these(signed_in: Any, person: Any) -> None:
    Duty.objects.create(user=person("devon-signatory"), partnership="torbay", what="signatory")
    client = signed_in("devon-signatory")
    page = client.get(INVITE).content.decode()
    assert re.findall(r'<option value="([^"]*)"', page) == ["devon", "torbay"]
    assert client.post(INVITE, NEW | {"area": "cornwall"}).status_code == 422
    assert client.post(INVITE, NEW | {"area": "torbay"}).status_code == 302
    assert Invitation.objects.get().partnership == "torbay"


@pytest.mark.parametrize(
    ("area", "what", "partnership"),
    [
        ("consortium", "editor", ""),
        ("consortium", "signatory", ""),
        ("consortium", "keeper", ""),
        ("wiltshire", "signatory", "wiltshire"),
    ],
)
def test_a_keeper_invites_anyone(signed_in: Any, area: str, what: str, partnership: str) -> None:
    client = signed_in("keeper")
    assert client.post(INVITE, NEW | {"area": area, "what": [what]}).status_code == 302
    Client().post(link(), CHOSEN)
    user = users().get(username="ann.other@example.org")
    assert user.is_superuser == (what == "keeper")
    assert not user.is_staff
    duties = [] if what == "keeper" else [(partnership, what)]
    assert list(user.duties.values_list("partnership", "what")) == duties


def test_a_keeper_of_one_partnership_is_refused(signed_in: Any) -> None:
    answer = signed_in("keeper").post(INVITE, NEW | {"area": "devon", "what": ["keeper"]})
    assert answer.status_code == 422
    assert "Only the consortium has keepers" in text(answer)


def test_an_invitation_gives_nothing_its_sender_may_no_longer_give(invited: str, person: Any) -> None:
    Duty.objects.filter(user=person("devon-signatory")).update(what="editor")
    assert Client().get(invited).status_code == 404
    assert Client().post(invited, CHOSEN).status_code == 404
    assert not users().filter(username="ann.other@example.org").exists()


def test_nobody_invites_themselves(signed_in: Any) -> None:
    given = NEW | {"email": "DEVON-signatory@example.org"}
    answer = signed_in("devon-signatory").post(INVITE, given)
    assert answer.status_code == 422
    assert "your own address" in text(answer)


def test_inviting_someone_who_has_an_account_does_not_tell_so(signed_in: Any) -> None:
    client = signed_in("devon-signatory")
    stranger = client.post(INVITE, NEW, follow=True)
    known = client.post(INVITE, NEW | {"email": "cornwall-editor@example.org"}, follow=True)
    assert stranger.status_code == known.status_code == 200
    assert text(known).count("Invited Ann Other.") == text(stranger).count("Invited Ann Other.") == 1


def test_someone_with_an_account_takes_it_up_by_signing_in(signed_in: Any, person: Any) -> None:
    signed_in("devon-signatory").post(INVITE, NEW | {"email": "cornwall-editor@example.org"})
    where = link()
    page = Client().get(where)
    assert "Sign in to take it up" in text(page)
    # Whoever holds the link cannot take the account over with it.
    assert Client().post(where, CHOSEN).status_code == 200
    user = person("cornwall-editor")
    assert user.check_password(PASSWORD)
    assert signed_in("torbay-editor").post(where).status_code == 200
    assert not Duty.objects.filter(partnership="devon", user__in=[user, person("torbay-editor")]).exists()
    client = signed_in("cornwall-editor")
    assert "Writes for Devon" in text(client.get(where))
    assert client.post(where)["Location"] == "/desk/"
    duties = set(user.duties.values_list("partnership", "what"))
    assert duties == {("cornwall", "editor"), ("devon", "editor")}
    assert client.post(where).status_code == 404


def test_an_account_that_ended_opens_with_what_the_invitation_gives_and_nothing_more(
    signed_in: Any, person: Any, with_factor: Any
) -> None:
    user = person("devon-editor")
    with_factor("devon-editor")
    SocialAccount.objects.create(user=user, provider="single", uid="someone-else")
    user.is_active, user.is_superuser = False, True
    user.save()
    signed_in("torbay-signatory").post(INVITE, NEW | {"email": "devon-editor@example.org"})
    Client().post(link(), CHOSEN)
    user.refresh_from_db()
    assert (user.is_active, user.is_superuser) == (True, False)
    assert list(user.duties.values_list("partnership", "what")) == [("torbay", "editor")]
    assert user.check_password("four odd words here")
    # Whoever held the address before cannot come in by another way.
    assert not Authenticator.objects.filter(user=user).exists()
    assert not SocialAccount.objects.filter(user=user).exists()


def test_a_second_invitation_ends_the_first(signed_in: Any) -> None:
    client = signed_in("devon-signatory")
    client.post(INVITE, NEW)
    first = link()
    client.post(INVITE, NEW)
    assert Client().get(first).status_code == 404
    assert Client().get(link()).status_code == 200


def test_an_invitation_can_be_taken_back(signed_in: Any, invited: str) -> None:
    client = signed_in("devon-signatory")
    number = Invitation.objects.get().pk
    assert "Ann Other" in text(client.get("/desk/account/people/"))
    for other in ("cornwall-signatory", "steering"):
        assert signed_in(other).post("/desk/account/people/", {"take_back": number}).status_code == 404
    assert Client().get(invited).status_code == 200
    assert client.post("/desk/account/people/", {"take_back": number}).status_code == 302
    assert Client().get(invited).status_code == 404
    assert Record.objects.filter(what="took back the invitation of", partnership="devon").count() == 1


def test_an_email_that_does_not_go_out_invites_nobody(
    signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise smtplib.SMTPServerDisconnected("no")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    answer = signed_in("devon-signatory").post(INVITE, NEW)
    assert answer.status_code == 422
    assert "could not be sent" in text(answer)
    assert Invitation.objects.count() == Record.objects.filter(what="invited").count() == 0


@pytest.mark.parametrize(
    ("trying", "host", "shown"), [(True, "", True), (False, "", False), (True, "mail", False)]
)
def test_the_link_shows_once_at_a_desk_for_trying_it_without_a_mail_server(
    signed_in: Any, settings: Any, trying: bool, host: str, shown: bool
) -> None:
    settings.TRYING, settings.EMAIL_HOST = trying, host
    client = signed_in("devon-signatory")
    page = client.post(INVITE, NEW, follow=True).content.decode()
    assert (link() in page) == shown
    assert link() not in client.get("/desk/account/people/").content.decode()


def test_without_a_mail_server_emails_are_kept_as_files(tmp_path: Any, settings: Any) -> None:
    from waymark.desk import settings as as_written

    assert as_written.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    assert as_written.EMAIL_FILE_PATH == as_written.FOLDER / "letters-out"
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = as_written.EMAIL_BACKEND, tmp_path / "letters-out"
    invite_keeper("Kay", "kay@example.org")
    (kept,) = (tmp_path / "letters-out").iterdir()
    assert "kay@example.org" in kept.read_text()


def test_the_first_keeper_is_invited_from_the_command_line() -> None:
    where = invite_keeper("Kay First", "Kay@Example.org")
    assert where.startswith("http://localhost:8000/desk/account/invited/")
    client = Client()
    path = where.removeprefix("http://localhost:8000")
    assert "The consortium invites you" in text(client.get(path))
    assert client.post(path, CHOSEN).status_code == 302
    assert users().get(username="kay@example.org").is_superuser


def test_signed_in_as_someone_else_one_is_asked_to_sign_out(signed_in: Any, invited: str) -> None:
    client = signed_in("cornwall-editor")
    page = client.get(invited)
    assert "This invitation is for someone else" in text(page)
    assert "ann.other@example.org" not in page.content.decode()
    assert client.post(invited, CHOSEN).status_code == 200
    assert not users().filter(username="ann.other@example.org").exists()
