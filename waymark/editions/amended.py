"""What changed between any two editions, or any two supplements, with the reasons given on the way."""

from __future__ import annotations

import msgspec

from waymark.amendments import Amendment, between, between_local
from waymark.amendments.parts import WAIVER
from waymark.amendments.trifling import only_for_searching, why_not_trifling
from waymark.editions.manuscripts import local, manuscript
from waymark.editions.near import near
from waymark.editions.reasons import reason_place
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import ShelvedEdition, ShelvedSupplement
from waymark.manual.data import edition_order
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.manuscript import Manuscript

messages(
    Severity.REFUSE,
    {
        "amended-unknown": (
            "There is no {what} on the shelf at {folder}.",
            "Those there: {known}.",
        ),
    },
)

class Why(msgspec.Struct, frozen=True):
    """A reason, and the edition or supplement it was given with."""

    number: str
    reason: str
    trifling: bool = False


class Told(msgspec.Struct, frozen=True):
    """An amendment with its reasons. `trifling`: nothing that happened there changes what anyone does.

    `withheld`: its words were taken off the shelf, so that only the place is told.
    """

    amendment: Amendment
    why: tuple[Why, ...] = ()
    trifling: bool = False
    withheld: bool = False


class Amended(msgspec.Struct, frozen=True):
    """What changed from one edition, or supplement, to a later one. `partnership` is empty for the shared."""

    before: str
    after: str
    told: tuple[Told, ...]
    partnership: str = ""


def amended(shelf: Shelf, before: str, after: str, place: str = "") -> Amended:
    """What changed between two editions, told forwards whichever is named first.

    `place`: only what is told at this place, which is found without reading what stands elsewhere.
    Raises Refused for a number that is not on the shelf.
    """
    numbers = shelf.editions()
    for number in (before, after):
        if number not in numbers:
            known = ", ".join(numbers) or "none"
            raise refuse("amended-unknown", what=f"edition {number}", folder=shelf.folder, known=known)
    first, last = sorted((before, after), key=edition_order)
    heads = [
        (number, shelf.edition(number))
        for number in numbers
        if edition_order(first) < edition_order(number) <= edition_order(last)
    ]
    old, new = (_read(shelf, number, place) for number in (first, last))
    changes = tuple(each for each in between(old, new) if each.kind != WAIVER)
    ends = {first, last}
    gone = {
        record.place
        for record in shelf.withheld()
        if not record.gateway and not ends.isdisjoint(record.editions)
    }
    told = _told(changes, _reasons(heads, ""), gone)
    if place:
        told = tuple(each for each in told if each.amendment.place == place)
    return Amended(first, last, told)


def amended_local(shelf: Shelf, partnership: str, before: int, after: int) -> Amended:
    """What changed between two supplements of a partnership, told forwards.

    Raises Refused for a number that is not on the shelf.
    """
    numbers = shelf.supplements().get(partnership, [])
    for number in (before, after):
        if number not in numbers:
            what = f"supplement {number} of {partnership}"
            known = ", ".join(map(str, numbers)) or "none"
            raise refuse("amended-unknown", what=what, folder=shelf.folder, known=known)
    first, last = sorted((before, after))
    heads = [
        (str(number), shelf.supplement(partnership, number)) for number in numbers if first < number <= last
    ]
    changes = between_local(local(shelf, partnership, first), local(shelf, partnership, last))
    gone = {
        record.place
        for record in shelf.withheld()
        if record.gateway == partnership and not {first, last}.isdisjoint(record.supplements)
    }
    told = _told(changes, _reasons(heads, partnership), gone, partnership)
    return Amended(str(first), str(last), told, partnership)


def _read(shelf: Shelf, number: str, place: str) -> Manuscript:
    if not place:
        return manuscript(shelf, number)
    return near((shelf.edition_folder(number) / "manuscript.json").read_bytes(), place)


def _reasons(
    heads: list[tuple[str, ShelvedEdition]] | list[tuple[str, ShelvedSupplement]], partnership: str
) -> dict[str, list[Why]]:
    found: dict[str, list[Why]] = {}
    for number, head in heads:
        for each in head.amendments:
            place = each[0].removeprefix(f"{partnership}/") if partnership else each[0]
            found.setdefault(place, []).append(Why(number, each[1], each[0] in head.trifling))
    return found


def _told(
    changes: tuple[Amendment, ...], reasons: dict[str, list[Why]], gone: set[str], partnership: str = ""
) -> tuple[Told, ...]:
    owners: dict[str, list[Amendment]] = {}
    for each in changes:
        for page in each.shown_at:
            owners.setdefault(page, []).append(each)

    def given(each: Amendment) -> list[Why]:
        place = reason_place(each, partnership).removeprefix(f"{partnership}/")
        return reasons.get(place) or reasons.get(each.place) or []

    told: list[Told] = []
    for each in changes:
        why = given(each)
        # What a page shows of others changed for their reasons; a trifle of its own does not explain that.
        only_trifles = bool(why) and all(one.trifling for one in why) and why_not_trifling(each) is not None
        if only_trifles or (not why and each.made is None):
            why = [*why, *(one for owner in owners.get(each.place, ()) for one in given(owner))]
        if not why and each.kind == "time limit":  # or its reason stands where readers meet it
            why = [one for page in each.shown_at for one in reasons.get(page, ())]
        why = list(dict.fromkeys(why))
        if reason_place(each, partnership).removeprefix(f"{partnership}/") in gone:
            told.append(Told(msgspec.structs.replace(each, changes=(), made=None), tuple(why), withheld=True))
            continue
        # What was changed on the way for another reason, or for none of its own, is looked at too.
        trifling = bool(why) and all(one.trifling for one in why) and why_not_trifling(each) is None
        told.append(Told(each, tuple(why), trifling or only_for_searching(each)))
    return tuple(told)
