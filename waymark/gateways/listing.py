"""The list of all editions and supplements that a gateway showed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from waymark.editions.days import day_of
from waymark.editions.history import Heads
from waymark.editions.manuscripts import manuscript
from waymark.editions.shelved import FRONT, PrintingName
from waymark.editions.timeline import LONDON
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, told
from waymark.gateways.framed import framed
from waymark.pages.days import show
from waymark.pages.days.show import Way
from waymark.pages.prose.say import short_day

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways


def editions_page(gateways: Gateways, heads: Heads, asked: Asked) -> Answer:
    """What was in force from when until when, newest first, and the ways to read and compare it."""
    steps = [step for step in gateways.steps[asked.gateway] if step[0] <= asked.now]
    rows = _rows(asked, steps)
    head = None if asked.gateway == FRONT else heads.supplement(asked.gateway, steps[-1][1].supplement)
    first = day_of(steps[0][0])
    main = show.editions(
        gateway=head.partnership.area if head else "",
        root=asked.root,
        first=str(first),
        first_day=short_day(first),
        coming=_coming(gateways, asked),
        dates=Markup(gateways.filling.dates()),
        choices=list(dict.fromkeys(name.edition for _, name in steps)) if head else [],
        supplements=list(dict.fromkeys(name.supplement for _, name in steps)) if head else [],
        roles=manuscript(gateways.shelf, steps[-1][1].edition).roles if head else (),
        rows=rows[::-1],
    )
    return framed(gateways, asked, "All editions", main)


def _rows(asked: Asked, steps: Sequence[tuple[datetime, PrintingName]]) -> list[dict[str, Any]]:
    """A row for each time in which the words were the same; when they were only set again stands in it."""
    rows: list[dict[str, Any]] = []
    before: PrintingName | None = None
    for start, name in steps:
        if before and (before.edition, before.supplement) == (name.edition, name.supplement):
            rows[-1]["again"].append(Way(told(start), _start(asked, start)))
            continue
        if rows:
            rows[-1]["until"] = told(start)
        row: dict[str, Any] = {
            "start": told(start),
            "until": "",
            "edition": f"Edition {name.edition}",
            "supplement": f"Supplement {name.supplement}",
            "href": _start(asked, start),
            "again": [],
            "changed_edition": "",
            "changed_supplement": "",
        }
        if before and before.edition != name.edition:
            row["changed_edition"] = f"{asked.root}amendments/{before.edition}/{name.edition}"
        if before and before.supplement != name.supplement:
            row["changed_supplement"] = (
                f"{asked.root}amendments/supplements/{before.supplement}/{name.supplement}"
            )
        rows.append(row)
        before = name
    if rows and not rows[-1]["again"]:
        rows[-1]["href"] = asked.root
    return rows


def _start(asked: Asked, start: datetime) -> str:
    here = start.astimezone(LONDON)
    return f"{asked.root}on/{here.date()}T{here:%H:%M}/"


def _coming(gateways: Gateways, asked: Asked) -> str:
    later = [step for step in gateways.steps[asked.gateway] if step[0] > asked.now]
    if not later:
        return ""
    start, name = later[0]
    return f"On its way: edition {name.edition}, to be in force from {told(start)}."
