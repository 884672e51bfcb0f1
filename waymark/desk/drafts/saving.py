"""Saving drafts: each save is kept, and one that starts from an older save is a conflict.

Who may save is asked before this (waymark.desk.people.standing); here it is done and written down.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from waymark.desk.models import Draft, Record, Save
from waymark.desk.models.drafts import ORDERED
from waymark.desk.models.record import name_of
from waymark.desk.parts import ALL, plain
from waymark.manual.data import Data

What = Save.What


class Conflict(Exception):
    """Someone saved this draft since it was opened. `theirs` is the draft as it stands now."""

    def __init__(self, theirs: Draft) -> None:
        self.theirs = theirs
        super().__init__(f"{theirs.title} was saved by someone else, as save {theirs.number}")


class PlaceTaken(Exception):
    """A draft stands at this place already, or stood there and was taken out."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"the place {place} is taken")


def make(by: Any, partnership: str, kind: str, part: Data, what: str = What.MADE) -> Draft:
    """A new draft. Raises PlaceTaken where its place has one."""
    known = ALL[kind]
    place = known.place(part)
    order = 0
    if kind in ORDERED:
        rows = Draft.objects.filter(partnership=partnership, kind=kind)
        order = (rows.aggregate(last=Max("order"))["last"] or 0) + 1
    draft = Draft(
        partnership=partnership,
        place=place,
        kind=kind,
        title=known.title(part)[:400],
        data=plain(part),
        order=order,
        changed_at=timezone.now(),
        changed_by=by,
    )
    try:
        with transaction.atomic():
            draft.save()
            _written_down(draft, by, what)
    except IntegrityError as error:
        raise PlaceTaken(place) from error
    return draft


def change(by: Any, draft: Draft, number: int, part: Data, what: str = What.CHANGED) -> Draft:
    """Save new words, starting from save `number`. The same words again are no save. Raises Conflict."""
    known = ALL[draft.kind]
    state = {"data": plain(part), "title": known.title(part)[:400], "place": known.place(part)}
    return _put(by, draft, number, what, **state, gone=False)


def reorder(by: Any, draft: Draft, number: int, order: int) -> Draft:
    """Move a draft among those of its kind. Raises Conflict."""
    return _put(by, draft, number, What.CHANGED, order=order)


def take_out(by: Any, draft: Draft, number: int, see: Sequence[str] = ()) -> Draft:
    """Take a draft out; it can be brought back. `see`: what to see instead. Raises Conflict."""
    return _put(by, draft, number, What.TAKEN_OUT, gone=True, see=list(see))


def bring_back(by: Any, draft: Draft, number: int) -> Draft:
    """Bring back what was taken out. Raises Conflict."""
    return _put(by, draft, number, What.BROUGHT_BACK, gone=False, see=[])


def restore(by: Any, draft: Draft, number: int, save: Save) -> Draft:
    """Put a draft back as it was in an earlier save; the saves between stay. Raises Conflict."""
    return _put(
        by, draft, number, What.RESTORED, data=save.data, title=save.title, gone=save.gone, see=save.see
    )


def withheld(draft: Draft, data: dict[str, Any], title: str) -> None:
    """Save what is left of a draft after words were withheld from it. Nobody wrote it, so nobody signs less.

    Whoever has the draft open cannot save the words again: to them it was changed meanwhile.
    """
    with transaction.atomic():
        held = Draft.objects.select_for_update().get(pk=draft.pk)
        held.data, held.title = data, title[:400]
        held.number, held.changed_at, held.changed_by = held.number + 1, timezone.now(), None
        held.save()
        _written_down(held, None, What.CHANGED)


def _put(by: Any, draft: Draft, number: int, what: str, **state: Any) -> Draft:
    with transaction.atomic():
        held = Draft.objects.select_for_update().get(pk=draft.pk)
        if held.number != number:
            raise Conflict(held)
        if all(getattr(held, name) == value for name, value in state.items()):
            return held
        before = held.place
        for name, value in state.items():
            setattr(held, name, value)
        held.number, held.changed_at, held.changed_by = number + 1, timezone.now(), by
        held.save()
        _written_down(held, by, what, before)
    return held


def _written_down(draft: Draft, by: Any, what: str, before: str = "") -> None:
    Save.objects.create(
        draft=draft,
        number=draft.number,
        what=what,
        title=draft.title,
        at=draft.changed_at,
        by=by,
        by_name=name_of(by),
        **draft.state,
    )
    Record.add(
        by,
        what,
        partnership=draft.partnership,
        place=draft.place,
        title=draft.title,
        save_number=draft.number,
        kind=draft.kind,
        draft=draft.pk,
    )
    # A signed candidate that takes up this place is signed no longer, and says so.
    places = {draft.place, before or draft.place}
    transaction.on_commit(lambda: _noticed(draft.partnership, places), robust=True)


def _noticed(partnership: str, places: Collection[str]) -> None:
    from waymark.desk.agreeing.unsigning import noticed_change

    noticed_change(partnership, places)


def place_taken(draft: Draft, part: Data) -> bool:
    """Whether another draft stands at the place that a part would have."""
    place = ALL[draft.kind].place(part)
    rows = Draft.objects.filter(partnership=draft.partnership, place=place)
    return rows.exclude(pk=draft.pk).exists()
