"""Commands that work on a shelf: serve, start, verify, carry and nginx."""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path
from typing import Any

from waymark.commands.clock import now
from waymark.commands.packs import PACK, command, compile_options, shelf_option, told, whole_number
from waymark.commands.papers import papers_option
from waymark.commands.teller import FINE, Teller, counted

HOST = "127.0.0.1"
PORT = 8000
DESK = ".waymark/desk"


def add(commands: Any) -> None:
    """Add these commands to the command line."""
    start = command(commands, "start", start_all, "compile a pack and serve it, for trying it")
    start.add_argument("pack", nargs="?", default=PACK, type=Path, metavar="PACK")
    compile_options(start)
    start.add_argument("--desk", default=DESK, type=Path, metavar="DIR", help=f"the desk's folder; {DESK}")
    papers_option(start)
    where(start)
    serving = command(commands, "serve", serve_shelf, "serve the gateways of a shelf")
    shelf_option(serving)
    serving.add_argument(
        "--workers", type=whole_number, metavar="N", help="processes; as many as there are cores"
    )
    where(serving)
    verifying = command(commands, "verify", verify_shelf, "read a shelf again as a stranger")
    shelf_option(verifying)
    carrying = command(commands, "carry", carry_gateway, "lay out a gateway as a folder that opens from disk")
    carrying.add_argument("gateway", metavar="GATEWAY")
    carrying.add_argument("folder", type=Path, metavar="FOLDER")
    carrying.add_argument("--zip", action="store_true", help="write one zip file, of the name given")
    carrying.add_argument("--chart", default="", metavar="KEY", help="only this chart, and what it leads to")
    shelf_option(carrying)
    nginx = command(commands, "nginx", write_nginx, "print a configuration with which nginx serves a shelf")
    shelf_option(nginx)
    nginx.add_argument("--port", type=_port, default=80, help="the port nginx listens at; 80")
    nginx.add_argument(
        "--behind", default=f"{HOST}:{PORT}", metavar="ADDRESS", help="where waymark serve answers"
    )
    nginx.add_argument("--desk-at", metavar="ADDRESS", help="where the desk takes letters, if there is one")
    nginx.add_argument("--root", type=Path, metavar="DIR", help="the shelf as nginx sees it")


def where(made: argparse.ArgumentParser) -> None:
    """Where to listen."""
    made.add_argument("--host", default=HOST, help=f"the address to listen at; {HOST}")
    made.add_argument("--port", type=_port, default=PORT, help=f"the port to listen at; {PORT}")


def start_all(asked: argparse.Namespace, teller: Teller) -> int:
    """Compile, then serve. What was printed with other pages than today's is printed again."""
    from waymark.commands.beside import opening, working
    from waymark.commands.both import both
    from waymark.commands.desks import DEMO, THREADS
    from waymark.desk.opening import DEMO_PASSWORD
    from waymark.editions.compiling import compile_pack
    from waymark.editions.shelf import Shelf
    from waymark.gateways.gatehouse import load
    from waymark.gateways.serving import run
    from waymark.pages.setting import components_fingerprint

    if os.environ.get("WAYMARK_LIVE") != "yes":
        # Every process of the desk that starts from here knows that it is only for trying.
        os.environ["WAYMARK_TRYING"] = "yes"
    with opening(asked):
        shelf = Shelf(asked.shelf)
        shown = shelf.in_force(now()).values()
        today = components_fingerprint() if shown else ""
        again = asked.again or any(shelf.printing(name).components != today for name in shown)
        report = compile_pack(
            asked.pack,
            shelf,
            now(),
            live=asked.live,
            again=again,
            workers=asked.workers,
            progress=teller.progress,
        )
        if not asked.json:
            teller.result(None, *told(report))
    load(shelf, now())
    address = _address(asked)
    desk = f"{address}desk/"
    ready = partial(
        teller.result,
        {"gateways": address, "desk": desk, "sign_in": f"editor{DEMO}", "password": DEMO_PASSWORD},
        f"The gateways are at {address}",
        f"The desk is at {desk}",
        f"  Sign in as editor{DEMO} (the shared manual), devon-editor{DEMO} or devon-signatory{DEMO},",
        f"  and so for each partnership; as steering{DEMO} or keeper{DEMO} (the people and settings);",
        f"  with the password {DEMO_PASSWORD}. These people are made up, for trying it.",
        "Stop with ctrl-C.",
    )
    with working(asked.desk, asked.shelf, papers=not asked.no_papers):
        run(partial(both, asked.shelf, asked.desk, now), asked.host, asked.port, 2, ready, THREADS)
    return FINE


def serve_shelf(asked: argparse.Namespace, teller: Teller) -> int:
    """Serve until interrupted."""
    from waymark.gateways.serving import serve

    address = _address(asked)
    ready = partial(teller.result, {"gateways": address}, f"The gateways are at {address} (stop with ctrl-C)")
    serve(asked.shelf, asked.host, asked.port, asked.workers or _cores(), now, ready)
    return FINE


def _address(asked: argparse.Namespace) -> str:
    host = "localhost" if asked.host in (HOST, "::1", "0.0.0.0", "::") else asked.host
    return f"http://{host}:{asked.port}/"


def verify_shelf(asked: argparse.Namespace, teller: Teller) -> int:
    """Findings of a shelf: its bytes, texts, lists, links and HTML."""
    from waymark.editions.shelf import Shelf
    from waymark.editions.verifying import verify

    return teller.findings(verify(Shelf(asked.shelf), workers=_cores(), progress=teller.progress))


def carry_gateway(asked: argparse.Namespace, teller: Teller) -> int:
    """Lay out a gateway in a folder, or in one file."""
    from waymark.editions.carrying import carry, carry_file
    from waymark.editions.shelf import Shelf

    away = carry_file if asked.zip else carry
    carried = away(Shelf(asked.shelf), asked.gateway, asked.folder, now(), asked.chart)
    size = f"{carried.bytes / 1e6:,.1f} MB"
    sentence = f"Carried {counted(carried.pages, 'file')}, {size}. Open {carried.first}"
    teller.result(carried, sentence)
    return FINE


def write_nginx(asked: argparse.Namespace, teller: Teller) -> int:
    """Print a configuration for nginx."""
    from waymark.editions.shelf import Shelf
    from waymark.gateways.nginx import configuration

    root = asked.root or asked.shelf.resolve()
    words = configuration(Shelf(asked.shelf), now(), asked.port, root, asked.behind, asked.desk_at)
    teller.result({"configuration": words}, words)
    return FINE


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _port(words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) < 65536:
        raise argparse.ArgumentTypeError(f"“{words}” is not a port from 1 to 65535")
    return int(words)
