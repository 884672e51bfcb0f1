"""What is frozen: editions and supplements as the desk knows them, and the register of places."""

from __future__ import annotations

from django.db import models


class Frozen(models.Model):
    """An edition (`partnership` empty) or a supplement, word for word: never changed once made.

    `data` is the canonical JSON; `fingerprint` its SHA-256. `reasons` is a list of [place, reason].
    `shelved_at` is empty until it stands on the shelf.
    """

    partnership = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=10)
    order = models.PositiveIntegerField()
    in_force = models.DateField()
    fingerprint = models.CharField(max_length=64)
    data = models.TextField()
    reasons = models.JSONField(default=list)
    shelved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="one_frozen_a_number"),
            models.UniqueConstraint(fields=["partnership", "order"], name="frozen_in_order"),
        ]
        ordering = ["partnership", "order"]

    def __str__(self) -> str:
        if self.partnership:
            return f"Supplement {self.number} of {self.partnership}"
        return f"Edition {self.number}"


class RegisterLine(models.Model):
    """A line of the register of places, which is only ever added to; its id gives the order."""

    place = models.CharField(max_length=240)
    kind = models.CharField(max_length=20)
    event = models.CharField(max_length=20)
    edition = models.CharField(max_length=10)
    see = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "event"], name="one_line_an_event")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.place} {self.event} in {self.edition}"
