"""A deadline for somebody's calendar, as an iCalendar file: the limit and its date, and nothing of a case."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from waymark.timescales.counting import Deadline

_ESCAPED = re.compile(r"([\\;,])")

#: A line is broken after so many letters, which is less than 75 bytes even with some that take three.
_LONGEST = 55


def diary(title: str, words: str, found: Deadline, made: datetime, uid: str, address: str | None) -> bytes:
    """The file.

    `title`, `words`: of the limit; `made`: when; `uid`: what calendars tell the file by; `address`: where the
    limit can be read about.
    """
    due = found.due
    if isinstance(due, datetime):
        start = f"DTSTART:{due.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    else:
        start = f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Waymark//Deadlines//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        start,
        f"SUMMARY:{_escaped(f'Deadline: {title}')}",
        f"DESCRIPTION:{_escaped(f'The limit: {words}. Check the date before you rely on it.')}",
        *([f"URL:{address}"] if address else []),
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_broken(line)}\r\n" for line in lines).encode()


def _escaped(words: str) -> str:
    return _ESCAPED.sub(r"\\\1", words)


def _broken(line: str) -> str:
    return "\r\n ".join(line[n : n + _LONGEST] for n in range(0, len(line), _LONGEST))
