"""Amendments set as HTML, each an article with its changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from waymark.amendments import Amendment, Change, Run, Sort
from waymark.amendments.words import Sort as RunSort
from waymark.pages.env import render

#: Its style stands apart from the gateways' sheet, so that pages which show no amendments do not carry it.
AMENDMENTS_CSS = Path(__file__).parent / "apart" / "amendments.css"
#: How many words either side of a change are shown, and how many cut words are worth an ellipsis.
EITHER_SIDE, WORTH_IT = 12, 4

#: A word with the space after it, or the space that a text starts with.
_WORD = re.compile(r"\s*\S+\s*|\s+")

_BECAME = {
    Sort.ADDED: "New",
    Sort.WITHDRAWN: "Withdrawn",
    Sort.CHANGED: "Changed",
    Sort.ORDERED: "Put in another order",
}

#: Gives the address of a place, or None where it has none.
Href = Callable[[str], str | None]


def amendments_html(amendments: Iterable[Amendment], href: Href | None = None) -> Markup:
    """Amendments one after the other. `href` gives the address of a place, or None where it has none."""
    told = list(amendments)
    gone = {each.place for each in told if each.sort is Sort.WITHDRAWN}
    rows = [
        _told(each, href or _nowhere)
        for each in told
        # A place that went now is told where it went; the list of withdrawn places would say it twice.
        if not (each.kind == "withdrawn place" and each.place.partition(":")[2] in gone)
    ]
    return Markup(render("amendments/template.html", amendments=rows))


def _nowhere(place: str) -> None:
    return None


def _told(each: Amendment, href: Href) -> dict[str, Any]:
    return {
        "title": each.title,
        "kind": each.kind,
        "place": each.place,
        "became": _BECAME[each.sort],
        "href": href(each.place),
        "see": [{"place": place, "href": href(place)} for place in each.see],
        "whole": each.sort in (Sort.ADDED, Sort.WITHDRAWN),
        "gone": each.sort is Sort.WITHDRAWN,
        "changes": [_change(change) for change in each.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    last = len(change.runs) - 1
    runs = [
        {"sort": run.sort.value, "words": _cut(run, at == 0, at == last)}
        for at, run in enumerate(change.runs)
    ]
    return {"where": change.where, "sort": change.sort.value, "runs": runs}


def _cut(run: Run, first: bool, last: bool) -> str:
    """The words of a run; of a long one that stayed, only those next to a change."""
    if run.sort is not RunSort.SAME:
        return run.words
    words = _WORD.findall(run.words)
    head = EITHER_SIDE if not first or last else 0  # where all of it stayed, its start tells which it is
    tail = EITHER_SIDE if not last else 0
    if len(words) <= head + tail + WORTH_IT:
        return run.words
    start, end = "".join(words[:head]).rstrip(), "".join(words[len(words) - tail :]).lstrip()
    return f"{start} … {end}" if start and end else f"{start} …" if start else f"… {end}"
