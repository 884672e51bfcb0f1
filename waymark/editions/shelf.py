"""The shelf: editions, supplements and printings, put once and never overwritten."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.pack.folders import write_file

#: The gateway of the pages that belong to no partnership.
FRONT = "front"

messages(
    Severity.REFUSE,
    {
        "shelf-missing": ("There is no shelf at {folder}.", "Compile a pack onto it first."),
        "shelf-busy": (
            "Another compile is writing to the shelf at {folder}.",
            "Wait until it has finished, then try again.",
        ),
        "shelf-other": (
            "{what} is on the shelf already, with other words.",
            "What is on the shelf is never changed: give the new words a new number.",
        ),
        "shelf-broken": ("The shelf's file {name} cannot be read: {problem}.", "Put it back from a copy."),
    },
)


class OnShelf(msgspec.Struct, frozen=True, array_like=True):
    """One page of a printing. `key` is the fingerprint of exactly what it was made from."""

    path: str
    fingerprint: str
    key: str
    size: int
    status: int = 200


class Printing(msgspec.Struct, frozen=True):
    """One setting of an edition and a supplement into a gateway's pages."""

    gateway: str
    edition: str
    supplement: int
    printing: int
    edition_fingerprint: str
    supplement_fingerprint: str
    components: str
    pages: tuple[OnShelf, ...]

    @property
    def name(self) -> PrintingName:
        """What the in-force list calls it."""
        return PrintingName(self.gateway, self.edition, self.supplement, self.printing)


class PrintingName(msgspec.Struct, frozen=True, array_like=True):
    """Gateway, edition, supplement and printing: enough to find a printing on the shelf."""

    gateway: str
    edition: str
    supplement: int
    printing: int


class Change(msgspec.Struct, frozen=True, rename={"start": "from"}):
    """One line of the in-force list: from this instant these gateways show these printings."""

    start: datetime
    gateways: tuple[PrintingName, ...]


class Settings(msgspec.Struct, frozen=True):
    """What the gateways need to know beyond their pages. `hosts`: gateway by host name."""

    name: str
    address: str | None = None
    hosts: dict[str, str] = msgspec.field(default_factory=dict)


class Frozen(msgspec.Struct, frozen=True):
    """An edition or supplement on the shelf: its number, day, fingerprint and reasons."""

    number: str
    in_force: date
    fingerprint: str
    amendments: tuple[tuple[str, str], ...] = ()


T = TypeVar("T")


class ObjectName(NamedTuple):
    """What an object is kept under."""

    fingerprint: str
    ending: str


class Shelf:
    """A shelf in a folder. Reading takes no lock; writing happens inside `writing()`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.in_force_file = folder / "in-force.jsonl"
        self.unfinished = folder / "unfinished"

    # --- reading

    def object_file(self, fingerprint: str, ending: str, encoding: str = "") -> Path:
        """Where an object is kept: `encoding` is empty, `gz` or `br`."""
        name = f"{fingerprint}{ending}" + (f".{encoding}" if encoding else "")
        return self.folder / "objects" / fingerprint[:2] / name

    def changes(self) -> list[Change]:
        """The whole in-force list, oldest first; a line without its line feed does not count."""
        try:
            data = self.in_force_file.read_bytes()
        except FileNotFoundError:
            return []
        whole = data[: data.rfind(b"\n") + 1]
        return [self._read(line, Change, "in-force.jsonl") for line in whole.splitlines() if line]

    def in_force(self, now: datetime) -> dict[str, PrintingName]:
        """What each gateway shows at an instant."""
        shown: dict[str, PrintingName] = {}
        for change in sorted(self.changes(), key=lambda change: change.start):
            if change.start <= now:
                shown |= {name.gateway: name for name in change.gateways}
        return shown

    def printing_file(self, name: PrintingName) -> Path:
        """Where a printing's list of pages is kept."""
        below = self.folder / "printings" / name.gateway / name.edition / str(name.supplement)
        return below / f"{name.printing}.json"

    def printing(self, name: PrintingName) -> Printing:
        """A printing's list of pages."""
        return self._read(self.printing_file(name).read_bytes(), Printing, str(name))

    def printings(self) -> Iterator[Printing]:
        """Every printing on the shelf."""
        for file in sorted((self.folder / "printings").glob("*/*/*/*.json")):
            yield self._read(file.read_bytes(), Printing, str(file.relative_to(self.folder)))

    def settings(self) -> Settings:
        """The consortium's settings."""
        file = self.folder / "settings.json"
        if not file.is_file():
            raise refuse("shelf-missing", folder=self.folder)
        return self._read(file.read_bytes(), Settings, "settings.json")

    def edition_folder(self, number: str) -> Path:
        """Where an edition is kept."""
        return self.folder / "editions" / number

    def supplement_folder(self, partnership: str, number: int | str) -> Path:
        """Where a supplement is kept."""
        return self.folder / "supplements" / partnership / str(number)

    def _read(self, data: bytes, kind: type[T], name: str) -> T:
        try:
            return msgspec.json.decode(data, type=kind)
        except msgspec.MsgspecError as error:
            raise refuse("shelf-broken", name=name, problem=str(error)) from error

    # --- writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the shelf for writing. What an earlier, killed compile left unfinished is swept first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise refuse("shelf-busy", folder=self.folder) from error
            if self.unfinished.exists():
                self._sweep()
            self.unfinished.write_bytes(b"")
            yield
            self.unfinished.unlink()

    def _sweep(self) -> None:
        """Remove objects that no printing lists: a killed compile may have left them half written."""
        kept = {page.fingerprint for printing in self.printings() for page in printing.pages}
        for file in (self.folder / "objects").glob("*/*"):
            if file.name.partition(".")[0] not in kept:
                file.unlink()
        for file in self.folder.glob("**/.*.*"):
            file.unlink(missing_ok=True)

    def put_object(self, data: bytes, ending: str, compressed: dict[str, bytes]) -> str:
        """Keep bytes and their compressed forms, once. Returns their fingerprint."""
        fingerprint = hashlib.sha256(data).hexdigest()
        file = self.object_file(fingerprint, ending)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            for encoding, squeezed in compressed.items():
                self._put(self.object_file(fingerprint, ending, encoding), squeezed)
            self._put(file, data)
        return fingerprint

    def _put(self, file: Path, data: bytes) -> None:
        beside = f"{file.parent}/.{file.name}"
        with open(beside, "wb", buffering=0) as out:
            out.write(data)
        os.rename(beside, file)

    def put_file(self, file: Path, data: bytes, what: str) -> None:
        """Keep a file, once. Raises Refused where another stands there already."""
        if file.exists():
            if file.read_bytes() != data:
                raise refuse("shelf-other", what=what)
            return
        write_file(file, data)

    def put_printing(self, printing: Printing) -> None:
        """Keep a printing's list of pages."""
        self.put_file(self.printing_file(printing.name), encode(printing), f"Printing {printing.name}")

    def put_settings(self, settings: Settings) -> None:
        """Set down the settings, the one file that may change."""
        file = self.folder / "settings.json"
        if not file.exists() or file.read_bytes() != encode(settings):
            write_file(file, encode(settings))

    def bring_into_force(self, start: datetime, gateways: tuple[PrintingName, ...]) -> None:
        """Add one line to the in-force list: all these gateways at one instant, or none."""
        line = encode(Change(start.astimezone(UTC), gateways))
        data = self.in_force_file.read_bytes() if self.in_force_file.exists() else b""
        with self.in_force_file.open("r+b" if data else "wb") as out:
            out.seek(data.rfind(b"\n") + 1)
            out.truncate()
            out.write(line)
            out.flush()
            os.fsync(out.fileno())
        sync_folder(self.folder)

    def settle(self) -> None:
        """Wait until everything written so far is on the disk itself."""
        settle_disk(self.folder)


def encode(value: Any) -> bytes:
    """JSON with one form for the same value, ending with a line feed."""
    return msgspec.json.encode(value, order="sorted") + b"\n"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as lasting as the files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_disk(folder: Path) -> None:
    """Flush the file system that holds a folder: one call for thousands of files."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        if not hasattr(libc, "syncfs") or libc.syncfs(handle) != 0:
            os.sync()
    finally:
        os.close(handle)
