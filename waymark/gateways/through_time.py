"""The manual through time: which answer an address about another day, an edition or a fingerprint gets."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from waymark.editions.days import Day, Stood, day_of, read_day, stood, typed_day
from waymark.editions.history import Heads, turns
from waymark.editions.shelf import PrintingName
from waymark.editions.shelved import FRONT
from waymark.gateways import answers
from waymark.gateways.amending import Amending
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, bare, told
from waymark.gateways.citing import Citing
from waymark.gateways.feeds import Feeds
from waymark.gateways.framed import framed
from waymark.gateways.gateway import Gateway
from waymark.gateways.listing import editions_page
from waymark.gateways.looking_up import LookUp
from waymark.gateways.papers import PAPER, on_paper
from waymark.gateways.past import Past
from waymark.pages.days import show
from waymark.pages.days.show import Way
from waymark.pages.prose.say import short_day
from waymark.timescales.typed import Unread

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

#: The first words of the addresses that are answered here, below the root of a gateway.
ADDRESSES = frozenset(
    {"on", "edition", "editions", "cite", "fingerprint", "feeds", "amendments", "life", "paper"}
)

_EDITION = re.compile(r"(\d{4}-[1-9]\d?)(?:\+(\d{1,6})(?:\.([1-9]\d{0,5}))?)?")


class ThroughTime:
    """Answers about other days than today."""

    def __init__(self, gateways: Gateways, heads: Heads) -> None:
        self.all = gateways
        self.heads = heads
        self.past = Past(gateways, heads)
        self.look_up = LookUp(gateways, heads)
        self.citing = Citing(gateways, self.past, heads)
        self.amending = Amending(gateways, heads)
        self.feeds = Feeds(gateways, heads)

    def answer(self, asked: Asked) -> Answer | None:
        """The answer to an address that starts with one of `ADDRESSES`; None where nothing is there."""
        first, _, rest = asked.path.partition("/")
        if first == "on":
            return self._on(asked, rest)
        if first == "editions":
            return None if rest else editions_page(self.all, self.heads, asked)
        if first == "edition":
            return self._edition(asked, rest)
        if first == "amendments":
            return self.amending.between(asked, rest)
        if first == "life":
            return self.amending.life(asked, rest)
        if first == "feeds":
            return self.feeds.answer(asked, rest)
        if first == PAPER:
            return on_paper(self.all, self.heads, asked, rest)
        if first == "fingerprint":
            return self.look_up.answer(asked, rest)
        return self._cite(asked, rest)

    def gateway_of(self, asked: Asked, before: str) -> Gateway | None:
        """The pages of the day or the edition that the start of an address names: `on/2026-05-01/`."""
        first, named, _ = before.split("/")
        if first == "on":
            day = read_day(named)
            return self.past.printing_on(asked.gateway, day, asked.now) if day else None
        asks = _EDITION.fullmatch(named)
        found = self._printing(asked, asks[1], asks[2], asks[3]) if asks else None
        return self.past.table(found.name) if found else None

    def _on(self, asked: Asked, rest: str) -> Answer | None:
        if not rest:
            if not asked.query:
                return answers.see(f"{asked.root}editions")
            typed = asked.field("date")
            try:
                chosen = typed_day(typed, asked.field("time"), day_of(asked.now))
            except Unread as unread:
                return self._ask(asked, f"We cannot read the day “{typed}”", [str(unread)], typed=typed)
            return answers.see(f"{asked.root}on/{chosen}/{asked.page}")
        first, slash, path = rest.partition("/")
        day = read_day(first)
        if day is None:
            return self._elsewhere(asked, rest)
        if not slash:
            return answers.see(f"{asked.root}on/{day}/")
        if day.start > asked.now or (day.clock and day.moment > asked.now):
            lines = ["Nobody can say for certain what these pages will say then.", *self._coming(asked)]
            return self._ask(asked, f"{short_day(day.day)} has not come yet", lines, path, str(day.day))
        answer = self.past.on(asked, day, path)
        if answer is not None:
            return answers.passing(answer) if day.end > asked.now else answer
        if asked.gateway == FRONT and path.partition("/")[0] in self.all.gateways:
            area, _, below = path.partition("/")
            return answers.see(f"/{area}/on/{day}/{below}")
        found = stood(self.all.steps[asked.gateway], min(day.moment, asked.now))
        when = short_day(day.day)
        if found is None:
            lines = [f"The first edition here came into force on {told(self._first(asked))}."]
            return self._ask(asked, f"Nothing was in force here on {when}", lines, path, str(day.day))
        title = f"There was no such page on {when}"
        return self._not_there(asked, title, path, found.edition.start, str(day.day))

    def _edition(self, asked: Asked, rest: str) -> Answer | None:
        first, slash, path = rest.partition("/")
        asks = _EDITION.fullmatch(first)
        if asks is None:
            return self._elsewhere(asked, rest)
        if not slash:
            return answers.see(f"{asked.root}edition/{first}/")
        found = self._printing(asked, asks[1], asks[2], asks[3])
        if found is None:
            lines = ["It may never have been in force here, or not yet.", *self._coming(asked)]
            return self._ask(asked, f"There is no edition {first} here", lines, path)
        answer = self.past.at(asked, found, path)
        if answer is not None:
            return answers.passing(answer)
        title = f"There is no such page in edition {asks[1]}"
        return self._not_there(asked, title, path, found.edition.start, "")

    def _printing(
        self, asked: Asked, edition: str, supplement: str | None, printing: str | None
    ) -> Stood | None:
        """The printing of an edition that came into force here: the last there is, unless one is named."""
        steps = [step for step in self.all.steps[asked.gateway] if step[0] <= asked.now]
        shown = [
            (start, name)
            for start, name in steps
            if name.edition == edition and (supplement is None or name.supplement == int(supplement))
        ]
        if not shown:
            return None
        start, name = shown[-1]
        last = self.all.shelf.printed(name.gateway, name.edition, name.supplement)
        number = int(printing) if printing else last
        chosen = PrintingName(name.gateway, name.edition, name.supplement, number)
        if number > last or not self.all.shelf.printing_file(chosen).is_file():
            return None
        found = stood(self.all.steps[asked.gateway], start)
        return found._replace(name=chosen) if found else None

    def _cite(self, asked: Asked, rest: str) -> Answer | None:
        if typed := asked.field("date"):
            _, _, path = rest.partition("/") if read_day(rest.partition("/")[0]) else ("", "", rest)
            try:
                chosen = typed_day(typed, "", day_of(asked.now))
            except Unread as unread:
                return self._ask(asked, f"We cannot read the day “{typed}”", [str(unread)], path, typed)
            return answers.see(f"{asked.root}cite/{chosen}/{path}")
        first, _, path = rest.partition("/")
        day = read_day(first)
        if day is None:
            day, path = Day(day_of(asked.now)), rest
        if day.start > asked.now:
            return self._ask(asked, f"{short_day(day.day)} has not come yet", [], path)
        return self.citing.answer(asked, day, path)

    def _elsewhere(self, asked: Asked, rest: str) -> Answer | None:
        """Links of a gateway's pages that lead out of it, such as to the list of areas, from another day."""
        front = self.all.gateways.get(FRONT)
        return answers.see(f"/{rest}") if front is not None and front.find(rest) else None

    def _not_there(self, asked: Asked, title: str, path: str, start: datetime, typed: str) -> Answer:
        """What became of a page that was not there: added later, or withdrawn before."""
        place = bare(path)
        lines: list[str] = []
        ways: list[Way] = []
        for turn in turns(self.heads, self.all.steps[asked.gateway], place):
            if turn.start > asked.now:
                continue
            what = f"edition {turn.edition}" if turn.edition else f"supplement {turn.supplement}"
            if turn.fingerprint is None and turn.start <= start:
                lines.append(f"It was withdrawn in {what}, {told(turn.start)}.")
            elif turn.new and turn.start > start:
                lines.append(f"It was added in {what}, {told(turn.start)}.")
        current = self.all.gateways[asked.gateway]
        if current.find(place):
            ways.append(Way("The page as it is now", asked.root + place))
        ways.append(Way("All editions", f"{asked.root}editions"))
        if not lines:
            lines = ["We know no page of this address from any edition."]
        return self._ask(asked, title, lines, path, typed, ways)

    def _ask(
        self,
        asked: Asked,
        title: str,
        lines: list[str],
        path: str = "",
        typed: str = "",
        ways: list[Way] | None = None,
    ) -> Answer:
        first = self.all.filling.first_day(asked.gateway)
        ask = {
            "action": f"{asked.root}on",
            "page": bare(path) or asked.page,
            "typed": typed,
            "first": str(first),
        }
        ways = ways or [Way("All editions", f"{asked.root}editions"), Way("Home", asked.root)]
        return framed(self.all, asked, title, show.missing(title, lines, ways, ask), 404)

    def _first(self, asked: Asked) -> datetime:
        return self.all.steps[asked.gateway][0][0]

    def _coming(self, asked: Asked) -> list[str]:
        """The next edition or supplement that is on its way into force here, if one is known."""
        later = [step for step in self.all.steps[asked.gateway] if step[0] > asked.now]
        if not later:
            return []
        start, name = later[0]
        return [f"What is known: edition {name.edition} is to be in force from {told(start)}."]
