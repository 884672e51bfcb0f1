"""Setting the list of procedures; each has a page like a box's."""

from __future__ import annotations

from waymark.pages.env import render
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut


def procedures_page(reader: Reader) -> SharedPage:
    """The list of procedures, from A to Z."""
    ways = [reader.way(each.place, "") for each in reader.manuscript.procedures]
    main = render("procedures/list.html", procedures=sorted(ways, key=lambda way: way.title))
    return SharedPage("procedures.html", "Procedures", cut(""), cut(main), "procedures")
