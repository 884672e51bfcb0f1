"""Verifying: reading a shelf again as a stranger would, and believing nothing it says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import msgspec

from waymark.editions.forks import spread
from waymark.editions.gather import Progress
from waymark.editions.links import LinkReader, Pages
from waymark.editions.proofs import Proof, read_object
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, Printing, PrintingName, ending_of
from waymark.editions.timeline import shown_by
from waymark.editions.withheld_proofs import rewritten, withheld_faults
from waymark.manual.data import edition_order
from waymark.manual.findings import Finding, Refused, Severity, finding, messages
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

WITHHELD = 451
_SQUEEZED = (".gz", ".br")
_CHUNK = 40

messages(
    Severity.REFUSE,
    {
        "in-force-unknown": (
            "The in-force list names {printing}, and the shelf has no such printing.",
            "Put the printing back from a copy of the shelf.",
        ),
        "in-force-twice": (
            "Line {number} of the in-force list names {gateway} twice.",
            "Put the list back from a copy of the shelf.",
        ),
        "in-force-back": (
            "{gateway} goes back from edition {before} to {after} on the in-force list.",
            "Put the list back from a copy of the shelf.",
        ),
        "text-altered": (
            "The text of {what} does not have the fingerprint it is kept under.",
            "Put it back from a copy of the shelf.",
        ),
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


def verify(shelf: Shelf, *, workers: int = 1, progress: Progress | None = None) -> list[Finding]:
    """Everything on a shelf that is not as it should be. Raises Refused where there is no shelf."""
    shelf.settings()
    kept = rewritten(shelf)
    found = list(_texts(shelf, kept))
    printings: list[Printing] = []
    for file in sorted((shelf.folder / "printings").glob("*/*/*/*.json")):
        try:
            printings.append(shelf.printing_at(file))
        except Refused as refused:
            found += refused.findings
    proofs: dict[str, Proof] = {}
    sizes: dict[str, int] = {}
    files = _objects(shelf, sizes)
    for proof in _proofs(files, workers, progress):
        proofs[proof.name] = proof
        found += proof.faults
    found += _in_force(shelf, {printing.name for printing in printings})
    found += _printings(shelf, printings, proofs, sizes)
    found += withheld_faults(shelf, printings)
    rows = (row for each in printings for row in (*each.pages, *each.slots))
    loose = sizes.keys() - {_name(row.path, row.fingerprint) for row in rows}
    if loose:
        found.append(finding("object-loose", count=len(loose), name=min(loose)))
    if shelf.unfinished.exists():
        found.append(finding("shelf-unfinished", file="unfinished"))
    return found


def _name(path: str, fingerprint: str) -> str:
    return fingerprint + ending_of(path)


def _objects(shelf: Shelf, sizes: dict[str, int]) -> list[Path]:
    files = [file for file in sorted((shelf.folder / "objects").glob("*/*")) if file.suffix not in _SQUEEZED]
    sizes |= {file.name: file.stat().st_size for file in files}
    return files


def _proofs(files: list[Path], workers: int, progress: Progress | None) -> Iterator[Proof]:
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]

    def read(number: int) -> bytes:
        return msgspec.msgpack.encode([read_object(file) for file in chunks[number]])

    for done, (_, answer) in enumerate(spread(read, len(chunks), workers), 1):
        if progress:
            progress("read", min(done * _CHUNK, len(files)), len(files))
        yield from msgspec.msgpack.decode(answer, type=list[Proof])


def _texts(shelf: Shelf, kept: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Editions and supplements: do they have the fingerprints they say, in the canonical form?"""
    for number in shelf.editions():
        file = shelf.edition_folder(number) / "manuscript.json"
        try:
            data = file.read_bytes() if file.exists() else b""
            right = {shelf.edition(number).fingerprint} | kept.get(_below(shelf, file), frozenset())
            if hashlib.sha256(data).hexdigest() not in right:
                yield finding("text-altered", file=_below(shelf, file), what=f"edition {number}")
            else:
                decode(data, Manuscript)
        except Refused as refused:
            yield from (each.at(_below(shelf, file), None) for each in refused.findings)
    for key, numbers in shelf.supplements().items():
        for issued in numbers:
            file = shelf.supplement_folder(key, issued) / "local-manuscript.json"
            try:
                data = file.read_bytes() if file.exists() else b""
                seal = shelf.supplement(key, issued).fingerprint
                right = {seal} | kept.get(_below(shelf, file), frozenset())
                if hashlib.sha256(data).hexdigest() not in right:
                    what = f"supplement {issued} of {key}"
                    yield finding("text-altered", file=_below(shelf, file), what=what)
                else:
                    decode(data, LocalManuscript)
            except Refused as refused:
                yield from (each.at(_below(shelf, file), None) for each in refused.findings)


def _below(shelf: Shelf, file: Path) -> str:
    return str(file.relative_to(shelf.folder))


def _in_force(shelf: Shelf, printings: set[PrintingName]) -> Iterator[Finding]:
    file = "in-force.jsonl"
    try:
        changes = shelf.changes()
    except Refused as refused:
        yield from refused.findings
        return
    for number, change in enumerate(changes, 1):
        gateways = [name.gateway for name in change.gateways]
        for gateway in sorted({each for each in gateways if gateways.count(each) > 1}):
            yield finding("in-force-twice", file=file, line=number, number=number, gateway=gateway)
        for name in change.gateways:
            if name not in printings:
                yield finding("in-force-unknown", file=file, line=number, printing=_words(name))
    for gateway, steps in shown_by(changes).items():
        for (_, before), (_, after) in pairwise(steps):
            if edition_order(after.edition) < edition_order(before.edition):
                yield finding(
                    "in-force-back",
                    file=file,
                    gateway=gateway,
                    before=before.edition,
                    after=after.edition,
                )


def _printings(
    shelf: Shelf, printings: list[Printing], proofs: dict[str, Proof], sizes: dict[str, int]
) -> Iterator[Finding]:
    last: dict[str, Pages] = {}
    for printing in sorted(printings, key=lambda each: (edition_order(each.edition), each.printing)):
        last[printing.gateway] = {
            row.path: proofs.get(_name(row.path, row.fingerprint)) for row in printing.pages
        }
    for printing in printings:
        words = _words(printing.name)
        yield from _seals(shelf, printing, words)
        pages: dict[str, Proof | None] = {}
        for row in (*printing.pages, *printing.slots):
            name = _name(row.path, row.fingerprint)
            pages[row.path] = proofs.get(name)
            if row.status != WITHHELD and name not in sizes:
                yield finding("page-missing", file=name, place=row.path, printing=words)
            elif name in sizes and sizes[name] != row.size:
                yield finding("page-size", file=name, place=row.path, printing=words)
        yield from LinkReader(printing.gateway, words, pages, last).faults()


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


def _words(name: PrintingName) -> str:
    return f"{name.gateway} {name.edition}+{name.supplement}.{name.printing}"
