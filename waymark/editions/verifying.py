"""Verifying: reading a shelf again as a stranger would, and believing nothing it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from waymark.editions.filled_proofs import Filled, filled_faults
from waymark.editions.forks import spread
from waymark.editions.gather import Progress
from waymark.editions.in_force_proofs import in_force_faults
from waymark.editions.links import LinkReader, Pages
from waymark.editions.paper_proofs import paper_faults
from waymark.editions.printing import MakePress
from waymark.editions.proofs import Proof, read_object
from waymark.editions.remaking import Remaking
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, Printing, ending_of
from waymark.editions.text_proofs import text_faults
from waymark.editions.withheld_proofs import rewritten, withheld_faults
from waymark.manual.data import edition_order
from waymark.manual.findings import Finding, Refused, Severity, finding, messages
from waymark.pages.setting import Press, components_fingerprint

WITHHELD = 451
_SQUEEZED = (".gz", ".br")
_CHUNK = 40

messages(
    Severity.REFUSE,
    {
        "printing-text": (
            "Printing {printing} was set from other words than those of {what} on the shelf.",
            "Put both back from a copy of the shelf.",
        ),
        "page-missing": (
            "The bytes of {place} in {printing} are not on the shelf.",
            "Put them back from a copy of the shelf.",
        ),
        "page-size": (
            "{place} in {printing} is listed with another size than its bytes have.",
            "Put the list back from a copy of the shelf.",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "object-loose": (
            "Objects that belong to no printing: {count}, such as {name}.",
            "They do no harm and may be deleted; find out who put them there.",
        ),
        "shelf-unfinished": (
            "A compile is running, or was stopped before its end.",
            "Compile again: what was left is taken away first.",
        ),
    },
)


def verify(
    shelf: Shelf,
    *,
    workers: int = 1,
    progress: Progress | None = None,
    press: MakePress = Press,
    components: Callable[[], str] = components_fingerprint,
) -> list[Finding]:
    """Everything on a shelf that is not as it should be. Raises Refused where there is no shelf.

    Bytes, links and HTML are read; heads are worked out again from the manuscripts; printings that were set
    with the `components` of today are made again by a `press`, and compared row by row.
    """
    shelf.settings()
    rewritten_texts = rewritten(shelf)
    sizes: dict[str, int] = {}
    files = _objects(shelf, sizes)
    found = list(text_faults(shelf, rewritten_texts, sizes))
    printings = _listed(shelf, found)
    proofs: dict[str, Proof] = {}
    for proof in proofs_of(files, workers, progress):
        proofs[proof.name] = proof
        found += proof.faults
    found += in_force_faults(shelf, {printing.name for printing in printings})
    found += _printings(shelf, printings, proofs, sizes, progress)
    found += filled_faults(shelf, printings, proofs, workers)
    found += withheld_faults(shelf, printings)
    papers: set[str] = set()
    found += paper_faults(shelf, printings, sizes, papers)
    found += Remaking(shelf, press, components).faults(printings, rewritten_texts, workers, progress)
    rows = (row for each in printings for row in (*each.pages, *each.slots))
    loose = sizes.keys() - {_name(row.path, row.fingerprint) for row in rows} - papers
    if loose:
        found.append(finding("object-loose", count=len(loose), name=min(loose)))
    if shelf.unfinished.exists():
        found.append(finding("shelf-unfinished", file="unfinished"))
    return found


def _listed(shelf: Shelf, found: list[Finding]) -> list[Printing]:
    """Every printing, those of a gateway in their order.

    Lists told by another share its rows: after twenty years all of them by themselves would fill the memory.
    """
    known: dict[Path, Printing] = {}
    printings: list[Printing] = []
    for file in sorted((shelf.folder / "printings").glob("*/*/*/*.json")):
        try:
            printings.append(shelf.printing_at(file, known))
        except Refused as refused:
            found += refused.findings
    return sorted(
        printings,
        key=lambda each: (each.gateway, edition_order(each.edition), each.supplement, each.printing),
    )


def _name(path: str, fingerprint: str) -> str:
    return fingerprint + ending_of(path)


def _objects(shelf: Shelf, sizes: dict[str, int]) -> list[Path]:
    files = [file for file in sorted((shelf.folder / "objects").glob("*/*")) if file.suffix not in _SQUEEZED]
    sizes |= {file.name: file.stat().st_size for file in files}
    return files


def proofs_of(files: list[Path], workers: int, progress: Progress | None = None) -> Iterator[Proof]:
    """What reading each of these objects found, read by so many processes."""
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]

    def read(number: int) -> bytes:
        return msgspec.msgpack.encode([read_object(file) for file in chunks[number]])

    for done, (_, answer) in enumerate(spread(read, len(chunks), workers), 1):
        if progress:
            progress("read", min(done * _CHUNK, len(files)), len(files))
        yield from msgspec.msgpack.decode(answer, type=list[Proof])


def _printings(
    shelf: Shelf,
    printings: list[Printing],
    proofs: dict[str, Proof],
    sizes: dict[str, int],
    progress: Progress | None,
) -> Iterator[Finding]:
    last: dict[str, Pages] = {}
    for printing in printings:
        last[printing.gateway] = {
            row.path: proofs.get(_name(row.path, row.fingerprint)) for row in printing.pages
        }
    filled = Filled(proofs)
    before: LinkReader | None = None
    for done, printing in enumerate(printings, 1):
        if progress and done % _CHUNK == 0:
            progress("listed", done, len(printings))
        words = str(printing.name)
        yield from _seals(shelf, printing, words)
        pages: dict[str, Proof | None] = {}
        for row in (*printing.pages, *printing.slots):
            name = _name(row.path, row.fingerprint)
            pages[row.path] = proofs.get(name)
            if row.status != WITHHELD and name not in sizes:
                yield finding("page-missing", file=name, place=row.path, printing=words)
            elif name in sizes and sizes[name] != row.size:
                yield finding("page-size", file=name, place=row.path, printing=words)
        links = LinkReader(printing.gateway, words, pages, last)
        yield from links.faults(before if before and before.gateway == printing.gateway else None)
        before = links
        yield from filled.faults(printing, pages)


def _seals(shelf: Shelf, printing: Printing, words: str) -> Iterator[Finding]:
    """Was it set from the edition and supplement that the shelf holds?"""
    try:
        if shelf.edition(printing.edition).fingerprint != printing.edition_fingerprint:
            yield finding("printing-text", printing=words, what=f"edition {printing.edition}")
        if printing.gateway != FRONT:
            issued = shelf.supplement(printing.gateway, printing.supplement)
            if issued.fingerprint != printing.supplement_fingerprint:
                yield finding("printing-text", printing=words, what=f"supplement {printing.supplement}")
    except Refused as refused:
        yield from refused.findings

