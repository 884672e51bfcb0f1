"""Setting the page of all time limits, each with its form."""

from __future__ import annotations

from waymark.pages.deadline.limits import shown
from waymark.pages.env import render
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut, slot
from waymark.pages.terms.here import finished
from waymark.timescales.pinned import calendar

PAGE = "deadline.html"


def deadline_page(reader: Reader) -> SharedPage:
    """Every limit of the manual: first those that give a date, then those that do not."""
    limits = []
    for each in reader.manuscript.timescales:
        at = [reader.way(box.place, "") for box in reader.every_box() if each.key in box.timescales]
        limits.append({**shown(each, reader.lookup, ""), "at": at})
    main = render(
        "deadline/page.html",
        counted=[each for each in limits if each["counted"]],
        uncounted=[each for each in limits if not each["counted"]],
        days=calendar(),
        SLOT_DATES=slot("dates"),
    )
    told = "Work out by when something is due, from when something happened."
    whole = finished(main, reader, "")
    return SharedPage(PAGE, "Work out a date", cut(""), whole.cut, told=told)
