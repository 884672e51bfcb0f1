"""Laying out a stored page in an archive, plainly marked, and taking that away again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from waymark.pages.archive.show import of_its_time
from waymark.pages.open_slots import ROOT_SIGN, emptied, fill, root_of

#: Stands before the title of every page in an archive.
MARK = "In the archive: "

_MARKED = b"<title>" + MARK.encode()
_FIRST, _LAST = b"<!--archive-->", b"<!--/archive-->"
_BAND = re.compile(re.escape(_FIRST) + b".*?" + re.escape(_LAST), re.DOTALL)
_TOP = re.compile(rb"<body[^>]*>|</title>(?!.*<body)", re.DOTALL)
_OPEN_NOW = b"<!--slot:now-->"


def laid(stored: bytes, path: str, slots: Mapping[str, bytes], band: bytes) -> bytes:
    """A stored page as an archive shows it: its slots filled with what was then, and a band at its top.

    Where that could not be taken away again to the byte, it stays as it is stored.
    """
    then = {name: of_its_time(words) for name, words in slots.items()}
    page = fill(stored, {**then, "now": band}, root_of(path))
    if _OPEN_NOW not in stored:
        # Set before there were slots: the band stands first in the body, between comments of its own.
        own = _FIRST + band.replace(ROOT_SIGN, root_of(path)) + _LAST
        page = _TOP.sub(lambda top: top[0] + own, page, count=1)
    page = page.replace(b"<title>", _MARKED, 1)
    return page if restored(page) == stored else stored


def restored(page: bytes) -> bytes:
    """A page of an archive as it was stored."""
    return emptied(_BAND.sub(b"", page, count=1).replace(_MARKED, b"<title>", 1))
