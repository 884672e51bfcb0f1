"""What the server answers to a start: the deadline, or what to type instead; and the calendar file."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from waymark.manual.local import LocalLimit, Partnership
from waymark.manual.manuscript import Lookup
from waymark.manual.words import Timescale
from waymark.pages.deadline.limits import shown, shown_local
from waymark.pages.env import render
from waymark.pages.prose.html import href
from waymark.pages.reading import WayTo
from waymark.timescales.clocks import here
from waymark.timescales.counting import Deadline, NoDeadline, in_hours, of_timescale
from waymark.timescales.standing import standing
from waymark.timescales.typed import Unread, read_day, read_time


class Start(NamedTuple):
    """What was typed into the form of a limit, and the place whose page it stood on.

    `local`: the area's own limit, where the form was of that one, and the partnership whose it is.
    """

    day: str
    time: str
    place: str
    local: LocalLimit | None = None
    gateway: Partnership | None = None

    def words(self, timescale: Timescale) -> str:
        """The limit that is counted, as it is said."""
        return self.local.words if self.local else timescale.words


class Wrong(NamedTuple):
    """Why there is no deadline, and the field it is about."""

    field: str
    why: str


def work_out(timescale: Timescale, start: Start, now: datetime) -> Deadline | Wrong:
    """The deadline from what was typed, or what is wrong with it."""
    field = "day"
    try:
        began: date = read_day(start.day, here(now).date())
        if in_hours(timescale, start.local):
            field = "time"
            began = datetime.combine(began, read_time(start.time))
            field = "day"
        return of_timescale(timescale, began, local=start.local)
    except Unread as unread:
        return Wrong(field, str(unread))
    except NoDeadline as none:
        return Wrong(field, none.why)


def worked_out(
    timescale: Timescale, start: Start, now: datetime, lookup: Lookup, *, root: str, edition: str
) -> str:
    """The main part of the page of a deadline. `edition`: the one that was asked, where it is not today's."""
    answer = work_out(timescale, start, now)
    found = answer if isinstance(answer, Deadline) else None
    box = lookup.boxes.get(start.place) or lookup.procedures.get(start.place)
    local = start.local
    return render(
        "deadline/worked_out.html",
        limit=shown_local(timescale, local, lookup, root) if local else shown(timescale, lookup, root),
        rule=shown(timescale, lookup, root),
        gateway=start.gateway,
        area=start.gateway.key if local and start.gateway else "",
        found=found,
        stands=standing(found, now) if found else "",
        wrong=answer if isinstance(answer, Wrong) else None,
        day=start.day,
        # Today is another day tomorrow: what is handed on is the day itself.
        began=found.start.isoformat()[:10] if found else "",
        time=start.time,
        place=box.place if box else "",
        root=root,
        edition=edition,
        back=WayTo(href(box.place, root), box.title) if box else None,
    )
