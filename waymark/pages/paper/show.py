"""The page that lists what is kept on paper: the server makes it, since papers are made after the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from waymark.pages.env import render
from waymark.pages.paper.pieces import WHOLE


class Row(NamedTuple):
    """A PDF that can be downloaded."""

    place: str
    title: str
    href: str
    size: int


def listed(*, root: str, area: str, edition: str, supplement: int, rows: Sequence[Row]) -> str:
    """The main part of the page: the whole manual, then the charts, then single boxes and procedures."""
    charts = [each for each in rows if "/" not in each.place and each.place != WHOLE]
    return render(
        "paper/list.html",
        root=root,
        area=area,
        edition=edition,
        supplement=supplement,
        whole=[each for each in rows if each.place == WHOLE],
        charts=sorted(charts, key=lambda each: each.title),
        single=sorted((each for each in rows if "/" in each.place), key=lambda each: each.title),
    )
