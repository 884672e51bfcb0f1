"""Putting an archived edition back on a shelf: all of it or nothing, and nothing that is at odds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from waymark.editions.archive import form
from waymark.editions.archive.checking import Checked, checked, stored
from waymark.editions.archive.merging import lines_to_add
from waymark.editions.archive.zipped import Opened
from waymark.editions.disk import sync_folder
from waymark.editions.printing import compressed
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import Change, Printing, ShelvedEdition, ShelvedSupplement, encode
from waymark.editions.standing import Standing
from waymark.editions.stood import moment_of
from waymark.manual.data import edition_order
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "put-back-other": (
            "{what} is on the shelf already, and is not the one in the archive.",
            "One of the two is not what it says: compare their fingerprints; nothing was put on the shelf.",
        ),
        "put-back-order": (
            "{what} cannot stand beside what is on the shelf: {problem}.",
            "Put it back on a shelf of its own; nothing was put on this one.",
        ),
    },
)

H = TypeVar("H", ShelvedEdition, ShelvedSupplement)


class PutBack(msgspec.Struct, frozen=True, kw_only=True):
    """What was put on the shelf that was not there; all nought where everything was.

    `objects`: pages and other bytes; `open_end`: gateways that go on showing the edition, since the shelf
    says nothing of what came after it.
    """

    edition: str
    editions: int = 0
    supplements: int = 0
    printings: int = 0
    objects: int = 0
    in_force: tuple[Change, ...] = ()
    open_end: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all of it was on the shelf already."""
        return not (self.editions or self.supplements or self.printings or self.objects or self.in_force)


class _Lacking(NamedTuple):
    """What the shelf does not have yet. `objects`: the name of each, with where it stands in the archive."""

    edition: bool
    supplements: list[tuple[ShelvedSupplement, bytes]]
    printings: list[Printing]
    objects: dict[str, str]
    lines: tuple[Change, ...]


def put_back(shelf: Shelf, file: Path, fingerprint: str | None = None) -> PutBack:
    """Put an archive on a shelf. `fingerprint`: the one that its manifest is known to have.

    Raises Refused, with nothing changed, where the archive is not whole or is at odds with the shelf.
    """
    with Opened(file) as opened:
        found = checked(opened, fingerprint)
        with shelf.locked():
            standing = Standing(shelf)
            standing.look()
            lacking = _lacking(found, standing)
            made = _told(found, lacking, standing)
            if not made.nothing:
                with shelf.writing(_adding(shelf, found, lacking)):
                    _put(shelf, opened, found, lacking)
                sync_folder(shelf.folder)
    return made


def _lacking(found: Checked, standing: Standing) -> _Lacking:
    shelf = standing.shelf
    known = standing.editions.get(found.head.number)
    if known is None:
        _in_order(f"Edition {found.head.number}", found.head, standing.editions.values())
    elif _bare(known) != _bare(found.head):
        raise refuse("put-back-other", what=f"Edition {found.head.number}")
    supplements = []
    for head, data in found.supplements:
        key = head.partnership.key
        issued = standing.supplements.get(key, {})
        what = f"Supplement {head.number} of {key}"
        if head.number not in issued:
            _in_order(what, head, issued.values())
            supplements.append((head, data))
        elif _bare(issued[head.number]) != _bare(head):
            raise refuse("put-back-other", what=what)
    # What was withheld from the shelf never comes back.
    withheld = form.withheld_of(shelf.printings())
    printings = []
    for name, printing in found.printings.items():
        if not shelf.printing_file(name).exists():
            printings.append(form.without(printing, withheld))
        elif form.without(shelf.printing(name), withheld) != form.without(printing, withheld):
            raise refuse("put-back-other", what=f"Printing {name}")
    objects = {}
    for printing in found.printings.values():
        for row in (*printing.pages, *printing.slots):
            name_of = form.object_name(row)
            if name_of in withheld or row.status == form.WITHHELD:
                continue
            if not shelf.has_object(row.fingerprint, name_of.removeprefix(row.fingerprint)):
                objects[name_of] = found.sources[name_of]
    lines = lines_to_add(standing.shown, found.manifest)
    return _Lacking(known is None, supplements, printings, objects, lines)


def _bare(head: H) -> H:
    """A head without the fingerprint of the files it was read from: a desk that brought it has none."""
    return msgspec.structs.replace(head, files="")


def _in_order(what: str, head: H, known: Iterable[H]) -> None:
    """Raises Refused where it would come into force before one of a lower number, or after a higher."""
    for each in known:
        first, second = sorted((each, head), key=_rank)
        if moment_of(first) > moment_of(second):
            problem = f"{first.number} comes into force after {second.number}"
            raise refuse("put-back-order", what=what, problem=problem)


def _rank(head: ShelvedEdition | ShelvedSupplement) -> tuple[int, int]:
    return edition_order(head.number) if isinstance(head.number, str) else (head.number, 0)


def _told(found: Checked, lacking: _Lacking, standing: Standing) -> PutBack:
    added = {name.gateway for change in lacking.lines for name in change.gateways}
    last = {each.name.gateway: each.start for each in found.manifest.shown}
    later = {key for key in added if any(start > last[key] for start, _ in standing.shown.get(key, []))}
    return PutBack(
        edition=found.head.number,
        editions=int(lacking.edition),
        supplements=len(lacking.supplements),
        printings=len(lacking.printings),
        objects=len(lacking.objects),
        in_force=lacking.lines,
        open_end=tuple(sorted((added - later) & found.manifest.after.keys())),
    )


def _adding(shelf: Shelf, found: Checked, lacking: _Lacking) -> list[Path]:
    adding = [shelf.edition_folder(found.head.number)] if lacking.edition else []
    adding += [shelf.supplement_folder(head.partnership.key, head.number) for head, _ in lacking.supplements]
    return adding + [shelf.printing_file(printing.name) for printing in lacking.printings]


def _put(shelf: Shelf, opened: Opened, found: Checked, lacking: _Lacking) -> None:
    if lacking.edition:
        folder, what = shelf.edition_folder(found.head.number), f"Edition {found.head.number}"
        shelf.put_file(folder / "manuscript.json", found.manuscript, what)
        shelf.put_file(folder / "edition.json", encode(found.head), what)
    for head, data in lacking.supplements:
        folder = shelf.supplement_folder(head.partnership.key, head.number)
        what = f"Supplement {head.number} of {head.partnership.key}"
        shelf.put_file(folder / "local-manuscript.json", data, what)
        shelf.put_file(folder / "supplement.json", encode(head), what)
    for name, path in lacking.objects.items():
        data = stored(opened, path)
        ending = name[64:]
        if shelf.put_object(data, ending, compressed(data, ending)) + ending != name:
            raise refuse("archive-file", file=path, name=path, problem="changed while it was read")
    for printing in lacking.printings:
        shelf.put_printing(printing)
    if not (shelf.folder / "settings.json").exists():
        shelf.put_settings(found.settings)
    shelf.settle()
    if lacking.lines:
        shelf.add_changes(lacking.lines)
