"""Setting the pages for a role: what it needs most, and what it does differently, chart by chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from waymark.manual.acting import acts, in_order, needed, note_of
from waymark.manual.boxes import Box, Procedure
from waymark.manual.words import Role
from waymark.pages.env import render
from waymark.pages.prose.html import Prose, href
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut
from waymark.pages.terms.here import finished

#: The page to choose a role, and what the page of one is called by its key.
PAGE, PAGE_OF = "for.html", "for/{}.html"
PREFIX = "../"


def role_pages(reader: Reader) -> Iterator[SharedPage]:
    """The page to choose a role, then a page for each."""
    roles = reader.manuscript.roles
    if not roles:
        return
    rows = [{"href": PAGE_OF.format(role.key), "role": role} for role in roles]
    main = render("roles/choose.html", roles=rows)
    told = "Choose what you do, and see first what somebody in your job needs."
    whole = finished(main, reader, "")
    yield SharedPage(PAGE, "For you: choose your role", cut(""), whole.cut, told=told)
    for role in roles:
        main = render(
            "roles/role.html",
            role=role,
            needed=[_needed(place, reader) for place in needed(role, reader.lookup)],
            groups=list(_groups(role, reader)),
        )
        told = f"What somebody in this job needs first: {role.title}."
        whole = finished(main, reader, PREFIX)
        yield SharedPage(PAGE_OF.format(role.key), f"For you: {role.title}", cut(""), whole.cut, told=told)


def _needed(place: str, reader: Reader) -> dict[str, Any]:
    """A place with what to do there first: its first key point, or what a chart is about."""
    lookup = reader.lookup
    part = lookup.boxes.get(place) or lookup.procedures.get(place)
    first: object = ""
    if part is None:
        first = lookup.charts[place].summary
    elif part.facets.key_points:
        first = Prose(PREFIX).line(part.facets.key_points[0])
    return {"href": href(place, PREFIX), "title": reader.title(place), "first": first}


def _groups(role: Role, reader: Reader) -> Iterator[dict[str, Any]]:
    """The boxes that have a note for the role or where it acts: those of each chart, then procedures."""
    lookup = reader.lookup
    concerned = [part for part in in_order(lookup) if acts(role, part) or note_of(role, part)]
    for chart in reader.manuscript.charts:
        its = [part for part in concerned if lookup.chart_of.get(part.place) is chart]
        if its:
            title = f"Chart {chart.number}: {chart.title}"
            yield _group(chart.key, title, href(chart.key, PREFIX), its, role)
    its = [part for part in concerned if part.place not in lookup.chart_of]
    if its:
        yield _group("procedures", "Procedures", f"{PREFIX}procedures.html", its, role)


def _group(key: str, title: str, where: str, parts: list[Box | Procedure], role: Role) -> dict[str, Any]:
    noted = [(part, note) for part in parts if (note := note_of(role, part))]
    return {
        "key": key,
        "title": title,
        "href": where,
        "notes": [
            {
                "href": href(f"{part.place}#role-{role.key}", PREFIX),
                "title": part.title,
                "acts": acts(role, part),
                "text": Prose(PREFIX).blocks(note.text),
            }
            for part, note in noted
        ],
        "others": [
            {"href": href(part.place, PREFIX), "title": part.title}
            for part in parts
            if not note_of(role, part)
        ],
    }
