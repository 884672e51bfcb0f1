"""Open slots: places that a stored page leaves open for whoever serves it, between a pair of comments.

What ages (today's contacts, a notice, the way to another day) is filled in when a page is shown, so that
its stored bytes hold for ever. The pair of comments stays around the filling: who empties the slots again
has the stored page, and can check its fingerprint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape

from markupsafe import Markup

#: Stands in a filling for the way to the gateway's root, as `./~/` does in the page for what is not there.
ROOT_SIGN = b"./~/"

_OPEN = re.compile(rb"<!--slot:([a-z]+)-->(.*?)<!--/slot:\1-->", re.DOTALL)

#: What a page may leave open, and what is filled in.
NAMES = {
    "now": "a notice about the page as a whole, such as that it is not current",
    "danger": "the way to the page for a child who may not be safe now",
    "contacts": "who to ring",
    "directory": "the whole page of contacts",
    "standing": "which supplement is shown, from when, and when the next edition is due",
    "copies": "the files that can be carried away",
    "papers": "the way to the PDF files",
    "time": "the box for another day, and the ways to what changed and to a citation",
    "tell": "the question whether the page is clear, which goes to the desk",
}


@cache
def open_slot(name: str) -> Markup:
    """An open slot, to be put into a page. Raises KeyError for a name that no slot has."""
    NAMES[name]
    return Markup(f"<!--slot:{name}--><!--/slot:{name}-->")


def fill(page: bytes, fillings: Mapping[str, bytes], root: bytes) -> bytes:
    """A page with its open slots filled; those with no filling stay empty. `root`: the way to the root."""

    def filled(found: re.Match[bytes]) -> bytes:
        name = found[1]
        words = fillings.get(name.decode(), b"").replace(ROOT_SIGN, root)
        return b"<!--slot:%b-->%b<!--/slot:%b-->" % (name, words, name)

    return _OPEN.sub(filled, page)


def is_open(page: bytes) -> bool:
    """Whether a page leaves slots open."""
    return b"<!--slot:" in page


def opened(page: bytes) -> list[str]:
    """The names of the slots that a page leaves open, in order."""
    return sorted({found[1].decode() for found in _OPEN.finditer(page)})


def emptied(page: bytes) -> bytes:
    """A page as it is stored: whatever was filled in is taken out again."""
    return _OPEN.sub(rb"<!--slot:\1--><!--/slot:\1-->", page)


def root_of(path: str) -> bytes:
    """The relative way from a page of a gateway to the gateway's root, so that it holds from disk."""
    return b"../" * path.count("/")


def set_in(frame: bytes, fillings: Mapping[str, bytes], root: bytes, title: str, main: str) -> bytes:
    """A page of this title around a main part, in a gateway's frame. `root`: the way to the gateway's root.

    Links in the main part start with the root, or with the sign that stands for it.
    """
    whole = fill(frame, fillings, root)
    given = {"title": escape(title), "description": escape(title), "above": "", "main": main}
    for name, words in given.items():
        whole = whole.replace(f"<!--{name}-->".encode(), words.encode())
    return whole.replace(ROOT_SIGN, root)
