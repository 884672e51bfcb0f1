"""Reading a shelf: what is on it, and which printing each gateway shows at an instant."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from waymark.editions.listing import whole
from waymark.editions.shelved import (
    SLOT,
    Change,
    Listed,
    Printing,
    PrintingName,
    Settings,
    ShelvedEdition,
    ShelvedSupplement,
)
from waymark.editions.withheld import FILE as WITHHELD_FILE
from waymark.editions.withheld import Withholding
from waymark.manual.data import edition_order
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "shelf-missing": ("There is no shelf at {folder}.", "Compile a pack onto it first."),
        "shelf-broken": ("The shelf's file {name} cannot be read: {problem}.", "Put it back from a copy."),
    },
)

T = TypeVar("T")

_LINES: msgspec.json.Decoder[Change] = msgspec.json.Decoder(Change)


class ShelfToRead:
    """A shelf in a folder, of which nothing is changed. Reading takes no lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.in_force_file = folder / "in-force.jsonl"
        self.withheld_file = folder / WITHHELD_FILE

    def object_file(self, fingerprint: str, ending: str, encoding: str = "") -> Path:
        """Where an object is kept: `encoding` is empty, `gz` or `br`."""
        name = f"{fingerprint}{ending}" + (f".{encoding}" if encoding else "")
        return self.folder / "objects" / fingerprint[:2] / name

    def changes(self) -> list[Change]:
        """The whole in-force list as it was written; a line without its line feed does not count."""
        try:
            data = self.in_force_file.read_bytes()
        except FileNotFoundError:
            return []
        try:
            return _LINES.decode_lines(data[: data.rfind(b"\n") + 1])
        except msgspec.MsgspecError as error:
            raise refuse("shelf-broken", name="in-force.jsonl", problem=str(error)) from error

    def in_force(self, now: datetime) -> dict[str, PrintingName]:
        """What each gateway shows at an instant."""
        shown: dict[str, PrintingName] = {}
        for change in sorted(self.changes(), key=lambda change: change.start):
            if change.start <= now:
                shown |= {name.gateway: name for name in change.gateways}
        return shown

    def printing_file(self, name: PrintingName) -> Path:
        """Where a printing's list of pages is kept."""
        return self.pair_folder(name.gateway, name.edition, name.supplement) / f"{name.printing}.json"

    def pair_folder(self, gateway: str, edition: str, supplement: int) -> Path:
        """Where the printings of an edition and a supplement are kept."""
        return self.folder / "printings" / gateway / edition / str(supplement)

    def printing(self, name: PrintingName) -> Printing:
        """A printing's list of pages."""
        return self.printing_at(self.printing_file(name))

    def printings(self) -> Iterator[Printing]:
        """Every printing on the shelf."""
        for file in sorted((self.folder / "printings").glob("*/*/*/*.json")):
            yield self.printing_at(file)

    def printing_at(self, file: Path, known: dict[Path, Printing] | None = None) -> Printing:
        """The printing whose list is in a file. `known` keeps the whole ones, by which others are told."""
        found = self.listed_at(file)
        if found.like is None:
            made = whole(found, None)
            if known is not None:
                known[file] = made
            return made
        supplement, number = found.like
        beside = self.pair_folder(found.gateway, found.edition, supplement) / f"{number}.json"
        if known is not None and beside in known:
            return whole(found, known[beside])
        like = self.listed_at(beside)
        if like.like is not None:
            problem = "it is told by a printing that is not listed whole"
            raise refuse("shelf-broken", name=file.relative_to(self.folder), problem=problem)
        return whole(found, whole(like, None))

    def listed_at(self, file: Path) -> Listed:
        """A printing's list as it stands in a file."""
        return self._read(self._bytes(file), Listed, str(file.relative_to(self.folder)))

    def listed_whole(self, gateway: str, edition: str) -> Printing | None:
        """The first printing of an edition that is listed whole, by which others are told."""
        for file in sorted((self.folder / "printings" / gateway / edition).glob("*/*.json")):
            if (found := self.listed_at(file)).like is None:
                return whole(found, None)
        return None

    def slots(self, printing: Printing) -> dict[str, bytes]:
        """What goes into the open slots of a printing's pages, by the names of the slots."""
        return {
            row.path.removesuffix(SLOT): self._bytes(self.object_file(row.fingerprint, SLOT))
            for row in printing.slots
            if row.status == 200
        }

    def printed(self, gateway: str, edition: str, supplement: int) -> int:
        """The number of the last printing of an edition and a supplement; 0 where there is none."""
        folder = self.pair_folder(gateway, edition, supplement)
        return max((int(file.stem) for file in folder.glob("[0-9]*.json")), default=0)

    def withheld(self) -> list[Withholding]:
        """What was withheld from the shelf, in its order."""
        if not self.withheld_file.exists():
            return []
        lines = self.withheld_file.read_bytes().splitlines()
        return [self._read(line, Withholding, self.withheld_file.name) for line in lines if line]

    @property
    def in_use(self) -> bool:
        """Whether anything was ever compiled onto it."""
        return (self.folder / "settings.json").is_file()

    def settings(self) -> Settings:
        """The consortium's settings."""
        if not self.in_use:
            raise refuse("shelf-missing", folder=self.folder)
        return self._read((self.folder / "settings.json").read_bytes(), Settings, "settings.json")

    def edition_folder(self, number: str) -> Path:
        """Where an edition is kept."""
        return self.folder / "editions" / number

    def supplement_folder(self, partnership: str, number: int | str) -> Path:
        """Where a supplement is kept."""
        return self.folder / "supplements" / partnership / str(number)

    def editions(self) -> list[str]:
        """The numbers of the editions on the shelf, in order."""
        found = (file.parent.name for file in (self.folder / "editions").glob("*/edition.json"))
        return sorted(found, key=edition_order)

    def supplements(self) -> dict[str, list[int]]:
        """The numbers of each partnership's supplements on the shelf, in order."""
        found: dict[str, list[int]] = {}
        # There are thousands after some years, and every compile asks: so by names alone.
        for key in _names(f"{self.folder}/supplements"):
            if numbers := self.supplements_of(key):
                found[key] = numbers
        return found

    def supplements_of(self, partnership: str) -> list[int]:
        """The numbers of one partnership's supplements on the shelf, in order."""
        below = f"{self.folder}/supplements/{partnership}"
        return sorted(int(n) for n in _names(below) if os.path.exists(f"{below}/{n}/supplement.json"))

    def edition(self, number: str) -> ShelvedEdition:
        """What the shelf says of an edition."""
        file = self.edition_folder(number) / "edition.json"
        return self._read(self._bytes(file), ShelvedEdition, str(file.relative_to(self.folder)))

    def supplement(self, partnership: str, number: int) -> ShelvedSupplement:
        """What the shelf says of a supplement."""
        return self.read_supplement(partnership, number, ShelvedSupplement)

    def read_supplement(self, partnership: str, number: int, kind: type[T]) -> T:
        """The same, of which only what a `kind` names is read."""
        file = self.supplement_folder(partnership, number) / "supplement.json"
        return self._read(self._bytes(file), kind, f"supplements/{partnership}/{number}/supplement.json")

    def _bytes(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except FileNotFoundError as error:
            name = file.relative_to(self.folder)
            raise refuse("shelf-broken", name=name, problem="it is missing") from error

    def _read(self, data: bytes, kind: type[T], name: str) -> T:
        try:
            return msgspec.json.decode(data, type=kind)
        except msgspec.MsgspecError as error:
            raise refuse("shelf-broken", name=name, problem=str(error)) from error


def _names(folder: str) -> list[str]:
    """The names in a folder, in order; none where there is no folder."""
    try:
        return sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
