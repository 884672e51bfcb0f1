"""What came into force at a gateway, by the shelf's in-force list, and what was different then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from waymark.amendments import Amendment, between, between_local
from waymark.desk.models import CameIntoForce
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT
from waymark.editions.timeline import shown_by
from waymark.manual.boxes import Box, Procedure
from waymark.manual.data import edition_order
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

#: What came into force longer ago is not told any more, should nobody have looked for so long.
LOOK_BACK = timedelta(days=14)


class Told(NamedTuple):
    """An amendment, with the reason its editor gave. `trifling`: a spelling or a link, only counted."""

    amendment: Amendment
    reason: str
    trifling: bool = False


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


def shared_changes(what: CameIntoForce, role: str = "") -> tuple[Told, ...]:
    """What changed in the shared manual, for a role or for everyone, in the order of reading."""
    if what.edition == what.edition_before:
        return ()
    told = _shared(settings.SHELF, what.edition_before, what.edition)
    return told if not role else tuple(each for each in told if _concerns(each.amendment, role, what))


def local_changes(what: CameIntoForce) -> tuple[Told, ...]:
    """What changed of what is local."""
    if what.supplement == what.supplement_before or what.gateway == FRONT:
        return ()
    return _local(settings.SHELF, what.gateway, what.supplement_before, what.supplement)


@lru_cache(maxsize=16)
def manuscript(shelf: Path, number: str) -> Manuscript:
    """The manuscript of an edition on the shelf, which never changes."""
    return decode((Shelf(shelf).edition_folder(number) / "manuscript.json").read_bytes(), Manuscript)


@lru_cache(maxsize=32)
def local(shelf: Path, partnership: str, number: int) -> LocalManuscript:
    """The local manuscript of a supplement on the shelf."""
    file = Shelf(shelf).supplement_folder(partnership, number) / "local-manuscript.json"
    return decode(file.read_bytes(), LocalManuscript)


@lru_cache(maxsize=16)
def _shared(folder: Path, before: str, after: str) -> tuple[Told, ...]:
    shelf = Shelf(folder)
    numbers = [
        each
        for each in shelf.editions()
        if edition_order(before) < edition_order(each) <= edition_order(after)
    ]
    reasons = {place: why for number in numbers for place, why in shelf.edition(number).amendments}
    return _told(between(manuscript(folder, before), manuscript(folder, after)), reasons)


@lru_cache(maxsize=32)
def _local(folder: Path, partnership: str, before: int, after: int) -> tuple[Told, ...]:
    shelf = Shelf(folder)
    numbers = [each for each in shelf.supplements().get(partnership, ()) if before < each <= after]
    reasons = {
        place: why for each in numbers for place, why in shelf.supplement(partnership, each).amendments
    }
    words = between_local(local(folder, partnership, before), local(folder, partnership, after))
    return _told(words, reasons)


def _told(amendments: tuple[Amendment, ...], reasons: dict[str, str]) -> tuple[Told, ...]:
    return tuple(
        Told(each, reasons.get(each.place) or reasons.get(each.place.partition(":")[0], ""))
        for each in amendments
        # A place that went is told itself; its line in the list of withdrawn places would say it twice.
        if each.kind != "withdrawn place"
    )


def _concerns(amendment: Amendment, role: str, what: CameIntoForce) -> bool:
    """Whether a role reads what changed: it is named there, or the place has words for it."""
    after = manuscript(settings.SHELF, what.edition)
    before = manuscript(settings.SHELF, what.edition_before)
    titles = {each.title for each in (*before.roles, *after.roles) if each.key == role}
    if not titles or amendment.place == f"roles:{role}":
        return True
    parts: list[Box | Procedure] = [*after.boxes, *after.procedures, *before.boxes, *before.procedures]
    noted = {each.place for each in parts if any(note.role == role for note in each.facets.for_your_role)}
    return amendment.place in noted
