"""Freezing what was agreed: a candidate becomes an edition or a supplement, once, and no other can."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from waymark.desk.agreeing.proposal import Proposal, propose
from waymark.desk.agreeing.signing import all_said, ruling
from waymark.desk.drafts.places import register_place
from waymark.desk.models import Bringing, Candidate, Consortium, Frozen, Record, RegisterLine
from waymark.manual.json_form import encode


class NotAgreed(Exception):
    """It cannot be brought into force. Its arguments say why, in sentences."""


def freeze(by: Any, candidate: Candidate) -> Bringing:
    """Freeze an agreed candidate and ask for it to be brought into force: all of it, or nothing.

    Pressed twice, it answers with the same work. Raises NotAgreed, with nothing changed.
    """
    with transaction.atomic():
        # Whoever freezes holds this row, so that numbers and the register are given out one at a time.
        Consortium.the()
        Consortium.objects.select_for_update().get(pk=1)
        held = Candidate.objects.select_for_update().get(pk=candidate.pk)
        if held.state in (Candidate.State.AGREED, Candidate.State.DONE):
            return held.bringings.order_by("asked_at", "pk").last()
        if held.state != Candidate.State.OPEN:
            raise NotAgreed("It was given up.")
        proposal = propose(held)
        why = [*proposal.unready, *ruling(proposal, all_said(held, proposal.seal)).missing]
        why += on_its_way(proposal)
        if why:
            raise NotAgreed(*why)
        return _frozen(by, held, proposal)


def on_its_way(proposal: Proposal) -> list[str]:
    """What was agreed before and is not in force yet: the next waits for it."""
    last = proposal.basis.frozen
    if last is None or last.shelved_at:
        return []
    before = Candidate.objects.filter(frozen=last, state=Candidate.State.AGREED).first()
    return [f"“{before.title}” is still on its way into force: wait until it is."] if before else []


def _frozen(by: Any, candidate: Candidate, proposal: Proposal) -> Bringing:
    assert proposal.manuscript is not None
    last = proposal.basis.frozen
    frozen = Frozen.objects.create(
        partnership=proposal.partnership,
        number=proposal.number,
        order=last.order + 1 if last else 1,
        in_force=proposal.day,
        at=proposal.clock,
        fingerprint=proposal.seal.words,
        data=encode(proposal.manuscript).decode(),
        reasons=reasons_of(proposal),
    )
    lines = [
        RegisterLine.objects.create(
            place=line.place, kind=line.kind, event=line.event, edition=line.edition, see=list(line.see)
        )
        for line in proposal.new_lines
    ]
    candidate.state = Candidate.State.AGREED
    candidate.frozen = frozen
    candidate.number = proposal.number
    candidate.seen = str(proposal.seal)
    candidate.registered = [line.pk for line in lines]
    candidate.save()
    Record.add(
        by,
        "asked to bring into force",
        partnership=proposal.partnership,
        title=candidate.title,
        candidate=candidate.pk,
        number=proposal.number,
        in_force=f"{proposal.day} {proposal.clock}".rstrip(),
        fingerprint=proposal.seal.words,
    )
    return asked(by, candidate)


def asked(by: Any, candidate: Candidate) -> Bringing:
    """Ask for what is frozen to be brought into force, in the background."""
    from waymark.desk.agreeing.tasks import bring

    bringing = Bringing.objects.create(
        candidate=candidate, frozen=candidate.frozen, asked_at=timezone.now(), asked_by=by
    )
    bring.enqueue(bringing.pk)
    return bringing


def reasons_of(proposal: Proposal) -> list[list[str | bool]]:
    """The reasons by the places readers know; a third value, true, where all that changed is a trifle."""
    told = [each for each in proposal.chosen if each.change.kind != "waiver"]  # readers do not meet waivers
    known = [(_place(each.change.place, proposal.partnership), each) for each in told]
    grave = {place for place, each in known if not each.trifling}
    return [
        [place, each.reason] if place in grave else [place, each.reason, True] for place, each in known
    ]


def _place(place: str, partnership: str) -> str:
    kind, _, key = place.partition(":")
    if kind == "notes":
        return key
    if kind == "contacts" and partnership:
        return "contacts"
    return register_place(place, partnership)


def thaw(candidate: Candidate) -> None:
    """Make a candidate open again whose edition or supplement was refused and never stood on the shelf."""
    with transaction.atomic():
        held = Candidate.objects.select_for_update().get(pk=candidate.pk)
        frozen, lines = held.frozen, held.registered
        if frozen is None or frozen.shelved_at:
            return
        held.state, held.frozen, held.registered = Candidate.State.OPEN, None, []
        held.save()
        RegisterLine.objects.filter(pk__in=lines).delete()
        frozen.delete()
