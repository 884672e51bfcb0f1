"""Withholding at the desk: one person asks, a second answers, and the work is done once."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models


class WithholdingAsked(models.Model):
    """Words that somebody asked to be withheld, and what became of that.

    `partnership` is empty for the shared manual; `place` as readers know it: `referral/talk-it-over`,
    `local/a-guide`, `contacts`. `numbers`: only these editions or supplements, all where there are none;
    `went_from`: those that lost words then.
    `words`: further passages, such as a name; they are kept only until the work is done, or will not be.
    `rows_done_at`: when they were gone from the desk, which comes before the shelf. `told` says in numbers
    what went, and `left` names what people must see to themselves.
    """

    class State(StrEnum):
        """Where it stands."""

        ASKED = "asked"
        AGREED = "agreed"
        STOPPED = "stopped"
        DONE = "done"
        DECLINED = "declined"
        TAKEN_BACK = "taken back"
        LAPSED = "lapsed"

    partnership = models.CharField(max_length=80, blank=True, db_index=True)
    place = models.CharField(max_length=240)
    title = models.CharField(max_length=400, blank=True)
    ground = models.CharField(max_length=400)
    with_title = models.BooleanField(default=False)
    numbers = models.JSONField(default=list, blank=True)
    went_from = models.JSONField(default=list, blank=True)
    words = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[
            ("asked", "waits for a second person"),
            ("agreed", "being carried out"),
            ("stopped", "stopped half way"),
            ("done", "withheld"),
            ("declined", "declined"),
            ("taken back", "taken back"),
            ("lapsed", "lapsed: nobody answered in time"),
        ],
        default=State.ASKED,
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    rows_done_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    told = models.JSONField(default=dict)
    left = models.JSONField(default=list)

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.place}: {self.get_state_display()}"
