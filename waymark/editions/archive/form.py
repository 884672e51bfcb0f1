"""What an archive holds, and where: its manifest, and the names of its files."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from waymark.editions.shelved import FRONT, OnShelf, Printing, PrintingName, ending_of
from waymark.editions.withheld import Withholding, ground_of

#: Raised by one when an archive changes in a way that older readers cannot read.
FORM = 1

MANIFEST = "manifest.json"
FINGERPRINTS = "fingerprints.txt"
OPEN_ME = "open-me.html"
IN_FORCE = "in-force.jsonl"
SETTINGS = "settings.json"
PAGES = "pages/"
KEPT = "kept/"
RECORDS = "withheld.jsonl"
MISSING = "404.html"
WITHHELD = 451

Instant = Annotated[datetime, Meta(tz=True)]


class ArchivedFile(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A file of an archive: its SHA-256 and its size in bytes.

    `page`: of a page that was filled in, the fingerprint it was kept under, with its slots empty.
    """

    path: str
    size: int
    fingerprint: str
    page: str = ""


class Showing(msgspec.Struct, frozen=True, rename={"start": "from"}, forbid_unknown_fields=True):
    """From when until when a gateway showed a printing; `until` is None where no end was known."""

    name: PrintingName
    start: Instant
    until: Instant | None = None


class Missing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page that was withheld: its words are not in the archive, its fingerprint and the ground are."""

    printing: PrintingName
    path: str
    fingerprint: str
    ground: str = ""


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in an archive but itself and the list for SHA-256 tools that is made from it.

    `readable`: the printings that stand in `pages/`. `before` and `after`: what each gateway showed just
    before and just after the edition, so that its days can be put among others without guessing.
    """

    archive: int
    edition: str
    fingerprint: str
    shown: tuple[Showing, ...]
    readable: tuple[PrintingName, ...]
    before: dict[str, PrintingName]
    after: dict[str, tuple[Instant, PrintingName]]
    withheld: tuple[Missing, ...]
    files: tuple[ArchivedFile, ...]


def folder_of(gateway: str) -> str:
    """Where the pages of a gateway stand, the front's above all others."""
    return PAGES if gateway == FRONT else f"{PAGES}{gateway}/"


def printing_path(name: PrintingName) -> str:
    """Where a printing's list of pages stands."""
    return f"printings/{name.gateway}/{name.supplement}/{name.printing}.json"


def edition_path(number: str, file: str) -> str:
    """Where a file of the edition stands."""
    return f"editions/{number}/{file}"


def supplement_path(gateway: str, number: int, file: str) -> str:
    """Where a file of a supplement stands."""
    return f"supplements/{gateway}/{number}/{file}"


def object_name(row: OnShelf) -> str:
    """What the shelf calls the bytes of a page or of what is filled in."""
    return row.fingerprint + ending_of(row.path)


def kept_path(name: str) -> str:
    """Where bytes stand that are named by their fingerprint."""
    return f"{KEPT}{name[:2]}/{name}"


def without(printing: Printing, withheld: Container[str]) -> Printing:
    """A printing with every page marked whose bytes were withheld, be it for another printing."""

    def rows(of: tuple[OnShelf, ...]) -> tuple[OnShelf, ...]:
        return tuple(
            msgspec.structs.replace(row, status=WITHHELD) if object_name(row) in withheld else row
            for row in of
        )

    return msgspec.structs.replace(printing, pages=rows(printing.pages), slots=rows(printing.slots))


def withheld_of(printings: Iterable[Printing], records: Iterable[Withholding]) -> dict[str, Missing]:
    """What was withheld from printings, by the names of the bytes."""
    known = list(records)
    taken = {seal for record in known for seal in record.taken}
    found: dict[str, Missing] = {}
    for printing in printings:
        for row in (*printing.pages, *printing.slots):
            if row.status == WITHHELD or row.fingerprint in taken:
                record = ground_of(known, row.fingerprint)
                ground = record.ground if record else ""
                found[object_name(row)] = Missing(printing.name, row.path, row.fingerprint, ground)
    return found
