"""The pinned calendar: England's bank holidays as they are kept here, and for which days they are known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

WEEKEND = "weekend"


class Calendar(NamedTuple):
    """Bank holidays on weekdays by their day, the first and last day they are known for, and their source."""

    holidays: Mapping[date, str]
    known_from: date
    known_until: date
    source: str

    def why_not(self, day: date) -> str:
        """Why a day is no working day; empty where it is one."""
        return WEEKEND if day.weekday() >= 5 else self.holidays.get(day, "")


@cache
def calendar() -> Calendar:
    """England's bank holidays."""
    return read(files(__package__).joinpath("bank_holidays.tsv").read_text(encoding="utf-8"))


def read(text: str) -> Calendar:
    """A calendar from its file: lines that start with # say what it is, all others are a day and its name."""
    said: dict[str, str] = {}
    holidays: dict[date, str] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            name, colon, value = line[1:].partition(": ")
            said |= {name.strip(): value.strip()} if colon else {}
        elif line:
            day, _, name = line.partition("\t")
            holidays[date.fromisoformat(day)] = name
    since, until = (date.fromisoformat(said[f"known {which}"]) for which in ("from", "until"))
    return Calendar(holidays, since, until, said["source"])
