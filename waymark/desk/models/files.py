"""Files of local guidance: kept by fingerprint, so that a file that was replaced can be found again."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Bytes(models.Model):
    """The bytes of a file, once, by their fingerprint (SHA-256)."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.fingerprint


class KeptFile(models.Model):
    """A file a partnership put in: what it is, who holds its rights, and all its words, for finding it."""

    partnership = models.CharField(max_length=80, db_index=True)
    name = models.CharField(max_length=100)
    bytes = models.ForeignKey(Bytes, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveIntegerField()
    title = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=20, blank=True)
    rights_holder = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    tagged = models.BooleanField(null=True)
    findings = models.JSONField(default=list)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name", "bytes"], name="one_file_a_name_and_bytes")
        ]
        ordering = ["partnership", "name", "-put_at"]

    def __str__(self) -> str:
        return self.name
