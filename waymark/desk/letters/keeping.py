"""Letters at the desk: who sees which, and what becomes of them. What they say is never in the record."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from waymark.desk.letters.owners import owned_by
from waymark.desk.models import Consortium, Letter, Record
from waymark.desk.people.standing import Standing
from waymark.desk.record.seen import reads_letters


def letters_for(standing: Standing, days: int | None = None) -> QuerySet[Letter]:
    """The letters this person reads, none of them older than letters are kept. `days`: how long that is.

    Those that may be disclosures are for their named owner alone.
    """
    days = Consortium.the().keep_letters if days is None else days
    others = Q(partnership__in=reads_letters(standing), may_be_disclosure=False)
    rows = Letter.objects.filter(others | owned_by(standing))
    return rows.filter(at__gt=oldest(days)) if days else rows


def oldest(days: int, now: datetime | None = None) -> datetime:
    """The moment before which whatever is kept for so many days is gone."""
    return (now or timezone.now()) - timedelta(days=days)


def take(by: Any, letter: Letter) -> bool:
    """Make a person the letter's named owner. False where someone else was quicker."""
    taken = Letter.objects.filter(pk=letter.pk, owner=None).update(owner=by)
    if taken:
        _written_down(by, "took a letter", letter)
    return bool(taken)


def give_back(by: Any, letter: Letter) -> None:
    """Leave a letter for someone else."""
    if Letter.objects.filter(pk=letter.pk).exclude(owner=None).update(owner=None):
        _written_down(by, "left a letter for others", letter)


def give_letters_back(user: Any) -> None:
    """Leave a person's open letters that they no longer read for someone else."""
    standing = Standing.of(get_user_model().objects.get(pk=user.pk))
    rows = Letter.objects.filter(owner=user, answered_at=None)
    rows.exclude(pk__in=letters_for(standing).values("pk")).update(owner=None)


def answered(by: Any, letter: Letter, done: bool) -> None:
    """Say that a letter is answered, or that it is not after all."""
    rows = Letter.objects.filter(pk=letter.pk, answered_at__isnull=done)
    if rows.update(answered_at=timezone.now() if done else None):
        _written_down(by, "answered a letter" if done else "opened a letter again", letter)


def note(by: Any, letter: Letter, words: str, before: str) -> bool:
    """Put a note to a letter, in place of the one it had `before`. False where someone was quicker."""
    if words == before:
        return True
    if not Letter.objects.filter(pk=letter.pk, note=before).update(note=words):
        return False
    _written_down(by, "put a note to a letter", letter)
    return True


def read(by: Any, letter: Letter) -> None:
    """Say that a letter which may be a disclosure was read for the first time: nobody is told again."""
    unread = Letter.objects.filter(pk=letter.pk, may_be_disclosure=True, read_at=None)
    if unread.update(read_at=timezone.now(), tell_at=None):
        _written_down(by, "read a letter that may be urgent", letter)


def put_with_others(by: Any, letter: Letter) -> None:
    """Say that a letter is about no child in danger: all who read letters have it from now on."""
    if Letter.objects.filter(pk=letter.pk, may_be_disclosure=True).update(
        may_be_disclosure=False, tell_at=None
    ):
        _written_down(by, "put a letter with the others", letter)


def delete(by: Any, letter: Letter) -> None:
    """Delete a letter for ever, before its time."""
    with transaction.atomic():
        number = letter.pk
        letter.delete()
        Record.add(by, "deleted a letter", partnership=letter.partnership, letter=number)


def _written_down(by: Any, what: str, letter: Letter) -> None:
    Record.add(by, what, partnership=letter.partnership, letter=letter.pk)
