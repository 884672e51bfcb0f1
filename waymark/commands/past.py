"""Commands for what was in force: read-back, print-again, archive and put-back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from waymark.commands.clock import now
from waymark.commands.packs import command, shelf_option, whole_number
from waymark.commands.teller import FINE, Teller, counted
from waymark.manual.findings import Finding


def add(commands: Any) -> None:
    """Add these commands to the command line."""
    reading = command(commands, "read-back", read_back, "make an edition on the shelf a pack again")
    reading.add_argument("edition", metavar="EDITION", help="its number, such as 2026-1")
    reading.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet, or empty")
    shelf_option(reading)
    printing = command(commands, "print-again", print_again, "print an edition again with today's pages")
    printing.add_argument("edition", metavar="EDITION", help="its number, such as 2026-1")
    printing.add_argument("--gateway", metavar="KEY", help="only this one; front for the pages of none")
    printing.add_argument(
        "--workers", type=whole_number, metavar="N", help="processes; as many as there are cores"
    )
    shelf_option(printing)
    archiving = command(commands, "archive", make_archive, "write an edition into one file that lasts")
    archiving.add_argument("edition", metavar="EDITION", help="its number, such as 2026-1")
    archiving.add_argument(
        "file", nargs="?", type=Path, metavar="FILE.zip", help="a file that is not there yet; edition-….zip"
    )
    shelf_option(archiving)
    putting = command(commands, "put-back", put_back, "put an archived edition on a shelf again")
    putting.add_argument("file", type=Path, metavar="FILE.zip")
    putting.add_argument("--fingerprint", metavar="SHA256", help="what its manifest is known to have")
    shelf_option(putting)


def read_back(asked: argparse.Namespace, teller: Teller) -> int:
    """Write an edition, all before it and the supplements that stood with them as a pack."""
    from waymark.editions.reading_back import read_back as made
    from waymark.editions.shelf import Shelf

    back = made(Shelf(asked.shelf), asked.edition, asked.folder)
    _warn(back.findings, teller)
    frozen = f"{counted(back.editions, 'edition')} and {counted(back.supplements, 'supplement')}"
    partnerships = counted(back.partnerships, "partnership")
    teller.result(
        back,
        f"Read {frozen} of {partnerships} back into {back.folder}: {counted(back.files, 'file')}.",
        f"Its drafts are the words that were frozen. Take it into the desk: waymark import {back.folder}",
    )
    return FINE


def print_again(asked: argparse.Namespace, teller: Teller) -> int:
    """Set an edition on the shelf with today's pages, as its next printings."""
    from waymark.editions.compiling import Compiler
    from waymark.editions.shelf import Shelf

    compiler = Compiler(Shelf(asked.shelf), workers=asked.workers)
    made = compiler.print_again(asked.edition, now(), gateway=asked.gateway, progress=teller.progress)
    _warn(made.findings, teller)
    sentences = [f"{name.gateway}: printing {name.printing} of {_pair(name)}." for name in made.printings]
    if not made.printings:
        sentences.append(f"The pages of edition {made.edition} come out as they were: nothing was added.")
    elif made.same:
        sentences.append(
            f"{counted(len(made.same), 'printing')} came out as before: nothing was added there."
        )
    if made.printings and not made.in_force:
        sentences.append("The edition is past, so the in-force list stays as it is.")
    sentences += [
        f"In force from {change.start:%Y-%m-%d %H:%M} UTC: {counted(len(change.gateways), 'gateway')}."
        for change in made.in_force
    ]
    teller.result(made, *sentences)
    return FINE


def make_archive(asked: argparse.Namespace, teller: Teller) -> int:
    """Write everything of an edition into one file."""
    from waymark.editions.archive.making import archive
    from waymark.editions.shelf import Shelf

    file = asked.file or Path(f"edition-{asked.edition}.zip")
    made = archive(Shelf(asked.shelf), asked.edition, file)
    sentences = [
        f"Archived edition {made.edition} in {made.file}: {counted(made.printings, 'printing')} of "
        f"{counted(made.gateways, 'gateway')}, {counted(made.files, 'file')}, {made.bytes / 1e6:,.1f} MB.",
        f"The fingerprint of its manifest: {made.manifest}",
        "Write that down and keep it apart: with it, anyone can check that nothing was changed.",
    ]
    if made.withheld:
        sentences.insert(1, f"{counted(made.withheld, 'withheld page')} not in it; the manifest says which.")
    teller.result(made, *sentences)
    return FINE


def put_back(asked: argparse.Namespace, teller: Teller) -> int:
    """Put an archive on a shelf, once it is found whole."""
    from waymark.editions.archive.putting_back import put_back as put
    from waymark.editions.shelf import Shelf

    made = put(Shelf(asked.shelf), asked.file, asked.fingerprint)
    if made.nothing:
        teller.result(
            made, f"Edition {made.edition} is on the shelf already, all of it: nothing was changed."
        )
        return FINE
    objects = counted(made.objects, "page or other file", "pages and other files")
    sentences = [
        f"Put edition {made.edition} back: {counted(made.printings, 'printing')}, "
        f"{counted(made.supplements, 'supplement')}, {objects}."
    ]
    sentences += [
        f"In force from {change.start:%Y-%m-%d %H:%M} UTC: {counted(len(change.gateways), 'gateway')}."
        for change in made.in_force
    ]
    if made.open_end:
        sentences.append(
            "The shelf says nothing of what came after it, so it shows the edition on and on: "
            "put the next edition back as well."
        )
    teller.result(made, *sentences)
    return FINE


def _pair(name: Any) -> str:
    with_what = f" with supplement {name.supplement}" if name.supplement else ""
    return f"edition {name.edition}{with_what}"


def _warn(findings: Sequence[Finding], teller: Teller) -> None:
    if not teller.as_json:
        for each in findings:
            teller.result(None, f"{each.what} {each.mend}")
