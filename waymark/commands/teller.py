"""What a command says: one object for machines, sentences for people, findings for both."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

import msgspec

from waymark.manual.findings import Finding, Severity

FINE, REFUSING, WRONG_USE, STOPPED = 0, 1, 2, 130

_COLOURS = {Severity.REFUSE: "31", Severity.WARN: "33"}


class Teller:
    """Says what a command found or did: with `--json` one object on standard output, else sentences."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self._shows = sys.stderr.isatty()
        #: Whether standard output is a terminal, and nobody asked for no colour.
        self.coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def result(self, told: Any, *sentences: str) -> None:
        """The result: told whole to a machine, in sentences to a person."""
        self.done()
        if self.as_json:
            print(msgspec.json.encode(told).decode(), flush=True)
            return
        for sentence in sentences:
            print(sentence, flush=True)

    def findings(self, found: Iterable[Finding], **more: Any) -> int:
        """Findings by file, the gravest first, and the exit status they come to."""
        listed = sorted(found, key=_order)
        refusing = sum(each.severity is Severity.REFUSE for each in listed)
        self.done()
        if self.as_json:
            self.result({"findings": [as_data(each) for each in listed], **more})
        else:
            self._tell(listed, refusing)
        return REFUSING if refusing else FINE

    def _tell(self, listed: list[Finding], refusing: int) -> None:
        where = None
        for each in listed:
            if (each.file or each.place or "") != where:
                where = each.file or each.place or ""
                print(f"\n{where}" if where else "")
            line = f"line {each.line}: " if each.line else ""
            place = f" ({each.place})" if each.place and each.place != where else ""
            print(f"  {self._marked(each.severity)} {line}{each.what} {each.mend}{place}")
        warnings = len(listed) - refusing
        print(f"\n{_count(refusing, 'finding refuses', 'findings refuse')}, {_count(warnings, 'warning')}.")

    def _marked(self, severity: Severity) -> str:
        word = severity.value
        return f"\x1b[{_COLOURS[severity]}m{word}\x1b[0m" if self.coloured else word

    def progress(self, doing: str, done: int, of: int) -> None:
        """How far long work is, on a terminal only."""
        if self._shows:
            print(f"\r\x1b[K{doing.capitalize()} {done:,} of {of:,}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Clear the line that showed how far the work was."""
        if self._shows:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def trouble(self, words: str) -> None:
        """A sentence on what stopped the work."""
        self.done()
        print(words, file=sys.stderr, flush=True)


def as_data(found: Finding) -> dict[str, Any]:
    """A finding for machines."""
    return {
        "place": found.place,
        "severity": found.severity.value,
        "what": found.what,
        "mend": found.mend,
        "file": found.file,
        "line": found.line,
        "rule": found.rule,
    }


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 page, 2,000 pages."""
    return _count(number, one, many)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _order(found: Finding) -> tuple[str, int, str, str]:
    return (found.file or found.place or "", found.line or 0, found.severity.value, found.what)
