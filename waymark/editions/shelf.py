"""The shelf: editions, supplements and printings, put once and never overwritten."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from waymark.editions.disk import claimed, put_bytes, settle_disk, sync_folder
from waymark.editions.listing import listed
from waymark.editions.shelf_read import ShelfToRead
from waymark.editions.shelved import FRONT, Change, OnShelf, Printing, PrintingName, Settings, encode
from waymark.editions.sweeping import finish_withholding, sweep
from waymark.editions.withheld import Withholding
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.pack.folders import write_file

__all__ = ["FRONT", "Change", "OnShelf", "Printing", "PrintingName", "Settings", "Shelf", "encode"]

messages(
    Severity.REFUSE,
    {
        "shelf-busy": (
            "Another compile is writing to the shelf at {folder}.",
            "Wait until it has finished, then try again.",
        ),
        "shelf-other": (
            "{what} is on the shelf already, with other words.",
            "What is on the shelf is never changed: give the new words a new number.",
        ),
    },
)

#: An object is never written again, not even by whoever follows a hard link to it.
READ_ONLY = 0o444


class Shelf(ShelfToRead):
    """A shelf in a folder. Reading takes no lock; writing happens inside `writing()`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.unfinished = folder / "unfinished"
        self.drawings = folder / "drawings"
        self._held = False

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers away. What an earlier, killed compile left unfinished is swept first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("ab") as lock:
            if not claimed(lock):
                raise refuse("shelf-busy", folder=self.folder)
            sweep(self)
            finish_withholding(self)
            self._held = True
            try:
                yield
            finally:
                self._held = False

    @contextmanager
    def writing(self, adding: Iterable[Path] = ()) -> Iterator[None]:
        """Write to the shelf. `adding`: the editions, supplements and printings that will be put.

        Whatever stops the work leaves `unfinished`, which names them, so that the next writer can take
        away what never came into force.
        """
        if not self._held:
            with self.locked(), self.writing(adding):
                yield
            return
        names = [str(path.relative_to(self.folder)) for path in adding]
        write_file(self.unfinished, encode(names))
        sync_folder(self.folder)
        yield
        self.unfinished.unlink()

    def has_object(self, fingerprint: str, ending: str) -> bool:
        """Whether an object is kept already."""
        return os.path.exists(f"{self.folder}/objects/{fingerprint[:2]}/{fingerprint}{ending}")

    def put_object(self, data: bytes, ending: str, compressed: Mapping[str, bytes]) -> str:
        """Keep bytes and their compressed forms, once. Returns their fingerprint."""
        fingerprint = hashlib.sha256(data).hexdigest()
        file = str(self.object_file(fingerprint, ending))
        if not os.path.exists(file):
            for encoding, squeezed in compressed.items():
                put_bytes(f"{file}.{encoding}", squeezed, READ_ONLY)
            put_bytes(file, data, READ_ONLY)
        return fingerprint

    def put_file(self, file: Path, data: bytes, what: str) -> None:
        """Keep a file, once. Raises Refused where another stands there already."""
        if file.exists():
            if file.read_bytes() != data:
                raise refuse("shelf-other", what=what)
            return
        put_bytes(str(file), data)

    def put_printing(self, printing: Printing) -> None:
        """Keep a printing's list of pages: whole, or by what differs from another of its edition."""
        file = self.printing_file(printing.name)
        if file.exists() and self.printing_at(file) == printing:
            return
        like = self.listed_whole(printing.gateway, printing.edition)
        self.put_file(file, encode(listed(printing, like)), f"Printing {printing.name}")

    def put_settings(self, settings: Settings) -> None:
        """Set down the settings, the one file that may change."""
        file = self.folder / "settings.json"
        if not file.exists() or file.read_bytes() != encode(settings):
            write_file(file, encode(settings))

    def bring_into_force(self, start: datetime, gateways: tuple[PrintingName, ...]) -> None:
        """Add one line to the in-force list: all these gateways at one instant, or none."""
        self.add_changes([Change(start, gateways)])

    def add_changes(self, changes: Iterable[Change]) -> None:
        """Add lines to the in-force list, all in one move: readers have all of them, or none yet."""
        data = self.in_force_file.read_bytes() if self.in_force_file.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        lines = (encode(Change(change.start.astimezone(UTC), change.gateways)) for change in changes)
        write_file(self.in_force_file, whole + b"".join(lines))
        sync_folder(self.folder)

    def add_withholding(self, record: Withholding) -> None:
        """Add one withholding to the list, in one move."""
        data = self.withheld_file.read_bytes() if self.withheld_file.exists() else b""
        write_file(self.withheld_file, data + encode(record))
        sync_folder(self.folder)

    def settle(self) -> None:
        """Wait until everything written so far is on the disk itself."""
        settle_disk(self.folder)
