"""Sweeping: taking away what a stopped compile left, so that the shelf is as it was before it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from waymark.editions.kept_papers import every_paper, read_paper

if TYPE_CHECKING:
    from waymark.editions.shelf import Shelf


#: How what we write beside its place begins at the top of a shelf; other hidden names are not ours.
OURS = (".in-force.jsonl.", ".settings.json.", ".unfinished.", ".withheld.jsonl.")

#: The folders that only a compile, or whoever keeps papers, writes to.
FOLDERS = ("objects", "editions", "supplements", "printings", "drawings", "papers")


def sweep(shelf: Shelf) -> None:
    """Remove what a stopped compile added, unless it had come into force, and every half-written file."""
    for name in os.listdir(shelf.folder):
        if name.startswith(OURS):
            os.unlink(shelf.folder / name)
    if not shelf.unfinished.exists():
        return
    try:
        names = msgspec.json.decode(shelf.unfinished.read_bytes(), type=list[str])
    except msgspec.MsgspecError:
        names = []
    shown = {shelf.printing_file(name) for change in shelf.changes() for name in change.gateways}
    added = [shelf.folder / name for name in names]
    for path in added if shown.isdisjoint(added) else ():
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
    for name in FOLDERS:
        _hidden(shelf.folder / name)
    kept = {page.fingerprint for printing in shelf.printings() for page in (*printing.pages, *printing.slots)}
    kept |= {read_paper(shelf, file).fingerprint for _, file in every_paper(shelf)}
    for file in (shelf.folder / "objects").glob("*/*"):
        if file.name.partition(".")[0] not in kept:
            file.unlink()
    shelf.unfinished.unlink()


def finish_withholding(shelf: Shelf) -> None:
    """Carry out what was to be withheld when whoever did it was stopped half way."""
    from waymark.editions.withholding import carry_out, unfinished

    for record in shelf.withheld():
        if unfinished(shelf, record):
            carry_out(shelf, record)


def _hidden(folder: Path) -> None:
    """Remove what was being written beside its place, and folders that are left empty."""
    for top, _, files in os.walk(folder, topdown=False):
        for name in (name for name in files if name.startswith(".")):
            os.unlink(f"{top}/{name}")
        if not os.listdir(top):
            os.rmdir(top)
