"""Deadlines: a start comes in the body of a request, is counted from, and stays nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from waymark.editions.manuscripts import local, lookup
from waymark.gateways import answers
from waymark.gateways.answers import Answer, passing
from waymark.gateways.asked import Asked
from waymark.gateways.framed import framed
from waymark.gateways.sent import fields
from waymark.manual.manuscript import Lookup
from waymark.pages.days import show as days
from waymark.pages.days.show import Way
from waymark.pages.deadline import show
from waymark.pages.deadline.show import Start
from waymark.timescales.counting import Deadline
from waymark.timescales.diary import diary

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

_DEADLINE = re.compile(r"(?P<before>(?:on|edition)/[^/]+/)?deadline(?P<ending>\.html|\.ics)?")

#: The longest that is read of a field: a day or a time is never longer.
_LONGEST = 60


class Deadlines:
    """Answers to a start that was typed into the form of a time limit, of today or of another day."""

    def __init__(self, gateways: Gateways) -> None:
        self._all = gateways

    def answer(self, asked: Asked, body: bytes) -> Answer | None:
        """The deadline as a page or as a calendar file; None where there are no limits at this address."""
        sent_to = self._all.sent_to(asked, _DEADLINE)
        if sent_to is None:
            return None
        match, before, gateway = sent_to
        manual = lookup(self._all.shelf, gateway.name.edition)
        typed = fields(body)
        root = asked.root + before
        timescale = manual.timescales.get(typed.get("limit", ""))
        if timescale is None:
            ways = [Way("All time limits", f"{root}deadline.html"), Way("Home", root)]
            title = "We do not know this time limit"
            main = days.missing(title, ["It may have been taken out. Choose one from the list."], ways)
            return framed(self._all, asked, title, main, 404)
        start = Start(
            typed.get("day", "")[:_LONGEST], typed.get("time", "")[:_LONGEST], typed.get("place", "")
        )
        if typed.get("area") == asked.gateway:
            here = local(self._all.shelf, asked.gateway, gateway.name.supplement)
            if (found_here := here.limits.get(timescale.key)) is not None:
                start = start._replace(local=found_here[0], gateway=here.partnership)
        if match["ending"] == ".ics":
            found = show.work_out(timescale, start, asked.now)
            if isinstance(found, Deadline):
                address = self._address(asked, manual, start.place)
                file = diary(timescale.title, start.words(timescale), found, asked.now, uuid4().hex, address)
                return answers.download("deadline.ics", file)
        edition = gateway.name.edition if before else ""
        main = show.worked_out(timescale, start, asked.now, manual, root=root, edition=edition)
        return passing(framed(self._all, asked, "The date worked out", main))

    def _address(self, asked: Asked, manual: Lookup, place: str) -> str | None:
        """Where the limit can be read about: the page it stood on, if the consortium's address is known."""
        address = self._all.settings.address
        if not address:
            return None
        page = place if place in manual.boxes or place in manual.procedures else "deadline"
        return f"{address.rstrip('/')}/{asked.gateway}/{page}"
