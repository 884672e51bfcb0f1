"""Pages as they stood on a day or in an edition, plainly marked, today's numbers beside those of then."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from waymark.editions.days import Day, Stood, day_of, stood, within
from waymark.editions.history import Heads, Turn, turns
from waymark.editions.shelf import PrintingName
from waymark.editions.shelved import FRONT, ending_of
from waymark.editions.timeline import LONDON
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, bare, reign_told, told
from waymark.gateways.framed import withheld_page
from waymark.gateways.gateway import MISSING, WITHHELD, Gateway, differing, table
from waymark.gateways.papers import paper
from waymark.gateways.reading import QUICK, packed, read, words
from waymark.pages.days import show
from waymark.pages.days.show import Way
from waymark.pages.open_slots import fill, is_open
from waymark.pages.prose.say import short_day

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

#: How many printings of other days are kept in memory; one of a manual of this size is some 40 kB.
KEPT = 128
#: How many of those that others are told by: one for each gateway and edition that is asked for.
WHOLE_KEPT = 256

_BODY = re.compile(rb"<body[^>]*>")
_MORE = b'<p class="ring__more">'


class Notice(NamedTuple):
    """What the band on a page says, and the words before its title."""

    band: bytes
    title: str


class Past:
    """Stored pages of other days, answered without setting their text again."""

    def __init__(self, gateways: Gateways, heads: Heads) -> None:
        self._all = gateways
        self._heads = heads
        self.table = lru_cache(KEPT)(self._table)
        self._whole = lru_cache(WHOLE_KEPT)(self._read_whole)

    def _table(self, name: PrintingName) -> Gateway:
        """The pages of a printing: those of the one it is told by, with what differs put in their place."""
        shelf = self._all.shelf
        listed = shelf.listed_at(shelf.printing_file(name))
        if listed.like is None:
            return self._whole(name)
        whole = self._whole(PrintingName(name.gateway, name.edition, *listed.like))
        return differing(whole, listed)

    def _read_whole(self, name: PrintingName) -> Gateway:
        return table(self._all.shelf.printing(name))

    def on(self, asked: Asked, day: Day, path: str) -> Answer | None:
        """A page as it stood at the end of a day, or at a time of it; None where there was no such page."""
        moment = min(day.moment, asked.now)
        found = stood(self._all.steps[asked.gateway], moment)
        if found is None:
            return None
        return self._page(asked, found, path, lambda place: self._of_day(asked, day, found, place))

    def printing_on(self, key: str, day: Day, now: datetime) -> Gateway | None:
        """The pages of the printing that a gateway showed on a day."""
        found = stood(self._all.steps.get(key, []), min(day.moment, now))
        return self.table(found.name) if found else None

    def at(self, asked: Asked, found: Stood, path: str) -> Answer | None:
        """A page of an edition; None where it has no such page."""
        return self._page(asked, found, path, lambda place: self._of_edition(asked, found, place))

    def _page(self, asked: Asked, found: Stood, path: str, notice: Callable[[str], Notice]) -> Answer | None:
        gateway = self.table(found.name)
        file = gateway.find(path)
        if file is None or file == MISSING:
            return paper(self._all, found.name, path, asked.encodings)
        status = gateway.status(file)
        if status == WITHHELD:
            return withheld_page(self._all, asked, gateway.pages[file])
        digest = gateway.pages[file]
        if not file.endswith(".html"):
            sent = read(self._all.shelf, digest, ending_of(file), asked.encodings)
            return answers.page(file, sent, status, indexed=False)
        stored = words(self._all.shelf, file, digest)
        made: Notice = notice(bare(file))
        whole = self._filled(asked, gateway, file, stored, made)
        return answers.page(file, packed(whole, asked.encodings, QUICK), status, indexed=False)

    def _filled(self, asked: Asked, gateway: Gateway, file: str, stored: bytes, notice: Notice) -> bytes:
        filling, key = self._all.filling, asked.gateway
        numbers = filling.numbers(key)
        today = filling.today(key)
        page = show.then(stored, numbers)
        if not is_open(stored):
            # A page that was set before there were slots: the band stands first, and nothing is filled in.
            page = _BODY.sub(lambda body: body[0] + notice.band, page, count=1)
        was = {name: show.then(said, numbers) for name, said in filling.slots(gateway).items()}
        fillings = {
            "now": notice.band,
            "danger": today.get("danger", b""),
            "contacts": _beside(today.get("contacts", b""), was.get("contacts", b"")),
            "directory": was.get("directory", b""),
            "standing": was.get("standing", b""),
            "time": show.day_box(bare(file), filling.first_day(key), gateway=key != FRONT),
        }
        page = fill(page, fillings, asked.root.encode())
        return page.replace(b"<title>", f"<title>{notice.title}: ".encode(), 1)

    def _of_day(self, asked: Asked, day: Day, found: Stood, place: str) -> Notice:
        when = short_day(day.day) + (f" at {day.clock}" if day.clock else "")
        changes = within(self._all.steps[asked.gateway], day) if not day.clock else []
        changes = [each for each in changes if each <= asked.now]
        during = None
        if changes:
            times = ["00:00", *(f"{each.astimezone(LONDON):%H:%M}" for each in changes)]
            ways = [Way(f"from {each}", f"{asked.root}on/{day.day}T{each}/{place}") for each in times]
            during = {
                "text": "Something changed here in the course of that day; you see the end of it. See it",
                "times": ways,
            }
        if day.end > asked.now and not day.clock:
            title, heading = f"Today, {when}", "This is the page in force now, at the address of today."
        else:
            title = f"As it stood on {when}"
            heading = f"This is not the page in force now. It is how it stood on {when}."
        return self._notice(asked, found, place, heading, title, str(day), during)

    def _of_edition(self, asked: Asked, found: Stood, place: str) -> Notice:
        name = found.name
        in_force = self._all.gateways[asked.gateway].name
        if name == in_force:
            heading = f"This is edition {name.edition}, which is in force now."
        elif name.edition == in_force.edition:
            heading = f"This is edition {name.edition}, but not as it is in force now."
        else:
            heading = f"This is not the page in force now. It is that of edition {name.edition}."
        day = str(Day(day_of(found.printing.start), f"{found.printing.start.astimezone(LONDON):%H:%M}"))
        return self._notice(asked, found, place, heading, f"Edition {name.edition}", day, None)

    def _notice(
        self,
        asked: Asked,
        found: Stood,
        place: str,
        heading: str,
        title: str,
        day: str,
        during: Mapping[str, object] | None,
    ) -> Notice:
        name, now = found.name, asked.now
        what = f"It is from edition {name.edition}, in force {reign_told(found.edition, now)}"
        if head := self._heads.supplement(name.gateway, name.supplement):
            whose = head.partnership.name
            what += f", with supplement {name.supplement} of {whose}, {reign_told(found.supplement, now)}"
        shown = stood(self._all.steps[asked.gateway], found.printing.start)
        if shown is not None and shown.name.printing < name.printing:
            what += f". The words are the same; they were set again later, as printing {name.printing}"
        after = self._after(asked, found, place)
        current = self._all.gateways[asked.gateway].find(place)
        back = Way("Read this page as it is now", asked.root + place)
        ways = [back if current else Way("Go to the home page of today", asked.root)]
        if asked.gateway != FRONT:
            ways.append(Way("Cite this text", f"{asked.root}cite/{day}/{place}"))
        unchanged = "Its words have not changed since." if place else ""
        band = show.past_notice(
            heading, f"{what}.", after=after, unchanged=unchanged, ways=ways, during=during
        )
        return Notice(band, title)

    def _after(self, asked: Asked, found: Stood, place: str) -> list[Way]:
        """What came after, for this page: which editions and supplements changed it, until now."""
        steps = self._all.steps[asked.gateway]
        href = f"{asked.root}life/{place}" if place else f"{asked.root}editions"
        start, now = found.printing.start, asked.now
        if place in self._heads.edition(found.name.edition).places or place.startswith("local/"):
            later = turns(self._heads, steps, place)
        elif place == "contacts":
            later = turns(self._heads, steps, place, shared=False)
        elif asked.gateway == FRONT:
            return []
        else:
            later = _whole(steps)
        return [Way(_turned(turn), href) for turn in later if start < turn.start <= now]


def _whole(steps: list[tuple[datetime, PrintingName]]) -> list[Turn]:
    """Every edition that came into force, for pages that have no words of their own."""
    found: list[Turn] = []
    for start, name in steps:
        if not found or found[-1].edition != name.edition:
            found.append(Turn(start, name.edition, 0, name.edition))
    return found


def _turned(turn: Turn) -> str:
    what = f"edition {turn.edition}" if turn.edition else f"local words, supplement {turn.supplement}"
    if turn.fingerprint is None:
        return f"withdrawn in {what}, {told(turn.start)}"
    return f"changed in {what}, {told(turn.start)}"


def _beside(today: bytes, was: bytes) -> bytes:
    """Today's numbers first, then those of the other day, struck through; they stand once where all hold."""
    listed = was.partition(_MORE)[0]
    if listed == today.partition(_MORE)[0]:
        return today
    return b"".join(
        (
            b'<h3 class="ring__sub">Today</h3>\n',
            today,
            b'<div class="ring__then">\n<h3 class="ring__sub">Numbers at that time</h3>\n',
            listed,
            b"</div>\n",
        )
    )
