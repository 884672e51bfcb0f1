"""The command `paper`: the manual, its charts and its boxes as PDF files, kept with the printing in force."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from waymark.commands.beside import leave_with, with_process
from waymark.commands.clock import now
from waymark.commands.packs import command, shelf_option
from waymark.commands.teller import FINE, WRONG_USE, Teller, counted


def add(commands: Any) -> None:
    """Add this command to the command line."""
    making = command(commands, "paper", make_papers, "make PDF files of what a gateway shows, and keep them")
    making.add_argument("gateway", nargs="?", metavar="GATEWAY", help="else every gateway in force")
    making.add_argument(
        "place", nargs="?", metavar="PLACE", help="a chart, box, procedure or local guidance; else the manual"
    )
    making.add_argument("--all", action="store_true", help="every box, procedure and local guidance too")
    making.add_argument("--check", action="store_true", help="make what is kept again, and compare")
    making.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", help="write the PDF there as well")
    with_process(making)
    shelf_option(making)


def papers_option(made: argparse.ArgumentParser) -> None:
    """The option of whatever runs the desk's background work to make no papers."""
    made.add_argument("--no-papers", action="store_true", help="make no PDF files of what comes into force")


def make_papers(asked: argparse.Namespace, teller: Teller) -> int:
    """Make the papers of a gateway that are not kept yet; or check those that are."""
    from waymark.editions.setting_papers import PaperMaker
    from waymark.editions.shelf import Shelf

    leave_with(asked.with_process)
    if asked.gateway is None:
        if asked.check or asked.all or asked.output:
            teller.trouble("Name the gateway.")
            return WRONG_USE
        papers = every_gateway(asked.shelf, teller)
        teller.result({"papers": papers}, *(told(each)[0] for each in papers))
        return FINE
    if asked.check and (asked.place or asked.all or asked.output):
        teller.trouble("--check goes with a gateway alone.")
        return WRONG_USE
    maker = PaperMaker(Shelf(asked.shelf), now())
    if asked.check:
        return teller.findings(list(maker.again(asked.gateway, teller.progress)))
    places = (asked.place,) if asked.place else ()
    made = maker.keep(asked.gateway, places, every=asked.all, progress=teller.progress)
    shown = next((each for each in made.papers if each.place == asked.place), made.papers[0])
    if asked.output:
        asked.output.write_bytes(maker.bytes_of(shown))
    teller.result(made, *told(made), *([f"Written to {asked.output}."] if asked.output else ()))
    return FINE


def every_gateway(shelf: Path, teller: Teller) -> list[Any]:
    """The papers of every gateway in force, made where they are not kept yet."""
    from waymark.editions.setting_papers import PaperMaker
    from waymark.editions.shelf import Shelf

    maker = PaperMaker(Shelf(shelf), now())
    return [maker.keep(gateway, progress=teller.progress) for gateway in maker.gateways()]


def without_papers(shelf: Path) -> frozenset[Any]:
    """The printings in force that have no papers: those of a printing are made all at once, so one tells."""
    from waymark.editions.kept_papers import kept_paper
    from waymark.editions.shelf import Shelf
    from waymark.editions.shelved import FRONT
    from waymark.manual.findings import Refused
    from waymark.pages.paper.pieces import WHOLE

    opened = Shelf(shelf)
    try:
        names = [name for gateway, name in opened.in_force(now()).items() if gateway != FRONT]
        return frozenset(name for name in names if kept_paper(opened, name, WHOLE) is None)
    except (OSError, Refused):
        # A shelf that is not there yet, or is half copied: those who read and write it say so.
        return frozenset()


def told(made: Any) -> list[str]:
    """What making papers came to, in sentences."""
    whole = sum(each.size for each in made.papers)
    kept = len(made.papers) - made.made
    before = f", {counted(kept, 'was', 'were')} there before" if kept else ""
    return [
        f"{made.gateway}, edition {made.edition}, supplement {made.supplement}: "
        f"{counted(len(made.papers), 'PDF file')} kept, {whole / 1e6:,.1f} MB{before}.",
        *(f"  {each.place}: {each.title}, {each.size / 1e3:,.0f} KB" for each in made.papers[:12]),
        *([f"  and {len(made.papers) - 12:,} more"] if len(made.papers) > 12 else ()),
    ]
