"""The command `withhold`: words taken off a shelf for ever."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from waymark.commands.clock import now
from waymark.commands.packs import command, shelf_option
from waymark.commands.teller import FINE, WRONG_USE, Teller, counted

#: What the stored lists of changes still tell.
PAGES = (
    "Stored pages that list what changed may still give these reasons. Where one tells what the words said, "
    "withhold again with --words and what it says."
)
OTHERS = "Their pages answer 451; withhold each of these places too, or the shelf keeps the words there."
AFTER = (
    "Do the same to each back-up: waymark withhold --like THIS-SHELF --shelf BACK-UP.",
    "Archives made before still hold the words: make them again, and destroy the old ones.",
    "Packs and the desk hold words of their own: see docs/for-operators.md.",
)
#: How many pages are told one by one.
MOST = 12


def add(commands: Any) -> None:
    """Add this command to the command line."""
    taking = command(commands, "withhold", take_away, "take the words of a place off the shelf for ever")
    taking.add_argument("place", nargs="?", metavar="PLACE")
    taking.add_argument("--by", action="append", default=[], metavar="NAME", help="who; give two people")
    taking.add_argument("--ground", default="", metavar="WORDS", help="the legal ground; readers are told it")
    taking.add_argument("--gateway", default="", metavar="KEY", help="whose local words; else shared ones")
    taking.add_argument("--edition", action="append", default=[], metavar="NUMBER", help="only this edition")
    taking.add_argument(
        "--supplement", action="append", type=int, default=[], metavar="NUMBER", help="only this supplement"
    )
    taking.add_argument("--title", action="store_true", help="its title too, wherever it stands")
    taking.add_argument(
        "--words", action="append", default=[], metavar="WORDS", help="and every page that holds these words"
    )
    taking.add_argument("--look", action="store_true", help="only tell what would go; nothing is changed")
    taking.add_argument("--like", type=Path, metavar="SHELF", help="whatever was withheld from that shelf")
    shelf_option(taking)


def take_away(asked: argparse.Namespace, teller: Teller) -> int:
    """Withhold, or do on a copy what was done on its shelf."""
    from waymark.editions.reach import reasons_told
    from waymark.editions.seeking import also_at, pages_of
    from waymark.editions.shelf import Shelf
    from waymark.editions.withholding import Asked, withhold, withhold_again, would_withhold

    shelf = Shelf(asked.shelf)
    if asked.like:
        done = withhold_again(shelf, Shelf(asked.like).withheld())
        teller.result({"withheld": done}, f"{counted(len(done), 'withholding')} done here too.")
        return FINE
    if not asked.place:
        teller.trouble("Name a place: waymark withhold PLACE --by NAME --by NAME --ground WORDS.")
        return WRONG_USE
    wanted = Asked(
        asked.place,
        asked.by,
        asked.ground,
        asked.gateway,
        asked.title,
        asked.edition,
        asked.supplement,
        asked.words,
    )
    reasons = reasons_told(shelf, wanted)
    record = would_withhold(shelf, wanted, now()) if asked.look else withhold(shelf, wanted, now())
    others = also_at(shelf, asked.words, asked.place, asked.gateway)
    texts = len({text.file for text in record.texts if text.file.endswith("manuscript.json")})
    pages = pages_of(shelf, record)
    did, what = ("Would withhold", "to delete") if asked.look else ("Withheld", "deleted")
    teller.result(
        {"withheld": record, "pages": pages, "also_at": others},
        f"{did} {record.place}: taken out of {counted(texts, 'manuscript')}, "
        f"and {counted(len(record.taken), 'page')} or files {what}.",
        *(f"  {path}, in {counted(number, 'printing')}" for path, number in [*pages.items()][:MOST]),
        *([f"  and {counted(len(pages) - MOST, 'other')}"] if len(pages) > MOST else ()),
        *(f"Its reason goes too: {each}" for each in reasons),
        *([PAGES] if reasons else ()),
        *(f"The words also stand at {place} ({', '.join(numbers)})." for place, numbers in others.items()),
        *([OTHERS] if others else ()),
        *(() if asked.look else AFTER),
    )
    return FINE
