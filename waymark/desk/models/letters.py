"""Letters: what readers write to us, kept apart, read by a named owner, deleted in time."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Letter(models.Model):
    """A letter from a page. It holds no address of the writer's machine, only what they chose to write."""

    partnership = models.CharField(max_length=80, blank=True, db_index=True)
    place = models.CharField(max_length=240, blank=True)
    page = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    reply_to = models.EmailField(blank=True)
    at = models.DateTimeField(db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Letter {self.pk}"
