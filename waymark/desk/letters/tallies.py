"""Tallies: how often a page was found clear or not, and why. Counted by day; nothing of who answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from waymark.desk.letters.reasons import NO, REASONS, YES
from waymark.desk.models import Tally
from waymark.desk.people.standing import SHARED


class Clear(NamedTuple):
    """How clear one page was found: its place, how often yes and no, and why not, the commonest first."""

    place: str
    yes: int
    no: int
    reasons: list[tuple[str, int]]


def count(partnership: str, place: str, answer: str) -> None:
    """Count one answer about a page, for today."""
    row = {"day": timezone.localdate(), "partnership": partnership, "place": place, "answer": answer}
    with transaction.atomic():
        Tally.objects.get_or_create(**row)
        Tally.objects.filter(**row).update(count=F("count") + 1)


def how_clear(partnerships: Iterable[str], days: int, today: date) -> list[Clear]:
    """How clear pages were found in so many days, those that were least clear first.

    Who reads the consortium's letters sees pages of the shared manual as all areas found them, and what is
    local to nobody; who reads a partnership's, what was answered in that area.
    """
    keys = list(partnerships)
    asked = Q(partnership__in=keys)
    if SHARED in keys:
        asked |= ~Q(place__contains="/local/")
    found: dict[str, Counter[str]] = {}
    rows = Tally.objects.filter(asked, day__gt=today - timedelta(days=days))
    for place, answer, times in rows.values_list("place", "answer", "count"):
        found.setdefault(place, Counter())[answer] += times
    told = [
        Clear(
            place,
            each[YES],
            each[NO],
            [(REASONS[key], times) for key, times in each.most_common() if key in REASONS],
        )
        for place, each in found.items()
    ]
    return sorted(told, key=lambda each: (-each.no, each.yes, each.place))
