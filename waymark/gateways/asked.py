"""What a reader asks of one gateway, and how an instant is told to them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qs

from waymark.editions.days import Reign, told

__all__ = ["Asked", "bare", "reign_told", "told"]

#: A page as forms and addresses name it.
_PAGE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*(?:\.html)?")


class Asked(NamedTuple):
    """What is asked of a gateway: a path below its root, with a query, at an instant."""

    gateway: str
    root: str
    path: str
    query: str
    now: datetime
    encodings: tuple[str, ...]

    def field(self, name: str) -> str:
        """The first value of a field that a form sent; empty where there is none."""
        return parse_qs(self.query, max_num_fields=8).get(name, [""])[0].strip()

    @property
    def page(self) -> str:
        """The page that a form was about; empty for the gateway's home."""
        named = self.field("page")
        return bare(named) if _PAGE.fullmatch(named) else ""


def bare(path: str) -> str:
    """A page as its address says it: without `.html`, and empty for the gateway's home."""
    path = path.removesuffix(".html")
    return "" if path == "index" else path


def reign_told(reign: Reign, now: datetime) -> str:
    """From when until when: from 31 March 2026 until 30 September 2026."""
    if reign.until is None or reign.until > now:
        return f"from {told(reign.start)}, and still in force"
    return f"from {told(reign.start)} until {told(reign.until)}"
