"""The smallest mistakes in reading back, printing again and archives, made with the small pack."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec

from tests.messages.mistake import Call, Mistake
from tests.messages.whole import DAY, NOW, PARTNERSHIP, pack_in, whole
from waymark.editions.compiling import Compiler, compile_pack
from waymark.editions.freezing import freeze_edition, freeze_supplement
from waymark.editions.reading_back import read_back
from waymark.editions.shelf import Shelf
from waymark.manual.local import LocalFile

PDF = b"%PDF-1.7\n%%EOF\n"


# --- reading back


def _another_edition(folder: Path) -> object:
    _, shelf = whole(folder)
    return read_back(shelf, "2026-2", folder / "back")


def _onto_something(folder: Path) -> object:
    pack, shelf = whole(folder)
    return read_back(shelf, "2026-1", pack)


def _without_a_file(folder: Path) -> object:
    pack, shelf = pack_in(folder), Shelf(folder / "shelf")
    file = LocalFile(name="a-guide.pdf", fingerprint=sha256(PDF).hexdigest(), size=len(PDF))
    area = pack / f"partnerships/{PARTNERSHIP}/draft"
    (area / "files").mkdir()
    (area / "files" / file.name).write_bytes(PDF)
    guide = area / "guidance/a-guide.md"
    named = f"file:\n  name: {file.name}\n  fingerprint: {file.fingerprint}\n  size: {file.size}\n"
    guide.write_text(guide.read_text().replace("shown_at:", f"{named}shown_at:"))
    freeze_edition(pack, DAY)
    freeze_supplement(pack, PARTNERSHIP, DAY)
    compile_pack(pack, shelf, NOW, workers=1)
    shelf.object_file(file.fingerprint, ".pdf").unlink()
    return list(read_back(shelf, "2026-1", folder / "back").findings)


# --- printing again


def _printed_for_devon(folder: Path) -> object:
    _, shelf = whole(folder)
    return Compiler(shelf, workers=1).print_again("2026-1", NOW, gateway="devon")


def _under_another_name(folder: Path) -> object:
    _, shelf = whole(folder)
    shelf.put_settings(msgspec.structs.replace(shelf.settings(), name="Another name"))
    return list(Compiler(shelf, workers=1).print_again("2026-1", NOW).findings)


PAST_MISTAKES: dict[str, Mistake] = {
    # reading back
    "edition-not-there": Call("edition 2026-2 read back from a shelf that has only 2026-1", _another_edition),
    "folder-taken": Call("an edition read back into a folder that holds something", _onto_something),
    "read-back-file": Call(
        "a supplement read back whose guidance names a file that is not on the shelf any more",
        _without_a_file,
    ),
    # printing again
    "print-again-never": Call(
        "an edition printed again for devon, which never showed it", _printed_for_devon
    ),
    "print-again-front": Call(
        "an edition printed again after the consortium took another name", _under_another_name
    ),
}
