"""The first page of an archive, the band on its pages, and numbers that are of their time."""

from __future__ import annotations

import re
from typing import Any

from waymark.pages.env import render

_LINKED = re.compile(rb'<a(?: [a-z-]+="[^"]*")* href="(?:tel:(?!999")|mailto:)[^"]*"[^>]*>([^<]*)</a>')


def band(title: str, lines: list[str], first_page: str) -> bytes:
    """The band on a page of an archive. `first_page`: the relative way to the archive's first page."""
    return render("archive/band.html", title=title, lines=lines, first_page=first_page).encode()


def open_me(**given: Any) -> bytes:
    """The page that opens an archive; it needs nothing beside it."""
    return render("archive/open_me.html", **given).encode()


def of_its_time(words: bytes) -> bytes:
    """Contacts that outlive their numbers: each stands as it was, is no link and says so; 999 stays."""
    return _LINKED.sub(rb'\1 <span class="then__word">(as it was then)</span>', words)
