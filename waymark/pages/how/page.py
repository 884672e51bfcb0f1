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
    """One thing that can be done: what it is called, in a sentence or two, and the page that it is about.

    `at`: a spot on that page. Where the page is not there, neither is the line.
    """

    called: str
    words: str
    page: str
    at: str = ""


LINES = (
    Line("Start with what is happening", "On the first page, choose the line that fits.", "index.html"),
    Line("Search", "Type it as you would say it. Spelling mistakes are fine.", "search.html"),
    Line(
        "Follow a chart",
        "It shows each step and where it leads. Open a step to see what to do, and how.",
        "index.html",
        "#charts",
    ),
    Line("Words explained", "A word with a dotted line opens to say what it means.", "terms.html"),
    Line(
        "Your role", "Choose your job once, or never. What it does differently then comes first.", "for.html"
    ),
    Line(
        "Work out a date",
        "Give the first day, and see the last one, with how it was counted.",
        "deadline.html",
    ),
    Line("My path", "Keep your place on a chart, and its dates, on your own device.", "path.html"),
    Line("For families", "What parents and children can expect, and what they can ask for.", "families.html"),
    Line("Practise", "Read a short made-up story, and choose what you would do.", "practise.html"),
    Line("Who to ring", "The numbers are at the foot of every page.", "contacts.html"),
    Line("Keep a copy", "Have these pages with no signal, or on paper.", "keep.html"),
    Line("Tell us", "If a page is wrong or unclear, say so at its foot.", "tell.html"),
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
