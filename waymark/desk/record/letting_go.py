"""Letting go: what was kept long enough is deleted, by the periods that the consortium set.

The newest save of a draft is never let go, nor one that is newer than what was frozen last: these are what
is being written, and who wrote it. Of what went only numbers are written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from waymark.desk.agreeing.changes import ORDER, compared
from waymark.desk.models import Candidate, Consortium, Invitation, Letter, Record, Save, Tally
from waymark.desk.parts import LOCAL, SHARED
from waymark.desk.record.past import as_frozen

#: How long tries to sign in, and work that is done, are kept: enough to see what went wrong.
TRACES = timedelta(days=30)
#: Deleted at a time, so that no query names more rows than a database takes.
AT_ONCE = 500


class Gone(NamedTuple):
    """What was let go, in numbers."""

    saves: int
    record: int
    letters: int
    tallies: int
    accounts: int
    invitations: int
    sign_ins: int

    @property
    def anything(self) -> bool:
        """Whether anything was."""
        return any(self)


def let_go(now: datetime) -> Gone:
    """Let go of everything whose time is up: all of it, or, where something fails, nothing."""
    settings = Consortium.the()
    with transaction.atomic():
        gone = Gone(
            saves=_saves(settings.keep_drafts, now),
            record=_older(Record.objects.all(), settings.keep_record, now),
            letters=_older(Letter.objects.all(), settings.keep_letters, now),
            tallies=_tallies(settings.keep_letters, now),
            accounts=_accounts(settings.keep_accounts, now),
            invitations=_counted(
                Invitation.objects.filter(Q(used_at__isnull=False) | Q(until__lt=now - TRACES))
            ),
            sign_ins=_traces(now),
        )
        if gone.anything:
            Record.add(None, "let go of what was kept long enough", **gone._asdict())
    return gone


def unused(days: int, now: datetime) -> Iterator[tuple[Any, datetime]]:
    """The accounts nobody used for so many days, with when each was used last. 0 days: none.

    An account of someone who runs the desk counts only while another such account is in use.
    """
    if not days:
        return
    active = get_user_model().objects.filter(is_active=True)
    people = active.annotate(last=Coalesce("last_login", "date_joined"))
    before = now - timedelta(days=days)
    keeper_left = people.filter(is_superuser=True, last__gte=before).exists()
    for user in people.filter(last__lt=before).order_by("last", "pk"):
        if keeper_left or not user.is_superuser:
            yield user, user.last


def _accounts(days: int, now: datetime) -> int:
    ended = [user.pk for user, _ in unused(days, now)]
    for start in range(0, len(ended), AT_ONCE):
        some = ended[start : start + AT_ONCE]
        get_user_model().objects.filter(pk__in=some).update(is_active=False)
        Letter.objects.filter(owner__in=some, answered_at=None).update(owner=None)
    return len(ended)


def _saves(days: int, now: datetime) -> int:
    if not days:
        return 0
    before = now - timedelta(days=days)
    old = Save.objects.filter(at__lt=before)
    deleted = 0
    for partnership in list(old.order_by().values_list("draft__partnership", flat=True).distinct()):
        ended = list(_let_go_of(partnership, before))
        for start in range(0, len(ended), AT_ONCE):
            deleted += _counted(Save.objects.filter(pk__in=ended[start : start + AT_ONCE]))
    return deleted


def _let_go_of(partnership: str, before: datetime) -> Iterator[int]:
    """The old saves that no draft, no candidate and nothing frozen needs any more."""
    try:
        seen = compared(partnership)
    except msgspec.ValidationError:
        # What cannot be read cannot be told from what is in force: keep it all until someone has looked.
        return
    places, kinds = _proposed(partnership)
    fields = {kind.field: kind.name for kind in (LOCAL if partnership else SHARED).values()}
    kinds |= {fields[place.removeprefix(ORDER)] for place in seen.changes if place.startswith(ORDER)}
    rows = Save.objects.filter(draft__partnership=partnership).order_by("draft", "-number")
    kept = rows.exclude(draft__place__in=places).exclude(draft__kind__in=kinds)
    draft, settled = None, False
    needed: list[tuple[Any, bool]] = []
    for save in kept.select_related("draft").defer("draft__data").iterator(chunk_size=AT_ONCE):
        said = (save.data, save.gone)
        if save.draft_id != draft:
            draft, settled, needed = save.draft_id, False, []
        elif settled and said not in needed:
            if save.at < before:
                yield save.pk
            continue
        # From the newest back, all is kept up to the save that says what was frozen last; and before it,
        # where the same words were put back since, what tells who wrote them first.
        if as_frozen(seen.basis, save.draft.place, save.data, save.gone):
            settled = True
        else:
            needed.append(said)


def _proposed(partnership: str) -> tuple[set[str], set[str]]:
    """The places that open candidates take up, and the kinds whose order they change."""
    rows = Candidate.objects.filter(partnership=partnership, state=Candidate.State.OPEN)
    chosen = set(rows.values_list("chosen__place", flat=True)) - {None}
    fields = {kind.field: kind.name for kind in (LOCAL if partnership else SHARED).values()}
    orders = {place for place in chosen if place.startswith(ORDER)}
    return chosen - orders, {fields[place.removeprefix(ORDER)] for place in orders}


def _traces(now: datetime) -> int:
    """Tries to sign in, sessions that ended, and background work that is done."""
    before = now - TRACES
    tries = sum(
        _counted(rows.objects.filter(attempt_time__lt=before))
        for rows in (AccessAttempt, AccessFailureLog, AccessLog)
    )
    Session.objects.filter(expire_date__lt=now).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    return tries


def _tallies(days: int, now: datetime) -> int:
    """Answers about pages, which are kept as long as letters are."""
    before = timezone.localdate(now) - timedelta(days=days)
    return _counted(Tally.objects.filter(day__lt=before)) if days else 0


def _older(rows: Any, days: int, now: datetime) -> int:
    return _counted(rows.filter(at__lt=now - timedelta(days=days))) if days else 0


def _counted(rows: Any) -> int:
    """Delete rows, and say how many of them there were."""
    _, each = rows.delete()
    return int(each.get(rows.model._meta.label, 0))
