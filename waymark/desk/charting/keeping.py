"""Keeping a proposal: every draft it changes is saved in one go, or none is."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from msgspec.structs import replace

from waymark.desk.charting.proposal import Proposal, ProposedBox
from waymark.desk.charting.putting_in import PutIn, put_in
from waymark.desk.charting.written import Written
from waymark.desk.drafts import saving
from waymark.desk.models import Draft, Save
from waymark.desk.people.standing import SHARED, Standing


def keep(by: Any, standing: Standing, key: str, proposal: Proposal) -> PutIn:
    """Save what a proposal changes, in one transaction.

    Raises Faulty where it cannot be so, Conflict where this chart or a box of it that changes was saved
    since it was opened, and PlaceTaken where someone has just taken the place of a new box; nothing is saved
    then. Another chart only gains what moves there and loses arrows to what is gone, so it is changed as it
    stands now.
    """
    with transaction.atomic():
        written = Written.read(standing)
        _not_overtaken(written, key, proposal)
        proposal = _only_own_changes(written, proposal)
        put = put_in(written, key, proposal)
        others = written.lookup.charts.keys() - {key}
        for gone in put.gone:
            saving.take_out(by, _draft(written, gone.place), proposal.numbers[gone.place], gone.see)
        for box in put.made:
            saving.make(by, SHARED, "box", box)
        for place, part in put.changed.items():
            number = written.drafts[place].number if place in others else proposal.numbers.get(place, 0)
            saving.change(by, _draft(written, place), number, part)
    return put


def _draft(written: Written, place: str) -> Draft:
    return Draft.objects.get(pk=written.drafts[place].pk)


def _not_overtaken(written: Written, key: str, proposal: Proposal) -> None:
    """Raise Conflict where the chart, or a box that leaves it, was saved since: this comes before faults."""
    for place in (key, *proposal.leaving):
        held = written.drafts.get(place)
        if held is not None and place in proposal.numbers and held.number != proposal.numbers[place]:
            raise saving.Conflict(_draft(written, place))


def _only_own_changes(written: Written, proposal: Proposal) -> Proposal:
    """The proposal without what only looks like a change: a box that someone else retitled meanwhile."""
    behind = {
        box.place: box
        for box in proposal.boxes
        if box.was is None
        and (held := written.drafts.get(box.place))
        and held.number != proposal.numbers.get(box.place)
        and box.place in written.boxes
    }
    if not behind:
        return proposal
    rows = Save.objects.filter(draft__partnership=SHARED, draft__place__in=behind)
    started = {
        place: (data["title"], data["kind"])
        for place, number, data in rows.values_list("draft__place", "number", "data")
        if number == proposal.numbers.get(place)
    }

    def own(box: ProposedBox) -> ProposedBox:
        if box.place not in behind or started.get(box.place) != (box.title, box.kind.value):
            return box
        now = written.boxes[box.place]
        return replace(box, title=now.title, kind=now.kind)

    return replace(proposal, boxes=tuple(own(box) for box in proposal.boxes))
