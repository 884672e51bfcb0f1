"""Dates, numbers and answers as people say them."""

from __future__ import annotations

from waymark.timescales.saying import MONTHS, day, short_day

__all__ = ["count", "day", "day_or_month", "grouped", "kind_of_file", "sentence", "short_day", "size"]


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
