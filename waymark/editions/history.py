"""History of a place: in which editions and supplements its words changed, by the shelf's heads alone."""

from __future__ import annotations

import bisect
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, PrintingName, ShelvedEdition, ShelvedSupplement
from waymark.manual.findings import Refused

#: How many heads are kept in memory; one of a manual of this size is some 50 kB.
KEPT = 160


class Turn(NamedTuple):
    """An instant at which the words of a place became others at a gateway.

    `edition` or `supplement` says what brought them; `fingerprint` is None where the place went. `shown`: the
    place's own words stayed, and what it shows of others changed.
    """

    start: datetime
    edition: str = ""
    supplement: int = 0
    fingerprint: str | None = None
    new: bool = False
    shown: bool = False


class _Places(msgspec.Struct):
    """Of the head of a supplement only what its words are, and since when."""

    places: dict[str, tuple[str, int]]


class _Local:
    """What the supplements of one partnership said at each place: only where it became another."""

    def __init__(self) -> None:
        self.last = -1
        self.said: dict[str, str] = {}
        self.turns: dict[str, tuple[list[int], list[str]]] = {}

    def add(self, number: int, places: Mapping[str, tuple[str, int]]) -> None:
        """Take in the next supplement."""
        for key in self.said.keys() | places.keys():
            seal = places[key][0] if key in places else ""
            if self.said.get(key, "") != seal:
                numbers, seals = self.turns.setdefault(sys.intern(key), ([], []))
                numbers.append(number)
                seals.append(seal)
                self.said[key] = seal
        self.last = number

    def at(self, number: int, key: str) -> str:
        """The fingerprint of what a supplement says; empty where it says nothing."""
        numbers, seals = self.turns[key]
        found = bisect.bisect_right(numbers, number)
        return seals[found - 1] if found else ""


class Heads:
    """The heads of editions and supplements, those asked for lately kept in memory.

    After twenty years there are thousands of supplements: of each only what became another is kept, so that
    the history of a place is told without reading them again.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.edition = lru_cache(KEPT)(self._edition)
        self.supplement = lru_cache(KEPT)(self._supplement)
        self._local: dict[str, _Local] = {}
        self._looking = threading.Lock()

    def look(self, steps: Mapping[str, Sequence[tuple[datetime, PrintingName]]]) -> None:
        """Read what was not read yet of all that the in-force list names.

        A head that is not there is told of where it is asked for: today's pages do without it.
        """
        for number in {name.edition for each in steps.values() for _, name in each}:
            with suppress(Refused):
                self.edition(number)
        for key, each in steps.items():
            if key != FRONT:
                with suppress(Refused):
                    self._known(key, max((name.supplement for _, name in each), default=0))

    def _known(self, partnership: str, number: int) -> _Local:
        """What is known of a partnership's supplements, this one included."""
        known = self._local.get(partnership)
        if known is None or known.last < number:
            with self._looking:
                known = self._local.get(partnership) or _Local()
                for each in self.shelf.supplements_of(partnership):
                    if known.last < each <= number:
                        known.add(each, self.shelf.read_supplement(partnership, each, _Places).places)
                known.last = max(known.last, number)
                self._local[partnership] = known
        return known

    def local_words(self, name: PrintingName, place: str) -> tuple[str, ...]:
        """What the head of a supplement may call the words at a place, of those any supplement had."""
        if name.gateway == FRONT:
            return ()
        known = self._known(name.gateway, name.supplement)
        return tuple(key for key in local_keys(place) if key in known.turns)

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
        if name.gateway == FRONT:
            return ()
        known = self._known(name.gateway, name.supplement)
        found = (known.at(name.supplement, key) for key in local_keys(place) if key in known.turns)
        return tuple(seal for seal in found if seal)


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
    # Supplements only go forward, so the last one shown knows of every place that any of them had.
    local = bool(steps) and bool(heads.local_words(steps[-1][1], place))
    for start, name in steps:
        if shared and (before is None or before.edition != name.edition):
            now = heads.shared(name, place)
            if now != was:
                found.append(Turn(start, name.edition, 0, now, was is None))
            was = now
        if local and (before is None or before.supplement != name.supplement):
            has = heads.local(name, place)
            if has != had:
                found.append(Turn(start, "", name.supplement, has[0] if has else None, not had))
            had = has
        before = name
    return found
