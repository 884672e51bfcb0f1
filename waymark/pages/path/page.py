"""Setting the page of a reader's own path. What stands on it is made in the browser and never leaves it."""

from __future__ import annotations

from waymark.manual.local import Partnership
from waymark.pages.env import render
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut

PAGE = "path.html"


def path_page(reader: Reader, gateway: Partnership) -> SharedPage:
    """The page of the path: what it is, where it stays, and the charts to begin it on."""
    main = render("path/page.html", gateway=gateway, charts=reader.manuscript.charts)
    told = "The steps you took on the charts, kept on your device only, as a list to print."
    return SharedPage(PAGE, "My path", cut(""), cut(main), told=told, apart=True)
