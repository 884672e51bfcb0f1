"""What the server and whoever carries a copy away put beside stored pages: files, notices, first pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from waymark.pages.days.show import Way
from waymark.pages.env import render


class Stands(NamedTuple):
    """What a copy is of: the edition and the supplement that stand in it, and from when each was in force.

    `address`: where what is in force can be read; empty where the consortium has said none.
    """

    edition: str
    since: str
    supplement: int
    local_since: str
    whose: str
    address: str


def copies(gateway: str, area: str, charts: Iterable[tuple[str, str]]) -> bytes:
    """The files of a gateway that can be carried away. `charts`: their keys and titles."""
    return render("keep/copies.html", gateway=gateway, area=area, charts=list(charts), root="").encode()


def papers() -> bytes:
    """The way to the PDF files of a gateway. Their list is elsewhere: more may be made on any day."""
    return render("keep/papers.html", root="").encode()


def taken(stands: Stands) -> bytes:
    """What stands in their place in a copy."""
    return render("keep/taken.html", address=stands.address).encode()


def without(root: str) -> str:
    """The main part of the page for what is not to be had without a network."""
    return render("keep/without.html", root=root)


def kept_file(root: str) -> str:
    """The main part of the page before a kept file. The worker puts which file behind the way to it."""
    return render("keep/file.html", root=root)


def band(stands: Stands) -> bytes:
    """The notice on every page of a copy."""
    return render("keep/band.html", **stands._asdict()).encode()


def first(stands: Stands, title: str, what: str, ways: Sequence[Way], steps: Sequence[Way], root: str) -> str:
    """The main part of a copy's first page. `steps`: those of the chart, where the copy is of one."""
    return render(
        "keep/first.html", title=title, what=what, ways=ways, steps=steps, root=root, **stands._asdict()
    )


def not_here(whose: str, root: str, *, chart: Way | None, title: str = "", address: str = "") -> str:
    """The main part of a page for what was not taken along.

    `chart`: what the copy is of, where it is of one; `title` and `address` are of what was asked for.
    """
    given = {"whose": whose, "root": root, "chart": chart, "title": title, "address": address}
    return render("keep/not_here.html", **given)
