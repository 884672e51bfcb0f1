"""Roles: the places that each needs most are there, few, and none is named twice."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.words import MOST_NEEDED

messages(
    Severity.REFUSE,
    {
        "needed-unknown": (
            "The role “{role}” needs {to} most, and no box, procedure or chart has that place.",
            "Name the place of a box, a procedure or a chart.",
        ),
        "needed-many": (
            "The role “{role}” names {number} places that it needs most.",
            "Keep the five that somebody needs in a hurry.",
        ),
    },
)


def check_roles(manuscript: Manuscript, lookup: Lookup) -> Iterator[Finding]:
    """Findings for the places that roles need most."""
    there = lookup.boxes.keys() | lookup.procedures.keys() | lookup.charts.keys()
    for role in manuscript.roles:
        place = f"roles:{role.key}"
        for index, to in enumerate(role.needed):
            path = f"$.needed[{index}]"
            if to not in there:
                yield finding("needed-unknown", place=place, path=path, role=role.key, to=to)
            elif to in role.needed[:index]:
                yield finding("listed-twice", place=place, path=path, what=to)
        if len(role.needed) > MOST_NEEDED:
            number = len(role.needed)
            yield finding("needed-many", place=place, path="$.needed", role=role.key, number=number)
