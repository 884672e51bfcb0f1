"""Copies to carry away: a whole gateway, or one chart with its steps and what they lead to."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from waymark.editions.archive.zipped import packed
from waymark.editions.chart_copy import LeftOut, by_scripts, left_out, taken_along
from waymark.editions.days import Stood, stood, told
from waymark.editions.laying_out import NOT_HERE, Laid, Layout, readable
from waymark.editions.manuscripts import manuscript
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, OnShelf, Printing, PrintingName
from waymark.editions.timeline import shown_by
from waymark.manual.findings import Severity, messages, refuse
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


class Copy(NamedTuple):
    """A copy, file by file, and what it is of. `called`: a name for its file or folder."""

    name: PrintingName
    called: str
    files: list[Laid]


def copied(shelf: Shelf, gateway: str, now: datetime, chart: str = "") -> Copy:
    """A gateway as it stands now, with the front's pages above it; or one chart of it.

    Open slots are filled with what is in force with them; the time box stays empty, since a copy knows no
    other day. Links to what a copy of everything has not lead to the web, or to a page that says so; those to
    what a copy of one chart has not, always to such a page. Raises Refused where nothing of that name is in
    force.
    """
    shown = shelf.in_force(now)
    if gateway not in shown or gateway == FRONT:
        known = ", ".join(sorted(shown.keys() - {FRONT})) or "none"
        raise refuse("carry-unknown", gateway=gateway, folder=shelf.folder, known=known)
    name = shown[gateway]
    printing = shelf.printing(name)
    stands = _stands(shelf, name, stood(shown_by(shelf.changes())[gateway], now))
    front = [row for row in shelf.printing(shown[FRONT]).pages if readable(row)] if FRONT in shown else []
    if chart:
        return _chart(shelf, printing, front, stands, chart)
    rows = [row for row in printing.pages if readable(row)]
    address = (shelf.settings().address or "").rstrip("/")
    made = _layout(shelf, printing, stands, _paths(gateway, rows, front), address)
    files = [*made.laid(rows, f"{gateway}/"), *made.laid(front, "")]
    if "frame" in made.slots:
        title = f"{stands.whose}: a copy to carry"
        start = [Way("The home page, with the charts", "index.html"), Way("Who to ring", "contacts.html")]
        first = show.first(stands, title, "everything", start, (), f"{gateway}/")
        files.append(made.framed(OPEN_ME, f"{gateway}/", title, first))
        files += [] if address else [_not_here(made, stands, None)]
    return Copy(name, f"{gateway}-{name.edition}-supplement-{name.supplement}", _sorted(files))


def zipped(copy: Copy) -> bytes:
    """A copy as one file. The same pages in force give the same bytes."""
    made = io.BytesIO()
    packed(made, ((f"{copy.called}/{each.path}", each.data) for each in copy.files))
    return made.getvalue()


def _chart(shelf: Shelf, printing: Printing, front: Iterable[OnShelf], stands: show.Stands, key: str) -> Copy:
    manual = manuscript(shelf, printing.edition)
    chart = next((each for each in manual.charts if each.key == key), None)
    if chart is None:
        known = ", ".join(each.key for each in manual.charts)
        raise refuse("carry-no-chart", edition=printing.edition, chart=key, known=known)
    name, gateway = printing.name, printing.gateway
    rows = taken_along(shelf, printing, chart)
    # Every page is there: as it is, or as one that says it was left out.
    pages = _paths(gateway, (row for row in printing.pages if readable(row)), front)
    pages = {path: row for path, row in pages.items() if path.endswith(".html")}
    there = _paths(gateway, rows, ()).keys() | pages.keys()
    made = _layout(shelf, printing, stands, there, "", searched=False)
    whole = Way(f"chart {chart.number}, “{chart.title}”", f"{key}.html")
    title = f"Chart {chart.number}: {chart.title}"
    start = [Way("The whole chart", whole.href), Way("Who to ring", "contacts.html")]
    titles = {box.place: box.title for box in manual.boxes}
    steps = [Way(titles[box], f"{box}.html") for box in chart.boxes]
    files = [*made.laid(rows, f"{gateway}/"), _not_here(made, stands, whole)]
    for path, root in ((OPEN_ME, f"{gateway}/"), (f"{gateway}/index.html", "")):
        main = show.first(stands, title, "one chart", start, steps, root)
        files.append(made.framed(path, root, title, main))
    files += left_out(made, files, pages, LeftOut(stands, whole, by_scripts(manual, printing)))
    called = f"{gateway}-{key}-{name.edition}-supplement-{name.supplement}"
    return Copy(name, called, _sorted(files))


def _paths(gateway: str, rows: Iterable[OnShelf], front: Iterable[OnShelf]) -> dict[str, OnShelf]:
    """Files by their paths in a copy: the front and a gateway have some in common, pages and styles."""
    return {**{row.path: row for row in front}, **{f"{gateway}/{row.path}": row for row in rows}}


def _layout(
    shelf: Shelf,
    printing: Printing,
    stands: show.Stands,
    there: Iterable[str],
    address: str,
    *,
    searched: bool = True,
) -> Layout:
    gateway = printing.gateway
    own = {OPEN_ME, f"{gateway}/{NOT_HERE}", f"{gateway}/index.html"}
    slots = {**shelf.slots(printing), "now": show.band(stands), "copies": show.taken(stands)}
    return Layout(shelf, gateway, frozenset(own.union(there)), address, slots, searched)


def _not_here(made: Layout, stands: show.Stands, chart: Way | None) -> Laid:
    """The page for what has no page of its own in this copy."""
    main = show.not_here(stands.whose, "", chart=chart)
    return made.framed(f"{made.gateway}/{NOT_HERE}", "", "This page is not in this copy", main)


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
