"""Whether a page is clear: what the server puts at the foot of a page, and what it says with the desk down.

Nothing here is part of a page's stored bytes: copies from disk cannot send anything, so they do not ask.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from waymark.pages.env import render

_MARK = "@page@"


def ask(page: str, gateway: str) -> bytes:
    """The question whether a page of a gateway is clear, with its two answers."""
    return _ask(gateway).replace(_MARK, escape(page)).encode()


@lru_cache(maxsize=64)
def _ask(gateway: str) -> str:
    return render("tell/ask.html", gateway=gateway)


def closed(*, back: str, page: bool, area: bool, words: str) -> str:
    """The main part of the page that says that nothing can be sent just now.

    `back` is the way to the page that was read, or (without `page`) to the gateway's home. `area`: whether
    the page has the numbers of an area at its foot. `words`: what was written, so that it is not lost.
    """
    return render("tell/closed.html", back=back, page=page, area=area, words=words)
