"""Commands of the desk: desk, work, import, export, open and invite."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from waymark.commands.beside import keep_papers, leave_with, with_process, working
from waymark.commands.packs import PACK, command, shelf_option, whole_number
from waymark.commands.papers import papers_option, without_papers
from waymark.commands.shelves import DESK, where
from waymark.commands.teller import FINE, Teller, counted
from waymark.manual.findings import Severity, messages

#: How the made-up people's addresses end; no letter ever reaches them.
DEMO = "@example.org"
messages(
    Severity.REFUSE,
    {
        "invite-address": (
            "“{address}” is not an e-mail address.",
            "Give one such as kay@council.example; nobody was invited.",
        ),
        "invite-not-sent": (
            "The e-mail to {address} could not be sent: {why}",
            "Put the mail server's settings right (WAYMARK_SMTP_HOST and its kin) and invite again.",
        ),
    },
)

#: How many requests one worker of the desk answers side by side: most wait for the database.
THREADS = 4


def add(commands: Any) -> None:
    """Add these commands to the command line."""
    serving = command(commands, "desk", serve_desk, "serve the desk, and do its background work")
    _places(serving)
    serving.add_argument("--workers", type=whole_number, default=2, metavar="N", help="processes; 2")
    papers_option(serving)
    where(serving)
    work = command(commands, "work", do_work, "do the desk's background work")
    _places(work)
    papers_option(work)
    with_process(work)
    bringing = command(commands, "import", import_pack, "take a pack into the desk")
    bringing.add_argument("pack", type=Path, metavar="PACK")
    _places(bringing)
    taking = command(commands, "export", export_desk, "write the desk as a pack")
    taking.add_argument("folder", type=Path, metavar="DIR")
    _places(taking)
    opening = command(commands, "open", open_desk, "make the desk's tables, and fill it if it is empty")
    opening.add_argument("pack", nargs="?", default=PACK, type=Path, metavar="PACK")
    opening.add_argument("--trying", action="store_true", help="with made-up people, for trying it")
    _places(opening)
    inviting = command(commands, "invite", invite_keeper, "invite a keeper of the desk, such as the first")
    inviting.add_argument("name", metavar="NAME")
    inviting.add_argument("address", metavar="ADDRESS", help="where the e-mail with the link goes")
    _places(inviting)


def _places(made: argparse.ArgumentParser) -> None:
    shelf_option(made)
    made.add_argument("--desk", default=DESK, type=Path, metavar="DIR", help=f"the desk's folder; {DESK}")


def _set_up(asked: argparse.Namespace, *, trying: bool = False) -> None:
    from waymark.desk.opening import set_up

    set_up(asked.desk, asked.shelf, trying=trying)


def open_desk(asked: argparse.Namespace, teller: Teller) -> int:
    """Make the tables, and fill an empty desk."""
    from waymark.desk.opening import open_with

    _set_up(asked, trying=asked.trying)
    opened = open_with(asked.pack)
    done = "Filled the desk" if opened.filled else "The desk is as it was"
    teller.result(
        {"filled": opened.filled, "drafts": opened.drafts}, f"{done}: {counted(opened.drafts, 'draft')}."
    )
    return FINE


def import_pack(asked: argparse.Namespace, teller: Teller) -> int:
    """Take a pack into the desk."""
    from waymark.desk.opening import import_from, make_tables

    _set_up(asked)
    make_tables()
    made = import_from(asked.pack)
    told = {"made": made.made, "changed": made.changed, "taken_out": made.taken_out, "frozen": made.frozen}
    sentence = (
        f"{counted(made.made, 'new draft')}, {made.changed} changed, {made.taken_out} taken out, "
        f"{counted(made.frozen, 'edition or supplement', 'editions and supplements')} taken in."
    )
    teller.result(told, sentence)
    return FINE


def export_desk(asked: argparse.Namespace, teller: Teller) -> int:
    """Write the desk as a pack."""
    from waymark.desk.opening import export_to, make_tables

    _set_up(asked)
    make_tables()
    files = export_to(asked.folder)
    teller.result({"files": files}, f"Wrote {counted(files, 'file')} into {asked.folder}.")
    return FINE


def invite_keeper(asked: argparse.Namespace, teller: Teller) -> int:
    """Invite a person to keep the desk: to invite others, and to see to its settings."""
    from waymark.desk.opening import invite, make_tables

    _set_up(asked)
    make_tables()
    link = invite(asked.name, asked.address)
    teller.result({"link": link}, f"Invited {asked.name}. The link, for them alone: {link}")
    return FINE


def do_work(asked: argparse.Namespace, teller: Teller) -> int:
    """Do background work until interrupted, or until the process it belongs to is gone."""
    from waymark.desk.opening import work

    leave_with(asked.with_process)
    _set_up(asked)
    if not asked.no_papers:
        lacking = partial(without_papers, asked.shelf)
        threading.Thread(
            target=keep_papers, args=(asked.shelf, lacking, threading.Event()), daemon=True
        ).start()
    work()
    return FINE


def serve_desk(asked: argparse.Namespace, teller: Teller) -> int:
    """Serve the desk alone, as it is done where people rely on it: on its own host."""
    from waymark.desk.opening import make_tables
    from waymark.gateways.serving import run

    _set_up(asked)
    make_tables()
    address = f"http://{asked.host}:{asked.port}/desk/"
    ready = partial(teller.result, {"desk": address}, f"The desk is at {address} (stop with ctrl-C)")
    with working(asked.desk, asked.shelf, papers=not asked.no_papers):
        run(
            partial(desk_application, asked.desk, asked.shelf),
            asked.host,
            asked.port,
            asked.workers,
            ready,
            THREADS,
        )
    return FINE


def desk_application(folder: Path, shelf: Path) -> Callable[..., Any]:
    """The desk's application, in whatever process calls for it."""
    from waymark.desk.opening import application, set_up

    set_up(folder, shelf)
    made: Callable[..., Any] = application()
    return made
