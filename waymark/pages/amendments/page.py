"""The pages of amendments that readers see: between two editions, and the life of one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from waymark.amendments import Amendment
from waymark.pages.amendments.show import Href, amendments_html, became, spot, without_echo
from waymark.pages.days.show import Way
from waymark.pages.env import render


class Reason(NamedTuple):
    """Why, and the edition or supplement that said so."""

    number: str
    reason: str


class Row(NamedTuple):
    """An amendment with its reasons."""

    amendment: Amendment
    why: Sequence[Reason] = ()
    trifling: bool = False
    withheld: bool = False


class Group(NamedTuple):
    """Amendments under one heading; `rest` is folded away under a line that counts it.

    `local` is the partnership's own words for its area (“In Devon”) where they are local.
    """

    title: str
    rows: Sequence[Row]
    about: str = ""
    local: str = ""
    rest: Sequence[Row] = ()


class Turned(NamedTuple):
    """One turn in the life of a place."""

    title: str
    when: str
    href: str
    why: Sequence[str]
    amendments: Sequence[Amendment]
    local: str = ""
    #: The address where its words are told, where they are not told here.
    words_at: str = ""
    withheld: bool = False


def amended_page(
    title: str,
    lead: str,
    groups: Iterable[Group],
    href: Href,
    ways: Sequence[Way] = (),
    *,
    many: bool = False,
) -> str:
    """The main part. `many`: reasons come from several editions, so that each is named."""
    made = []
    for at, group in enumerate(_without_echo(list(groups)), 1):
        rows = [row for row in group.rows if not row.trifling]
        trifling = [row for row in group.rows if row.trifling]
        made.append(
            {
                "id": f"group-{at}",
                "title": group.title,
                "about": group.about,
                "local": group.local,
                "rows": [_row(row) for row in rows],
                "words": _words(rows, href),
                "trifling": _words(trifling, href),
                "trifling_rows": [_row(row) for row in trifling],
                "trifling_count": len(trifling),
                "rest": _words(group.rest, href),
                "rest_rows": [_row(row) for row in group.rest],
                "rest_count": len(group.rest),
            }
        )
    shown = _unbroken(title)
    return render("amendments/page.html", title=shown, lead=lead, groups=made, ways=ways, many=many)


def life_page(
    title: str,
    lead: str,
    turns: Iterable[Turned],
    href: Href,
    page: Way,
    feed: str,
    more: int = 0,
    all_editions: str = "",
) -> str:
    """The main part of the life of a place, its turns in the order they are given.

    `more`: how many earlier turns are not told, which can be read from the list of `all_editions`.
    """
    made = [each._asdict() | {"words": amendments_html(each.amendments, href, folded=True)} for each in turns]
    about = {"title": title, "lead": lead, "page": page, "feed": feed}
    return render("amendments/life.html", **about, turns=made, more=more, all_editions=all_editions)


def _without_echo(groups: list[Group]) -> list[Group]:
    """Groups without what would be said twice, in whichever of them it is said first."""
    every = [row.amendment for group in groups for row in (*group.rows, *group.rest)]
    kept = {id(each) for each in without_echo(every)}

    def left(rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if id(row.amendment) in kept]

    return [group._replace(rows=left(group.rows), rest=left(group.rest)) for group in groups]


def _unbroken(title: str) -> Markup:
    """A title in which no number of an edition falls apart at the end of a line."""
    return Markup(re.sub(r"\b\d{4}-\d+", r'<span class="unbroken">\g<0></span>', str(escape(title))))


def _row(row: Row) -> dict[str, object]:
    each = row.amendment
    what = "Words withheld by law" if row.withheld else became(each)
    return {"id": spot(each), "title": each.title, "what": what, "why": row.why}


def _words(rows: Sequence[Row], href: Href) -> Markup:
    told = (row.amendment for row in rows)
    return amendments_html(told, href, linked=True, folded=True) if rows else Markup("")
