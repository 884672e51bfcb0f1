"""What a stored page says that it is called: see `shell/template.html`."""

from __future__ import annotations

import html
import re

_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


def titles(page: bytes) -> tuple[str, str]:
    """What a page is called, and the manual with its area, from the page's own title."""
    found = _TITLE.search(page)
    said = html.unescape(found[1].decode()) if found else ""
    title, _, manual = said.rpartition(" – ")
    return title or manual, manual
