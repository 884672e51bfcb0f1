"""Amendments between two manuscripts, and a manuscript made of the one before and its amendments."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from waymark.amendments.amendment import Amendment, Sort
from waymark.amendments.comparing import of_part
from waymark.amendments.parts import ABOUT, AREA, GONE, LOCAL, SHARED, parts
from waymark.manual.json_form import canonical_json, take
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript, Withdrawn, canonical, canonical_local

M = TypeVar("M", Manuscript, LocalManuscript)


def between(before: Manuscript, after: Manuscript) -> tuple[Amendment, ...]:
    """What is different, place by place, in the order in which a reader meets it."""
    see = {gone.place: gone.see for gone in after.withdrawn}
    made = _of_parts(before, after, see)
    made += _orders(before, after)
    made += _withdrawn(before, after)
    return tuple(made)


def between_local(before: LocalManuscript, after: LocalManuscript) -> tuple[Amendment, ...]:
    """What is different in what is local."""
    return (*_of_parts(before, after, {}), *_orders(before, after))


def apply(before: M, amendments: tuple[Amendment, ...]) -> M:
    """The manuscript that amendments make of the one before."""
    held = {place: part for place, (_, part) in parts(before).items()}
    shared = isinstance(before, Manuscript)
    sorts = {sort.words: sort for sort in ((*SHARED, ABOUT) if shared else (*LOCAL, AREA))}
    orders: dict[str, tuple[str, ...]] = {}
    gone: dict[str, Any] = (
        {each.place: each for each in before.withdrawn} if isinstance(before, Manuscript) else {}
    )
    for each in amendments:
        if each.kind == GONE.words:
            place = each.place.removeprefix(GONE.prefix)
            gone.pop(place, None)
            if each.made:
                gone[place] = _read(each.made, Withdrawn)
        elif each.sort is Sort.ORDERED:
            orders[each.place] = each.order
        elif each.made:
            held[each.place] = _read(each.made, sorts[each.kind].type)
        else:
            del held[each.place]
    fields: dict[str, Any] = {}
    for sort in SHARED if shared else LOCAL:
        mine = [place for place, part in held.items() if isinstance(part, sort.type)]
        if sort.field in orders:
            mine = [place for place in orders[sort.field] if place in held]
        fields[sort.field] = tuple(held[place] for place in mine)
    made: Any
    if isinstance(before, Manuscript):
        head = held["manual"]
        fields |= {"title": head.title, "about": head.about, "notice": head.notice}
        made = canonical(Manuscript(**fields, withdrawn=tuple(gone.values())))
    else:
        made = canonical_local(LocalManuscript(partnership=held["partnership"], **fields))
    return made  # type: ignore[no-any-return]


def _read(words: str, kind: type) -> Any:
    return msgspec.json.decode(words, type=kind, dec_hook=take)


def _of_parts(before: Any, after: Any, see: dict[str, tuple[str, ...]]) -> list[Amendment]:
    old, new = parts(before), parts(after)
    made: list[Amendment] = []
    for place in (*new, *(place for place in old if place not in new)):
        was, now = old.get(place, (None, None))[1], new.get(place, (None, None))[1]
        if amendment := of_part(was, now, see=see.get(place, ())):
            sort = new.get(place) or old[place]
            made.append(msgspec.structs.replace(amendment, place=place, kind=sort[0].words))
    return made


def _orders(before: Any, after: Any) -> list[Amendment]:
    """An amendment for each list whose order readers see, where it is not what the parts alone would give."""
    made = []
    for sort in SHARED if isinstance(after, Manuscript) else LOCAL:
        if not sort.in_order:
            continue
        old = [sort.prefix + part.key for part in getattr(before, sort.field)]
        new = [sort.prefix + part.key for part in getattr(after, sort.field)]
        left = [place for place in old if place in new]
        if new != [*left, *(place for place in new if place not in old)]:
            title = f"Order of every {sort.words}"
            made.append(
                Amendment(place=sort.field, kind=sort.words, sort=Sort.ORDERED, title=title, order=tuple(new))
            )
    return made


def _withdrawn(before: Manuscript, after: Manuscript) -> list[Amendment]:
    """What the list of withdrawn places says beyond the places that went now."""
    old = {each.place: each for each in before.withdrawn}
    new = {each.place: each for each in after.withdrawn}
    made = []
    for place in sorted({*old, *new}):
        if old.get(place) != new.get(place):
            now = new.get(place)
            made.append(
                Amendment(
                    place=GONE.prefix + place,
                    kind=GONE.words,
                    sort=Sort.ADDED if now else Sort.WITHDRAWN,
                    title=f"The page {place}",
                    see=now.see if now else (),
                    made=canonical_json(now) if now else "",
                )
            )
    return made
