"""A whole pack: the draft, the frozen editions, and every partnership with its supplements."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from waymark.manual.data import Data, Line, Web, edition_order
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript, Withdrawn
from waymark.manual.pack.box_form import plain_data
from waymark.manual.pack.folders import Files, read_folder
from waymark.manual.pack.local_form import read_local
from waymark.manual.pack.manuscript_form import Reading, read_manuscript
from waymark.manual.pack.origins import Origins
from waymark.manual.pack.register import Register, read_register
from waymark.manual.pack.yaml_form import write_yaml
from waymark.manual.places import Key

Fingerprint = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]

messages(
    Severity.REFUSE,
    {
        "pack-missing": (
            "There is no pack at {folder}.",
            "Name a folder that holds consortium.yaml and shared/.",
        ),
        "supplement-numbers": (
            "The supplements of {partnership} are not numbered 1, 2, 3 and so on.",
            "Number them without gaps; the next is {next}.",
        ),
        "folder-number": (
            "The folder is {folder}, but the file says {number}.",
            "Give both the same number.",
        ),
        "partnership-key": (
            "The folder is {folder}, but the file says {key}.",
            "Give both the same key.",
        ),
        "comments-late": (
            "Comments close on {close}, after the next edition is due on {due}.",
            "Let comments close on that day or before it, so that they can still be heard.",
        ),
    },
)


class Consortium(Data, frozen=True, kw_only=True):
    """The partnerships that share one manual, and their settings.

    `next_edition`: when the next edition is due; `comments_close`: until when comments on it are heard.
    """

    name: Line
    title: Line
    address: Annotated[str, Meta(pattern=r"^https?://[^\s<>\"]+$")] | None = None
    hosts: dict[Key, Line] = msgspec.field(default_factory=dict)
    web: Web | None = None
    next_edition: date | None = None
    comments_close: date | None = None


class Reason(Data, frozen=True, kw_only=True):
    """Why a place was changed, in the words its editor gave.

    `trifling`: spelling or a link, nothing that changes what anyone does.
    """

    place: Line
    reason: Line
    trifling: bool = False


class FrozenHead(Data, frozen=True, kw_only=True):
    """What a frozen folder says of itself: number, day, fingerprint, reasons.

    `at`: the time of that day from which it holds, here in London; the start of the day where there is none.
    """

    number: Annotated[str, Meta(pattern=r"^(?:\d{4}-)?[1-9]\d{0,3}$")]
    in_force: date
    at: Annotated[str, Meta(pattern=r"^(?:[01]\d|2[0-3]):[0-5]\d$")] | None = None
    fingerprint: Fingerprint
    amendments: tuple[Reason, ...] = ()


class FrozenEdition(NamedTuple):
    """An edition in a pack, not yet read: its head, its files and where they stand."""

    head: FrozenHead
    files: Files
    prefix: str
    withdrawn: tuple[Withdrawn, ...]

    def read(self) -> tuple[Manuscript | None, list[Finding], Origins]:
        """The manuscript this edition freezes."""
        return read_manuscript(self.files, self.prefix, self.withdrawn)


class FrozenSupplement(NamedTuple):
    """A supplement in a pack, not yet read."""

    partnership: str
    head: FrozenHead
    files: Files
    prefix: str

    def read(self) -> tuple[LocalManuscript | None, list[Finding], Origins]:
        """The local manuscript this supplement freezes."""
        return read_local(self.files, self.prefix)


class Pack(NamedTuple):
    """A pack on disk. Drafts and frozen folders are read when they are asked for."""

    consortium: Consortium
    register: Register
    draft: Files
    editions: tuple[FrozenEdition, ...]
    partnerships: dict[str, Files]
    supplements: tuple[FrozenSupplement, ...]

    def read_draft(self) -> tuple[Manuscript | None, list[Finding], Origins]:
        """The shared manual being written."""
        return read_manuscript(self.draft, "shared/", self.register.withdrawn())

    def read_local_draft(self, partnership: str) -> tuple[LocalManuscript | None, list[Finding], Origins]:
        """What a partnership is writing."""
        return read_local(self.partnerships[partnership], f"partnerships/{partnership}/draft/")


def read_pack(folder: Path) -> tuple[Pack | None, list[Finding]]:
    """A pack from its folder. Findings name files as they stand below it."""
    if not (folder / "consortium.yaml").is_file():
        return None, [finding("pack-missing", file=str(folder), folder=folder)]
    whole = read_folder(folder)
    reading = Reading(whole, "")
    consortium = reading.required("consortium.yaml", Consortium)
    if consortium and comments_late(consortium.next_edition, consortium.comments_close):
        close, due = consortium.comments_close, consortium.next_edition
        late = finding("comments-late", file="consortium.yaml", close=close, due=due)
        reading.findings.append(late)
    register = Register()
    if "places.tsv" in whole:
        reading.left.discard("places.tsv")
        read, found = read_register(whole["places.tsv"], "places.tsv")
        reading.findings += found
        register = read or register
    editions = _editions(reading, register)
    partnerships: dict[str, Files] = {}
    supplements: list[FrozenSupplement] = []
    for key in _names(reading.left, r"partnerships/([^/]+)/"):
        partnerships[key] = _below(reading, f"partnerships/{key}/draft/")
        supplements += _supplements(reading, key)
    draft = _below(reading, "shared/")
    reading.strangers()
    if consortium is None or any(found.severity == Severity.REFUSE for found in reading.findings):
        return None, reading.findings
    pack = Pack(consortium, register, draft, tuple(editions), partnerships, tuple(supplements))
    return pack, reading.findings


def comments_late(next_edition: date | None, comments_close: date | None) -> bool:
    """Whether comments would close after the edition they are about is due."""
    return next_edition is not None and comments_close is not None and comments_close > next_edition


def _below(reading: Reading, prefix: str) -> dict[str, bytes]:
    """The files under a folder, by their names within it; they count as read."""
    names = [name for name in reading.left if name.startswith(prefix)]
    reading.left.difference_update(names)
    return {name.removeprefix(prefix): reading.files[name] for name in sorted(names)}


def _names(files: set[str], pattern: str) -> list[str]:
    return sorted({match[1] for name in files if (match := re.match(pattern, name))})


def _head(reading: Reading, file: str, number: str) -> FrozenHead | None:
    head: FrozenHead | None = reading.required(file, FrozenHead)
    if head and head.number != number:
        reading.findings.append(
            finding("folder-number", file=file, line=1, folder=number, number=head.number)
        )
    return head


def _editions(reading: Reading, register: Register) -> list[FrozenEdition]:
    editions = []
    for number in _names(reading.left, r"editions/(\d{4}-[1-9]\d?)/"):
        prefix = f"editions/{number}/"
        if head := _head(reading, f"{prefix}edition.yaml", number):
            files = _below(reading, prefix)
            editions.append(FrozenEdition(head, files, prefix, register.withdrawn(number)))
    return sorted(editions, key=lambda edition: edition_order(edition.head.number))


def _supplements(reading: Reading, key: str) -> list[FrozenSupplement]:
    below = f"partnerships/{key}/supplements/"
    numbers = sorted(_names(reading.left, rf"{below}([1-9]\d*)/"), key=int)
    if numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        reading.findings.append(
            finding("supplement-numbers", file=below, partnership=key, next=len(numbers) + 1)
        )
    found = []
    for number in numbers:
        prefix = f"{below}{number}/"
        if head := _head(reading, f"{prefix}supplement.yaml", number):
            found.append(FrozenSupplement(key, head, _below(reading, prefix), prefix))
    return found


def write_head(head: FrozenHead) -> bytes:
    """edition.yaml or supplement.yaml."""
    return write_yaml(plain_data(head)).encode()
