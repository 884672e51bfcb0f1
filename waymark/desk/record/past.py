"""A draft's past: its saves, what each changed, and which of them readers have now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from waymark.amendments import of_part
from waymark.desk.agreeing.changes import Basis
from waymark.desk.doors import out
from waymark.desk.drafts import saving
from waymark.desk.drafts.places import fixed
from waymark.desk.models import Draft, Save
from waymark.desk.parts import ALL, part_of, plain
from waymark.pages.amendments import amendments_html


class Kept(NamedTuple):
    """A save in a list of saves."""

    save: Save
    done: str
    newest: bool
    in_force: bool


class NotNow(Exception):
    """An earlier save cannot be put back; `why` says so to the person who asked."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def kept(draft: Draft, saves: Iterable[Save]) -> list[Kept]:
    """Saves, with that one marked which says what readers have now: the newest of those that say so."""
    frozen = out.frozen_by(timezone.now(), draft.partnership)
    _, part = out.frozen_parts(frozen).get(draft.place, ("", None))
    shown = None
    if part is not None:
        words = plain(part)
        every = draft.saves.filter(gone=False).order_by("-number").values_list("number", "data")
        shown = next((number for number, data in every if data == words), None)
    return [
        Kept(save, save.get_what_display(), save.number == draft.number, save.number == shown)
        for save in saves
    ]


def as_frozen(basis: Basis, place: str, data: Any, gone: bool) -> bool:
    """Whether what a save says of a place is what was frozen last."""
    if gone:
        return place not in basis.plain
    return bool(basis.plain.get(place) == data)


def amended(draft: Draft, before: Save | None, after: Save) -> SafeString | None:
    """What one save changed against another, as HTML; None where nothing did.

    Raises msgspec.ValidationError where one of them was written in a form that is no longer read.
    """
    amendment = of_part(_part(draft, before), _part(draft, after), see=tuple(after.see))
    # Every word of it is escaped where it is set.
    return mark_safe(amendments_html((amendment,))) if amendment else None


def _part(draft: Draft, save: Save | None) -> Any:
    return None if save is None or save.gone else part_of(draft.kind, save.data)


def put_back(by: Any, draft: Draft, number: int, save: Save) -> Draft:
    """Make a draft say again what an earlier save said. Raises saving.Conflict, or NotNow where it cannot."""
    try:
        part = part_of(draft.kind, save.data)
    except msgspec.ValidationError as error:
        raise NotNow("This save was written in an earlier form, so it cannot be put back whole.") from error
    if save.gone:
        raise NotNow("In this save it was taken out. To do that again, take it out.")
    if ALL[draft.kind].place(part) == draft.place:
        return saving.restore(by, draft, number, save)
    if fixed(draft):
        raise NotNow("It stood at another place then, and its place can no longer change.")
    if saving.place_taken(draft, part):
        raise NotNow("It stood at another place then, and something else stands there now.")
    return saving.change(by, draft, number, part, Save.What.RESTORED)
