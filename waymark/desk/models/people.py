"""People: what each may do, and invitations to come in."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models


class Duty(models.Model):
    """One thing a person does, for one partnership or (with `partnership` empty) for the consortium.

    A consortium's editor writes the shared text; its signatories are the steering group.
    """

    class What(StrEnum):
        """The duties there are."""

        READER = "reader"
        EDITOR = "editor"
        SIGNATORY = "signatory"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duties")
    partnership = models.CharField(max_length=80, blank=True, db_index=True)
    what = models.CharField(
        max_length=20, choices=[("reader", "Reader"), ("editor", "Editor"), ("signatory", "Signatory")]
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "partnership", "what"], name="one_duty_once")]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return f"{self.get_what_display()} for {self.partnership or 'the consortium'}"


class Invitation(models.Model):
    """An invitation sent to an address; used once, by setting a password.

    `duties` lists what the person is to do for `partnership` (empty: the consortium), “keeper” included.
    The first keeper is invited by nobody, from the command line.
    """

    email = models.EmailField()
    name = models.CharField(max_length=200)
    partnership = models.CharField(max_length=80, blank=True)
    duties = models.JSONField(default=list)
    token = models.CharField(max_length=64, unique=True, help_text="The SHA-256 of what the e-mail holds.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.email


class Counted(models.Model):
    """What is counted while people sign in: the table of Django's database cache, made like all others."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "desk_counted"

    def __str__(self) -> str:
        return self.cache_key
