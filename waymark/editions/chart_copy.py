"""What a copy of one chart takes along, and the pages that stand in it for what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from waymark.editions.laying_out import Laid, Layout, readable, ways
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import OnShelf, Printing, ending_of
from waymark.manual.charts import FlowChart
from waymark.manual.manuscript import Manuscript
from waymark.manual.places import NOT_SAFE_NOW
from waymark.pages.days.show import Way
from waymark.pages.keep import show
from waymark.pages.open_slots import root_of
from waymark.pages.titles import titles

#: What every copy of a chart has beside the chart, and where what its steps lead to is looked for.
_STANDING = (
    *("contacts.html", "deadline.html", "path.html", "about.html"),
    *("accessibility.html", "privacy.html", "edition.html"),
)
#: What the scripts of a step fetch. The index is not among it: it would lead to pages that are not there.
_FETCHED = re.compile(r"assets/(?!find-)|path/|for/roles\.js$")
_LEAVES = ("terms/", "sources/", "reviews/", "procedures/", "local/")
#: The pages that scripts lead to by a remembered role. A path leads to the steps of every chart.
_FOR_ROLES = re.compile(r"for(?:/[a-z-]+)?\.html")


class LeftOut(NamedTuple):
    """What is said where a page was left out. `chart`: what the copy is of; `named`: what scripts lead to."""

    stands: show.Stands
    chart: Way
    named: Collection[str]

    def address(self, gateway: str, path: str) -> str:
        """Where a page of the copy stands on the web; empty where the consortium has said no address."""
        own = self.stands.address
        above = own.removesuffix(f"{gateway}/")
        return f"{above}{path.removesuffix('.html')}" if own else ""


def taken_along(shelf: Shelf, printing: Printing, chart: FlowChart) -> list[OnShelf]:
    """The rows of a chart, its steps, what these lead to, and what no copy goes without."""
    rows = {row.path: row for row in printing.pages if readable(row)}

    def leaves(pages: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for path in pages:
            row = rows.get(path)
            if row is not None:
                kept = shelf.object_file(row.fingerprint, ending_of(path))
                found |= {way for way in ways(kept.read_bytes(), path) if way.startswith(_LEAVES)}
        return found

    pages = {f"{chart.key}.html", *(f"{place}.html" for place in (*chart.boxes, NOT_SAFE_NOW))}
    near = leaves(pages)
    # A page of local guidance may have a file beside it.
    near |= {way for way in leaves(each for each in near if each[:6] == "local/") if way[-5:] != ".html"}
    chosen = {*pages, *near, *_STANDING}
    fetched = {path for path in rows if _FETCHED.match(path)}
    return [rows[path] for path in sorted(chosen | fetched) if path in rows]


def by_scripts(manual: Manuscript, printing: Printing) -> set[str]:
    """The pages of a gateway that scripts lead to, wherever a reader is: the steps of a path, and roles."""
    places = (*(chart.key for chart in manual.charts), *(box.place for box in manual.boxes))
    roles = (row.path for row in printing.pages if _FOR_ROLES.fullmatch(row.path))
    return {*(f"{place}.html" for place in places), *roles}


def left_out(
    made: Layout, taken: Collection[Laid], pages: Mapping[str, OnShelf], said: LeftOut
) -> Iterator[Laid]:
    """A page at the path of each that is led to and was not taken along.

    `pages`: every page of the gateway and of the front, by its path in a copy.
    """
    led = {way for each in taken if each.path.endswith(".html") for way in ways(each.data, each.path)}
    led |= {f"{made.gateway}/{each}" for each in said.named}
    for path in sorted((led & pages.keys()) - {each.path for each in taken}):
        kept = made.shelf.object_file(pages[path].fingerprint, ending_of(path))
        title, _ = titles(kept.read_bytes())
        root = root_of(path.removeprefix(f"{made.gateway}/")).decode() if "/" in path else f"{made.gateway}/"
        main = show.not_here(
            said.stands.whose, root, chart=said.chart, title=title, address=said.address(made.gateway, path)
        )
        yield made.framed(path, root, f"Not in this copy: {title}", main)
