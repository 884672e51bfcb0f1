"""What came into force at a gateway, by the shelf's in-force list, and what was different then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from waymark.amendments.roles import for_role
from waymark.amendments.trifling import only_for_searching
from waymark.desk.models import CameIntoForce
from waymark.editions.amended import Told, amended, amended_local
from waymark.editions.manuscripts import manuscript
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT
from waymark.editions.timeline import shown_by

#: What came into force longer ago is not told any more, should nobody have looked for so long.
LOOK_BACK = timedelta(days=14)


def came(now: datetime) -> Iterator[CameIntoForce]:
    """Every change of edition or supplement that holds at this moment and came lately; not yet saved.

    A gateway's first edition is no change. A new printing of the same words is none either.
    """
    for gateway, steps in shown_by(Shelf(settings.SHELF).changes()).items():
        for (_, before), (start, after) in pairwise(steps):
            was, now_shown = (before.edition, before.supplement), (after.edition, after.supplement)
            if was != now_shown and now - LOOK_BACK < start <= now:
                yield CameIntoForce(
                    gateway=gateway,
                    start=start,
                    edition_before=before.edition,
                    supplement_before=before.supplement,
                    edition=after.edition,
                    supplement=after.supplement,
                )


class Changes(NamedTuple):
    """What changed: for a role and for everyone, or all of it in `mine` where there is no role."""

    mine: tuple[Told, ...] = ()
    everyone: tuple[Told, ...] = ()
    rest: tuple[Told, ...] = ()


def shared_changes(what: CameIntoForce, role: str = "") -> Changes:
    """What changed in the shared manual. A role that the manual does not have any more is told all."""
    if what.edition == what.edition_before:
        return Changes()
    shelf = Shelf(settings.SHELF)
    return _shared(settings.SHELF, what.edition_before, what.edition, role, len(shelf.withheld()))


def local_changes(what: CameIntoForce) -> tuple[Told, ...]:
    """What changed of what is local."""
    if what.supplement == what.supplement_before or what.gateway == FRONT:
        return ()
    withheld = len(Shelf(settings.SHELF).withheld())
    return _local(settings.SHELF, what.gateway, what.supplement_before, what.supplement, withheld)


# Worked out once for everybody who is told. The number of withholdings stands beside, since each takes words
# away from what was worked out before.
@lru_cache(maxsize=64)
def _shared(folder: Path, before: str, after: str, role: str, withheld: int) -> Changes:
    shelf = Shelf(folder)
    told = _without_doubles(amended(shelf, before, after).told)
    old, new = manuscript(shelf, before), manuscript(shelf, after)
    if role not in {each.key for each in (*old.roles, *new.roles)}:
        return Changes(told)
    by_place = {(each.amendment.kind, each.amendment.place): each for each in told}
    parted = for_role((each.amendment for each in told), role, old, new)
    return Changes(*(tuple(by_place[one.kind, one.place] for one in some) for some in parted))


@lru_cache(maxsize=64)
def _local(folder: Path, partnership: str, before: int, after: int, withheld: int) -> tuple[Told, ...]:
    return _without_doubles(amended_local(Shelf(folder), partnership, before, after).told)


def _without_doubles(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Without the list of withdrawn places, since a place that went is told itself; and without what only
    helps searching, on which nobody acts.
    """
    return tuple(
        each
        for each in told
        if each.amendment.kind != "withdrawn place" and not only_for_searching(each.amendment)
    )
