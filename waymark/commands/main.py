"""The command line: what was asked, who does it, and how it ended."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from waymark.commands import (
    amendments,
    days,
    deadline,
    desks,
    packs,
    papers,
    past,
    search,
    shelves,
    withhold,
)
from waymark.commands.teller import FINE, REFUSING, STOPPED, WRONG_USE, Teller
from waymark.manual.findings import Finding, Refused, Severity, finding, messages

messages(
    Severity.REFUSE,
    {
        "disk-full": (
            "The disk is full{at}. Readers keep what they have.",
            "Make room, then give the command again: what was left half done is taken away first.",
        ),
        "not-allowed": (
            "This account may not read or write{at}.",
            "Give it the right to, or name another folder.",
        ),
        "disk-trouble": (
            "The disk would not do what was asked{at}: {problem}.",
            "Put that right, then give the command again.",
        ),
    },
)

Run = Callable[[argparse.Namespace, Teller], int]


class Parser(argparse.ArgumentParser):
    """Answers wrong use with one sentence and status 2."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong with how the command was given."""
        sentence = message[:1].upper() + message[1:]
        print(f"{sentence}. Try: {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def parser() -> Parser:
    """The whole command line."""
    whole = Parser(prog="waymark", description="Shared child protection procedures, compiled and served.")
    commands: Any = whole.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for group in (packs, shelves, papers, search, deadline, days, amendments, past, withhold, desks):
        group.add(commands)
    return whole


def run(words: Sequence[str] | None = None) -> int:
    """Do what was asked. 0: fine; 1: findings refuse; 2: wrong use."""
    whole = parser()
    try:
        asked = whole.parse_args(words)
    except SystemExit as error:
        return int(error.code or FINE)
    if asked.command is None:
        whole.print_help(sys.stderr)
        return WRONG_USE
    try:
        return _done(asked, Teller(asked.json))
    except BrokenPipeError:
        # Whoever read our answer has gone, as `head` does: say nothing more, not even at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except OSError as error:
        print(f"The answer could not be written: {error.strerror or error}.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSING


def _done(asked: argparse.Namespace, teller: Teller) -> int:
    try:
        return int(asked.run(asked, teller))
    except Refused as refused:
        return teller.findings(refused.findings)
    except KeyboardInterrupt:
        teller.trouble("Stopped. Readers keep what they have.")
        return STOPPED
    except BrokenPipeError:
        raise
    except OSError as error:
        return teller.findings([_trouble(error)])


def _trouble(error: OSError) -> Finding:
    at = f" at {error.filename}" if error.filename else ""
    file = str(error.filename) if error.filename else None
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return finding("disk-full", file=file, at=at)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return finding("not-allowed", file=file, at=at)
    return finding("disk-trouble", file=file, at=at, problem=error.strerror or error)


def enter() -> NoReturn:
    """Run as a program."""
    sys.exit(run())


if __name__ == "__main__":
    enter()
