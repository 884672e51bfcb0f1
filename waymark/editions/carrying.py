"""Carrying a gateway away: as a plain folder that opens from disk, a memory stick or any web server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, PrintingName, ending_of
from waymark.manual.findings import Severity, messages, refuse
from waymark.pages.open_slots import ROOT_SIGN, fill, is_open, root_of

messages(
    Severity.REFUSE,
    {
        "carry-unknown": (
            "No gateway {gateway} is in force on the shelf at {folder}.",
            "Gateways in force: {known}.",
        ),
        "carry-folder": (
            "There is something at {folder} already.",
            "Name a folder that is not there yet, or is empty.",
        ),
    },
)

MISSING = "404.html"
WITHHELD = 451


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What was carried where. `first`: the page to open."""

    gateway: str
    edition: str
    supplement: int
    folder: str
    first: str
    pages: int
    bytes: int


def carry(shelf: Shelf, gateway: str, folder: Path, now: datetime) -> Carried:
    """Lay out a gateway as it stands now in a folder, with the front's pages above it.

    Open slots are filled with what is in force with them; the time box stays empty, since a folder knows no
    other day. Other files are hard links into the shelf where both are on one disk, read-only like it, and
    copies elsewhere. In the front's pages, links to gateways that are not carried lead to the web.
    """
    shown = shelf.in_force(now)
    if gateway not in shown or gateway == FRONT:
        known = ", ".join(sorted(shown.keys() - {FRONT})) or "none"
        raise refuse("carry-unknown", gateway=gateway, folder=shelf.folder, known=known)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse("carry-folder", folder=folder)
    beside = folder.parent / f".{folder.name}.carrying"
    if beside.exists():
        shutil.rmtree(beside)
    beside.mkdir(parents=True)
    name = shown[gateway]
    pages, size = _lay_out(shelf, name, beside / gateway, {})
    if front := shown.get(FRONT):
        address = (shelf.settings().address or "").rstrip("/")
        elsewhere = {
            f'href="{key}/index.html"'.encode(): f'href="{address}/{key}/"'.encode()
            for key in shown
            if address and key not in (gateway, FRONT)
        }
        more, more_size = _lay_out(shelf, front, beside, elsewhere)
        pages, size = pages + more, size + more_size
    if folder.exists():
        folder.rmdir()
    os.rename(beside, folder)
    return Carried(
        gateway=gateway,
        edition=name.edition,
        supplement=name.supplement,
        folder=str(folder),
        first=str(folder / gateway / "index.html"),
        pages=pages,
        bytes=size,
    )


def _lay_out(
    shelf: Shelf, name: PrintingName, folder: Path, elsewhere: Mapping[bytes, bytes]
) -> tuple[int, int]:
    pages = size = 0
    printing = shelf.printing(name)
    slots = shelf.slots(printing)
    for row in printing.pages:
        if row.status == WITHHELD:
            continue
        file = folder / row.path
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = shelf.object_file(row.fingerprint, ending_of(row.path))
        stored = words = kept.read_bytes() if row.path.endswith(".html") else b""
        if is_open(words):
            words = fill(words, slots, root_of(row.path))
        for old, new in ({ROOT_SIGN: b""} if row.path == MISSING else elsewhere).items():
            words = words.replace(old, new)
        if words != stored:
            file.write_bytes(words)
        else:
            _link(kept, file)
        pages += 1
        size += len(words) or row.size
    return pages, size


def _link(kept: Path, file: Path) -> None:
    try:
        os.link(kept, file)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(kept, file)
