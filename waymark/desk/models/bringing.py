"""Bringing into force: how far the work is, for the person who waits for it."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models


class Bringing(models.Model):
    """One run of compiling what was agreed and bringing it into force.

    `frozen` is empty where it was refused: then nothing is frozen, and the candidate is open again.
    `beat_at` moves on while the work goes on, so that work that died is told from work that is slow.
    """

    class State(StrEnum):
        """Where it stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"
        STOPPED = "stopped"

    candidate = models.ForeignKey("desk.Candidate", on_delete=models.PROTECT, related_name="bringings")
    frozen = models.ForeignKey(
        "desk.Frozen", null=True, on_delete=models.SET_NULL, related_name="bringings"
    )
    state = models.CharField(
        max_length=20,
        choices=[
            ("waiting", "waiting for its turn"),
            ("running", "setting the pages"),
            ("done", "in force"),
            ("refused", "refused, and nothing was changed"),
            ("stopped", "stopped half way, and nothing was changed"),
        ],
        default=State.WAITING,
    )
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.get_state_display()}"
