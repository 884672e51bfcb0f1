"""The indexes of a printing: read from the shelf, or made of its manuscripts where they are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from waymark.editions.paper_words import paper_words
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import PrintingName, ending_of
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.pages.search.show import LOCAL, LOCAL_SAID, SHARED, SHARED_SAID
from waymark.search import index
from waymark.search.asking import Searcher
from waymark.search.compiling import local_index, shared_index
from waymark.search.index import Made
from waymark.search.telling import Teller
from waymark.search.words import stems_of

#: How many gateways are kept ready to be asked; one of the South West's size takes some 10 MB.
KEPT = 16

SHARED_FILES, LOCAL_FILES = (SHARED, SHARED_SAID), (LOCAL, LOCAL_SAID)
INDEX_FILES = (*SHARED_FILES, *LOCAL_FILES)


def teller_of(shelf: Shelf, name: PrintingName, pages: Mapping[str, bytes]) -> Teller:
    """Ready to be asked: what a printing is searched by. `pages`: the fingerprints of its files, by path.

    A printing that was set before there was searching, or whose index was withheld, has no index that can be
    read; it is made of the words that are left, which the shelf keeps.
    """
    seals = tuple(pages[path].hex() if path in pages else "" for path in INDEX_FILES)
    written = tuple(_file(shelf, name, which).stat().st_mtime_ns for which in (0, 1))
    return _teller(shelf, name, seals, written)


# When the manuscripts were written stands beside, since a withholding writes them again.
@lru_cache(maxsize=KEPT)
def _teller(shelf: Shelf, name: PrintingName, seals: tuple[str, ...], written: tuple[int, ...]) -> Teller:
    made = _read(shelf, seals) or _made(shelf, name)
    return Teller(Searcher(*(each.index for each in made)), *made)


def _read(shelf: Shelf, seals: tuple[str, ...]) -> tuple[Made, Made] | None:
    try:
        shared, shared_said, local, local_said = (
            shelf.object_file(seal, ending_of(path)).read_bytes()
            for seal, path in zip(seals, INDEX_FILES, strict=True)
        )
        return (
            Made(index.decode(shared), index.decode_said(shared_said)),
            Made(index.decode(local), index.decode_said(local_said)),
        )
    except (OSError, ValueError):
        return None


def _made(shelf: Shelf, name: PrintingName) -> tuple[Made, Made]:
    manuscript = decode(_file(shelf, name, 0).read_bytes(), Manuscript)
    local = decode(_file(shelf, name, 1).read_bytes(), LocalManuscript)
    shared = shared_index(manuscript)
    return shared, local_index(local, paper_words(shelf, local), manuscript, shared.index)


def telling_indexes(shelf: Shelf, seals: Mapping[str, str], words: Iterable[str]) -> Iterator[str]:
    """Those index files in which all the words of a passage stand. `seals`: fingerprints, with paths."""
    for seal, path in seals.items():
        file = shelf.object_file(seal, ending_of(path))
        if file.exists():
            here = set(stems_of(file.read_text(encoding="utf-8")))
            if any(here.issuperset(stems_of(each)) for each in words if stems_of(each)):
                yield seal


def _file(shelf: Shelf, name: PrintingName, which: int) -> Path:
    if which:
        return shelf.supplement_folder(name.gateway, name.supplement) / "local-manuscript.json"
    return shelf.edition_folder(name.edition) / "manuscript.json"
