"""The record: who did what, when. Only ever added to, until its period is over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone


class Record(models.Model):
    """One thing done at the desk. What a draft said before and after stands in its saves."""

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    partnership = models.CharField(max_length=80, blank=True, db_index=True)
    what = models.CharField(max_length=40)
    place = models.CharField(max_length=240, blank=True, db_index=True)
    title = models.CharField(max_length=400, blank=True)
    save_number = models.PositiveIntegerField(null=True)
    more = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.by_name} {self.what} {self.title}"

    @classmethod
    def add(
        cls,
        by: AbstractBaseUser | None,
        what: str,
        *,
        partnership: str = "",
        place: str = "",
        title: str = "",
        save_number: int | None = None,
        **more: Any,
    ) -> Record:
        """Write down one thing that was done."""
        return cls.objects.create(
            at=timezone.now(),
            by=by,
            by_name=name_of(by),
            partnership=partnership,
            what=what,
            place=place,
            title=title[:400],
            save_number=save_number,
            more=more,
        )


def name_of(user: Any) -> str:
    """A person's name as the record keeps it, which stands when the account is gone."""
    if user is None or not user.is_authenticated:
        return ""
    return str(user.get_full_name() or user.get_username())[:200]
