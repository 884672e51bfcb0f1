"""Trifles: changes of spelling or of a link, and what is called one and is none."""

from __future__ import annotations

from collections.abc import Sequence

from waymark.amendments import Amendment, between, between_local, of_part
from waymark.amendments.trifling import why_not_trifling
from waymark.desk.agreeing.changes import Change, How
from waymark.desk.doors.out import frozen_words
from waymark.desk.models import Frozen
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript


def why_no_trifle(change: Change) -> str | None:
    """Why a change by itself is no trifle, in words that follow “no trifle:”; None where it may be one."""
    if change.how is How.MOVED:
        return "what readers see is put in another order"
    amendment = of_part(change.before, change.after)
    return why_not_trifling(amendment) if amendment else None


def no_trifles(
    called: Sequence[Change], last: Frozen | None, now: Manuscript | LocalManuscript | None
) -> list[tuple[Change, str]]:
    """Those of the changes called trifles that are none, with why.

    They are looked at as readers will be told of them, with whatever else changes at their places.
    """
    told = {each.place: each for each in _amendments(last, now)}
    found: list[tuple[Change, str]] = []
    for change in called:
        why = why_no_trifle(change)
        if why is None and (amendment := told.get(change.place)):
            why = why_not_trifling(amendment)
        if why:
            found.append((change, why))
    return found


def _amendments(last: Frozen | None, now: Manuscript | LocalManuscript | None) -> tuple[Amendment, ...]:
    if last is None or now is None:
        return ()
    before = frozen_words(last.pk, last.fingerprint)
    if isinstance(before, Manuscript) and isinstance(now, Manuscript):
        return between(before, now)
    if isinstance(before, LocalManuscript) and isinstance(now, LocalManuscript):
        return between_local(before, now)
    return ()
