"""What is changed: what was frozen last, against what is being written, place by place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from waymark.desk.doors.out import frozen_words, parts_of
from waymark.desk.models import Draft, Frozen
from waymark.desk.models.drafts import KINDS, ORDERED
from waymark.desk.parts import LOCAL, SHARED, part_of, plain

#: The place of a change of nothing but the order in which readers see the parts of a kind.
ORDER = "order:"

_ORDERS = {
    "timescale": "The order of the time limits",
    "role": "The order of the roles",
    "contact": "The order of the national lines",
    "local contact": "The order of the contacts",
}

Parts = Mapping[str, tuple[str, Any]]


class How(StrEnum):
    """How a place was changed."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    MOVED = "in another order"


class Basis(NamedTuple):
    """What a candidate starts from: the last edition, or a partnership's last supplement, if there is one."""

    frozen: Frozen | None
    parts: Parts
    plain: Mapping[str, Any]


class Change(NamedTuple):
    """One changed place. `draft` is the number of the draft that says it, where one does.

    Where only an order changed, `before` and `after` are the titles in it.
    """

    place: str
    kind: str
    title: str
    how: How
    before: Any = None
    after: Any = None
    draft: int | None = None
    see: tuple[str, ...] = ()

    @property
    def kind_words(self) -> str:
        """Its kind, as people say it."""
        return KINDS.get(self.kind, "Order")


class Compared(NamedTuple):
    """Everything that was changed since the basis. `order`: for each kind, its places as they are drafted."""

    basis: Basis
    changes: Mapping[str, Change]
    order: Mapping[str, Sequence[str]]


def basis_of(partnership: str) -> Basis:
    """The last edition, or the last supplement of a partnership, with its parts."""
    frozen = Frozen.objects.filter(partnership=partnership).defer("data").order_by("order").last()
    if frozen is None:
        return Basis(None, {}, {})
    return Basis(frozen, *_parts(frozen.pk, frozen.fingerprint))


@lru_cache(maxsize=32)
def _parts(number: int, fingerprint: str) -> tuple[Parts, Mapping[str, Any]]:
    parts = parts_of(frozen_words(number, fingerprint))
    return parts, {place: plain(part) for place, (_, part) in parts.items()}


def compared(partnership: str, basis: Basis | None = None) -> Compared:
    """What is being written for a partnership, or in the shared manual, against what was frozen last."""
    basis = basis or basis_of(partnership)
    kinds = LOCAL if partnership else SHARED
    drafts = list(Draft.objects.filter(partnership=partnership).order_by("kind", "order", "place"))
    changes = {change.place: change for change in _changes(drafts, basis)}
    order = {
        kind: [draft.place for draft in drafts if draft.kind == kind and not draft.gone]
        for kind in ORDERED
        if kind in kinds
    }
    for kind, places in order.items():
        still = set(places)
        before = [place for place, (of, _) in basis.parts.items() if of == kind and place in still]
        known = set(before)
        after = [place for place in places if place in known]
        if before != after:
            place = ORDER + kinds[kind].field
            titles = {draft.place: draft.title for draft in drafts}
            old, new = ([titles[each] for each in order] for order in (before, after))
            changes[place] = Change(place, kind, _ORDERS[kind], How.MOVED, old, new)
    return Compared(basis, changes, order)


def _changes(drafts: Sequence[Draft], basis: Basis) -> Iterator[Change]:
    drafted = {draft.place for draft in drafts}
    for place, (kind, part) in basis.parts.items():
        if place not in drafted:
            yield Change(place, kind, title_of(kind, part), How.WITHDRAWN, part)
    for draft in drafts:
        before = basis.parts.get(draft.place)
        if draft.gone:
            if before:
                kind, part = before
                see = tuple(draft.see)
                yield Change(draft.place, kind, draft.title, How.WITHDRAWN, part, None, draft.pk, see)
        elif before is None or basis.plain[draft.place] != draft.data or before[0] != draft.kind:
            after = part_of(draft.kind, draft.data)
            how = How.CHANGED if before else How.NEW
            part = before[1] if before else None
            yield Change(draft.place, draft.kind, draft.title, how, part, after, draft.pk)


def title_of(kind: str, part: Any) -> str:
    """What people call a part."""
    return (SHARED | LOCAL)[kind].title(part)


def composed(seen: Compared, chosen: Collection[str]) -> dict[str, tuple[str, Any]]:
    """Every part of the basis with the chosen changes made, in the order that readers are to see."""
    made = dict(seen.basis.parts)
    for place in chosen:
        change = seen.changes.get(place)
        if change is None or change.how is How.MOVED:
            continue
        if change.how is How.WITHDRAWN:
            made.pop(place, None)
        else:
            made[place] = (change.kind, change.after)
    for kind, drafted in seen.order.items():
        before = [place for place, (of, _) in seen.basis.parts.items() if of == kind]
        field = (SHARED | LOCAL)[kind].field
        first, second = (drafted, before) if ORDER + field in chosen else (before, drafted)
        for place in woven(first, second, made):
            made[place] = made.pop(place)
    return made


def woven(first: Sequence[str], second: Sequence[str], there: Collection[str]) -> list[str]:
    """Two orders as one: the first holds; what only the second has follows what it follows there."""
    woven = [place for place in first if place in there]
    placed = set(woven)
    spot = 0
    for place in second:
        if place not in there:
            continue
        if place in placed:
            spot = woven.index(place) + 1
        else:
            woven.insert(spot, place)
            placed.add(place)
            spot += 1
    return woven
