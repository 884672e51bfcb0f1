"""Agreeing: candidates, the changes they gather, and who signed which exact words."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models

from waymark.desk.models.frozen import in_words


class Candidate(models.Model):
    """What is proposed: an edition (`partnership` empty) or a partnership's supplement.

    What it would say is worked out from the drafts of the places it chose; `seen` is the seal it had
    when someone last looked (see waymark.desk.agreeing.proposal.Seal), so that the record can say when
    its words changed. It is to come into force at once, or on the day `in_force`, from the time `at` where
    there is one. `ready` says whether it could then be signed. `registered`: the lines of the
    register that were added when it was frozen.
    """

    class State(StrEnum):
        """Where it stands."""

        OPEN = "open"
        AGREED = "agreed"
        DONE = "in force"
        GIVEN_UP = "given up"

    partnership = models.CharField(max_length=80, blank=True, db_index=True)
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    urgent = models.BooleanField(default=False)
    in_force = models.DateField(null=True, blank=True)
    at = models.CharField(max_length=5, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[
            ("open", "open"),
            ("agreed", "agreed, on its way into force"),
            ("in force", "brought into force"),
            ("given up", "given up"),
        ],
        default=State.OPEN,
    )
    seen = models.CharField(max_length=129, blank=True)
    ready = models.BooleanField(default=False)
    registered = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    frozen = models.OneToOneField(
        "desk.Frozen", null=True, on_delete=models.PROTECT, related_name="candidate"
    )

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """The day, with the time where it has one, on which it is to come into force; empty for at once."""
        return in_words(self.in_force, self.at) if self.in_force else ""


class ChosenChange(models.Model):
    """A changed place that a candidate takes up, and why it was changed.

    `trifling`: spelling or a link, nothing that changes what anyone does.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="chosen")
    place = models.CharField(max_length=240)
    reason = models.TextField(blank=True)
    trifling = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "place"], name="one_choice_a_place")]
        ordering = ["place"]

    def __str__(self) -> str:
        return self.place


class SignOff(models.Model):
    """A named person's agreement or objection, for a partnership, to words with an exact fingerprint.

    Never changed or deleted: it counts for as long as the candidate has that fingerprint, and the reasons
    given with it have the one in `reasons`. `agrees` is empty where a person took back what they said.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="sign_offs")
    partnership = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    reasons = models.CharField(max_length=64, blank=True)
    agrees = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        said = {True: "agrees", False: "objects", None: "took back their word"}[self.agrees]
        return f"{self.by_name} {said}"
