"""Manuscripts as the shelf keeps them: read once, and those asked for lately kept in memory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from waymark.editions.shelf import Shelf
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup, Manuscript

#: How many manuscripts are kept in memory; one of the South West's size is some 4 MB there.
KEPT = 8


def manuscript(shelf: Shelf, number: str) -> Manuscript:
    """The manuscript of an edition."""
    return lookup(shelf, number).manuscript


def lookup(shelf: Shelf, number: str) -> Lookup:
    """The manuscript of an edition, by place and key."""
    file = shelf.edition_folder(number) / "manuscript.json"
    return _lookup(file, file.stat().st_mtime_ns)


def local(shelf: Shelf, partnership: str, number: int) -> LocalManuscript:
    """The local manuscript of a supplement."""
    file = shelf.supplement_folder(partnership, number) / "local-manuscript.json"
    return _local(file, file.stat().st_mtime_ns)


# The time a file was written stands with its name, since a withholding writes a manuscript again.
@lru_cache(KEPT)
def _lookup(file: Path, written: int) -> Lookup:
    return Lookup(decode(file.read_bytes(), Manuscript))


@lru_cache(KEPT * 4)
def _local(file: Path, written: int) -> LocalManuscript:
    return decode(file.read_bytes(), LocalManuscript)
