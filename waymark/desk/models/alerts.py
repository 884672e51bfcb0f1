"""Alerts: who is told by e-mail when something comes into force, and what is still to be sent.

These tables name no other table and are named by none. Nothing here is searched, exported or written into
the record; when someone leaves, their rows are deleted at once.
"""

from __future__ import annotations

import secrets
from enum import StrEnum

from django.db import models
from django.db.models.functions import Lower


def new_key() -> str:
    """A key that nobody can guess."""
    return secrets.token_urlsafe(16)


class Subscriber(models.Model):
    """Someone who asked to be told by e-mail: the address and the choices, and nothing else.

    `key` is what links in e-mails hold, signed. `gateway`: a partnership's, or empty for the shared manual
    alone; `role`: only what changed for it; `local`: local changes too. `wanted` are choices that wait to
    be confirmed since `asked_at`. `refused`: how often, one after the other, the mail server knew no such
    address.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key)
    email = models.CharField(max_length=254)
    gateway = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=80, blank=True)
    local = models.BooleanField(default=False)
    wanted = models.JSONField(null=True)
    asked_at = models.DateTimeField(db_index=True)
    confirmed_at = models.DateTimeField(null=True)
    refused = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_subscriber_an_address")]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"


class CameIntoForce(models.Model):
    """An edition or supplement that came into force at a gateway, with who is to be told settled once.

    `gateway` is `front` for those who follow the shared manual alone. Once everybody was told, `done_at` is
    set and their alerts are deleted.
    """

    gateway = models.CharField(max_length=80)
    start = models.DateTimeField(db_index=True)
    edition_before = models.CharField(max_length=10)
    supplement_before = models.PositiveIntegerField()
    edition = models.CharField(max_length=10)
    supplement = models.PositiveIntegerField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "start"], name="one_telling_a_gateway_and_instant")
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.edition}+{self.supplement}"


#: What an alert is about that is the letter about signing up.
SIGNING_UP = 0


class Alert(models.Model):
    """One e-mail to one subscriber, about one thing that came into force; or about signing up.

    It is claimed just before the mail server is given its end. One that was claimed and never told to be
    sent is doubtful, and is not sent again.
    """

    class State(StrEnum):
        """Where it stands."""

        WAITING = "waiting"
        CLAIMED = "claimed"
        SENT = "sent"
        DOUBTFUL = "doubtful"
        GIVEN_UP = "given up"

    of = models.PositiveBigIntegerField()
    subscriber = models.PositiveBigIntegerField(db_index=True)
    state = models.CharField(
        max_length=20,
        choices=[(each, each) for each in ("waiting", "claimed", "sent", "doubtful", "given up")],
        default=State.WAITING,
    )
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "subscriber"], name="one_alert_an_address")]
        indexes = [models.Index(fields=["state", "due_at"], name="alerts_that_are_due")]

    def __str__(self) -> str:
        return f"Alert {self.pk}: {self.state}"
