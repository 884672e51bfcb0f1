"""The smallest mistakes in reading back, printing again and archives, made with the small pack."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from tests.messages.mistake import Call, Mistake
from tests.messages.whole import DAY, NOW, PARTNERSHIP, overwrite, pack_in, whole
from tests.packs import freeze_edition, freeze_supplement
from waymark.editions.archive.making import archive
from waymark.editions.archive.putting_back import put_back
from waymark.editions.compiling import Compiler, compile_pack
from waymark.editions.reading_back import read_back
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import encode
from waymark.editions.withholding import Asked, withhold
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


# --- archives


def _archived(folder: Path) -> tuple[Shelf, Path]:
    _, shelf = whole(folder)
    archive(shelf, "2026-1", folder / "edition.zip")
    return shelf, folder / "edition.zip"


def _archived_twice(folder: Path) -> object:
    shelf, file = _archived(folder)
    return archive(shelf, "2026-1", file)


def _never_shown(folder: Path) -> object:
    _, shelf = whole(folder)
    shelf.in_force_file.unlink()
    return archive(shelf, "2026-1", folder / "edition.zip")


def _not_an_archive(folder: Path) -> object:
    pack, shelf = whole(folder)
    return put_back(shelf, pack / "consortium.yaml")


def _with_a_stranger(folder: Path) -> object:
    shelf, file = _archived(folder)
    with zipfile.ZipFile(file, "a") as opened:
        opened.writestr("pages/more.html", b"words")
    return put_back(shelf, file)


def _other_reasons(folder: Path) -> object:
    shelf, file = _archived(folder)
    head = msgspec.structs.replace(shelf.edition("2026-1"), amendments=(("a/step", "Plainer."),))
    overwrite(shelf.edition_folder("2026-1") / "edition.json", encode(head))
    return put_back(shelf, file)


def _other_day(folder: Path) -> object:
    shelf, file = _archived(folder)
    words = shelf.in_force_file.read_bytes()
    overwrite(shelf.in_force_file, words.replace(b"2026-11-22", b"2026-11-21"))
    return put_back(shelf, file)


def _out_of_order(folder: Path) -> object:
    shelf, file = _archived(folder)
    shutil.move(shelf.edition_folder("2026-1"), shelf.edition_folder("2026-2"))
    head = msgspec.structs.replace(shelf.edition("2026-2"), number="2026-2", in_force=date(2026, 11, 1))
    overwrite(shelf.edition_folder("2026-2") / "edition.json", encode(head))
    return put_back(shelf, file)


def _withheld(shelf: Shelf) -> None:
    withhold(shelf, Asked("a/begin", ("Ann Ames", "Bo Best"), "An order of the court"), NOW)


def _read_what_was_left(folder: Path) -> object:
    _, shelf = whole(folder)
    _withheld(shelf)
    return list(read_back(shelf, "2026-1", folder / "back").findings)


def _without_the_first(folder: Path) -> object:
    _, shelf = whole(folder)
    shutil.move(shelf.supplement_folder(PARTNERSHIP, 1), shelf.supplement_folder(PARTNERSHIP, 2))
    head = msgspec.structs.replace(shelf.supplement(PARTNERSHIP, 2), number=2)
    overwrite(shelf.supplement_folder(PARTNERSHIP, 2) / "supplement.json", encode(head))
    return read_back(shelf, "2026-1", folder / "back")


def _brings_it_back(folder: Path) -> object:
    shelf, file = _archived(folder)
    _withheld(shelf)
    new = Shelf(folder / "new")
    new.folder.mkdir()
    for record in shelf.withheld():
        new.add_withholding(record)
    return put_back(new, file)


def _still_has_it(folder: Path) -> object:
    _, shelf = whole(folder)
    shutil.copytree(shelf.folder, folder / "other")
    _withheld(shelf)
    archive(shelf, "2026-1", folder / "edition.zip")
    return put_back(Shelf(folder / "other"), folder / "edition.zip")


PAST_MISTAKES: dict[str, Mistake] = {
    # reading back
    "edition-not-there": Call("edition 2026-2 read back from a shelf that has only 2026-1", _another_edition),
    "folder-taken": Call("an edition read back into a folder that holds something", _onto_something),
    "read-back-file": Call(
        "a supplement read back whose guidance names a file that is not on the shelf any more",
        _without_a_file,
    ),
    "read-back-withheld": Call("an edition read back after words of it were withheld", _read_what_was_left),
    "read-back-first": Call(
        "an edition read back from a shelf that has only a second supplement", _without_the_first
    ),
    # printing again
    "print-again-never": Call(
        "an edition printed again for devon, which never showed it", _printed_for_devon
    ),
    "print-again-front": Call(
        "an edition printed again after the consortium took another name", _under_another_name
    ),
    # archives
    "archive-taken": Call("an edition archived into a file that is there already", _archived_twice),
    "archive-never": Call("an edition archived from a shelf without its in-force list", _never_shown),
    "archive-unreadable": Call("`consortium.yaml` put back as if it were an archive", _not_an_archive),
    "archive-file": Call("an archive put back after one more page was put into it", _with_a_stranger),
    "put-back-other": Call(
        "an archive put back on a shelf where other reasons were written into its edition", _other_reasons
    ),
    "put-back-days": Call(
        "an archive put back on a shelf whose in-force list says another day for it", _other_day
    ),
    "put-back-order": Call(
        "an archive of 2026-1 put back on a shelf where 2026-2 came into force before it", _out_of_order
    ),
    "put-back-withheld": Call(
        "an archive put back on a shelf from which words of it were withheld since", _brings_it_back
    ),
    "put-back-withhold": Call(
        "an archive without words that were withheld, put back on a shelf that has them", _still_has_it
    ),
}
