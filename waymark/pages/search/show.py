"""Setting the search's own page, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from waymark.manual.charts import FlowChart
from waymark.manual.local import Partnership
from waymark.manual.places import NOT_SAFE_NOW
from waymark.pages.env import render
from waymark.pages.prose.html import href
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut
from waymark.search.index import ANCHORS, Facet, Kind
from waymark.search.outcome import LimitFound, Outcome, Result
from waymark.search.telling import Told, facet_of

#: The page of the search, and where its indexes stand.
PAGE = "search.html"
SHARED, FINER, LOCAL = "search/shared.js", "search/finer.js", "search/local.js"
#: The lines of their places, for the server.
SHARED_SAID, LOCAL_SAID = "search/shared.json", "search/local.json"


def search_page(reader: Reader, gateway: Partnership) -> SharedPage:
    """The page that the search's form leads to: what it is, and every other way to a place."""
    main = render("search/page.html", root="", **_instead(reader, gateway))
    told = "Find the right page by typing what is happening in your own words."
    return SharedPage(PAGE, "Find a page in your own words", cut(""), cut(main), told=told)


def instead(reader: Reader, gateway: Partnership, root: str) -> str:
    """Other ways to find a place, for the foot of what was found."""
    return render("search/instead.html", root=root, **_instead(reader, gateway))


def _instead(reader: Reader, gateway: Partnership) -> dict[str, Any]:
    charts = reader.manuscript.charts
    first = next((chart.boxes[0] for chart in charts if chart.boxes), None)
    return {
        "gateway": gateway,
        "danger": f"{NOT_SAFE_NOW}.html" if NOT_SAFE_NOW in reader.lookup.boxes else "",
        "first": {"href": href(first, ""), "title": reader.title(first)} if first else None,
        "procedures": bool(reader.manuscript.procedures),
        "charts": [_chart(chart, reader) for chart in charts],
    }


def _chart(chart: FlowChart, reader: Reader) -> dict[str, Any]:
    boxes = [{"href": href(place, ""), "title": reader.title(place)} for place in chart.boxes]
    return {"key": chart.key, "number": chart.number, "title": chart.title, "boxes": boxes}


def found(
    typed: str,
    outcome: Outcome,
    told: Sequence[Told],
    *,
    root: str,
    edition: str,
    ring: str,
    ways: str,
) -> str:
    """The main part of the page of what was found.

    `told`: the likest line of each result; `root`: where its links start; `edition`: the one that was
    searched, where it is not today's; `ring`: who to ring; `ways`: other ways to a place.
    """
    heading = _heading(outcome)
    return render(
        "search/found.html",
        typed=typed,
        heading=heading,
        results=[_result(each, its) for each, its in zip(outcome.results, told, strict=True)],
        limits=[_limit(each) for each in outcome.limits],
        ring=Markup(ring) if outcome.ring else "",
        edition=edition,
        root=root,
        ways=Markup(ways),
    )


def _heading(outcome: Outcome) -> str:
    if outcome.results:
        return "This may be what you need"
    return "We found no page for those words" if outcome.typed else "Type a few words first"


def _limit(each: LimitFound) -> dict[str, str]:
    return {
        "words": each.words,
        "title": each.title,
        "starts": each.starts,
        "source": each.source,
        "href": f"{each.place}.html" if each.place else "",
        "at": each.at,
    }


def _result(each: Result, told: Told) -> dict[str, Any]:
    facet = facet_of(each, told) or Facet.TITLE
    anchor = ANCHORS.get(facet, "") if each.kind in (Kind.BOX, Kind.PROCEDURE) else ""
    return {
        "href": f"{each.place}.html{anchor}",
        "title": each.title,
        "kind": Kind(each.kind).words,
        "where": "" if each.local else each.where,
        "facet": "" if facet is Facet.TITLE else facet.words,
        "local": each.where if each.local else "",
        "runs": told.runs,
        "words": () if told.runs else each.words,
    }
