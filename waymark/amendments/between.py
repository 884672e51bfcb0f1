"""Amendments between two manuscripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from waymark.amendments.amendment import Amendment, ChangeSort, Sort
from waymark.amendments.carried import Carried, carried
from waymark.amendments.comparing import change, of_part
from waymark.amendments.matching import steady
from waymark.amendments.naming import Names, names_of
from waymark.amendments.parts import GONE, lists, parts, title_of
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript


def between(before: Manuscript, after: Manuscript) -> tuple[Amendment, ...]:
    """What is different, place by place, in the order in which a reader meets it; what went comes last.

    Each place is taken to stand once in its list, as wholeness asks.
    """
    if before == after:
        return ()
    see = {gone.place: gone.see for gone in after.withdrawn}
    made = _of_parts(before, after, names_of(before, after), see, carried(before, after))
    return (*made, *_orders(before, after))


def between_local(before: LocalManuscript, after: LocalManuscript) -> tuple[Amendment, ...]:
    """What is different in what is local."""
    if before == after:
        return ()
    return (*_of_parts(before, after, {}, {}, Carried({}, {})), *_orders(before, after))


def _of_parts(
    before: Any,
    after: Any,
    names: Names,
    see: Mapping[str, tuple[str, ...]],
    shown: Carried,
) -> list[Amendment]:
    old, new = parts(before), parts(after)
    made: list[Amendment] = []
    for spot in (*new, *(spot for spot in old if spot not in new)):
        kind, place = spot
        now = new.get(spot)
        instead = now.see if kind == GONE.words and now else see.get(place, ()) if now is None else ()
        amendment = of_part(old.get(spot), now, see=instead, names=names)
        if more := tuple(shown.changes.get(spot, ())):
            nothing = Amendment(place=place, kind=kind, sort=Sort.CHANGED, title=title_of(now, names))
            known = amendment or nothing
            amendment = msgspec.structs.replace(known, changes=(*known.changes, *more))
        if amendment and (places := shown.shown_at.get(spot)):
            amendment = msgspec.structs.replace(amendment, shown_at=tuple(dict.fromkeys(places)))
        if amendment:
            made.append(amendment)
    return made


def _orders(before: Any, after: Any) -> list[Amendment]:
    """An amendment for each list whose order readers see, where it is not what the parts alone would give."""
    made = []
    for sort in lists(after):
        if not sort.in_order:
            continue
        old = [sort.place(part) for part in getattr(before, sort.field)]
        parts_now = {sort.place(part): part for part in getattr(after, sort.field)}
        new = list(parts_now)
        left = [place for place in old if place in parts_now]
        if new != [*left, *(place for place in new if place not in old)]:
            still = steady([left.index(place) for place in new if place in left])
            moved = [place for place in new if place in left and left.index(place) not in still]
            made.append(
                Amendment(
                    place=sort.field,
                    kind=sort.words,
                    sort=Sort.ORDERED,
                    title=f"Order of every {sort.words}",
                    changes=tuple(
                        change(ChangeSort.MOVED, _from_to(place, old, new), title, title)
                        for place in moved or [place for place in new if place not in old]
                        for title in (title_of(parts_now[place], {}),)
                    ),
                    order=tuple(new),
                )
            )
    return made


def _from_to(place: str, old: list[str], new: list[str]) -> str:
    now = f"to {new.index(place) + 1}"
    return f"From {old.index(place) + 1} {now}" if place in old else f"Put in at {new.index(place) + 1}"
