"""Copies to carry away: a whole gateway, or one chart with its steps and what they lead to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from waymark.editions.archive.zipped import packed
from waymark.editions.days import Stood, stood, told
from waymark.editions.laying_out import NOT_HERE, Laid, Layout, readable, ways
from waymark.editions.manuscripts import manuscript
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, OnShelf, Printing, PrintingName, ending_of
from waymark.editions.timeline import shown_by
from waymark.manual.charts import FlowChart
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.manuscript import Manuscript
from waymark.manual.places import NOT_SAFE_NOW
from waymark.pages.days.show import Way
from waymark.pages.keep import show

messages(
    Severity.REFUSE,
    {
        "carry-unknown": (
            "No gateway {gateway} is in force on the shelf at {folder}.",
            "Gateways in force: {known}.",
        ),
        "carry-no-chart": (
            "Edition {edition} has no chart {chart}.",
            "Its charts: {known}.",
        ),
    },
)

OPEN_ME = "OPEN-ME.html"

#: What every copy of a chart has beside the chart, and where what its steps lead to is looked for.
_STANDING = (
    *("contacts.html", "deadline.html", "path.html", "about.html"),
    *("accessibility.html", "privacy.html", "edition.html"),
)
#: What the scripts of a step fetch. The index is not among it: it would lead to pages that are not there.
_FETCHED = re.compile(r"assets/(?!find-)|path/")
_LEAVES = ("terms/", "sources/", "reviews/", "procedures/", "local/")


class Copy(NamedTuple):
    """A copy, file by file, and what it is of. `called`: a name for its file or folder."""

    name: PrintingName
    called: str
    files: list[Laid]


def copied(shelf: Shelf, gateway: str, now: datetime, chart: str = "") -> Copy:
    """A gateway as it stands now, with the front's pages above it; or one chart of it.

    Open slots are filled with what is in force with them; the time box stays empty, since a copy knows no
    other day. Links to what is not in the copy lead to the web, or to a page that says so. Raises Refused
    where nothing of that name is in force.
    """
    shown = shelf.in_force(now)
    if gateway not in shown or gateway == FRONT:
        known = ", ".join(sorted(shown.keys() - {FRONT})) or "none"
        raise refuse("carry-unknown", gateway=gateway, folder=shelf.folder, known=known)
    name = shown[gateway]
    printing = shelf.printing(name)
    stands = _stands(shelf, name, stood(shown_by(shelf.changes())[gateway], now))
    if chart:
        return _chart(shelf, printing, stands, chart)
    rows = [row for row in printing.pages if readable(row)]
    front = [row for row in shelf.printing(shown[FRONT]).pages if readable(row)] if FRONT in shown else []
    made = _layout(shelf, printing, stands, rows, front)
    files = [*made.laid(rows, f"{gateway}/"), *made.laid(front, "")]
    if "frame" in made.slots:
        title = f"{stands.whose}: a copy to carry"
        start = [Way("The home page, with the charts", "index.html"), Way("Who to ring", "contacts.html")]
        first = show.first(stands, title, "everything", start, (), f"{gateway}/")
        files += [*_own(made, stands, chart=False), made.framed(OPEN_ME, f"{gateway}/", title, first)]
    return Copy(name, f"{gateway}-{name.edition}-supplement-{name.supplement}", _sorted(files))


def zipped(copy: Copy) -> bytes:
    """A copy as one file. The same pages in force give the same bytes."""
    made = io.BytesIO()
    packed(made, ((f"{copy.called}/{each.path}", each.data) for each in copy.files))
    return made.getvalue()


def _chart(shelf: Shelf, printing: Printing, stands: show.Stands, key: str) -> Copy:
    manual = manuscript(shelf, printing.edition)
    chart = next((each for each in manual.charts if each.key == key), None)
    if chart is None:
        known = ", ".join(each.key for each in manual.charts)
        raise refuse("carry-no-chart", edition=printing.edition, chart=key, known=known)
    name, gateway = printing.name, printing.gateway
    rows = _of_chart(shelf, printing, chart)
    made = _layout(shelf, printing, stands, rows, (), searched=False)
    title = f"Chart {chart.number}: {chart.title}"
    start = [Way("The whole chart", f"{key}.html"), Way("Who to ring", "contacts.html")]
    titles = _titles(manual)
    steps = [Way(titles[box], f"{box}.html") for box in chart.boxes]
    files = [*made.laid(rows, f"{gateway}/"), *_own(made, stands, chart=True)]
    for path, root in ((OPEN_ME, f"{gateway}/"), (f"{gateway}/index.html", "")):
        main = show.first(stands, title, "one chart", start, steps, root)
        files.append(made.framed(path, root, title, main))
    called = f"{gateway}-{key}-{name.edition}-supplement-{name.supplement}"
    return Copy(name, called, _sorted(files))


def _titles(manual: Manuscript) -> dict[str, str]:
    return {box.place: box.title for box in manual.boxes}


def _of_chart(shelf: Shelf, printing: Printing, chart: FlowChart) -> list[OnShelf]:
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


def _layout(
    shelf: Shelf,
    printing: Printing,
    stands: show.Stands,
    rows: Iterable[OnShelf],
    front: Iterable[OnShelf],
    *,
    searched: bool = True,
) -> Layout:
    gateway = printing.gateway
    # The front and a gateway have paths in common: pages above and below of one name, and styles.
    there = {*(f"{gateway}/{row.path}" for row in rows), *(row.path for row in front)}
    own = {OPEN_ME, f"{gateway}/{NOT_HERE}", f"{gateway}/index.html"}
    slots = {**shelf.slots(printing), "now": show.band(stands), "copies": show.taken(stands)}
    address = (shelf.settings().address or "").rstrip("/")
    return Layout(shelf, gateway, frozenset(there | own), address, slots, searched)


def _own(made: Layout, stands: show.Stands, *, chart: bool) -> list[Laid]:
    """The page for what was not taken along, where links lead to it."""
    if made.address:
        return []
    main = show.not_here(stands, "", chart=chart)
    return [made.framed(f"{made.gateway}/{NOT_HERE}", "", "This page is not in this copy", main)]


def _sorted(files: Iterable[Laid]) -> list[Laid]:
    return sorted(files, key=lambda each: (each.path != OPEN_ME, each.path))


def _stands(shelf: Shelf, name: PrintingName, found: Stood | None) -> show.Stands:
    if found is None:
        raise ValueError(f"{name} is in force and was never brought into it")
    partnership = shelf.supplement(name.gateway, name.supplement).partnership
    address = (shelf.settings().address or "").rstrip("/")
    return show.Stands(
        name.edition,
        told(found.edition.start),
        name.supplement,
        told(found.supplement.start),
        partnership.name,
        f"{address}/{name.gateway}/" if address else "",
    )
