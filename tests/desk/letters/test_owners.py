"""A letter that may be a disclosure: to one named owner, at once, and to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.desk.letters.sending import letter, said, send
from tests.desk.worked import work
from waymark.desk.letters import owners
from waymark.desk.letters.alerting import AGAIN, LEASE, UNREAD, tell_all
from waymark.desk.models import Duty, Letter, NamedOwner, Record
from waymark.desk.people import managing

pytestmark = pytest.mark.django_db

WORDS = "My dad hits me, in Quiet Lane"


@pytest.fixture
def named(person: Any) -> Any:
    """Devon's editor is named for Devon."""
    owners.name(person("keeper"), "devon", person("devon-editor"))
    return person("devon-editor")


def told() -> list[str]:
    """To whom e-mails went since this was asked last."""
    found = sorted(each.to[0].partition("@")[0] for each in mail.outbox)
    mail.outbox.clear()
    return found


def sent(**more: str) -> Letter:
    assert send(Client(), letter(WORDS, **more)).status_code == 200
    return Letter.objects.latest("pk")


def test_its_owner_is_told_at_once_and_the_e_mail_says_nothing_of_it(named: Any) -> None:
    kept = sent()
    assert kept.may_be_disclosure
    work()
    (message,) = mail.outbox
    assert message.to == ["devon-editor@example.org"]
    whole = f"{message.subject} {message.body}"
    assert f"/desk/letters/{kept.pk}/" in whole
    for word in ("dad", "hits", "Quiet", "Talk it over", "referral", "Devon"):
        assert word not in whole
    kept.refresh_from_db()
    assert kept.told_at is not None


def test_a_reason_is_enough_without_any_word_of_the_list(named: Any) -> None:
    send(Client(), letter("The second link is old.", reason="worried"))
    assert Letter.objects.get().may_be_disclosure


def test_who_wrote_is_told_what_to_do_and_that_it_may_not_be_read_in_time() -> None:
    page = said(send(Client(), letter(WORDS)))
    assert "Do not wait for us" in page
    assert "perhaps nobody reads it in time" in page
    assert page.index('href="tel:999"') < page.index('href="tel:08001111"')
    again = letter(WORDS)
    send(Client(), again)
    assert "Do not wait for us" in said(send(Client(), again)), "sent twice, told twice"


def test_other_letters_tell_nobody(named: Any) -> None:
    send(Client(), letter())
    work()
    assert told() == []


def test_where_an_area_names_nobody_it_goes_to_the_consortiums_owner_then_to_all_keepers(
    person: Any, signed_in: Any
) -> None:
    kept = sent()
    work()
    assert told() == ["keeper"]
    owners.name(person("keeper"), "", person("editor"))
    other = sent()
    work()
    assert told() == ["editor"]
    for name, sees in (("editor", True), ("keeper", False), ("devon-editor", False)):
        assert (f"/desk/letters/{other.pk}/" in said(signed_in(name).get("/desk/letters/"))) is sees
    kept.refresh_from_db()
    assert kept.told_at is not None


def test_nobody_but_its_owner_reads_it(named: Any, signed_in: Any) -> None:
    kept = sent()
    for name in ("devon-signatory", "devon-reader", "plymouth-editor", "editor", "keeper", "steering"):
        client = signed_in(name)
        assert client.get(f"/desk/letters/{kept.pk}/").status_code == 404, name
        assert f"/desk/letters/{kept.pk}/" not in said(client.get("/desk/letters/"))
        assert "may be about a child in danger" not in said(client.get("/desk/")), name
    page = said(signed_in("devon-editor").get(f"/desk/letters/{kept.pk}/"))
    assert "Quiet Lane" in page
    assert "“my dad”, “hits”" in page


def test_it_stands_first_and_marked_with_none_of_its_words(named: Any, signed_in: Any) -> None:
    kept = sent()
    send(Client(), letter())
    client = signed_in("devon-editor")
    page = said(client.get("/desk/letters/"))
    assert page.index(f"/desk/letters/{kept.pk}/") < page.index("The second link is old.")
    assert "may be about a child in danger" in page
    assert "Quiet Lane" not in page
    today = said(client.get("/desk/"))
    assert f"/desk/letters/{kept.pk}/" in today.partition("Letters about a child in danger")[2]


def test_once_it_is_read_nobody_is_told_again(named: Any, signed_in: Any) -> None:
    kept = sent()
    work()
    assert told() == ["devon-editor"]
    signed_in("devon-editor").get(f"/desk/letters/{kept.pk}/")
    tell_all(timezone.now() + timedelta(days=3))
    assert told() == []
    waits = said(signed_in("devon-editor").get("/desk/")).partition("Letters to be answered")[2]
    assert "may be about a child in danger" in waits
    line = Record.objects.get(what="read a letter that may be urgent")
    assert (line.partnership, line.more) == ("devon", {"letter": kept.pk})


def test_unread_it_is_told_again_to_owner_and_keepers_who_may_then_read_it(
    named: Any, signed_in: Any
) -> None:
    kept = sent()
    work()
    told()
    now = timezone.now()
    tell_all(now + UNREAD - timedelta(minutes=2))
    assert told() == []
    tell_all(now + UNREAD + timedelta(minutes=2))
    assert told() == ["devon-editor", "keeper"]
    tell_all(now + UNREAD + timedelta(minutes=9))
    assert told() == []
    tell_all(now + UNREAD + AGAIN + timedelta(minutes=9))
    assert told() == ["devon-editor", "keeper"]
    assert signed_in("keeper").get(f"/desk/letters/{kept.pk}/").status_code == 200


def test_where_no_e_mail_can_be_sent_it_is_tried_again_and_told_on_the_page_of_today(
    named: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waymark.desk.letters import alerting

    kept = sent()
    real = alerting.send

    def refuse(message: Any) -> None:
        raise alerting.NotSent("no such server")

    monkeypatch.setattr(alerting, "send", refuse)
    work()
    kept.refresh_from_db()
    assert (kept.told_at, kept.tries) == (None, 1)
    assert "No e-mail about it could be sent" in said(signed_in("devon-editor").get("/desk/"))
    monkeypatch.setattr(alerting, "send", real)
    tell_all(timezone.now() + timedelta(seconds=10))
    assert told() == []
    tell_all(timezone.now() + timedelta(minutes=2))
    assert told() == ["devon-editor"]
    kept.refresh_from_db()
    assert kept.tries == 0


def test_two_at_work_tell_once(named: Any) -> None:
    kept = sent()
    now = timezone.now()
    Letter.objects.filter(pk=kept.pk).update(tell_at=now + LEASE)  # another has it
    tell_all(now)
    assert told() == []


def test_it_can_be_put_with_the_others(named: Any, signed_in: Any) -> None:
    kept = sent()
    way = f"/desk/letters/{kept.pk}/"
    signed_in("devon-editor").post(way, {"do": "others"})
    assert "Quiet Lane" in said(signed_in("devon-signatory").get("/desk/letters/"))
    assert Record.objects.filter(what="put a letter with the others").exists()
    work()
    assert told() == []


def test_who_is_named_is_one_of_those_who_read_letters(person: Any, signed_in: Any) -> None:
    client = signed_in("keeper")
    way = "/desk/letters/owners/"
    page = said(client.get(way))
    assert "devon-signatory" in page
    client.post(way, {"owner-devon": str(person("plymouth-editor").pk)})
    assert not NamedOwner.objects.exists()
    client.post(way, {"owner-devon": str(person("devon-signatory").pk)})
    assert owners.owner_of("devon") == person("devon-signatory")
    line = Record.objects.get(what="named the reader of urgent letters")
    assert (line.partnership, line.more["after"]) == ("devon", "devon-signatory")
    client.post(way, {"owner-devon": ""})
    assert owners.owner_of("devon") is None


def test_a_signatory_names_for_their_own_area_alone(person: Any, signed_in: Any) -> None:
    client = signed_in("devon-signatory")
    way = "/desk/letters/owners/"
    page = said(client.get(way))
    assert 'name="owner-devon"' in page
    assert "plymouth" not in page.lower()
    given = {f"owner-{key}": str(person(f"{key}-editor").pk) for key in ("devon", "plymouth")}
    client.post(way, given | {"owner-consortium": str(person("editor").pk)})
    assert list(NamedOwner.objects.values_list("partnership", flat=True)) == ["devon"]
    for name in ("devon-editor", "editor", "steering", "reader"):
        assert signed_in(name).get(way).status_code == 404, name


def test_who_loses_the_duty_is_not_the_owner_any_more(named: Any, person: Any, signed_in: Any) -> None:
    kept = sent()
    managing.take(person("keeper"), named, "devon", Duty.What.EDITOR)
    assert owners.owner_of("devon") is None
    work()
    assert told() == ["keeper"]
    assert signed_in("keeper").get(f"/desk/letters/{kept.pk}/").status_code == 200


def test_that_nobody_is_named_is_told_to_those_who_can_name(person: Any, signed_in: Any) -> None:
    assert "Name who reads these letters: the consortium" in said(signed_in("keeper").get("/desk/"))
    assert "Name who reads these letters: Devon" in said(signed_in("devon-signatory").get("/desk/"))
    for name in ("devon-editor", "editor", "reader"):
        assert "Name who reads these letters" not in said(signed_in(name).get("/desk/")), name
    owners.name(person("keeper"), "devon", person("devon-editor"))
    assert "Name who reads these letters" not in said(signed_in("devon-signatory").get("/desk/"))


def test_a_live_desk_without_a_mail_server_says_so(signed_in: Any, settings: Any) -> None:
    settings.LIVE = True
    assert "No mail server is set" in said(signed_in("keeper").get("/desk/"))
    settings.EMAIL_HOST = "mail.example.org"
    assert "No mail server is set" not in said(signed_in("keeper").get("/desk/"))
