"""Who does what: who sees whom, who changes what, and what the record says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.desk.conftest import AREAS, PEOPLE
from tests.desk.people.conftest import text
from waymark.desk.models import Candidate, Consortium, Duty, Record

pytestmark = pytest.mark.django_db

LIST = "/desk/account/people/"


def page_of(user: Any) -> str:
    return f"{LIST}{user.pk}/"


def duties(user: Any) -> set[tuple[str, str]]:
    return set(Duty.objects.filter(user=user).values_list("partnership", "what"))


def test_a_keeper_sees_everyone(signed_in: Any) -> None:
    page = text(signed_in("keeper").get(LIST))
    assert [name for name in (*PEOPLE, "keeper", "nobody") if f"{name}@example.org" not in page] == []


@pytest.mark.parametrize("area", AREAS)
def test_a_signatory_sees_the_people_of_their_partnership_and_no_others(
    signed_in: Any, person: Any, area: str
) -> None:
    client = signed_in(f"{area}-signatory")
    page = text(client.get(LIST))
    own = {f"{area}-{what}" for what in ("editor", "signatory", "reader")}
    # As whole words: “somerset-editor” stands within “north-somerset-editor”.
    shown = {name for name in (*PEOPLE, "keeper", "nobody") if f" {name}@example.org" in page}
    assert shown == own
    for name in (*PEOPLE, "keeper", "nobody"):
        assert client.get(page_of(person(name))).status_code == (200 if name in own else 404), name


@pytest.mark.parametrize(
    "name", ["", "reader", "editor", "steering", "devon-editor", "devon-reader", "nobody"]
)
def test_all_others_see_no_people(signed_in: Any, person: Any, name: str) -> None:
    client = signed_in(name) if name else Client()
    for address in (LIST, page_of(person("devon-editor"))):
        answer = client.get(address)
        assert answer.status_code == (404 if name else 302)
        assert client.post(address, {"do": "end"}).status_code == (404 if name else 401)
    assert person("devon-editor").is_active


def test_what_someone_does_elsewhere_does_not_show(signed_in: Any, person: Any) -> None:
    user = person("devon-editor")
    Duty.objects.create(user=user, partnership="cornwall", what="signatory")
    Duty.objects.create(user=user, partnership="", what="editor")
    client = signed_in("devon-signatory")
    for address in (LIST, page_of(user)):
        page = text(client.get(address))
        assert "Writes for Devon" in page
        assert "Cornwall" not in page
        assert "Writes the shared manual" not in page
    assert "Signs for Cornwall" in text(signed_in("keeper").get(page_of(user)))


def test_duties_are_given_and_taken_and_written_down(signed_in: Any, person: Any) -> None:
    user = person("devon-reader")
    client = signed_in("devon-signatory")
    assert client.post(page_of(user), {"do": "give", "give-what": "editor"}).status_code == 302
    assert duties(user) == {("devon", "reader"), ("devon", "editor")}
    assert (
        client.post(page_of(user), {"do": "take", "partnership": "devon", "what": "reader"}).status_code
        == 302
    )
    assert duties(user) == {("devon", "editor")}
    lines = Record.objects.filter(title="devon-reader").order_by("id")
    assert [(line.what, line.by_name, line.partnership, line.more["duty"]) for line in lines] == [
        ("gave a duty to", "devon-signatory", "devon", "editor"),
        ("took a duty away from", "devon-signatory", "devon", "reader"),
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "take", "partnership": "cornwall", "what": "editor"},
        {"do": "take", "partnership": "", "what": "editor"},
        {"do": "take", "partnership": "", "what": "keeper"},
        {"do": "take", "partnership": "devon", "what": "king"},
        {"do": "end"},
        {"do": "open"},
        {"do": "factor"},
        {"do": "anything"},
        {},
    ],
)
def test_a_signatory_does_nothing_beyond_their_partnership(
    signed_in: Any, person: Any, with_factor: Any, sent: dict[str, str]
) -> None:
    user = person("devon-editor")
    with_factor("devon-editor")
    for area, what in (("cornwall", "editor"), ("", "editor")):
        Duty.objects.create(user=user, partnership=area, what=what)
    before = duties(user)
    assert signed_in("devon-signatory").post(page_of(user), sent).status_code == 404
    user.refresh_from_db()
    assert user.is_active
    assert duties(user) == before
    assert user.authenticator_set.exists()


@pytest.mark.parametrize("what", ["keeper", "king", ""])
def test_a_signatory_makes_no_keeper(signed_in: Any, person: Any, what: str) -> None:
    user = person("devon-editor")
    given = {"do": "give", "give-what": what, "give-area": "consortium"}
    assert signed_in("devon-signatory").post(page_of(user), given).status_code == 422
    user.refresh_from_db()
    assert not user.is_superuser


def test_the_area_that_is_sent_along_is_not_listened_to(signed_in: Any, person: Any) -> None:
    user = person("devon-editor")
    given = {"do": "give", "give-what": "signatory", "give-area": "cornwall"}
    signed_in("devon-signatory").post(page_of(user), given)
    assert duties(user) == {("devon", "editor"), ("devon", "signatory")}


@pytest.mark.parametrize("name", ["devon-signatory", "keeper"])
@pytest.mark.parametrize(
    "sent",
    [
        {"do": "give", "give-what": "editor", "give-area": "consortium"},
        {"do": "give", "give-what": "editor"},
        {"do": "take", "partnership": "devon", "what": "signatory"},
        {"do": "take", "partnership": "", "what": "keeper"},
        {"do": "leave"},
        {"do": "end"},
    ],
)
def test_nobody_changes_what_they_do_themselves(
    signed_in: Any, person: Any, name: str, sent: dict[str, str]
) -> None:
    user = person(name)
    before = duties(user), user.is_superuser
    client = signed_in(name)
    assert client.post(page_of(user), sent).status_code == 404
    page = text(client.get(page_of(user)))
    assert "Someone else has to change what you do" in page
    assert "Take this away" not in page
    user.refresh_from_db()
    assert (duties(user), user.is_superuser) == before
    assert user.is_active


def test_a_keeper_makes_a_keeper_and_takes_it_away(signed_in: Any, person: Any) -> None:
    user, client = person("editor"), signed_in("keeper")
    client.post(page_of(user), {"do": "give", "give-area": "consortium", "give-what": "keeper"})
    user.refresh_from_db()
    assert user.is_superuser
    client.post(page_of(user), {"do": "take", "partnership": "", "what": "keeper"})
    user.refresh_from_db()
    assert not user.is_superuser


def test_ending_an_account_signs_out_at_once_and_leaves_the_name_in_the_record(
    signed_in: Any, person: Any, with_factor: Any
) -> None:
    user = person("devon-editor")
    with_factor("devon-editor")
    Duty.objects.create(user=user, partnership="cornwall", what="reader")
    Record.add(user, "changed", partnership="devon", title="A note")
    theirs, client = signed_in("devon-editor"), signed_in("keeper")
    assert theirs.get("/desk/").status_code == 200
    assert client.post(page_of(user), {"do": "end"}).status_code == 302
    assert theirs.get("/desk/").status_code == 302
    user.refresh_from_db()
    assert (user.is_active, duties(user)) == (False, set())
    assert not user.authenticator_set.exists()
    assert Record.objects.get(title="A note").by_name == "devon-editor"
    # Each partnership reads what was theirs, and nothing of the other.
    lines = Record.objects.filter(what="ended the account of").order_by("partnership")
    assert [(line.partnership, line.more["duties"]) for line in lines] == [
        ("cornwall", ["reader"]),
        ("devon", ["editor"]),
    ]
    assert "devon-editor@example.org" not in text(signed_in("devon-signatory").get(LIST))
    assert "Ended" in text(client.get(LIST))
    client.post(page_of(user), {"do": "open"})
    user.refresh_from_db()
    assert (user.is_active, duties(user)) == (True, set())


def test_whoever_leaves_a_partnership_keeps_what_they_do_elsewhere(signed_in: Any, person: Any) -> None:
    user = person("devon-editor")
    Duty.objects.create(user=user, partnership="cornwall", what="reader")
    client = signed_in("devon-signatory")
    answer = client.post(page_of(user), {"do": "leave"})
    assert answer["Location"] == LIST
    user.refresh_from_db()
    assert (user.is_active, duties(user)) == (True, {("cornwall", "reader")})
    assert client.get(page_of(user)).status_code == 404


def test_whoever_leaves_and_does_nothing_else_has_no_account_left(signed_in: Any, person: Any) -> None:
    user = person("devon-editor")
    signed_in("devon-signatory").post(page_of(user), {"do": "leave"})
    user.refresh_from_db()
    assert not user.is_active


def test_a_lost_second_factor_is_taken_away_by_a_keeper(
    signed_in: Any, person: Any, with_factor: Any
) -> None:
    with_factor("devon-signatory")
    user, theirs = person("devon-signatory"), signed_in("devon-signatory")
    client = signed_in("keeper")
    assert "Second factor Yes" in text(client.get(page_of(user)))
    client.post(page_of(user), {"do": "factor"})
    assert "Second factor No" in text(client.get(page_of(user)))
    assert theirs.get("/desk/").status_code == 302
    assert Record.objects.filter(what="took away the second factor of", partnership="devon").count() == 1


def test_last_sign_in_and_long_absence_show(signed_in: Any, person: Any) -> None:
    now = timezone.now()
    for name, days in (("devon-editor", 399), ("devon-reader", 401)):
        user = person(name)
        user.date_joined = user.last_login = now - timedelta(days=days)
        user.save()
    client = signed_in("devon-signatory")
    page = text(client.get(LIST))
    absent = timezone.localtime(now - timedelta(days=401))
    assert f"Last here on {absent:%A} {absent.day} {absent:%B %Y}" in page
    assert page.count("not signed in for long") == 1
    assert "not signed in for long" in text(client.get(page_of(person("devon-reader"))))
    assert "not signed in for long" not in text(client.get(page_of(person("devon-editor"))))
    Consortium.objects.update_or_create(pk=1, defaults={"keep_accounts": 0})
    assert "not signed in for long" not in text(client.get(LIST))


def test_a_duty_counts_from_the_next_page_on(signed_in: Any, person: Any) -> None:
    theirs = signed_in("devon-editor")
    assert theirs.get("/desk/local/devon/").status_code == 200
    Duty.objects.filter(user=person("devon-editor")).update(partnership="torbay")
    assert theirs.get("/desk/local/devon/").status_code == 404
    assert theirs.get("/desk/local/torbay/").status_code == 200


def test_the_list_asks_the_database_as_often_for_many_as_for_few(signed_in: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(name: str) -> int:
        client = signed_in(name)
        client.get("/desk/choices/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    few, many = asked("devon-signatory"), asked("keeper")
    assert many <= few + 1
    assert many < 20


def test_signing_off_and_changing_what_someone_does_ask_for_the_password_again(
    proved: Any, settings: Any, person: Any, with_factor: Any
) -> None:
    client = proved("devon-editor")
    user = person("devon-editor")
    Duty.objects.filter(user=user).update(what="signatory")
    with_factor("devon-editor")
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    candidate = Candidate.objects.create(partnership="devon", made_by=user, made_at=timezone.now())
    for address, sent in (
        (page_of(person("devon-reader")), {"do": "give", "give-what": "editor"}),
        (f"{LIST}invite/", {"name": "A", "email": "a@example.org", "what": ["reader"]}),
        (reverse("desk_sign", args=[candidate.pk]), {"say": "object", "words": "No."}),
        (reverse("desk_bring", args=[candidate.pk]), {}),
    ):
        assert client.post(address, sent)["Location"].startswith("/desk/account/reauthenticate/")
    assert duties(person("devon-reader")) == {("devon", "reader")}
    assert not candidate.sign_offs.exists()


def test_ones_own_account_tells_in_words_what_one_does(signed_in: Any) -> None:
    page = text(signed_in("devon-signatory").get("/desk/account/"))
    assert "Signs for Devon, and invites its people" in page
    assert "Signs editions for the steering group" in text(signed_in("steering").get("/desk/account/"))
    assert "Keeps the desk" in text(signed_in("keeper").get("/desk/account/"))


def test_changing_ones_name_leaves_the_record_as_it_was(signed_in: Any, person: Any) -> None:
    user, client = person("devon-editor"), signed_in("devon-editor")
    Record.add(user, "changed", partnership="devon", title="A note")
    assert client.post("/desk/account/", {"name": "  Mary  Ann   Smith "}).status_code == 302
    user.refresh_from_db()
    assert (user.first_name, user.last_name) == ("Mary Ann", "Smith")
    assert Record.objects.get(title="A note").by_name == "devon-editor"
    line = Record.objects.get(what="changed their name")
    assert (line.partnership, line.more["before"], line.more["after"]) == (
        "devon",
        "devon-editor",
        "Mary Ann Smith",
    )
    assert client.post("/desk/account/", {"name": " "}).status_code == 422
