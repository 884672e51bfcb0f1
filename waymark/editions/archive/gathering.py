"""Gathering what goes into an archive of an edition, and where each of its bytes comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import msgspec

from waymark.editions.archive import form
from waymark.editions.archive.laying import laid
from waymark.editions.archive.telling import band
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import (
    FRONT,
    Change,
    OnShelf,
    Printing,
    PrintingName,
    ShelvedEdition,
    ShelvedSupplement,
    encode,
    ending_of,
)
from waymark.editions.standing import Standing
from waymark.editions.stood import editions_until
from waymark.editions.withheld import Withholding
from waymark.editions.withheld_proofs import rewritten
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.json_form import schema
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

messages(
    Severity.REFUSE,
    {
        "archive-never": (
            "No gateway ever showed edition {number}, so there is nothing to archive.",
            "Archive an edition that was in force: {known}.",
        ),
    },
)

#: Where each file of an archive comes from: asked, it gives the bytes, and a filled page's own fingerprint.
Sources = dict[str, Callable[[], tuple[bytes, str]]]


class Found(NamedTuple):
    """Everything that goes into an archive. `where`: where the bytes of each object stand in it."""

    head: ShelvedEdition
    title: str
    heads: dict[str, ShelvedSupplement]
    shown: tuple[form.Showing, ...]
    readable: tuple[PrintingName, ...]
    before: dict[str, PrintingName]
    after: dict[str, tuple[datetime, PrintingName]]
    printings: dict[PrintingName, Printing]
    withheld: tuple[form.Missing, ...]
    sources: Sources
    where: dict[str, str]


def gathered(standing: Standing, number: str) -> Found:
    """What goes into the archive of an edition. Raises Refused where no gateway ever showed it."""
    shelf = standing.shelf
    head = editions_until(standing, number)[-1]
    shown: list[form.Showing] = []
    before: dict[str, PrintingName] = {}
    after: dict[str, tuple[datetime, PrintingName]] = {}
    for key, steps in sorted(standing.shown.items()):
        for at, (start, name) in enumerate(steps):
            following = steps[at + 1] if at + 1 < len(steps) else None
            if name.edition == number:
                shown.append(form.Showing(name, start, following[0] if following else None))
        for (_, one), two in pairwise(steps):
            if two[1].edition == number != one.edition:
                before[key] = one
            if one.edition == number != two[1].edition:
                after[key] = two
    if not shown:
        known = {name.edition for steps in standing.shown.values() for _, name in steps}
        raise refuse("archive-never", number=number, known=", ".join(sorted(known)) or "none")
    readable = {each.name.gateway: each.name for each in shown}
    printings = {
        each.name: each
        for key in readable
        for file in sorted((shelf.folder / "printings" / key / number).glob("*/*.json"))
        for each in (shelf.printing_at(file),)
    }
    records = shelf.withheld()
    withheld = form.withheld_of(printings.values(), records)
    printings = {name: form.without(each, withheld) for name, each in printings.items()}
    heads = {
        key: standing.supplements[key][name.supplement] for key, name in readable.items() if key != FRONT
    }
    found = Found(
        head,
        standing.manuscript(number).title,
        heads,
        tuple(shown),
        tuple(readable.values()),
        before,
        after,
        printings,
        tuple(withheld.values()),
        {},
        {},
    )
    _words(found, standing, number)
    _lists(found, shelf)
    _records(found, records)
    _pages(found, shelf)
    return found


def _words(found: Found, standing: Standing, number: str) -> None:
    """The manuscripts with their heads, as they stand on the shelf."""
    shelf = standing.shelf
    known = rewritten(shelf)

    def text(path: str, fingerprint: str) -> None:
        right = {fingerprint, *known.get(path, ())}
        found.sources[path] = lambda: (_checked(shelf, str(shelf.folder / path), right), "")

    found.sources[form.edition_path(number, "edition.json")] = _whole(encode(found.head))
    text(form.edition_path(number, "manuscript.json"), found.head.fingerprint)
    for key, issued in sorted({(name.gateway, name.supplement) for name in found.printings}):
        if key != FRONT:
            head = standing.supplements[key][issued]
            found.sources[form.supplement_path(key, issued, "supplement.json")] = _whole(encode(head))
            text(form.supplement_path(key, issued, "local-manuscript.json"), head.fingerprint)


def _records(found: Found, records: list[Withholding]) -> None:
    """What was withheld from any of this, and on what ground."""
    rows = {row.fingerprint for each in found.printings.values() for row in (*each.pages, *each.slots)}
    own = [
        record
        for record in records
        if not rows.isdisjoint(record.taken) or any(text.file in found.sources for text in record.texts)
    ]
    if own:
        found.sources[form.RECORDS] = _whole(b"".join(map(encode, own)))


def _lists(found: Found, shelf: Shelf) -> None:
    """The in-force list for this edition, the settings, the schemas, and the printings' lists of pages."""
    made: dict[datetime, list[PrintingName]] = {}
    for each in found.shown:
        made.setdefault(each.start, []).append(each.name)
    lines = (encode(Change(start, tuple(names))) for start, names in sorted(made.items()))
    found.sources[form.IN_FORCE] = _whole(b"".join(lines))
    found.sources[form.SETTINGS] = _whole(encode(shelf.settings()))
    for kind, called in ((Manuscript, "manuscript-1"), (LocalManuscript, "local-manuscript-1")):
        data = msgspec.json.format(msgspec.json.encode(schema(kind), order="sorted"), indent=2) + b"\n"
        found.sources[f"schema/{called}.json"] = _whole(data)
    for name, printing in found.printings.items():
        found.sources[form.printing_path(name)] = _whole(encode(printing))


def _pages(found: Found, shelf: Shelf) -> None:
    """The pages: those of the readable printings where they can be read, all others by their fingerprints."""
    for name in found.readable:
        printing = found.printings[name]
        slots = {
            row.path.rpartition(".")[0]: _object(shelf, row)
            for row in printing.slots
            if row.status != form.WITHHELD
        }
        said = band(found.head, found.heads.get(name.gateway), _showings(found, name.gateway), name)
        for row in printing.pages:
            # Its links start with a sign that a server turns into an address: from disk they lead nowhere.
            if row.path != form.MISSING and row.status != form.WITHHELD:
                path = form.folder_of(name.gateway) + row.path
                found.sources[path] = partial(_laid, shelf, row, slots, said)
                found.where.setdefault(form.object_name(row), path)
    for printing in found.printings.values():
        for row in (*printing.pages, *printing.slots):
            name_of = form.object_name(row)
            if row.status != form.WITHHELD and name_of not in found.where:
                found.where[name_of] = form.kept_path(name_of)
                found.sources[form.kept_path(name_of)] = _of(shelf, row)


def _showings(found: Found, gateway: str) -> list[form.Showing]:
    return [each for each in found.shown if each.name.gateway == gateway]


def _laid(shelf: Shelf, row: OnShelf, slots: dict[str, bytes], said: bytes) -> tuple[bytes, str]:
    stored = _object(shelf, row)
    if not row.path.endswith(".html"):
        return stored, ""
    page = laid(stored, row.path, slots, said)
    return page, row.fingerprint if page != stored else ""


def _of(shelf: Shelf, row: OnShelf) -> Callable[[], tuple[bytes, str]]:
    return lambda: (_object(shelf, row), "")


def _object(shelf: Shelf, row: OnShelf) -> bytes:
    file = shelf.object_file(row.fingerprint, ending_of(row.path))
    return _checked(shelf, str(file), {row.fingerprint})


def _checked(shelf: Shelf, file: str, right: set[str]) -> bytes:
    """The bytes of a file on the shelf. Raises Refused where they are not those it should have."""
    try:
        with open(file, "rb") as opened:
            data = opened.read()
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() not in right:
        problem = "its bytes are not those that were shelved" if data else "it is missing"
        raise refuse("shelf-broken", name=file.removeprefix(f"{shelf.folder}/"), problem=problem)
    return data


def _whole(data: bytes) -> Callable[[], tuple[bytes, str]]:
    return lambda: (data, "")
