"""Atom feeds (RFC 4287): what changed at a gateway, in a chart or at one place, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as Xml

from waymark.editions.history import Heads, Turn, turns
from waymark.editions.shelf import PrintingName
from waymark.editions.shelved import FRONT
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, told
from waymark.gateways.framed import framed
from waymark.gateways.reading import packed, words
from waymark.manual.json_form import decode
from waymark.manual.manuscript import Manuscript
from waymark.pages.days import show
from waymark.pages.days.show import Way
from waymark.pages.titles import titles

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

#: How many changes a feed tells, the newest first.
TOLD = 40
ENDING = ".atom"
WHOLE = "gateway"

_ATOM = "http://www.w3.org/2005/Atom"


class Told(NamedTuple):
    """One change as a feed tells it. `mark` is the same for ever."""

    mark: str
    title: str
    start: datetime
    page: str
    lines: Sequence[str]


class Feeds:
    """The feeds of every gateway, each worked out when it is first asked for."""

    def __init__(self, gateways: Gateways, heads: Heads) -> None:
        self._all = gateways
        self._heads = heads
        self.charts = lru_cache(4)(self._charts)

    def answer(self, asked: Asked, rest: str) -> Answer | None:
        """A feed, or the page that lists them; None where there is no such feed."""
        if asked.gateway == FRONT:
            return None
        if not rest:
            return self._page(asked)
        if not rest.endswith(ENDING):
            return None
        place = rest.removesuffix(ENDING)
        steps = [step for step in self._all.steps[asked.gateway] if step[0] <= asked.now]
        if place == WHOLE:
            return self._feed(asked, place, "everything", whole(self._heads, steps))
        charts = self.charts(steps[-1][1].edition)
        if place in charts:
            title, boxes = charts[place]
            found = [each for one in (place, *boxes) for each in self._of_place(asked, steps, one)]
            return self._feed(asked, place, f"the chart “{title}”", found)
        found = self._of_place(asked, steps, place)
        return self._feed(asked, place, f"“{self.title(asked, place)}”", found) if found else None

    def _charts(self, edition: str) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The charts of an edition: their titles, and the places of their boxes."""
        file = self._all.shelf.edition_folder(edition) / "manuscript.json"
        manuscript: Manuscript = decode(file.read_bytes(), Manuscript)
        return {chart.key: (chart.title, chart.boxes) for chart in manuscript.charts}

    def _of_place(
        self, asked: Asked, steps: Sequence[tuple[datetime, PrintingName]], place: str
    ) -> list[Told]:
        found = turns(self._heads, steps, place)
        return [self._told(asked, turn, place) for turn in found[-TOLD:]]

    def _told(self, asked: Asked, turn: Turn, place: str) -> Told:
        title = self.title(asked, place)
        if turn.edition:
            what, mark = f"edition {turn.edition}", turn.edition
            reasons = self._heads.edition(turn.edition).amendments
        else:
            what, mark = f"supplement {turn.supplement}", f"supplement-{turn.supplement}"
            head = self._heads.supplement(asked.gateway, turn.supplement)
            reasons = head.amendments if head else ()
        became = "withdrawn" if turn.fingerprint is None else "new" if turn.new else "changed"
        whose = "" if turn.edition else ", in its local words"
        lines = [each[1] for each in reasons if each[0] in (place, f"{asked.gateway}/{place}")]
        return Told(f"{place}@{mark}", f"{title}: {became}{whose} in {what}", turn.start, place, lines)

    def title(self, asked: Asked, place: str) -> str:
        """What a place is called now; its address where it is not there any more."""
        gateway = self._all.gateways[asked.gateway]
        file = gateway.find(place)
        if file is None or gateway.status(file) != 200:
            return place
        return titles(words(self._all.shelf, file, gateway.pages[file]))[0]

    def _feed(self, asked: Asked, place: str, about: str, found: Iterable[Told]) -> Answer:
        root = f"{(self._all.settings.address or '').rstrip('/')}/{asked.gateway}/"
        mine = f"{root}feeds/{place}{ENDING}"
        newest = sorted(found, key=lambda each: (each.start, each.mark), reverse=True)[:TOLD]
        feed = Xml.Element("feed", xmlns=_ATOM)
        _add(feed, "title", f"{self._area(asked)}: changes in {about}")
        _add(feed, "id", mine)
        Xml.SubElement(feed, "link", rel="self", type="application/atom+xml", href=mine)
        Xml.SubElement(feed, "link", rel="alternate", type="text/html", href=f"{root}editions")
        _add(feed, "updated", _instant(newest[0].start if newest else self._all.steps[asked.gateway][0][0]))
        _add(Xml.SubElement(feed, "author"), "name", self._all.settings.name or self._area(asked))
        for each in newest:
            one = Xml.SubElement(feed, "entry")
            _add(one, "title", each.title)
            _add(one, "id", f"{mine}#{each.mark}")
            Xml.SubElement(one, "link", rel="alternate", type="text/html", href=root + each.page)
            _add(one, "updated", _instant(each.start))
            _add(one, "summary", " ".join([f"In force from {told(each.start)}.", *each.lines]))
        data = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
        return answers.page("feed.atom", packed(data, asked.encodings), indexed=False)

    def _area(self, asked: Asked) -> str:
        name = self._all.gateways[asked.gateway].name
        head = self._heads.supplement(name.gateway, name.supplement)
        return head.partnership.area if head else name.gateway

    def _page(self, asked: Asked) -> Answer:
        gateway = self._all.gateways[asked.gateway]
        page = asked.page
        feeds = [Way("Everything that changes here", f"{asked.root}feeds/{WHOLE}{ENDING}")]
        for key, (title, _) in self.charts(gateway.name.edition).items():
            feeds.append(Way(f"The chart “{title}”", f"{asked.root}feeds/{key}{ENDING}"))
        back = None
        if page and gateway.find(page) and turns(self._heads, self._all.steps[asked.gateway], page):
            title = self.title(asked, page)
            feeds.insert(0, Way(f"Only the page “{title}”", f"{asked.root}feeds/{page}{ENDING}"))
            back = Way(title, asked.root + page)
        alerts = f"/letters/alerts/?for={asked.gateway}"
        main = show.feeds(area=self._area(asked), feeds=feeds, page=back, alerts=alerts)
        return answers.passing(framed(self._all, asked, "Hear of changes", main))


def whole(heads: Heads, steps: Sequence[tuple[datetime, PrintingName]]) -> list[Told]:
    """Every edition and supplement that came into force at a gateway, with its reasons."""
    found: list[Told] = []
    before: PrintingName | None = None
    for start, name in steps:
        if before is None or before.edition != name.edition:
            reasons = heads.edition(name.edition).amendments
            way = f"amendments/{before.edition}/{name.edition}" if before else ""
            lines = [f"{each[0]}: {each[1]}" for each in reasons]
            found.append(Told(name.edition, f"Edition {name.edition} came into force", start, way, lines))
        if before is None or before.supplement != name.supplement:
            head = heads.supplement(name.gateway, name.supplement)
            lines = [f"{each[0]}: {each[1]}" for each in head.amendments] if head else []
            way = f"amendments/supplements/{before.supplement}/{name.supplement}" if before else ""
            title = f"Supplement {name.supplement} (what is local) came into force"
            found.append(Told(f"supplement-{name.supplement}", title, start, way, lines))
        before = name
    return found[-TOLD:]


def _add(above: Xml.Element, name: str, said: str) -> None:
    Xml.SubElement(above, name).text = said


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
