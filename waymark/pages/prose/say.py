"""Dates, numbers and answers as people say them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(when: date) -> str:
    """Wednesday 13 January 2027."""
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """13 January 2027."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def day_or_month(when: str) -> str:
    """April 2021, or 12 April 2021, from 2021-04 or 2021-04-12."""
    parts = [int(part) for part in when.split("-")]
    month = f"{MONTHS[parts[1] - 1]} {parts[0]}"
    return f"{parts[2]} {month}" if len(parts) == 3 else month


def sentence(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]


def count(number: int, one: str, many: str | None = None) -> str:
    """1 way, 2 ways."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def grouped(fingerprint: str) -> list[str]:
    """A fingerprint in groups of eight, so that it can be read aloud and broken over lines."""
    return [fingerprint[n : n + 8] for n in range(0, len(fingerprint), 8)]


def kind_of_file(name: str) -> str:
    """PDF, or Word, from a file's name."""
    return {"pdf": "PDF", "docx": "Word"}[name.rpartition(".")[2]]


def size(number: int) -> str:
    """34 KB, from a number of bytes; never less than 1 KB."""
    return f"{max(1, round(number / 1024)):,} KB"
