"""Settling who is told of what came into force: once, and only those whose choices it touches."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from waymark.desk.alerts.came import LOOK_BACK, came
from waymark.desk.alerts.letter import told_of
from waymark.desk.alerts.signing_up import Choices, forget_unconfirmed
from waymark.desk.models import Alert, CameIntoForce, Record, Subscriber
from waymark.desk.models.alerts import SIGNING_UP
from waymark.editions.shelved import FRONT

State = Alert.State

#: A claimed e-mail that was not told to be sent for so long was left by work that died: longer than any
#: mail server is waited for.
DIED = timedelta(minutes=10)
#: Alerts are made so many at a time.
AT_ONCE = 500


def look(now: datetime | None = None) -> None:
    """Settle what came into force since the last look, and tell the record what was told.

    What cannot be told, since its words cannot be read, holds up nobody else: it is raised once all else is
    done, and tried again at the next look.
    """
    now = now or timezone.now()
    forget_unconfirmed(now)
    Alert.objects.filter(state=State.CLAIMED, claimed_at__lt=now - DIED).update(state=State.DOUBTFUL)
    Alert.objects.filter(of=SIGNING_UP, state__in=(State.DOUBTFUL, State.GIVEN_UP, State.SENT)).delete()
    known = set(CameIntoForce.objects.values_list("gateway", "start"))
    held_up: Exception | None = None
    for what in came(now):
        if (what.gateway, what.start) in known:
            continue
        try:
            _settle(what, now)
        except Exception as problem:
            held_up = held_up or problem
    for what in CameIntoForce.objects.filter(done_at=None):
        _end(what, now)
    CameIntoForce.objects.filter(start__lt=now - 2 * LOOK_BACK, done_at__isnull=False).delete()
    if held_up:
        raise held_up


def _settle(what: CameIntoForce, now: datetime) -> None:
    """Write down who is told, all or nobody; whoever looks at the same moment is too late."""
    gateway = "" if what.gateway == FRONT else what.gateway
    people = Subscriber.objects.filter(gateway=gateway, confirmed_at__lte=what.start)
    # Worked out before anything is written, so that nobody who saves at the desk waits for it.
    touched = {
        choices: told_of(what, choices).anything
        for role, local in people.order_by().values_list("role", "local").distinct()
        for choices in (Choices(gateway, role, local),)
    }
    try:
        with transaction.atomic():
            what.save()
            made = []
            for number, role, local in people.order_by("pk").values_list("pk", "role", "local"):
                choices = Choices(gateway, role, local)
                if choices not in touched:
                    touched[choices] = told_of(what, choices).anything
                if touched[choices]:
                    made.append(Alert(of=what.pk, subscriber=number, due_at=now))
            Alert.objects.bulk_create(made, batch_size=AT_ONCE)
    except IntegrityError:
        pass


def _end(what: CameIntoForce, now: datetime) -> None:
    """Once nothing is left to send, put the numbers into the record and delete who was told what."""
    rows = Alert.objects.filter(of=what.pk)
    if rows.filter(state__in=(State.WAITING, State.CLAIMED)).exists():
        return
    with transaction.atomic():
        if not CameIntoForce.objects.filter(pk=what.pk, done_at=None).update(done_at=now):
            return
        states = list(rows.values_list("state", flat=True))
        rows.delete()
        if states:
            Record.add(
                None,
                "told people by e-mail",
                partnership="" if what.gateway == FRONT else what.gateway,
                title=_title(what),
                alerts_sent=states.count(State.SENT),
                alerts_doubtful=states.count(State.DOUBTFUL),
                alerts_given_up=states.count(State.GIVEN_UP),
            )


def _title(what: CameIntoForce) -> str:
    said = []
    if what.edition != what.edition_before:
        said.append(f"edition {what.edition}")
    if what.gateway != FRONT and what.supplement != what.supplement_before:
        said.append(f"supplement {what.supplement}")
    return f"What changed with {' and '.join(said)}"
