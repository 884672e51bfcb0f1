"""Whether a pack may come in beside what is frozen at the desk: pure, tested without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.pack.register import Register
from waymark.manual.pack.whole import FrozenEdition, FrozenSupplement, Pack

messages(
    Severity.REFUSE,
    {
        "import-frozen": (
            "{what} is at the desk already, and says something else in this pack.",
            "What was frozen is never changed: give the new words a new number.",
        ),
        "import-register": (
            "The pack's register of places does not go on from the one at the desk: it lacks {place}.",
            "Take the pack from a newer export; the register is only ever added to.",
        ),
    },
)

#: What the desk knows of something frozen, by partnership (empty for an edition) and number.
Known = Mapping[tuple[str, str], tuple[str, date, str, list[list[str | bool]]]]


def frozen_in(pack: Pack) -> Iterator[tuple[str, int, FrozenEdition | FrozenSupplement]]:
    """All that a pack froze: whose, in which order, and what."""
    yield from (("", order, edition) for order, edition in enumerate(pack.editions, 1))
    yield from ((each.partnership, int(each.head.number), each) for each in pack.supplements)


def says(frozen: FrozenEdition | FrozenSupplement) -> tuple[str, date, str, list[list[str | bool]]]:
    """What something frozen says of itself: fingerprint, day, time, reasons."""
    head = frozen.head
    reasons: list[list[str | bool]] = [
        [each.place, each.reason, True] if each.trifling else [each.place, each.reason]
        for each in head.amendments
    ]
    return head.fingerprint, head.in_force, head.at or "", reasons


def check_frozen(pack: Pack, known: Known) -> list[Finding]:
    """A finding for each edition or supplement that the desk knows as something else."""
    found = []
    for key, _, frozen in frozen_in(pack):
        number = frozen.head.number
        if known.get((key, number), says(frozen)) != says(frozen):
            what = f"Supplement {number} of {key}" if key else f"Edition {number}"
            found.append(finding("import-frozen", file=frozen.prefix, what=what))
    return found


def check_register_goes_on(register: Register, known: Iterable[tuple[str, str]]) -> list[Finding]:
    """A finding where the register lacks a line (place, event) that the desk has."""
    lines = {(line.place, line.event) for line in register.lines}
    lacking = next((place for place, event in known if (place, event) not in lines), None)
    return [] if lacking is None else [finding("import-register", file="places.tsv", place=lacking)]
