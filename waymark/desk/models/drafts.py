"""Drafts: what is being written, a row for each place, with every save ever made."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models

#: The kinds of draft, in words: of the shared manual, then of what is local.
SHARED_KINDS = {
    "manual": "About the manual",
    "chart": "Flow chart",
    "box": "Box",
    "procedure": "Procedure",
    "term": "Word",
    "timescale": "Time limit",
    "role": "Role",
    "contact": "National line",
    "source": "Source",
    "review": "Review",
    "scenario": "Scenario",
    "way in": "Way in",
    "relations": "Words for searching",
    "waiver": "Waiver",
}
LOCAL_KINDS = {
    "partnership": "Partnership",
    "local contact": "Contact",
    "note": "Local note",
    "guidance": "Local guidance",
}
KINDS = SHARED_KINDS | LOCAL_KINDS

#: Kinds whose order readers see, as their editors gave it.
ORDERED = frozenset({"timescale", "role", "contact", "local contact"})


class Draft(models.Model):
    """What is being written at one place, as the plain data of the manual.

    `partnership` is the key of the partnership it belongs to, or empty for the shared manual. `number`
    counts its saves: a save that starts from an older number is a conflict, never an overwriting. `gone`:
    it was taken out, and can be brought back.
    """

    partnership = models.CharField(max_length=80, blank=True, db_index=True)
    place = models.CharField(max_length=240)
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    title = models.CharField(max_length=400)
    data = models.JSONField()
    order = models.IntegerField(default=0)
    number = models.PositiveIntegerField(default=1)
    gone = models.BooleanField(default=False)
    see = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "place"], name="one_draft_a_place")]
        ordering = ["partnership", "kind", "order", "place"]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_words(self) -> str:
        """Its kind, as people say it."""
        return KINDS[self.kind]

    @property
    def state(self) -> dict[str, Any]:
        """All that a save keeps of it."""
        return {"data": self.data, "order": self.order, "gone": self.gone, "see": self.see}


class Save(models.Model):
    """A draft as it was saved once: who, when, and all it said. Kept as long as settings say."""

    class What(StrEnum):
        """What was done."""

        MADE = "made"
        CHANGED = "changed"
        TAKEN_OUT = "taken out"
        BROUGHT_BACK = "brought back"
        RESTORED = "restored"
        IMPORTED = "imported"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="saves")
    number = models.PositiveIntegerField()
    what = models.CharField(
        max_length=20,
        choices=[
            ("made", "made"),
            ("changed", "changed"),
            ("taken out", "taken out"),
            ("brought back", "brought back"),
            ("restored", "put back as it was"),
            ("imported", "imported"),
        ],
    )
    title = models.CharField(max_length=400)
    data = models.JSONField()
    order = models.IntegerField(default=0)
    gone = models.BooleanField(default=False)
    see = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_save_a_number")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.title}, save {self.number}"
