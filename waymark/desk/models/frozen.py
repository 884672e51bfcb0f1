"""What is frozen: editions and supplements as the desk knows them, and the register of places."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.utils import timezone

from waymark.editions.timeline import instant
from waymark.pages.prose import say


def in_words(day: date, clock: str) -> str:
    """A day, and a time of it, as people say them: Tuesday 1 December 2026, 09:00."""
    return ", ".join(filter(None, (say.day(day), clock)))


def is_over(day: date, clock: str) -> bool:
    """Whether a time of a day is over; of a day without a time, whether the day is."""
    return instant(day, clock) < timezone.now() if clock else day < timezone.localdate()


class Frozen(models.Model):
    """An edition (`partnership` empty) or a supplement, word for word: never changed once made.

    `data` is the canonical JSON; `fingerprint` its SHA-256. Where words were withheld since, both are of what
    is left, and `was` is the fingerprint of the words that were agreed. `reasons` is a list of
    [place, reason], with a third value, true, where the change there is a trifle.
    It holds from its day `in_force`; from the time of that day in `at`, such as 09:00, where it has one.
    `shelved_at` is empty until it stands on the shelf.
    """

    partnership = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=10)
    order = models.PositiveIntegerField()
    in_force = models.DateField()
    at = models.CharField(max_length=5, blank=True)
    fingerprint = models.CharField(max_length=64)
    was = models.CharField(max_length=64, blank=True)
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

    @property
    def moment(self) -> datetime:
        """The instant from which it holds."""
        return instant(self.in_force, self.at)

    @property
    def when(self) -> str:
        """The day from which it holds, with the time where it has one, as people say them."""
        return in_words(self.in_force, self.at)

    @property
    def coming(self) -> bool:
        """Whether that is still to come."""
        return self.moment > timezone.now()


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
