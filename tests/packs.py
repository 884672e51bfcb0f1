"""Small whole packs in a folder, and a small press, for tests of compiling."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import brotli

from tests.small_pack import LOCAL, PACK
from waymark.editions import freezing
from waymark.editions.freezing import Freezing
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import ending_of
from waymark.manual.findings import Refused, refusals
from waymark.pages.plan import Asset, PageToSet, mark, page

FIRST_DAY = date(2026, 9, 1)
MORNING = datetime(2026, 11, 2, 9, tzinfo=UTC)


def joined(path: str, parts: tuple[str, ...], status: int = 200) -> PageToSet:
    """A page of these parts."""
    return page(path, lambda: parts, map(mark, parts), status)


class SmallPress:
    """Sets a page for each box, chart and piece of local guidance; fast, with keys as the real one has."""

    made = 0

    def __init__(self, shared, drawings):
        SmallPress.made += 1
        self.shared = shared

    def gateway(self, local):
        shared, own = self.shared, local.local
        style = Asset("assets/style-0123456789ab.css", b"p { color: black }")
        script = f"'{own.partnership.key}'".encode()
        short = hashlib.sha256(script).hexdigest()[:12]
        head = f"<!doctype html><html lang=en><title>{own.partnership.area}</title>"
        notes = {note.place: note.text.markdown for note in own.notes}
        pages = []
        for box in shared.manuscript.boxes:
            points = " ".join(point.markdown for point in box.facets.key_points)
            main = f"<h1>{box.title}</h1><p>{points}</p><p>{shared.changed[box.place]}</p>" * 20
            note = f"<p>{notes[box.place]}</p>" if box.place in notes else ""
            parts = (head, main, note)
            pages.append(joined(f"{box.place}.html", parts))
        for guidance in own.guidance:
            parts = (head, guidance.title)
            pages.append(joined(f"local/{guidance.key}.html", parts))
        for gone in shared.manuscript.withdrawn:
            parts = (head, f"withdrawn in edition {gone.edition}", *gone.see)
            pages.append(joined(f"{gone.place}.html", parts, 410))
        numbers = " ".join(contact.telephone or "" for contact in own.contacts)
        about = (head, f"edition {shared.edition}, supplement {local.supplement}, {numbers}")
        pages.append(joined("index.html", about))
        missing = (head, '<a href="./~/index.html">home</a>')
        pages.append(joined("404.html", missing, 404))
        return pages, [style, Asset(f"assets/script-{short}.js", script)]

    def indexes(self, local, made=None):
        return []

    def slots(self, local):
        return {}

    def front_slots(self, partnerships):
        return {}

    def front(self, partnerships, name):
        links = "".join(f'<a href="{each.key}/index.html">{each.name}</a>' for each in partnerships)
        parts = (f"<!doctype html><html lang=en><title>{name}</title>", links)
        return [joined(path, parts) for path in ("index.html", "areas.html")], []


def components():
    return "c" * 64


def freeze_edition(folder: Path, *words, **named) -> Freezing:
    """Freeze the draft with a reason for each changed place that the test gives none for."""
    return _reasoned(freezing.freeze_edition, folder, words, named)


def freeze_supplement(folder: Path, *words, **named) -> Freezing:
    """The same for a partnership's draft."""
    return _reasoned(freezing.freeze_supplement, folder, words, named)


def _reasoned(freeze, folder, words, named):
    try:
        return freeze(folder, *words, **named)
    except Refused as refused:
        missing = [each.place for each in refused.findings if each.rule == "reason-missing"]
        if not missing or len(missing) < len(refusals(refused.findings)):
            raise
    # Reasons are the third word after the folder, of an edition and of a supplement.
    given = dict((words[2] if len(words) > 2 else named.pop("reasons", None)) or {})
    reasons = given | dict.fromkeys(missing, "A reason.")
    if len(words) > 2:
        return freeze(folder, *words[:2], reasons, *words[3:], **named)
    return freeze(folder, *words, reasons=reasons, **named)


def write_pack(folder: Path, partnerships=("somerset", "devon", "bristol")) -> Path:
    """A whole pack that is not yet frozen."""
    files = {name: data for name, data in PACK.items() if not name.startswith("partnerships/")}
    for key in partnerships:
        for name, data in LOCAL.items():
            files[f"partnerships/{key}/draft/{name}"] = data.replace(b"key: somerset", f"key: {key}".encode())
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def frozen_pack(folder: Path, partnerships=("somerset", "devon", "bristol"), day=FIRST_DAY) -> Path:
    """A whole pack with edition 2026-1 and a first supplement each."""
    write_pack(folder, partnerships)
    freeze_edition(folder, day)
    for key in partnerships:
        freeze_supplement(folder, key, day)
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Put other words into a file."""
    file = folder / name
    words = file.read_text()
    assert old in words
    file.write_text(words.replace(old, new))


def reword(folder: Path, key="step", old="Do this first", new="Do this at once") -> None:
    """Change one box of the draft."""
    edit(folder, f"shared/boxes/a/{key}.md", old, new)


def files_holding(folder: Path, words: str) -> list[str]:
    """The names of the files below a folder that hold words, in any form they are kept in."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            data = brotli.decompress(data) if file.suffix == ".br" else data
            if words.encode() in data:
                found.append(file.name)
    return found


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a shelf that says something, by name."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "lock"
    }


def readers_view(shelf: Shelf, now: datetime) -> dict[str, tuple[int, bytes]]:
    """Every page that readers can see, whole: fails where one is not there or damaged."""
    seen = {}
    for gateway, name in shelf.in_force(now).items():
        for row in shelf.printing(name).pages:
            data = shelf.object_file(row.fingerprint, ending_of(row.path)).read_bytes()
            assert hashlib.sha256(data).hexdigest() == row.fingerprint
            seen[f"{gateway}/{row.path}"] = (row.status, data)
    return seen
