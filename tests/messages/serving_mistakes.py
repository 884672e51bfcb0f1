"""The smallest mistakes in serving, in what pages are dressed in, and with the disk below a command."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from multiprocessing import get_context
from pathlib import Path
from unittest import mock

import msgspec

import waymark
from tests.messages.mistake import Call, Mistake
from tests.messages.whole import NOW, overwrite, pack_in, page_file, whole
from tests.packs import freeze_edition, freeze_supplement
from waymark.commands import main
from waymark.editions.shelf import Shelf
from waymark.gateways.gatehouse import load
from waymark.gateways.nginx import configuration
from waymark.gateways.serving import claim, run
from waymark.manual.findings import Finding, Refused

HOST = "127.0.0.1"
#: An address kept for documents: no machine has it.
NOBODY = "192.0.2.1"
#: An account that may read nothing of ours.
STRANGER = 65534


def _findings(said: str) -> list[Finding]:
    return msgspec.convert(json.loads(said)["findings"], list[Finding])


def commanded(*words: object) -> list[Finding]:
    """What a command finds, as it tells it to machines."""
    out = io.StringIO()
    with redirect_stdout(out):
        main.run([*map(str, words), "--json"])
    return _findings(out.getvalue())


# --- serving


def _port_taken(_: Path) -> object:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        return claim(HOST, taken.getsockname()[1])


def _failing() -> object:
    raise RuntimeError("this worker cannot start")


def _served(port: int) -> list[Finding]:
    try:
        run(_failing, HOST, port, 1)
    except Refused as refused:
        return refused.findings
    return []


def _workers_that_fail(_: Path) -> object:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        port = trial.getsockname()[1]
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        return beside.submit(_served, port).result()


def _half_a_page(folder: Path) -> object:
    _, shelf = whole(folder)
    file = page_file(shelf)
    overwrite(file, file.read_bytes()[:100])
    return load(shelf, NOW)


def _odd_root(folder: Path) -> object:
    _, shelf = whole(folder)
    return configuration(shelf, NOW, 80, Path("a;shelf"))


# --- what pages are dressed in, and the disk


def _without_parts(folder: Path) -> object:
    """Compile with a copy of the program that stands alone: the parts are found from where it is."""
    shutil.copytree(waymark.__path__[0], folder / "waymark", ignore=shutil.ignore_patterns("__pycache__"))
    pack = _frozen(folder)
    words = [sys.executable, "-m", "waymark.commands.main", "compile", str(pack), "--json"]
    alone = {name: value for name, value in os.environ.items() if name != "WAYMARK_PARTS"}
    alone["PYTHONPATH"] = str(folder)
    done = subprocess.run(words, cwd=folder, env=alone, check=False, capture_output=True, text=True)
    return _findings(done.stdout)


def _frozen(folder: Path) -> Path:
    pack = pack_in(folder)
    freeze_edition(pack, NOW.date())
    freeze_supplement(pack, "somerset", NOW.date())
    return pack


def _full_disk(folder: Path) -> object:
    """Nobody's disk is filled for a test: each write says what it says on a full one."""
    full = mock.Mock(side_effect=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    pack = _frozen(folder)
    with mock.patch.object(os, "write", full):
        return commanded("compile", pack, "--shelf", folder / "shelf", "--workers", 1)


def _as_a_stranger(folder: Path) -> object:
    """Root may read every file, so root becomes another account for as long as it takes."""
    _, shelf = whole(folder)
    (shelf.folder / "settings.json").chmod(0)
    if os.geteuid() != 0:
        return commanded("verify", "--shelf", shelf.folder)
    os.seteuid(STRANGER)
    try:
        return commanded("verify", "--shelf", shelf.folder)
    finally:
        os.seteuid(0)


def _onto_a_file(folder: Path) -> object:
    (folder / "shelf").write_text("a file")
    return commanded("compile", _frozen(folder), "--shelf", folder / "shelf", "--workers", 1)


SERVING_MISTAKES: dict[str, Mistake] = {
    "port-busy": Call("a server started at a port where another program listens", _port_taken),
    "port-refused": Call(
        f"a server started at {NOBODY}, which is not an address of this machine",
        lambda _: claim(NOBODY, 8000),
    ),
    "workers-stopped": Call("a server whose workers fail each time they start", _workers_that_fail),
    "shelf-incomplete": Call("a shelf served with only the first bytes of a page", _half_a_page),
    "nginx-nothing": Call(
        "a configuration for nginx from an empty folder",
        lambda folder: configuration(Shelf(folder), NOW, 80, folder),
    ),
    "nginx-words": Call("a configuration for nginx with a shelf called `a;shelf`", _odd_root),
    "parts-missing": Call("a compile with no folder `node_modules` at or above the program", _without_parts),
    "disk-full": Call("a compile onto a disk that is full (for this test, made to say so)", _full_disk),
    "not-allowed": Call("a shelf verified whose `settings.json` this account may not read", _as_a_stranger),
    "disk-trouble": Call("a compile onto a shelf that is a file", _onto_a_file),
}
