"""The register kept: no place is renamed, lost or used again for something else."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup
from waymark.manual.pack.register import Register

messages(
    Severity.REFUSE,
    {
        "place-lost": (
            "The register knows the {kind} {place}, and the manual no longer has it.",
            "Places are never renamed: put it back, or withdraw it in the register with what to see instead.",
        ),
        "place-reused": (
            "{place} was withdrawn in edition {edition}, and is used again.",
            "A withdrawn place stays withdrawn: choose a new place.",
        ),
        "place-kind": (
            "The register knows {place} as a {before}, and here it is a {now}.",
            "A place keeps its meaning: choose a new place.",
        ),
        "place-unregistered": (
            "{place} is in a frozen edition and not in the register.",
            "Add it to places.tsv; freezing an edition does this by itself.",
        ),
    },
)


def check_register(
    lookup: Lookup, register: Register, *, frozen: bool, latest: bool = True
) -> Iterator[Finding]:
    """Findings of a manuscript against the register. A draft may hold places not yet registered."""
    taken = register.taken()
    withdrawn = {gone.place: gone.edition for gone in lookup.manuscript.withdrawn}
    present = lookup.places
    for place, kind in present.items():
        if place in withdrawn:
            yield finding("place-reused", place=place, edition=withdrawn[place])
        elif place not in taken:
            if frozen:
                yield finding("place-unregistered", place=place)
        elif taken[place] != kind:
            yield finding("place-kind", place=place, before=taken[place], now=kind)
    if latest:
        for place, kind in taken.items():
            if kind != "local guidance" and place not in present and place not in withdrawn:
                yield finding("place-lost", place=place, file="places.tsv", kind=kind)
