"""New lines of the register: places that an edition takes, and places it withdraws."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup
from waymark.manual.pack.register import Register, Registered

messages(
    Severity.REFUSE,
    {
        "withdraw-place": (
            "{place} cannot be withdrawn: {problem}.",
            "Withdraw a place that an edition had and the draft no longer has.",
        ),
    },
)


def gone_lines(
    withdraw: Mapping[str, tuple[str, ...]],
    lookup: Lookup,
    register: Register,
    number: str,
    found: list[Finding],
) -> list[Registered]:
    """The lines that withdraw places."""
    taken = register.taken()
    already = {gone.place for gone in register.withdrawn()}
    lines: list[Registered] = []
    for place, see in sorted(withdraw.items()):
        problem = None
        if place not in taken:
            problem = "no edition had it"
        elif place in lookup.places:
            problem = "the draft still has it"
        elif place in already:
            problem = "it was withdrawn before"
        if problem:
            found.append(finding("withdraw-place", place=place, problem=problem))
            continue
        line = {"place": place, "kind": taken[place], "event": "withdrawn", "edition": number, "see": see}
        try:
            lines.append(msgspec.convert(line, Registered))
        except msgspec.ValidationError:
            problem = f"“{' '.join(see)}” is not a list of places"
            found.append(finding("withdraw-place", place=place, problem=problem))
    return lines


def taken_lines(places: Mapping[str, str], register: Register, number: str) -> list[Registered]:
    """The lines that take new places, in the order of the alphabet."""
    taken = register.taken()
    made = [
        {"place": place, "kind": kind, "event": "taken", "edition": number}
        for place, kind in sorted(places.items())
        if place not in taken
    ]
    return msgspec.convert(made, list[Registered])
