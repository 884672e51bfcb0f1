"""Proofs of what was withheld: each gap on a shelf has a record, and nothing withheld is still there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import Printing
from waymark.editions.withheld import Withholding, ground_of
from waymark.editions.withholding import unfinished
from waymark.manual.findings import Finding, Refused, Severity, finding, messages

WITHHELD = 451

messages(
    Severity.REFUSE,
    {
        "withheld-unknown": (
            "{place} in {printing} answers 451, and no withholding took it.",
            "Put the printing's list back from a copy of the shelf.",
        ),
        "withheld-unfinished": (
            "{place} was to be withheld, and some of its words are still on the shelf.",
            "Run any command that writes to the shelf, such as waymark compile: it finishes the work first.",
        ),
    },
)


def rewritten(shelf: Shelf) -> dict[str, frozenset[str]]:
    """The fingerprints that each text written again may have, by its file below the shelf."""
    found: dict[str, set[str]] = {}
    for record in _records(shelf):
        for text in record.texts:
            found.setdefault(text.file, set()).add(text.now)
    return {file: frozenset(seals) for file, seals in found.items()}


def withheld_faults(shelf: Shelf, printings: Iterable[Printing]) -> Iterator[Finding]:
    """Pages that answer 451 without a record, and records that were not carried out."""
    try:
        records = shelf.withheld()
    except Refused as refused:
        yield from refused.findings
        return
    words = {seal for record in records for seal in record.words}
    for record in records:
        if unfinished(shelf, record):
            yield finding("withheld-unfinished", place=record.place)
    places = {(record.gateway, f"{record.place}.html") for record in records}
    for printing in printings:
        for row in (*printing.pages, *printing.slots):
            if row.status != WITHHELD or ground_of(records, row.fingerprint) is not None:
                continue
            # Set later, from a text without its words: its own page was not set in their stead.
            if words and places & {("", row.path), (printing.gateway, row.path)}:
                continue
            yield finding("withheld-unknown", place=row.path, printing=printing.name)


def _records(shelf: Shelf) -> list[Withholding]:
    try:
        return shelf.withheld()
    except Refused:
        return []
