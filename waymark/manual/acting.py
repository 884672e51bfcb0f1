"""Where a role comes in: the boxes where it acts or has a note of its own, and the places it needs most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from waymark.manual.boxes import Box, Procedure, RoleNote
from waymark.manual.manuscript import Lookup
from waymark.manual.words import MOST_NEEDED, Role

_OR = re.compile(r",? or |, ")


def names_of(role: Role) -> tuple[str, ...]:
    """What a role is called where it acts: its title or a part of it, and what the role says besides."""
    return (*_OR.split(role.title), *role.as_said)


def acts(role: Role, part: Box | Procedure) -> bool:
    """Whether the line that says who acts names the role, as whole words, whatever their capitals."""
    return bool(part.who and _naming(names_of(role)).search(part.who))


@lru_cache(maxsize=64)
def _naming(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def note_of(role: Role, part: Box | Procedure) -> RoleNote | None:
    """What this role does differently here, if anything."""
    return next((note for note in part.facets.for_your_role if note.role == role.key), None)


def in_order(lookup: Lookup) -> Iterator[Box | Procedure]:
    """Every box in the order of the charts, then those of no chart, then the procedures from A to Z."""
    charts = lookup.manuscript.charts
    standing = dict.fromkeys(place for chart in charts for place in chart.boxes if place in lookup.boxes)
    others = sorted(lookup.boxes.keys() - standing.keys())
    yield from (lookup.boxes[place] for place in (*standing, *others))
    yield from sorted(lookup.procedures.values(), key=lambda each: each.title)


def needed(role: Role, lookup: Lookup) -> tuple[str, ...]:
    """The places that a role needs most; where it names none, the first that have a note for it."""
    if role.needed:
        return role.needed
    noted = (part.place for part in in_order(lookup) if note_of(role, part))
    return tuple(place for place, _ in zip(noted, range(MOST_NEEDED), strict=False))


def favoured(role: Role, lookup: Lookup) -> dict[str, int]:
    """The places that searching favours for a role, and how much.

    One each for acting there, for a note of its own there, and for being among the places it needs most.
    """
    most = needed(role, lookup)
    points = {
        part.place: acts(role, part) + (note_of(role, part) is not None) + (part.place in most)
        for part in in_order(lookup)
    }
    return {place: number for place, number in points.items() if number}
