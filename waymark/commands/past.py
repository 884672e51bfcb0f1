"""Commands for what was in force: read-back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from waymark.commands.packs import command, shelf_option
from waymark.commands.teller import FINE, Teller, counted


def add(commands: Any) -> None:
    """Add these commands to the command line."""
    reading = command(commands, "read-back", read_back, "make an edition on the shelf a pack again")
    reading.add_argument("edition", metavar="EDITION", help="its number, such as 2026-1")
    reading.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet, or empty")
    shelf_option(reading)


def read_back(asked: argparse.Namespace, teller: Teller) -> int:
    """Write an edition, all before it and the supplements that stood with them as a pack."""
    from waymark.editions.reading_back import read_back as made
    from waymark.editions.shelf import Shelf

    back = made(Shelf(asked.shelf), asked.edition, asked.folder)
    if not asked.json:
        for each in back.findings:
            teller.result(None, f"{each.what} {each.mend}")
    frozen = f"{counted(back.editions, 'edition')} and {counted(back.supplements, 'supplement')}"
    partnerships = counted(back.partnerships, "partnership")
    teller.result(
        back,
        f"Read {frozen} of {partnerships} back into {back.folder}: {counted(back.files, 'file')}.",
        f"Its drafts are the words that were frozen. Take it into the desk: waymark import {back.folder}",
    )
    return FINE
