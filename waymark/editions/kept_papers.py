"""Papers that are kept with a printing: which there are, each in a file of its own that is put once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from waymark.editions.shelved import PrintingName
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.places import WORD

if TYPE_CHECKING:
    from waymark.editions.shelf_read import ShelfToRead

FOLDER = "papers"
ENDING = ".pdf"

#: A place as the name of a paper has it.
_PLACE = re.compile(rf"{WORD}(?:/{WORD})?")

messages(
    Severity.REFUSE,
    {
        "paper-file": (
            "The shelf's file {name} cannot be read: {problem}.",
            "Put it back from a copy, or delete it and make the paper again with waymark paper.",
        ),
    },
)


class KeptPaper(msgspec.Struct, frozen=True):
    """A paper of a printing: what of, its bytes' fingerprint and size, and what it was made from.

    `makers` is the fingerprint of what set it: where it is the same, it comes out the same again.
    """

    place: str
    title: str
    fingerprint: str
    size: int
    edition_fingerprint: str
    supplement_fingerprint: str
    makers: str


def papers_folder(shelf: ShelfToRead, name: PrintingName) -> Path:
    """Where the papers of a printing are listed."""
    pair = shelf.folder / FOLDER / name.gateway / name.edition / str(name.supplement)
    return pair / str(name.printing)


def paper_file(shelf: ShelfToRead, name: PrintingName, place: str) -> Path:
    """Where one paper of a printing is told of."""
    return papers_folder(shelf, name) / f"{place}.json"


def kept_paper(shelf: ShelfToRead, name: PrintingName, place: str) -> KeptPaper | None:
    """The paper of a place; None where none is kept."""
    if _PLACE.fullmatch(place) is None:
        return None
    try:
        return read_paper(shelf, paper_file(shelf, name, place))
    except FileNotFoundError:
        return None


def kept_papers(shelf: ShelfToRead, name: PrintingName) -> dict[str, KeptPaper]:
    """The papers of a printing by their places."""
    files = sorted(papers_folder(shelf, name).rglob("[!.]*.json"))
    return {each.place: each for each in (read_paper(shelf, file) for file in files)}


def every_paper(shelf: ShelfToRead) -> Iterator[tuple[PrintingName, Path]]:
    """Every paper on a shelf: the printing it belongs to, and the file that tells of it."""
    for folder in sorted((shelf.folder / FOLDER).glob("*/*/*/*")):
        *_, gateway, edition, supplement, printing = folder.parts
        name = PrintingName(gateway, edition, int(supplement), int(printing))
        for file in sorted(folder.rglob("[!.]*.json")):
            yield name, file


def read_paper(shelf: ShelfToRead, file: Path) -> KeptPaper:
    """What a file tells of a paper. Raises Refused where it cannot be read."""
    data = file.read_bytes()
    try:
        return msgspec.json.decode(data, type=KeptPaper)
    except msgspec.MsgspecError as error:
        raise refuse("paper-file", name=file.relative_to(shelf.folder), problem=str(error)) from error
