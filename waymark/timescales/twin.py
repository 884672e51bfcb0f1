"""The browser's twin: its script, with the pinned bank holidays behind it as data."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from waymark.timescales.pinned import calendar


def script() -> str:
    """What counts in the browser."""
    return files(__package__).joinpath("when.js").read_text(encoding="utf-8")


@cache
def pinned() -> str:
    """The bank holidays as the script takes them: for which days they are known, and their names by day."""
    days = calendar()
    told = {
        "from": str(days.known_from),
        "until": str(days.known_until),
        "days": {str(day): name for day, name in days.holidays.items()},
    }
    return f"self.waymarkHolidays = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"
