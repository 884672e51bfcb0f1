"""History of a place: in which editions and supplements its words changed, by the shelf's heads alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, PrintingName, ShelvedEdition, ShelvedSupplement

#: How many heads are kept in memory; one of a manual of this size is some 50 kB.
KEPT = 160


class Turn(NamedTuple):
    """An instant at which the words of a place became others at a gateway.

    `edition` or `supplement` says what brought them; `fingerprint` is None where the place went.
    """

    start: datetime
    edition: str = ""
    supplement: int = 0
    fingerprint: str | None = None
    new: bool = False


class Heads:
    """The heads of editions and supplements, those asked for lately kept in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.edition = lru_cache(KEPT)(self._edition)
        self.supplement = lru_cache(KEPT)(self._supplement)

    def _edition(self, number: str) -> ShelvedEdition:
        return self.shelf.edition(number)

    def _supplement(self, partnership: str, number: int) -> ShelvedSupplement | None:
        return None if partnership == FRONT else self.shelf.supplement(partnership, number)

    def shared(self, name: PrintingName, place: str) -> str | None:
        """The fingerprint of the shared words of a place in an edition; None where it has no such place."""
        found = self.edition(name.edition).places.get(place)
        return found[0] if found else None

    def local(self, name: PrintingName, place: str) -> tuple[str, ...]:
        """The fingerprints of what a supplement says at a place: its note there, or the guidance itself."""
        head = self.supplement(name.gateway, name.supplement)
        if head is None:
            return ()
        found = (head.places.get(key) for key in local_keys(place))
        return tuple(each[0] for each in found if each)


def local_keys(place: str) -> tuple[str, ...]:
    """What the head of a supplement calls the local words at a place."""
    if place == "contacts":
        return ("contacts",)
    first, _, key = place.partition("/")
    return (f"guidance:{key}",) if first == "local" else (f"notes:{place}",)


def turns(
    heads: Heads, steps: Sequence[tuple[datetime, PrintingName]], place: str, *, shared: bool = True
) -> list[Turn]:
    """Every instant at which the words of a place changed at a gateway, in their order."""
    found: list[Turn] = []
    before: PrintingName | None = None
    was: str | None = None
    had: tuple[str, ...] = ()
    for start, name in steps:
        if shared and (before is None or before.edition != name.edition):
            now = heads.shared(name, place)
            if now != was:
                found.append(Turn(start, name.edition, 0, now, was is None))
            was = now
        if before is None or before.supplement != name.supplement:
            has = heads.local(name, place)
            if has != had:
                found.append(Turn(start, "", name.supplement, has[0] if has else None, not had))
            had = has
        before = name
    return found
