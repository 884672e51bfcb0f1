"""The indexes of a printing: read from the shelf, or made of its manuscripts where they are not there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from waymark.editions.paper_words import paper_words
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import PrintingName
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.pages.search.show import LOCAL, SHARED
from waymark.search import index
from waymark.search.asking import Searcher
from waymark.search.compiling import local_index, shared_index

#: How many gateways are kept ready to be asked; one of the South West's size takes some 10 MB.
KEPT = 16


def searcher_of(shelf: Shelf, name: PrintingName, pages: Mapping[str, bytes]) -> Searcher:
    """Ready to be asked: what a printing is searched by. `pages`: the fingerprints of its files, by path.

    A printing that was set before there was searching, or whose index was withheld, has no index that can be
    read; it is made of the words that are left, which the shelf keeps.
    """
    seals = tuple(pages[path].hex() if path in pages else "" for path in (SHARED, LOCAL))
    written = tuple(_file(shelf, name, which).stat().st_mtime_ns for which in (0, 1))
    return _searcher(shelf, name, seals, written)


# When the manuscripts were written stands beside, since a withholding writes them again.
@lru_cache(maxsize=KEPT)
def _searcher(shelf: Shelf, name: PrintingName, seals: tuple[str, ...], written: tuple[int, ...]) -> Searcher:
    found = [_read(shelf, seal) for seal in seals]
    if all(found):
        return Searcher(*(each for each in found if each))
    manuscript = decode(_file(shelf, name, 0).read_bytes(), Manuscript)
    local = decode(_file(shelf, name, 1).read_bytes(), LocalManuscript)
    shared = shared_index(manuscript)
    return Searcher(shared, local_index(local, paper_words(shelf, local), manuscript, shared))


def _read(shelf: Shelf, seal: str) -> index.Index | None:
    try:
        return index.decode(shelf.object_file(seal, ".js").read_bytes()) if seal else None
    except (OSError, ValueError):
        return None


def _file(shelf: Shelf, name: PrintingName, which: int) -> Path:
    if which:
        return shelf.supplement_folder(name.gateway, name.supplement) / "local-manuscript.json"
    return shelf.edition_folder(name.edition) / "manuscript.json"
