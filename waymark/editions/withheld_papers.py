"""Papers that a withholding takes: all that were made before it of a printing that held the words.

A paper of another place of that printing goes too, since it may tell of them. It is made again, without the
words, when it is asked for, and may then come out as it was: so the record does not name its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from waymark.editions.kept_papers import ENDING, KeptPaper, every_paper, read_paper
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import PrintingName
from waymark.editions.withheld import Withholding
from waymark.manual.findings import Refused


def take_papers(shelf: Shelf, record: Withholding) -> None:
    """Take away the papers that a withholding reaches: first their bytes, then what tells of them."""
    taken = frozenset(record.taken)
    unread = [file for _, file in every_paper(shelf) if _read(shelf, file) is None]
    reached = [
        (file, paper)
        for name, file, paper in _before(shelf, record)
        if _held(name, record) or _lost(shelf, name, taken)
    ]
    gone = {file for file, _ in reached}
    papers = (_read(shelf, file) for _, file in every_paper(shelf) if file not in gone)
    left = {paper.fingerprint for paper in papers if paper}
    for file, paper in reached:
        if paper.fingerprint not in left:
            shelf.object_file(paper.fingerprint, ENDING).unlink(missing_ok=True)
        file.unlink()
    if unread:
        _sweep(shelf, left, unread)


def _sweep(shelf: Shelf, left: set[str], unread: list[Path]) -> None:
    """Nobody can say which bytes these files told of: every PDF that nothing else names goes with them."""
    listed = {row.fingerprint for printing in shelf.printings() for row in printing.pages}
    for file in (shelf.folder / "objects").glob(f"*/*{ENDING}"):
        if file.stem not in left and file.stem not in listed:
            file.unlink()
    for file in unread:
        file.unlink()


def papers_left(shelf: Shelf, record: Withholding) -> bool:
    """Whether a paper is there still that was made of the words before they were withheld."""
    return any(_held(name, record) for name, _, _ in _before(shelf, record))


def _before(shelf: Shelf, record: Withholding) -> Iterator[tuple[PrintingName, Path, KeptPaper]]:
    """The papers that were made before a withholding."""
    papers = list(every_paper(shelf))
    if not papers:
        return
    records = shelf.withheld()
    number = records.index(record) if record in records else len(records)
    for name, file in papers:
        paper = _read(shelf, file)
        if paper is not None and paper.withheld <= number:
            yield name, file, paper


def _held(name: PrintingName, record: Withholding) -> bool:
    if record.gateway:
        return name.gateway == record.gateway and name.supplement in record.supplements
    return name.edition in record.editions


def _lost(shelf: Shelf, name: PrintingName, taken: frozenset[str]) -> bool:
    """Whether a page of the printing goes: its paper may say what the page said."""
    try:
        printing = shelf.printing(name)
    except Refused:
        return True  # nobody can say what it held
    return any(row.fingerprint in taken for row in (*printing.pages, *printing.slots))


def _read(shelf: Shelf, file: Path) -> KeptPaper | None:
    try:
        return read_paper(shelf, file)
    except Refused:
        return None
