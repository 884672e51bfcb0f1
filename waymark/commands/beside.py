"""Processes beside a server: the desk's background work, opening it, and the papers of new printings."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from waymark.manual.findings import Severity, messages, refuse

if TYPE_CHECKING:
    from waymark.editions.shelved import PrintingName

messages(
    Severity.REFUSE,
    {
        "desk-not-opened": (
            "The desk could not be opened, for the reason told above.",
            "Put that right and start again; what the desk holds is as it was.",
        ),
    },
)

_GENTLEST = 19


def with_process(made: argparse.ArgumentParser) -> None:
    """The option that ends a process with the one that it works for."""
    made.add_argument("--with-process", type=int, metavar="ID", help="stop when that process is gone")


def leave_with(parent: int | None) -> None:
    """End this process when the one it works for is gone, however that came about."""
    if parent:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: int) -> None:
    alone = threading.Event()
    while os.getppid() == parent:
        alone.wait(1)
    os._exit(0)


@contextmanager
def working(folder: Path, shelf: Path, *, papers: bool) -> Iterator[None]:
    """A process beside this one that does the desk's background work; it is stopped when this ends.

    `papers`: it makes PDF files too.
    """
    words = ["work", "--desk", str(folder), "--shelf", str(shelf), "--with-process", str(os.getpid())]
    process = _begin([*words, *([] if papers else ["--no-papers"])])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def opening(asked: argparse.Namespace) -> Iterator[None]:
    """Open the desk in a process of its own, beside whatever is done meanwhile; wait for it at the end.

    Raises Refused where the desk could not be opened: it has said why.
    """
    words = ["open", str(asked.pack), "--trying", "--desk", str(asked.desk), "--shelf", str(asked.shelf)]
    process = _begin(words, stdout=sys.stderr)
    try:
        yield
    except BaseException:
        process.terminate()
        process.wait(timeout=20)
        raise
    if process.wait():
        raise refuse("desk-not-opened")


def keep_papers(
    shelf: Path, lacking: Callable[[], Iterable[PrintingName]], ended: threading.Event, pause: float = 5
) -> None:
    """Make the papers of every new printing in force, until it is `ended`.

    One printing after another, each in a process of its own: it lets all others go first, so that nobody who
    reads or brings into force waits for it, and what it took of memory is free again. `lacking` tells which
    printings have none. Where making them fails it is not tried again: the process has said why.
    """
    failed: set[PrintingName] = set()
    while not ended.wait(pause):
        for name in sorted(set(lacking()) - failed, key=str):
            words = ["paper", name.gateway, "--shelf", str(shelf), "--with-process", str(os.getpid())]
            process = _begin(words, stdout=subprocess.DEVNULL)
            os.setpriority(os.PRIO_PROCESS, process.pid, _GENTLEST)
            if process.wait():
                failed.add(name)


def _begin(words: Sequence[str], stdout: int | IO[str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "waymark.commands.main", *words], stdout=stdout)
