"""What an archive says to whoever opens it: the band on its pages, and its first page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from waymark.editions.archive import form
from waymark.editions.archive.laying import MARK
from waymark.editions.days import told
from waymark.editions.shelved import FRONT, SLOT, OnShelf, PrintingName, ShelvedEdition, ShelvedSupplement
from waymark.pages.archive import show
from waymark.pages.open_slots import ROOT_SIGN

if TYPE_CHECKING:
    from waymark.editions.archive.gathering import Found

_THE_FRONT = "The front page"


def band(
    edition: ShelvedEdition,
    supplement: ShelvedSupplement | None,
    showings: list[form.Showing],
    name: PrintingName,
) -> bytes:
    """The band on the pages of a gateway."""
    title = f"This is in an archive of edition {edition.number}. It may not be what holds today."
    whole = form.Showing(name, showings[0].start, showings[-1].until)
    line = f"The edition was in force here {_reign([whole])}"
    if supplement is not None:
        whose, own = supplement.partnership.name, [each for each in showings if _same(each.name, name)]
        line += f", with supplement {supplement.number} of {whose} {_reign(own)}"
    more = "Telephone numbers are those of then. If a child is in danger now, ring 999."
    up = "../" if name.gateway == FRONT else "../../"
    return show.band(title, [f"{line}.", more], f"{ROOT_SIGN.decode()}{up}{form.OPEN_ME}")


def _same(one: PrintingName, two: PrintingName) -> bool:
    return one.supplement == two.supplement


def _reign(showings: Iterable[form.Showing]) -> str:
    """From when until when, over showings that follow one another."""
    each = list(showings)
    start, until = told(each[0].start), each[-1].until
    return f"from {start} until {told(until)}" if until else f"from {start}, with no end known yet"


def opened(found: Found, consortium: str) -> bytes:
    """The first page of an archive."""
    gateways = [
        {
            "name": found.heads[name.gateway].partnership.area,
            "href": f"{form.folder_of(name.gateway)}index.html",
            "lines": list(_lines(found, name.gateway)),
        }
        for name in found.readable
        if name.gateway != FRONT
    ]
    front = next((name for name in found.readable if name.gateway == FRONT), None)
    others = [_other(found, name) for name in found.printings if name not in found.readable]
    return show.open_me(
        title=found.title,
        edition=found.head.number,
        consortium=consortium,
        fingerprint=found.head.fingerprint,
        front=f"{form.PAGES}index.html" if front else "",
        gateways=gateways,
        others=[each for each in others if each["pages"]],
        withheld=[
            {
                "path": each.path,
                "printing": each.printing,
                "fingerprint": each.fingerprint,
                "ground": each.ground,
            }
            for each in found.withheld
        ],
        mark=MARK.strip(),
    )


def _lines(found: Found, gateway: str) -> Iterable[str]:
    showings = [each for each in found.shown if each.name.gateway == gateway]
    yield found.heads[gateway].partnership.name
    yield f"In force {_reign(showings)}."
    for supplement in dict.fromkeys(each.name.supplement for each in showings):
        own = [each for each in showings if each.name.supplement == supplement]
        yield f"Supplement {supplement} {_reign(own)}."


def _other(found: Found, name: PrintingName) -> dict[str, Any]:
    """A printing that is not laid out, with its pages that are kept for it."""
    head = found.heads.get(name.gateway)
    whose = head.partnership.area if head else _THE_FRONT
    with_what = f", supplement {name.supplement}" if name.supplement else ""
    pages = []
    shown = next(each for each in found.readable if each.gateway == name.gateway)
    known = {form.object_name(row) for row in _rows(found, shown)}
    for row in _rows(found, name):
        object_name = form.object_name(row)
        if object_name in found.where and object_name not in known:
            filled = row.path.removesuffix(SLOT)
            said = f"what was filled in: {filled}" if filled != row.path else row.path
            pages.append({"path": said, "href": found.where[object_name]})
    return {"name": f"{whose}{with_what}, printing {name.printing}", "pages": pages}


def _rows(found: Found, name: PrintingName) -> tuple[OnShelf, ...]:
    printing = found.printings[name]
    return (*printing.pages, *printing.slots)
