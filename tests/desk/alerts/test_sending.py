"""What becomes of an e-mail: refused, tried again, given up, doubtful; and never two of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.desk.alerts.conftest import told
from tests.desk.alerts.growing import STEP, Growing
from tests.desk.alerts.mailing import Server
from tests.desk.worked import work
from waymark.desk.alerts import sending, settling
from waymark.desk.alerts.letter import letter
from waymark.desk.alerts.post import Outcome, a_post
from waymark.desk.alerts.signing_up import forget
from waymark.desk.alerts.tasks import send
from waymark.desk.background import waiting
from waymark.desk.models import Alert, CameIntoForce, Record, Subscriber

ANN, BEN = "ann@example.org", "ben@example.org"


@pytest.fixture
def changed(growing: Growing, signs_up: Any) -> Growing:
    """Something came into force, and two people are to be told."""
    signs_up(ANN, gateway="devon")
    signs_up(BEN, gateway="devon")
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(timezone.localdate(), step="A reason.")
    growing.compile(timezone.now())
    return growing


def got(server: Server) -> list[int]:
    return [len(server.to(each)) - 1 for each in (ANN, BEN)]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_what_is_refused_for_now_is_tried_again_later(changed: Growing, server: Server, step: str) -> None:
    server.answers = {step: "451 4.3.0 come back later"}
    told()
    told(days=0.05)
    assert got(server) == [0, 0]
    tries = Alert.objects.order_by("subscriber").values_list("tries", flat=True)
    assert list(tries) == [2, 2]
    server.answers = {}
    told(days=0.06)
    assert got(server) == [0, 0]
    told(days=0.2)
    assert got(server) == [1, 1]
    assert Record.objects.get(what="told people by e-mail").more["alerts_sent"] == 2


def test_it_is_given_up_after_days(changed: Growing, server: Server) -> None:
    server.answers = {"RCPT": "450 4.2.2 the mailbox is full"}
    for hours in range(0, 24 * 9, 6):
        told(days=hours / 24)
    line = Record.objects.get(what="told people by e-mail")
    assert (line.more["alerts_sent"], line.more["alerts_given_up"]) == (0, 2)
    assert Subscriber.objects.count() == 2
    assert sum(sending.PAUSES, timedelta()) > timedelta(days=3)
    assert sorted(sending.PAUSES) == list(sending.PAUSES)


def test_an_address_that_is_not_there_is_deleted_the_second_time(changed: Growing, server: Server) -> None:
    server.answers = {"RCPT": "550 5.1.1 no such person"}
    told()
    told(days=0.9)
    assert Subscriber.objects.count() == 2
    told(days=1.1)
    assert not Subscriber.objects.exists()
    assert not Alert.objects.exists()


def test_a_no_between_two_yeses_is_forgotten(changed: Growing, server: Server) -> None:
    server.answers = {"RCPT": "550 5.1.1 no such person"}
    told()
    server.answers = {}
    told(days=1.1)
    assert got(server) == [1, 1]
    assert list(Subscriber.objects.values_list("refused", flat=True)) == [0, 0]


def test_a_server_that_will_not_have_us_deletes_nobody(changed: Growing, server: Server) -> None:
    for answer in ("550 5.7.1 relaying denied", "554 5.7.1 go away", "530 authenticate first"):
        server.answers = {"RCPT": answer}
        for days in range(3):
            told(days=days)
    assert Subscriber.objects.count() == 2


def test_while_no_server_answers_nothing_is_lost(changed: Growing, server: Server, settings: Any) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    settling.look()
    assert sending.send_some() is False
    told(days=1)
    assert list(Alert.objects.values_list("state", "tries")) == [("waiting", 0)] * 2
    settings.EMAIL_PORT = port
    told(days=2)
    assert got(server) == [1, 1]


def test_what_was_claimed_by_work_that_died_is_doubtful_and_never_sent_again(
    changed: Growing, server: Server
) -> None:
    settling.look()
    ann = Subscriber.objects.get(email=ANN)
    now = timezone.now()
    Alert.objects.filter(subscriber=ann.pk).update(state=Alert.State.CLAIMED, claimed_at=now)
    told()
    assert CameIntoForce.objects.filter(done_at=None).count() == 1
    told(days=0.1)
    assert got(server) == [0, 1]
    line = Record.objects.get(what="told people by e-mail")
    assert (line.more["alerts_sent"], line.more["alerts_doubtful"]) == (1, 1)


def test_two_workers_side_by_side_send_once(changed: Growing, server: Server) -> None:
    """The second takes an alert up just before the first claims it, and sends it whole."""
    settling.look()
    first = sending._taken(timezone.now())
    assert first is not None
    later = timezone.now() + 2 * sending.LEASE
    second = sending._taken(later)
    while second is not None and second.pk != first.pk:
        second = sending._taken(later)
    assert second is not None
    with a_post() as one, a_post() as two:
        assert sending._sent(second, two, timezone.now) is Outcome.SENT
        assert sending._sent(first, one, timezone.now) is Outcome.NOT_OURS
    told(days=1)
    assert got(server) == [1, 1]


@pytest.mark.parametrize(
    "answer", ["451 4.3.0 come back later", "550 5.1.1 no such mailbox"], ids=["later", "no-address"]
)
def test_who_was_held_up_too_long_changes_nothing_of_what_another_sent(
    changed: Growing, server: Server, answer: str
) -> None:
    """The first is still waiting for the server's answer when its time is over and the second sends."""
    settling.look()
    first = sending._taken(timezone.now())
    assert first is not None
    later = timezone.now() + 2 * sending.LEASE
    second = sending._taken(later)
    while second is not None and second.pk != first.pk:
        second = sending._taken(later)
    assert second is not None
    with a_post() as one, a_post() as two:
        assert sending._sent(second, two, timezone.now) is Outcome.SENT
        server.answers = {"RCPT": answer}
        sending._sent(first, one, timezone.now)
    server.answers = {}
    assert Alert.objects.get(pk=first.pk).state == Alert.State.SENT
    assert Subscriber.objects.filter(refused=0).count() == 2
    told(days=2)
    assert got(server) == [1, 1]


def test_who_leaves_while_an_e_mail_is_on_its_way_does_not_get_it(changed: Growing, server: Server) -> None:
    settling.look()
    found = Subscriber.objects.get(email=ANN)
    alert = Alert.objects.get(subscriber=found.pk)
    made = letter(alert)
    assert made is not None
    with a_post() as post:

        def claim() -> bool:
            forget(found.pk)
            return sending._claimed(alert, timezone.now())

        assert post.send(made[0], made[1], claim) is Outcome.NOT_OURS
    assert got(server)[0] == 0


def test_a_part_is_sent_and_the_rest_after_other_work(
    changed: Growing, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    settling.look()
    assert sending.send_some(seconds=0) is True
    assert sum(got(server)) == 1
    monkeypatch.setattr(sending.send_some, "__defaults__", (timezone.now, 0.0))
    send.enqueue()
    work()
    assert sum(got(server)) == 2
    assert not waiting(send).exists()


def test_what_they_chose_since_is_what_counts(changed: Growing, server: Server) -> None:
    settling.look()
    Subscriber.objects.filter(email=ANN).update(gateway="somerset")
    told()
    assert got(server) == [0, 1]


def test_a_letter_keeps_its_name_when_it_is_sent_again(changed: Growing, server: Server) -> None:
    settling.look()
    alert = Alert.objects.order_by("pk")[0]
    one, two = letter(alert), letter(alert)
    assert one is not None
    assert two is not None
    assert one[0].extra_headers["Message-ID"] == two[0].extra_headers["Message-ID"]
