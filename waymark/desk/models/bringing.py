"""Bringing into force: how far the work is, for the person who waits for it."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models


class Bringing(models.Model):
    """One run of compiling what was agreed and bringing it into force."""

    class State(StrEnum):
        """Where it stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"

    frozen = models.ForeignKey("desk.Frozen", on_delete=models.PROTECT, related_name="bringings")
    state = models.CharField(
        max_length=20,
        choices=[
            ("waiting", "waiting for its turn"),
            ("running", "setting the pages"),
            ("done", "in force"),
            ("refused", "stopped, and nothing was changed"),
        ],
        default=State.WAITING,
    )
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.frozen}: {self.get_state_display()}"
