"""Amendments set as HTML, each an article with its changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from waymark.amendments import Amendment, Change, ChangeSort, Sort
from waymark.amendments.words import Run
from waymark.amendments.words import Sort as RunSort
from waymark.pages.env import render

#: Its style stands apart from the gateways' sheet, so that pages which show no amendments do not carry it.
AMENDMENTS_CSS = Path(__file__).with_name("amendments.css")
#: How many words either side of a change are shown; longer stretches that stayed are cut.
EITHER_SIDE = 12

_BECAME = {
    Sort.ADDED: "New",
    Sort.WITHDRAWN: "Withdrawn",
    Sort.CHANGED: "Changed",
    Sort.ORDERED: "Put in another order",
}


def amendments_html(
    amendments: Iterable[Amendment], href: Callable[[str], str | None] | None = None
) -> Markup:
    """Amendments one after the other. `href` gives the address of a place, or None where it has none."""
    told = list(amendments)
    gone = {each.place for each in told if each.sort is Sort.WITHDRAWN}
    rows = [
        _told(each, href)
        for each in told
        # A place that went now is told where it went; the list of withdrawn places would say it twice.
        if not (each.kind == "withdrawn place" and each.place.partition(":")[2] in gone)
    ]
    return Markup(render("amendments/template.html", amendments=rows))


def _told(each: Amendment, href: Callable[[str], str | None] | None) -> dict[str, Any]:
    return {
        "title": each.title,
        "kind": each.kind,
        "place": each.place,
        "became": _BECAME[each.sort],
        "href": href(each.place) if href else None,
        "see": each.see,
        "folded": each.sort is not Sort.CHANGED,
        "changes": [_change(change) for change in each.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    if change.runs:
        runs = list(_cut(change.runs))
    elif change.sort is ChangeSort.MOVED:
        runs = [{"sort": "same", "words": change.after or ""}]
    else:
        sort = "out" if change.after is None else "into"
        runs = [{"sort": sort, "words": (change.before if change.after is None else change.after) or ""}]
    return {"where": change.where, "sort": change.sort.value, "runs": runs}


def _cut(runs: tuple[Run, ...]) -> Iterable[dict[str, str]]:
    """Runs with long stretches that stayed cut to the words next to a change."""
    for at, run in enumerate(runs):
        words = run.words
        if run.sort is RunSort.SAME:
            parts = words.split(" ")
            first, last = at == 0, at == len(runs) - 1
            room = EITHER_SIDE * (1 if first or last else 2) + 4
            if len(parts) > room:
                start = [] if first else parts[:EITHER_SIDE]
                end = [] if last else parts[-EITHER_SIDE:]
                words = " ".join(start) + " … " + " ".join(end)
        yield {"sort": run.sort.value, "words": words}
