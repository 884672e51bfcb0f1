"""Carrying a gateway away: as a plain folder, or one file, that opens from disk or a memory stick."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from waymark.editions.copies import OPEN_ME, Copy, copied, zipped
from waymark.editions.laying_out import Laid
from waymark.editions.shelf import Shelf
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "carry-folder": (
            "There is something at {folder} already.",
            "Name a folder that is not there yet, or is empty.",
        ),
        "carry-file": ("There is something at {file} already.", "Name a file that is not there yet."),
    },
)


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What was carried where. `first`: the page to open."""

    gateway: str
    edition: str
    supplement: int
    folder: str
    first: str
    pages: int
    bytes: int


def carry(shelf: Shelf, gateway: str, folder: Path, now: datetime, chart: str = "") -> Carried:
    """Lay out a gateway as it stands now in a folder, with the front's pages above it; or one chart of it.

    Files that stay as the shelf keeps them are hard links into it where both are on one disk, read-only like
    it, and copies elsewhere.
    """
    copy = copied(shelf, gateway, now, chart)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse("carry-folder", folder=folder)
    beside = folder.parent / f".{folder.name}.carrying"
    if beside.exists():
        shutil.rmtree(beside)
    beside.mkdir(parents=True)
    for each in copy.files:
        _put(each, beside / each.path)
    if folder.exists():
        folder.rmdir()
    os.rename(beside, folder)
    return _carried(copy, str(folder), str(folder / gateway / "index.html"), sum(e.size for e in copy.files))


def carry_file(shelf: Shelf, gateway: str, file: Path, now: datetime, chart: str = "") -> Carried:
    """The same as one zip file."""
    copy = copied(shelf, gateway, now, chart)
    if file.exists():
        raise refuse("carry-file", file=file)
    data = zipped(copy)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.parent / f".{file.name}.carrying"
    beside.write_bytes(data)
    os.replace(beside, file)
    return _carried(copy, str(file), f"{copy.called}/{OPEN_ME}", len(data))


def _carried(copy: Copy, where: str, first: str, size: int) -> Carried:
    name = copy.name
    return Carried(
        gateway=name.gateway,
        edition=name.edition,
        supplement=name.supplement,
        folder=where,
        first=first,
        pages=len(copy.files),
        bytes=size,
    )


def _put(laid: Laid, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if laid.words is not None:
        file.write_bytes(laid.words)
        return
    try:
        os.link(laid.kept, file)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(laid.kept, file)
