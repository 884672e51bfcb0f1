"""Signing up for alerts, confirming, leaving. Whoever asks learns nothing about who is signed up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from waymark.desk.alerts.tasks import send_soon
from waymark.desk.models import Alert, Subscriber
from waymark.desk.models.alerts import SIGNING_UP

#: An address gets one letter about signing up in so long, whoever asks for it.
ONE_A = timedelta(days=1)
#: What is not confirmed within so long is deleted.
WAITS = timedelta(hours=48)
#: The most letters about signing up in a minute and in an hour, to all addresses together.
A_MINUTE, AN_HOUR = 20, 200

_CONFIRM, _LEAVE = "waymark.alerts.confirm", "waymark.alerts.leave"


class Choices(NamedTuple):
    """What a subscriber wants to be told of. `gateway` empty: the shared manual alone."""

    gateway: str = ""
    role: str = ""
    local: bool = False


def choices_of(subscriber: Subscriber) -> Choices:
    """What a subscriber is told of; while that waits to be confirmed, what it would be."""
    if subscriber.wanted is not None:
        return Choices(*subscriber.wanted)
    return Choices(subscriber.gateway, subscriber.role, subscriber.local)


def too_many() -> bool:
    """Whether so many sign up just now that the next must wait."""
    now = timezone.now()
    last = Subscriber.objects.filter(asked_at__gt=now - timedelta(hours=1))
    return last.count() >= AN_HOUR or last.filter(asked_at__gt=now - timedelta(minutes=1)).count() >= A_MINUTE


class People(NamedTuple):
    """How many people are told by e-mail, and how many have still to confirm."""

    confirmed: int
    waiting: int


def told_people() -> People:
    """How many people sign up: all that anyone at the desk can see of them."""
    rows = Subscriber.objects
    return People(rows.exclude(confirmed_at=None).count(), rows.filter(confirmed_at=None).count())


def sign_up(email: str, choices: Choices) -> None:
    """Ask for alerts to an address. A letter with a link goes there, at most one a day."""
    now = timezone.now()
    try:
        with transaction.atomic():
            _sign_up(email, choices, now)
    except IntegrityError:
        # Someone asked for the same address at the same moment: their letter is on its way.
        pass
    send_soon()


def _sign_up(email: str, choices: Choices, now: datetime) -> None:
    found = Subscriber.objects.select_for_update().filter(email__iexact=email).first()
    if found is None:
        if _mailbox_asked(email, now):
            return
        found = Subscriber.objects.create(email=email, wanted=list(choices), asked_at=now)
    else:
        found.wanted = list(choices)
        if found.asked_at > now - ONE_A:
            found.save(update_fields=["wanted"])
            return
        found.asked_at = now
        found.save(update_fields=["wanted", "asked_at"])
    Alert.objects.update_or_create(
        of=SIGNING_UP,
        subscriber=found.pk,
        defaults={"state": Alert.State.WAITING, "tries": 0, "due_at": now, "claimed_at": None},
    )


def _mailbox_asked(email: str, now: datetime) -> bool:
    """Whether another way of writing this mailbox (ann+1@, ann+2@) was sent a letter in the last day."""
    name, _, domain = email.rpartition("@")
    name = name.partition("+")[0] or name
    same = Q(email__iexact=f"{name}@{domain}") | Q(
        email__istartswith=f"{name}+", email__iendswith=f"@{domain}"
    )
    return Subscriber.objects.filter(same, asked_at__gt=now - ONE_A).exists()


def confirm_token(subscriber: Subscriber) -> str:
    """What the link that confirms holds."""
    return _signer(_CONFIRM).sign(subscriber.key)


def leave_token(subscriber: Subscriber) -> str:
    """What the link that ends all alerts holds."""
    return _signer(_LEAVE).sign(subscriber.key)


def to_confirm(token: str) -> Subscriber | None:
    """Whose choices a link confirms, or has confirmed; None where there is nothing any more."""
    key = _key(_CONFIRM, token)
    found = Subscriber.objects.filter(key=key).first() if key else None
    if found is None or (found.confirmed_at is None and found.asked_at <= timezone.now() - WAITS):
        return None
    return found


def confirm(token: str) -> bool:
    """Confirm what was chosen, from now on; whether there was anything to confirm."""
    now = timezone.now()
    with transaction.atomic():
        found = to_confirm(token)
        found = found and Subscriber.objects.select_for_update().filter(pk=found.pk).first()
        if not found:
            return False
        if found.wanted is not None and found.asked_at > now - WAITS:
            found.gateway, found.role, found.local = Choices(*found.wanted)
            found.wanted, found.confirmed_at = None, now
            found.save()
    return found.confirmed_at is not None


def to_leave(token: str) -> str | None:
    """The key in a link that leaves; None where it is no such link."""
    return _key(_LEAVE, token)


def leave(token: str) -> bool:
    """Delete whoever leaves, at once, with all that was still to be sent to them. False: no such link."""
    key = to_leave(token)
    if key is None:
        return False
    with transaction.atomic():
        for found in Subscriber.objects.select_for_update().filter(key=key):
            forget(found.pk)
    return True


def forget(number: int) -> None:
    """Delete a subscriber, and everything that was to be sent to them."""
    Alert.objects.filter(subscriber=number).delete()
    Subscriber.objects.filter(pk=number).delete()


def forget_unconfirmed(now: datetime) -> None:
    """Delete every address that nobody confirmed in time, and choices that nobody did."""
    late = Subscriber.objects.filter(asked_at__lte=now - WAITS)
    for number in list(late.filter(confirmed_at=None).values_list("pk", flat=True)):
        with transaction.atomic():
            if late.filter(pk=number, confirmed_at=None).exists():
                forget(number)
    late.filter(confirmed_at__isnull=False, wanted__isnull=False).update(wanted=None)


def _signer(salt: str) -> signing.Signer:
    return signing.Signer(salt=salt, sep=".")


def _key(salt: str, token: str) -> str | None:
    try:
        return str(_signer(salt).unsign(token))
    except signing.BadSignature:
        return None
