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
from waymark.pages.search.show import FINER, LOCAL, LOCAL_SAID, SHARED, SHARED_SAID
from waymark.search.asking import Searcher, ready
from waymark.search.compiling import local_index, shared_index
from waymark.search.held import Held
from waymark.search.index import Finer, Index, Lines, Near, Shared, decode_said
from waymark.search.index import decode as index_of
from waymark.search.telling import Teller, teller
from waymark.search.words import stems_of

#: How many gateways are kept ready to be asked; one of the South West's size takes some 10 MB.
KEPT = 16
#: How many editions' shared indexes; each takes some 40 MB.
SHARED_KEPT = 3

SHARED_FILES, LOCAL_FILES = (SHARED, FINER, SHARED_SAID), (LOCAL, LOCAL_SAID)
INDEX_FILES = (*SHARED_FILES, *LOCAL_FILES)


def teller_of(shelf: Shelf, name: PrintingName, pages: Mapping[str, bytes]) -> Teller:
    """Ready to be asked: what a printing is searched by. `pages`: the fingerprints of its files, by path.

    A printing that was set before there was searching, or whose index was withheld, has no index that can be
    read; it is made of the words that are left, which the shelf keeps.
    """
    seals = tuple(pages[path].hex() if path in pages else "" for path in INDEX_FILES)
    written = (_file(shelf, name, 0).stat().st_mtime_ns, _file(shelf, name, 1).stat().st_mtime_ns)
    return _teller(shelf, name, seals, written)


# When the manuscripts were written stands beside, since a withholding writes them again.
@lru_cache(maxsize=KEPT)
def _teller(shelf: Shelf, name: PrintingName, seals: tuple[str, ...], written: tuple[int, int]) -> Teller:
    few = len(SHARED_FILES)
    try:
        held, said = _shared(shelf, seals[:few])
        near, near_said = _read(shelf, seals[few:])
        return teller(Searcher(held, index_of(near, Near)), said, decode_said(near_said))
    except (OSError, ValueError):
        manuscript = decode(_file(shelf, name, 0).read_bytes(), Manuscript)
        local = decode(_file(shelf, name, 1).read_bytes(), LocalManuscript)
        shared = _counted(shelf, name.edition, written[0])
        made = local_index(local, paper_words(shelf, local), manuscript, shared)
        return teller(ready(shared.index, shared.finer, made.near), shared.said, made.said)


@lru_cache(maxsize=SHARED_KEPT)
def _shared(shelf: Shelf, seals: tuple[str, ...]) -> tuple[Held, list[Lines]]:
    """The shared part, unpacked once for all the gateways that show it."""
    index, finer, said = _read(shelf, seals)
    return Held(index_of(index, Index), index_of(finer, Finer)), decode_said(said)


@lru_cache(maxsize=SHARED_KEPT)
def _counted(shelf: Shelf, edition: str, written: int) -> Shared:
    """A shared index made within a request: words are only counted, since learning takes seconds."""
    file = shelf.edition_folder(edition) / "manuscript.json"
    return shared_index(decode(file.read_bytes(), Manuscript), learning=False)


def _read(shelf: Shelf, seals: tuple[str, ...]) -> list[bytes]:
    paths = SHARED_FILES if len(seals) == len(SHARED_FILES) else LOCAL_FILES
    return [
        shelf.object_file(seal, ending_of(path)).read_bytes() for seal, path in zip(seals, paths, strict=True)
    ]


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
