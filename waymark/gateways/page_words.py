"""The words of a stored page, for those who read without a browser."""

from __future__ import annotations

from typing import Any

import html5lib

from waymark.editions.shelf import Shelf
from waymark.gateways.citing import Cited
from waymark.gateways.gateway import table
from waymark.gateways.reading import words

_BLOCKS = frozenset(("p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "div", "section", "article", "ul", "ol"))
#: Ways about the page and drawings, which say nothing that its words do not.
_LEFT_OUT = frozenset(("nav", "svg", "script", "style"))
_MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}


def page_words(shelf: Shelf, cited: Cited) -> str:
    """The main part of the page that was cited, as plain text."""
    gateway = table(shelf.printing(cited.name))
    file = gateway.find(cited.place)
    if file is None:
        return ""
    stored = words(shelf, file, gateway.pages[file]).decode()
    tree = html5lib.parse(stored, namespaceHTMLElements=False)
    main = tree.find(".//main")
    lines: list[str] = [""]
    _tell(main if main is not None else tree, lines)
    told = (" ".join(line.split()) for line in lines)
    return "\n".join(line for line in told if line.strip("-# "))


def _tell(tag: Any, lines: list[str]) -> None:
    if not isinstance(tag.tag, str) or tag.tag in _LEFT_OUT:
        return
    if tag.tag in _BLOCKS:
        lines.append(_MARKS.get(tag.tag, ""))
    lines[-1] += tag.text or ""
    for child in tag:
        _tell(child, lines)
        if child.tag in _BLOCKS:
            lines.append("")
        lines[-1] += child.tail or ""
