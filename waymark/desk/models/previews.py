"""Previews: a draft as it stands unsaved in someone's browser, kept for a short while to be looked at."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Preview(models.Model):
    """One unsaved draft of one person; a newer one takes its place. Never part of anything else."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=240)
    data = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "partnership", "place"], name="one_preview_a_person_and_place"
            )
        ]

    def __str__(self) -> str:
        return self.place
