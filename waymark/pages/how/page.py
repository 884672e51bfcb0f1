"""Setting the page on how to use this. It names only what stands beside it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from waymark.manual.local import Partnership
from waymark.pages.env import render
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut
from waymark.pages.terms.here import finished

PAGE = "how.html"


class Line(NamedTuple):
    """One thing that can be done: what it is called where it is, a sentence or two, and its page.

    `at`: a spot on that page. Where the page is not there, neither is the line.
    """

    called: str
    words: str
    page: str
    at: str = ""


#: Each is called as its page is headed, or as home leads to it, so that readers know it again.
LINES = (
    Line(
        "What do you need to do?",
        "Choose the line that fits, on the first page.",
        "index.html",
        "#needs-title",
    ),
    Line(
        "Find a page in your own words",
        "Spelling mistakes are fine.",
        "search.html",
    ),
    Line(
        "The five charts",
        "They show each step and where it leads. Open a step to see what to do, and how.",
        "index.html",
        "#overview-title",
    ),
    Line("Words, from A to Z", "A word with a dotted line opens to say what it means.", "terms.html"),
    Line("For your job", "Choose it once, or never. What it does differently then comes first.", "for.html"),
    Line(
        "Work out a date",
        "Give the first day, and see the last one, with how it was counted.",
        "deadline.html",
    ),
    Line("My path", "Keep your place on a chart, and its dates, on your own device.", "path.html"),
    Line("For families", "What parents and children can expect, and what they can ask for.", "families.html"),
    Line(
        "Practise with short stories",
        "Choose what you would do next, and see what the procedures say.",
        "practise.html",
    ),
    Line("Contacts", "Who to ring, also at the foot of every page.", "contacts.html"),
    Line("Keep a copy", "Read these pages with no signal, or carry them on a memory stick.", "keep.html"),
    Line("Print it", "Paper goes out of date, so look here again next time.", "keep.html", "#print"),
)


def how_page(reader: Reader, gateway: Partnership, paths: Collection[str]) -> SharedPage:
    """How to use a gateway's pages. `paths`: the pages that stand in the same printing."""
    lines: list[dict[str, Any]] = [
        {"called": line.called, "words": line.words, "href": line.page + line.at}
        for line in LINES
        if line.page in paths
    ]
    main = render("how/page.html", gateway=gateway, lines=lines)
    told = "What these pages are, and how to find what you need in them."
    return SharedPage(PAGE, "How to use this", cut(""), finished(main, reader, "").cut, told=told)
