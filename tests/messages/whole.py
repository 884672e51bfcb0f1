"""The small pack frozen and compiled once, and copied for each mistake; and ways to spoil a copy."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from tests.packs import freeze_edition, freeze_supplement
from tests.small_pack import PACK
from waymark.editions.compiling import compile_pack
from waymark.editions.printing import compressed
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import OnShelf, Printing, PrintingName, encode
from waymark.editions.verifying import verify
from waymark.manual.findings import Finding
from waymark.manual.pack.folders import write_folder

DAY = date(2026, 11, 22)
LATER = date(2026, 12, 1)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PARTNERSHIP = "somerset"


def pack_in(folder: Path) -> Path:
    """The small pack, with nothing frozen."""
    write_folder(folder / "pack", PACK)
    return folder / "pack"


@cache
def _whole() -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    pack = pack_in(folder)
    freeze_edition(pack, DAY)
    freeze_supplement(pack, PARTNERSHIP, DAY)
    compile_pack(pack, Shelf(folder / "shelf"), NOW, workers=1)
    return folder


def whole(folder: Path) -> tuple[Path, Shelf]:
    """The small pack with its first edition and supplement, and a shelf that holds both."""
    shutil.copytree(_whole(), folder, dirs_exist_ok=True)
    return folder / "pack", Shelf(folder / "shelf")


def compiled(pack: Path, shelf: Shelf, **how: Any) -> list[Finding]:
    """Compile where something refuses."""
    compile_pack(pack, shelf, NOW, workers=1, **how)
    return []


def verified(spoil: Callable[[Shelf], object]) -> Callable[[Path], list[Finding]]:
    """What verifying says of a whole shelf once it is spoilt."""

    def do(folder: Path) -> list[Finding]:
        _, shelf = whole(folder)
        spoil(shelf)
        return verify(shelf)

    return do


def shown(shelf: Shelf) -> PrintingName:
    """The printing that the gateway shows."""
    return shelf.in_force(NOW)[PARTNERSHIP]


def a_page(shelf: Shelf) -> OnShelf:
    """One page of the gateway."""
    return next(row for row in shelf.printing(shown(shelf)).pages if row.path == "a/step.html")


def page_file(shelf: Shelf) -> Path:
    """The file that holds that page."""
    return shelf.object_file(a_page(shelf).fingerprint, ".html")


def sheet_file(shelf: Shelf, encoding: str) -> Path:
    """A compressed form of the gateway's style."""
    rows = shelf.printing(shown(shelf)).pages
    seal = next(row.fingerprint for row in rows if row.path.endswith(".css"))
    return shelf.object_file(seal, ".css", encoding)


def overwrite(file: Path, data: bytes) -> None:
    """Put other bytes into a file, though it is read-only."""
    file.chmod(0o644)
    file.write_bytes(data)


def relist(shelf: Shelf, **other: Any) -> None:
    """Say something else in the printing's file."""
    printing: Printing = msgspec.structs.replace(shelf.printing(shown(shelf)), **other)
    overwrite(shelf.printing_file(printing.name), encode(printing))


def relist_page(shelf: Shelf, **other: Any) -> None:
    """Say something else of the page in the printing's file."""
    row = a_page(shelf)
    changed = msgspec.structs.replace(row, **other)
    pages = shelf.printing(shown(shelf)).pages
    relist(shelf, pages=tuple(changed if each == row else each for each in pages))


def with_words(words: bytes) -> Callable[[Path], list[Finding]]:
    """What verifying says of a page that was set, kept and listed with these words at its end."""

    def spoil(shelf: Shelf) -> None:
        data = page_file(shelf).read_bytes()
        assert data.count(b"</main>") == 1
        data = data.replace(b"</main>", words + b"</main>")
        fingerprint = shelf.put_object(data, ".html", compressed(data, ".html"))
        relist_page(shelf, fingerprint=fingerprint, size=len(data))

    return verified(spoil)
