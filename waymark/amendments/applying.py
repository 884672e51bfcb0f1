"""A manuscript made of the one before and its amendments."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from waymark.amendments.amendment import Amendment, Sort
from waymark.amendments.parts import ABOUT, AREA, SORTS, Spot, lists, parts
from waymark.manual.json_form import take
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript, canonical, canonical_local

M = TypeVar("M", Manuscript, LocalManuscript)


def apply(before: M, amendments: tuple[Amendment, ...]) -> M:
    """The manuscript that amendments make of the one before, its parts in canonical order.

    Raises ValueError where an amendment is about a place that the manuscript does not have.
    """
    held = parts(before)
    orders: dict[str, tuple[str, ...]] = {}
    for each in amendments:
        spot = (each.kind, each.place)
        if each.sort is Sort.ORDERED:
            orders[each.place] = each.order
            continue
        if each.sort is not Sort.ADDED and spot not in held:
            raise ValueError(f"The amendment is about the {each.kind} {each.place}, which is not there.")
        if each.sort is Sort.WITHDRAWN:
            del held[spot]
        elif each.made is not None:
            held[spot] = msgspec.json.decode(each.made, type=SORTS[each.kind].type, dec_hook=take)
    fields = {sort.field: _listed(held, sort.words, orders.get(sort.field, ())) for sort in lists(before)}
    made: Any
    if isinstance(before, Manuscript):
        head = held[ABOUT.words, ABOUT.prefix]
        made = Manuscript(title=head.title, about=head.about, notice=head.notice, **fields)
        made = canonical(made)
    else:
        made = canonical_local(LocalManuscript(partnership=held[AREA.words, AREA.prefix], **fields))
    return made  # type: ignore[no-any-return]


def _listed(held: dict[Spot, Any], kind: str, order: tuple[str, ...]) -> tuple[Any, ...]:
    """The parts of a kind: in their order if there is one, else as they stand with new ones last."""
    mine = {place: part for (words, place), part in held.items() if words == kind}
    return tuple(mine[place] for place in dict.fromkeys((*order, *mine)) if place in mine)
