"""The worked cases: one table for Python, for the browser's twin and for the command."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from waymark.manual.words import Unit

CASES = Path(__file__).with_name("cases.tsv")


class Case(NamedTuple):
    """A start with its limit, and what is due; or, after `refused:`, words of the reason why nothing is."""

    name: str
    limit: int
    unit: Unit
    start: str
    due: str
    skipped: int
    holidays: tuple[str, ...]

    @property
    def day(self) -> str:
        return self.start.partition("T")[0]

    @property
    def time(self) -> str:
        return self.start.partition("T")[2]

    @property
    def began(self) -> date:
        return datetime.fromisoformat(self.start) if self.time else date.fromisoformat(self.start)

    @property
    def refused(self) -> str:
        return self.due.removeprefix("refused: ") if self.due.startswith("refused: ") else ""


def cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(
            row["name"],
            int(row["limit"]),
            Unit(row["unit"]),
            row["start"],
            row["due"],
            int(row["skipped"] or 0),
            tuple(filter(None, row["bank holidays"].split("; "))),
        )
        for row in rows
    ]
