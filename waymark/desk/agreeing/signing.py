"""Signing and objecting: who said what on which exact words, and what the rule makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from waymark.desk.agreeing.changes import ORDER, How
from waymark.desk.agreeing.chosen import Seal
from waymark.desk.agreeing.proposal import Proposal, propose
from waymark.desk.agreeing.rule import Asked, Ruling, Settings, Word, ruled
from waymark.desk.doors.out import partnerships
from waymark.desk.models import Candidate, Consortium, Duty, Frozen, Record, Save, SignOff
from waymark.desk.models.record import name_of


class WordsChanged(Exception):
    """The words are no longer those that the person had read."""


class NotOpen(Exception):
    """The candidate is no longer open: it was agreed or given up."""


class NotReady(Exception):
    """Something must be put right before anyone can sign. Its arguments say what."""


class Said(NamedTuple):
    """A sign-off, and whether it is on the words as they stand."""

    sign_off: SignOff
    counts: bool


def sign(by: Any, candidate: Candidate, partnership: str, seal: str, agrees: bool | None, words: str) -> None:
    """Write down a person's word on what they read. `agrees` is None where they take back what they said.

    Who may sign for whom is asked before this. Raises NotOpen, WordsChanged or NotReady.
    """
    with transaction.atomic():
        held = Candidate.objects.select_for_update().get(pk=candidate.pk)
        if held.state != Candidate.State.OPEN:
            raise NotOpen
        proposal = propose(held)
        if str(proposal.seal) != seal:
            raise WordsChanged
        if agrees and proposal.unready:
            raise NotReady(*proposal.unready)
        SignOff.objects.create(
            candidate=held,
            partnership=partnership,
            by=by,
            by_name=name_of(by),
            fingerprint=proposal.seal.words,
            reasons=proposal.seal.reasons,
            agrees=agrees,
            words=words,
            at=timezone.now(),
        )
        what = {True: "signed", False: "objected to", None: "took back a word on"}[agrees]
        Record.add(
            by,
            what,
            partnership=held.partnership,
            title=held.title,
            candidate=held.pk,
            signs_for=partnership,
            words=words,
            fingerprint=proposal.seal.words,
        )


def all_said(candidate: Candidate, seal: Seal) -> list[Said]:
    """Each person's latest word on each wording, newest first, without those taken back.

    A word counts where it is on these very words and the person still has the duty to sign.
    """
    rows = list(candidate.sign_offs.order_by("at", "id"))
    latest = {(row.by_id, row.partnership, row.fingerprint, row.reasons): row for row in rows}
    duties = signatories(row.by_id for row in rows)
    said = [
        Said(row, (row.fingerprint, row.reasons) == seal and (row.by_id, row.partnership) in duties)
        for row in latest.values()
        if row.agrees is not None
    ]
    return sorted(said, key=lambda each: (each.sign_off.at, each.sign_off.pk), reverse=True)


def signatories(people: Iterable[int]) -> set[tuple[int, str]]:
    """Which of these people sign, and for whom."""
    rows = Duty.objects.filter(what=Duty.What.SIGNATORY, user__in=set(people), user__is_active=True)
    return set(rows.values_list("user_id", "partnership"))


def words_on(said: Iterable[Said]) -> tuple[Word, ...]:
    """The words that count, for the rule."""
    return tuple(
        Word(row.by_id, row.by_name, row.partnership, bool(row.agrees), row.words)
        for row, counts in said
        if counts
    )


def writers(proposal: Proposal) -> dict[int, str]:
    """Who wrote what it changes: everyone who saved a chosen draft since it said what was frozen last.

    Words that were put back are those of whoever wrote them first, too.
    """
    wanted = {each.change.draft: each.change for each in proposal.chosen if each.change.draft}
    saves = Save.objects.filter(draft__in=wanted).order_by("draft", "-number")
    found: dict[int, str] = {}
    as_frozen: set[int] = set()
    theirs: dict[int, list[tuple[Any, bool]]] = {}
    for draft, data, gone, by, name in saves.values_list("draft_id", "data", "gone", "by_id", "by_name"):
        said = theirs.setdefault(draft, [])
        if not gone and proposal.basis.plain.get(wanted[draft].place) == data:
            as_frozen.add(draft)
        elif draft not in as_frozen or (data, gone) in said:
            said.append((data, gone))
            if by is not None:
                found.setdefault(by, name)
    moved = [each.change.kind for each in proposal.chosen if each.change.how is How.MOVED]
    return found | (_movers(proposal.partnership, moved) if moved else {})


def _movers(partnership: str, kinds: list[str]) -> dict[int, str]:
    """Everyone who ever put drafts of these kinds into another order."""
    saves = Save.objects.filter(draft__partnership=partnership, draft__kind__in=kinds)
    found: dict[int, str] = {}
    before: dict[int, int] = {}
    rows = saves.order_by("draft", "number").values_list("draft_id", "order", "by_id", "by_name")
    for draft, order, by, name in rows:
        if before.setdefault(draft, order) != order and by is not None:
            found[by] = name
        before[draft] = order
    return found


def ruling(proposal: Proposal, said: Iterable[Said]) -> Ruling:
    """What the rule says of a proposal as it stands."""
    return ruled(
        Asked(
            settings=settings_of(Consortium.the()),
            partnerships=tuple(there()),
            words=words_on(said),
            writers=frozenset(writers(proposal)),
            changes=sum(not each.change.place.startswith(ORDER) for each in proposal.chosen),
            urgent=proposal.candidate.urgent,
            own=proposal.partnership,
        )
    )


def settings_of(consortium: Consortium) -> Settings:
    """The consortium's rule."""
    return Settings(
        quorum=consortium.quorum,
        must_sign=tuple(consortium.must_sign),
        steering_signs=consortium.steering_signs,
        urgent_quorum=consortium.urgent_quorum,
        urgent_changes=consortium.urgent_changes,
    )


def there() -> list[str]:
    """The partnerships whose word an edition needs: those with a gateway, or, before the first, all."""
    rows = Frozen.objects.exclude(partnership="").order_by("partnership")
    return list(rows.values_list("partnership", flat=True).distinct()) or partnerships()
