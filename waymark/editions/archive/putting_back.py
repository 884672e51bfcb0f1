"""Putting an archived edition back on a shelf: all of it or nothing, and nothing that is at odds."""

from __future__ import annotations

from pathlib import Path

import msgspec

from waymark.editions.archive.checking import Checked, checked, stored
from waymark.editions.archive.lacking import Lacking, lacking_on
from waymark.editions.archive.zipped import Opened
from waymark.editions.disk import sync_folder
from waymark.editions.printing import compressed
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import Change, encode
from waymark.editions.standing import Standing
from waymark.manual.findings import refuse


class PutBack(msgspec.Struct, frozen=True, kw_only=True):
    """What was put on the shelf that was not there; all nought where everything was.

    `objects`: pages and other bytes; `withheld`: records of what was withheld; `open_end`: gateways
    that go on showing the edition, since the shelf says nothing of what came after it.
    """

    edition: str
    editions: int = 0
    supplements: int = 0
    printings: int = 0
    objects: int = 0
    withheld: int = 0
    in_force: tuple[Change, ...] = ()
    open_end: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all of it was on the shelf already."""
        added = (self.editions, self.supplements, self.printings, self.objects, self.withheld, self.in_force)
        return not any(added)


def put_back(shelf: Shelf, file: Path, fingerprint: str | None = None) -> PutBack:
    """Put an archive on a shelf. `fingerprint`: the one that its manifest is known to have.

    Raises Refused, with nothing changed, where the archive is not whole or is at odds with the shelf.
    """
    with Opened(file) as opened:
        found = checked(opened, fingerprint)
        with shelf.locked():
            standing = Standing(shelf)
            standing.look()
            lacking = lacking_on(found, standing)
            made = _told(found, lacking, standing)
            if not made.nothing:
                with shelf.writing(_adding(shelf, found, lacking)):
                    _put(shelf, opened, found, lacking)
                sync_folder(shelf.folder)
    return made


def _told(found: Checked, lacking: Lacking, standing: Standing) -> PutBack:
    added = {name.gateway for change in lacking.lines for name in change.gateways}
    last = {each.name.gateway: each.start for each in found.manifest.shown}
    later = {key for key in added if any(start > last[key] for start, _ in standing.shown.get(key, []))}
    return PutBack(
        edition=found.head.number,
        editions=int(lacking.edition),
        supplements=len(lacking.supplements),
        printings=len(lacking.printings),
        objects=len(lacking.objects),
        withheld=len(lacking.records),
        in_force=lacking.lines,
        open_end=tuple(sorted((added - later) & found.manifest.after.keys())),
    )


def _adding(shelf: Shelf, found: Checked, lacking: Lacking) -> list[Path]:
    adding = [shelf.edition_folder(found.head.number)] if lacking.edition else []
    adding += [shelf.supplement_folder(head.partnership.key, head.number) for head, _ in lacking.supplements]
    return adding + [shelf.printing_file(printing.name) for printing in lacking.printings]


def _put(shelf: Shelf, opened: Opened, found: Checked, lacking: Lacking) -> None:
    for record in lacking.records:
        shelf.add_withholding(record)
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
