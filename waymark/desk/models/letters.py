"""Letters: what readers write to us, kept apart, read by a named owner, deleted in time."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Letter(models.Model):
    """A letter from a page. It holds no address of the writer's machine, only what they chose to write.

    `may_be_disclosure`: it may be about a child in danger, and is for the named owner alone. `tell_at`: when
    somebody is to be told of it next, by e-mail; `told_at`: when somebody last was; `tries`: how often in a
    row nobody could be. `told_again`: its owner did not read it in time. `read_at`: when it was first read.
    """

    partnership = models.CharField(max_length=80, blank=True, db_index=True)
    place = models.CharField(max_length=240, blank=True)
    page = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    words = models.TextField()
    reply_to = models.EmailField(blank=True)
    at = models.DateTimeField(db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    may_be_disclosure = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)
    tell_at = models.DateTimeField(null=True, blank=True, db_index=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_again = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Letter {self.pk}"


class NamedOwner(models.Model):
    """Who reads letters that may be disclosures: a partnership's, or (with none) the consortium's."""

    partnership = models.CharField(max_length=80, blank=True, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.user_id} for {self.partnership or 'the consortium'}"


class Tally(models.Model):
    """How often one answer was given about one page on one day. No words, and nothing of who answered."""

    day = models.DateField(db_index=True)
    partnership = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=240, blank=True)
    answer = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "partnership", "place", "answer"], name="one_tally_a_day_page_and_answer"
            )
        ]
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.place}: {self.answer} {self.count}"


class HourKey(models.Model):
    """The key with which addresses are made unreadable while they are counted: one an hour, then deleted."""

    hour = models.DateTimeField(unique=True)
    key = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"The key of {self.hour:%H}:00"


class HourCount(models.Model):
    """How often one mark was met in an hour. Without the hour's key a mark says nothing."""

    hour = models.DateTimeField(db_index=True)
    mark = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "mark"], name="one_count_an_hour_and_mark")]

    def __str__(self) -> str:
        return f"{self.hour:%H}:00: {self.count}"
