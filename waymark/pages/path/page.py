"""Setting the page of a reader's own path. What stands on it is made in the browser and never leaves it."""

from __future__ import annotations

from waymark.pages.env import render
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut

PAGE = "path.html"

#: After how many hours without use a path may clear itself; 8 unless a reader chooses otherwise.
TIMES = ((1, "1 hour"), (8, "8 hours"), (24, "24 hours"), (168, "7 days"))


def path_page(reader: Reader) -> SharedPage:
    """The page of the path: what it is, where it stays, and the charts to begin it on."""
    main = render("path/page.html", charts=reader.manuscript.charts, times=TIMES)
    told = "The steps you took on the charts, kept on your device only, as a list to print."
    return SharedPage(PAGE, "My path", cut(""), cut(main), told=told)
