"""A person's standing: what they may read, write and sign. Every view and every list asks here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from waymark.desk.models import Draft, Duty

#: The shared manual, where a partnership's key would stand.
SHARED = ""


def area_of(partnership: str) -> str:
    """What people call a partnership's area, from its key: Bath and North East Somerset."""
    return " ".join(word if word == "and" else word.capitalize() for word in partnership.split("-"))


class Standing:
    """What one person may do. With no duty a person may do nothing.

    Whoever has a duty reads the shared manual. What is local is read only by those with a duty in that
    very partnership; neither the consortium's editors nor those who run the desk see its drafts.
    """

    def __init__(self, user: Any, duties: Iterable[tuple[str, str]]) -> None:
        self.user = user
        self.duties = frozenset(duties)

    @classmethod
    def of(cls, user: Any) -> Standing:
        """The standing of a user, known or not."""
        if not user.is_authenticated or not user.is_active:
            return cls(user, ())
        return cls(user, Duty.objects.filter(user=user).values_list("partnership", "what"))

    @cached_property
    def partnerships(self) -> list[str]:
        """The partnerships a person has any duty in."""
        return sorted({key for key, _ in self.duties if key})

    @property
    def comes_in(self) -> bool:
        """Whether the desk is open to this person at all."""
        return bool(self.duties) or self.administers

    @property
    def administers(self) -> bool:
        """Whether this person invites people and keeps the settings."""
        return bool(self.user.is_authenticated and self.user.is_active and self.user.is_superuser)

    @property
    def writes_shared(self) -> bool:
        """Whether this person is an editor of the consortium."""
        return self.writes(SHARED)

    @property
    def steers(self) -> bool:
        """Whether this person is of the steering group."""
        return self.signs(SHARED)

    def reads(self, partnership: str) -> bool:
        """Whether this person reads what is written for a partnership, or in the shared manual."""
        return self.comes_in if partnership == SHARED else partnership in self.partnerships

    def writes(self, partnership: str) -> bool:
        """Whether this person writes for a partnership, or the shared manual."""
        return (partnership, Duty.What.EDITOR) in self.duties

    def signs(self, partnership: str) -> bool:
        """Whether this person signs for a partnership, or for the steering group."""
        return (partnership, Duty.What.SIGNATORY) in self.duties

    @property
    def signs_any(self) -> bool:
        """Whether this person signs for anyone."""
        return any(what == Duty.What.SIGNATORY for _, what in self.duties)

    @property
    def needs_second_factor(self) -> bool:
        """Whether what this person may do is grave enough to ask for more than a password."""
        return self.signs_any or self.administers

    @cached_property
    def readable(self) -> list[str]:
        """Where this person reads drafts: partnerships, and the shared manual as an empty key."""
        return [SHARED, *self.partnerships] if self.comes_in else []

    def drafts(self) -> QuerySet[Draft]:
        """The drafts this person may see. Every list, chooser, report and search starts from these."""
        return Draft.objects.filter(partnership__in=self.readable)

    def draft(self, number: int) -> Draft:
        """One of those drafts. Raises Http404 for any other, as if it did not exist."""
        draft = self.drafts().filter(pk=number).first()
        if draft is None:
            raise Http404
        return draft

    def only_to(self, allowed: bool) -> None:
        """Raise Http404 unless something is allowed: what a person may not do is not there."""
        if not allowed:
            raise Http404


def standing_of(request: HttpRequest) -> Standing:
    """The standing of whoever asks, worked out once a request."""
    found: Standing | None = getattr(request, "standing", None)
    if found is None:
        found = Standing.of(request.user)
        request.standing = found
    return found
