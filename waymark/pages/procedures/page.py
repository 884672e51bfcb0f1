"""Setting the list of procedures; each has a page like a box's."""

from __future__ import annotations

from waymark.pages.env import render
from waymark.pages.prose.html import Prose, href
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut
from waymark.pages.terms.here import finished


def procedures_page(reader: Reader) -> SharedPage:
    """The list of procedures, from A to Z, each with the key point that keeps the child safe."""
    prose = Prose("")
    rows = [
        {
            "href": href(each.place, ""),
            "title": each.title,
            "first": prose.line(each.facets.key_points[0]) if each.facets.key_points else None,
        }
        for each in sorted(reader.manuscript.procedures, key=lambda each: each.title)
    ]
    main = render("procedures/list.html", procedures=rows)
    return SharedPage("procedures.html", "Procedures", cut(""), finished(main, reader, "").cut, "procedures")
