"""Sending what is due: once to each address, though the work is killed midway or done by two at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from waymark.desk.alerts.letter import letter
from waymark.desk.alerts.post import Outcome, Post, a_post
from waymark.desk.alerts.signing_up import forget
from waymark.desk.models import Alert, Subscriber
from waymark.desk.models.alerts import SIGNING_UP

State = Alert.State
Clock = Callable[[], datetime]

#: For how many seconds to send before other background work has its turn.
FOR = 4.0
#: Whoever takes up an alert has it alone for so long; if they die, someone else may then take it up.
LEASE = timedelta(minutes=3)
#: How long to wait after each time that an e-mail could not be sent; after the last it is given up.
PAUSES = tuple(timedelta(hours=hours) for hours in (0.1, 0.5, 1, 3, 6, 12, 24, 24, 24))
#: How long to leave alone what met no mail server at all, and an address that is said not to be there.
NO_SERVER, NO_ADDRESS = timedelta(minutes=5), timedelta(days=1)
#: How often, one after the other, a mail server must say that there is no such address.
REFUSED = 2


def send_some(clock: Clock = timezone.now, seconds: float = FOR) -> bool:
    """Send what is due, for some seconds; whether more is due."""
    given_up = time.monotonic() + seconds
    with a_post() as post:
        while (alert := _taken(clock())) is not None:
            outcome = _sent(alert, post, clock)
            if outcome is Outcome.NO_SERVER:
                return False
            if time.monotonic() > given_up:
                return _due(clock()).exists()
    return False


def _due(now: datetime) -> Any:
    return Alert.objects.filter(state=State.WAITING, due_at__lte=now)


def _taken(now: datetime) -> Alert | None:
    """Take up the alert that has been due for longest; who signs up comes first, as they wait for it."""
    while (found := _first(_due(now).filter(of=SIGNING_UP)) or _first(_due(now))) is not None:
        mine = Alert.objects.filter(pk=found.pk, state=State.WAITING, due_at=found.due_at)
        if mine.update(due_at=now + LEASE):
            return found
    return None


def _first(rows: Any) -> Alert | None:
    return rows.order_by("due_at", "pk").first()


def _sent(alert: Alert, post: Post, clock: Clock) -> Outcome:
    found = letter(alert)
    if found is None:
        Alert.objects.filter(pk=alert.pk).delete()
        return Outcome.NOT_OURS
    message, address = found
    outcome = post.send(message, address, lambda: _claimed(alert, clock()))
    _written_down(alert, outcome, clock())
    return outcome


def _claimed(alert: Alert, now: datetime) -> bool:
    """Say, for good, that this e-mail is being sent. False where someone else said so, or its reader left."""
    with transaction.atomic():
        if not Subscriber.objects.filter(pk=alert.subscriber).exists():
            return False
        waiting = Alert.objects.filter(pk=alert.pk, state=State.WAITING)
        return bool(waiting.update(state=State.CLAIMED, claimed_at=now))


def _written_down(alert: Alert, outcome: Outcome, now: datetime) -> None:
    rows = Alert.objects.filter(pk=alert.pk)
    if outcome is Outcome.SENT:
        Subscriber.objects.filter(pk=alert.subscriber, refused__gt=0).update(refused=0)
        _ended(rows, alert, State.SENT)
    elif outcome is Outcome.DOUBTFUL:
        _ended(rows, alert, State.DOUBTFUL)
    elif outcome is Outcome.LATER:
        if alert.tries >= len(PAUSES):
            _ended(rows, alert, State.GIVEN_UP)
        else:
            _later(rows, alert, now + PAUSES[alert.tries])
    elif outcome is Outcome.NO_SERVER:
        rows.filter(state=State.WAITING).update(due_at=now + NO_SERVER)
    elif outcome is Outcome.NO_ADDRESS:
        _refused(rows, alert, now)


def _ended(rows: Any, alert: Alert, state: str) -> None:
    """What was about signing up is of no use any more; of others the numbers are told once all are done."""
    if alert.of == SIGNING_UP:
        rows.delete()
    else:
        rows.update(state=state)


def _later(rows: Any, alert: Alert, due: datetime) -> None:
    rows.update(state=State.WAITING, claimed_at=None, tries=alert.tries + 1, due_at=due)


def _refused(rows: Any, alert: Alert, now: datetime) -> None:
    with transaction.atomic():
        found = Subscriber.objects.select_for_update().filter(pk=alert.subscriber).first()
        if found is None:
            return
        found.refused += 1
        if found.refused >= REFUSED:
            forget(found.pk)
            return
        found.save(update_fields=["refused"])
        _later(rows, alert, now + NO_ADDRESS)
