"""Amendments set as HTML, each an article with its changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from waymark.amendments import Amendment, Change, ChangeSort, Run, Sort
from waymark.amendments.parts import page_of
from waymark.amendments.words import Sort as RunSort
from waymark.pages.env import render
from waymark.pages.prose.say import sentence

#: Its style stands apart, since the desk serves it too.
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


def amendments_html(
    amendments: Iterable[Amendment],
    href: Href | None = None,
    *,
    linked: bool = False,
    folded: bool = False,
) -> Markup:
    """Amendments one after the other. `href` gives the address of a place, or None where it has none.

    `linked`: each can be linked to by its `spot`. `folded`: the words of a page that is new or gone as a
    whole are there to be opened, since among other changes they would hide these.
    """
    rows = [
        _told(each, href or _nowhere) | {"id": spot(each) if linked else ""}
        for each in without_echo(list(amendments))
    ]
    return Markup(render("amendments/template.html", amendments=rows, folded=folded))


def without_echo(told: list[Amendment]) -> list[Amendment]:
    """Amendments without those lines of the list of withdrawn places that would say a thing twice."""
    gone = {each.place for each in told if each.sort is Sort.WITHDRAWN}
    return [
        each
        for each in told
        if not (each.kind == "withdrawn place" and each.place.partition(":")[2] in gone)
    ]


def spot(amendment: Amendment) -> str:
    """The id of an amendment on its page."""
    return re.sub(r"[^a-z0-9]+", "-", f"{amendment.kind}-{amendment.place}".casefold()).strip("-")


def became(amendment: Amendment) -> str:
    """What became of a place, in a few words: new; withdrawn; reworded, time limit changed."""
    if amendment.sort is not Sort.CHANGED:
        return _BECAME[amendment.sort]
    sorts = dict.fromkeys(map(_happened, amendment.changes))
    return sentence(", ".join(sorts)) if sorts else _BECAME[Sort.CHANGED]


def _happened(change: Change) -> str:
    """What became of one thing, and of which where its sort does not tell."""
    if change.sort not in (ChangeSort.ADDED, ChangeSort.TAKEN_OUT):
        return change.sort.value
    which = re.split(r"[,:]", change.where)[0]
    return f"{which[:1].lower()}{which[1:]} {change.sort.value}"


def _nowhere(place: str) -> None:
    return None


def _told(each: Amendment, href: Href) -> dict[str, Any]:
    return {
        "title": each.title,
        "kind": each.kind,
        "place": page_of(each.place),
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
