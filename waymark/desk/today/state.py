"""What is written and what is in force, worked out once for every state that was saved."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec
from django.db.models import Max

from waymark.desk.agreeing.changes import Compared, compared
from waymark.desk.doors import out
from waymark.desk.models import Draft, Frozen, Save
from waymark.desk.people.standing import SHARED
from waymark.manual.coverage import coverage
from waymark.manual.findings import Finding
from waymark.manual.manuscript import Lookup
from waymark.manual.wholeness import check_local, check_manuscript
from waymark.plain_english.gate import check_gate, check_local_gate
from waymark.plain_english.reading import check_reading


class Stamp(NamedTuple):
    """The newest save and the newest frozen of a partnership, or of the shared manual: its state.

    `shared` is the newest save of the shared manual, against which what is local is checked.
    """

    partnership: str
    save: tuple[int, datetime] | None
    frozen: tuple[int, str] | None
    shared: tuple[int, datetime] | None = None


class Noticed(NamedTuple):
    """What is to be put right: findings, and provisions that no box carries with what each asks.

    `unread`: where there is a draft that cannot be read, so that nothing could be looked at.
    """

    findings: tuple[Finding, ...]
    provisions: tuple[tuple[str, str, str], ...]
    drafts: dict[str, tuple[int, str]]
    unread: str | None = None


def stamps(own: list[str]) -> dict[str, Stamp]:
    """The state of each of these partnerships, in two queries."""
    keys = {*own, SHARED}
    rows = Save.objects.filter(draft__partnership__in=keys).order_by().values_list("draft__partnership")
    saves = {key: (newest, at) for key, newest, at in rows.annotate(newest=Max("id"), last=Max("at"))}
    last = Frozen.objects.filter(partnership__in=keys).order_by("order")
    frozen = {key: (pk, seal) for key, pk, seal in last.values_list("partnership", "pk", "fingerprint")}
    shared = saves.get(SHARED)
    return {
        key: Stamp(key, saves.get(key), frozen.get(key), shared if key != SHARED else None) for key in own
    }


@lru_cache(maxsize=32)
def changed(stamp: Stamp) -> Compared | None:
    """What is written against what was frozen last; None where a draft cannot be read."""
    try:
        return compared(stamp.partnership)
    except msgspec.ValidationError:
        return None


@lru_cache(maxsize=32)
def noticed(stamp: Stamp, day: date) -> Noticed:
    """Findings of what is written as things stand on a day, with the drafts they are about."""
    rows = Draft.objects.filter(partnership=stamp.partnership, gone=False)
    drafts = {place: (pk, title) for place, pk, title in rows.values_list("place", "pk", "title")}
    try:
        manuscript = out.draft_manuscript()
    except (msgspec.ValidationError, KeyError, IndexError, ValueError):
        # A draft that cannot be read, or a head that is missing, must not close the page of today.
        return Noticed((), (), drafts, unread=SHARED)
    try:
        if stamp.partnership:
            local = out.draft_local(stamp.partnership)
            last = out.last_supplement(stamp.partnership)
            found = (*check_local(local, Lookup(manuscript)), *check_local_gate(local, last, manuscript))
            return Noticed(found, (), drafts)
    except (msgspec.ValidationError, KeyError, IndexError, ValueError):
        return Noticed((), (), drafts, unread=stamp.partnership)
    provisions = Lookup(manuscript).provisions
    left = coverage(manuscript).provisions.not_carried
    carried = tuple(
        (provisions[part][0].place, f"{provisions[part][0].title}, {provisions[part][1].where}", part)
        for part in left
    )
    found = (*check_manuscript(manuscript), *check_reading(manuscript), *check_gate(manuscript, day))
    return Noticed(found, carried, drafts)
