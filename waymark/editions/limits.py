"""The manual of a printing, to look a time limit up in: read from the shelf, and kept for who asks next."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import PrintingName
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup, Manuscript

#: How many editions are kept; one of the South West's size takes some 10 MB.
KEPT = 3


def lookup_of(shelf: Shelf, name: PrintingName) -> Lookup:
    """What a printing's edition says, by place and key."""
    file = shelf.edition_folder(name.edition) / "manuscript.json"
    return _lookup(file, file.stat().st_mtime_ns)


def local_of(shelf: Shelf, name: PrintingName) -> LocalManuscript:
    """What a printing's supplement says."""
    file = shelf.supplement_folder(name.gateway, name.supplement) / "local-manuscript.json"
    return decode(file.read_bytes(), LocalManuscript)


# When the manuscript was written stands beside, since a withholding writes it again.
@lru_cache(maxsize=KEPT)
def _lookup(file: Path, _written: int) -> Lookup:
    return Lookup(decode(file.read_bytes(), Manuscript))
