"""Un-signing: when the words of a candidate change, who had signed the earlier ones is written down."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from waymark.desk.agreeing.changes import ORDER
from waymark.desk.agreeing.proposal import Proposal, propose
from waymark.desk.models import Candidate, Record, Save, SignOff

UNSIGNED = "un-signed by a change"


def look(proposal: Proposal, by: Any = None) -> bool:
    """Notice what a candidate says now. True where its words had been signed and are other words now.

    `by`: who changed its choice or its reasons, where that is what changed.
    """
    candidate, seal = proposal.candidate, str(proposal.seal)
    ready = not proposal.unready
    if candidate.state != Candidate.State.OPEN or (candidate.seen, candidate.ready) == (seal, ready):
        return False
    before = candidate.seen
    with transaction.atomic():
        # Of two who notice at once, one writes it down.
        rows = Candidate.objects.filter(pk=candidate.pk, seen=before, state=Candidate.State.OPEN)
        changed = rows.update(seen=seal, ready=ready, number=proposal.number)
        candidate.seen, candidate.ready, candidate.number = seal, ready, proposal.number
        if not changed or before in ("", seal):
            return False
        signed = _signed(candidate, before)
        if not signed:
            return False
        Record.add(
            by,
            UNSIGNED,
            partnership=candidate.partnership,
            title=candidate.title,
            candidate=candidate.pk,
            signed=sorted({row.by_name for row in signed}),
            changes=_changed(proposal, signed),
        )
    return True


def noticed_change(partnership: str, places: Collection[str]) -> None:
    """Called when drafts were saved at these places: notice which signed candidates that has changed."""
    chosen = Q(chosen__place__in=places) | Q(chosen__place__startswith=ORDER)
    _look_at(_signed_ones().filter(chosen, partnership=partnership))


def noticed_import() -> None:
    """Called when a pack was taken in, which can change any place."""
    _look_at(_signed_ones())


def _signed_ones() -> QuerySet[Candidate]:
    return Candidate.objects.filter(state=Candidate.State.OPEN, sign_offs__isnull=False)


def _look_at(candidates: QuerySet[Candidate]) -> None:
    for candidate in candidates.distinct():
        look(propose(candidate))


def _signed(candidate: Candidate, seal: str) -> list[SignOff]:
    """Who had agreed to the words with this seal."""
    words, _, reasons = seal.partition("-")
    rows = candidate.sign_offs.filter(fingerprint=words, reasons=reasons).order_by("at", "id")
    latest = {(row.by_id, row.partnership): row for row in rows}
    return [row for row in latest.values() if row.agrees]


def _changed(proposal: Proposal, signed: list[SignOff]) -> list[list[str]]:
    """What was saved since the first of them signed: its title, and who saved it."""
    drafts = [each.change.draft for each in proposal.chosen if each.change.draft]
    since = min(row.at for row in signed)
    rows = Save.objects.filter(draft__in=drafts, at__gte=since).order_by("at")
    return [list(pair) for pair in dict.fromkeys(rows.values_list("title", "by_name"))]
