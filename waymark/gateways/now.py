"""All gateways as they stand at one moment, and what they answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

from waymark.editions.history import Heads
from waymark.editions.shelf import FRONT, PrintingName, Settings, Shelf
from waymark.editions.shelved import ending_of
from waymark.editions.timeline import Steps
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.api.answering import Api
from waymark.gateways.asked import Asked
from waymark.gateways.deadlines import Deadlines
from waymark.gateways.filling import Filling
from waymark.gateways.framed import withheld_page
from waymark.gateways.gateway import MISSING, WITHHELD, Gateway
from waymark.gateways.keeping import KEEP, Keeping
from waymark.gateways.kept import Kept
from waymark.gateways.reading import packed, read, words
from waymark.gateways.searching import Searching
from waymark.gateways.through_time import ADDRESSES, ThroughTime
from waymark.pages.open_slots import ROOT_SIGN, is_open, root_of


class Gateways:
    """All gateways in force from `since` until `until`, read from files with these `marks`.

    `steps`: what each gateway showed and will show, from which instant on; `today`: the day they were read.
    """

    def __init__(
        self,
        shelf: Shelf,
        gateways: Mapping[str, Gateway],
        hosts: Mapping[str, str],
        since: datetime,
        until: datetime,
        marks: tuple[object, ...],
        room: int,
        steps: Mapping[str, Steps[PrintingName]] | None = None,
        settings: Settings | None = None,
        today: date = date.min,
        heads: Heads | None = None,
    ) -> None:
        self.shelf = shelf
        self.gateways = gateways
        self.hosts = hosts
        self.since = since
        self.until = until
        self.marks = marks
        self.steps = steps or {}
        self.settings = settings or Settings("")
        self.today = today
        self.heads = heads or Heads(shelf)
        self.kept = Kept(room)
        self.missing_pages: dict[tuple[str, str, str], Answer] = {}
        self.filling = Filling(self)

    @cached_property
    def through_time(self) -> ThroughTime:
        """The answers about other days than today."""
        return ThroughTime(self, self.heads)

    @cached_property
    def keeping(self) -> Keeping:
        """The answers to who keeps a copy."""
        return Keeping(self)

    @cached_property
    def api(self) -> Api:
        """The answers for other systems."""
        return Api(self, self.heads)

    @cached_property
    def searching(self) -> Searching:
        """The answers to what was typed into a search."""
        return Searching(self)

    @cached_property
    def deadlines(self) -> Deadlines:
        """The answers to a start that was typed into the form of a time limit."""
        return Deadlines(self)

    def sent_to(self, asked: Asked, address: re.Pattern[str]) -> tuple[re.Match[str], str, Gateway] | None:
        """What a body was sent to: the address as it was matched, how it starts, and the pages it is of.

        It may start with a day or an edition (`before`); today's are meant otherwise. None where it is no
        such address, or nothing was in force there then.
        """
        match = address.fullmatch(asked.path)
        if match is None or asked.gateway == FRONT:
            return None
        before = match["before"] or ""
        gateway = self.through_time.gateway_of(asked, before) if before else self.gateways[asked.gateway]
        return None if gateway is None else (match, before, gateway)

    def told(
        self, path: str, host: str | None, encodings: tuple[str, ...], now: datetime, body: bytes
    ) -> Answer | None:
        """The answer to a body that was sent to a clean path; None where nothing can be sent there."""
        asked = self._asked(path, host, encodings, now)
        for each in (self.searching.answer, self.deadlines.answer, self.api.sent):
            if (answer := each(asked, body)) is not None:
                return answer
        return None

    def _asked(
        self, path: str, host: str | None, encodings: tuple[str, ...], now: datetime, query: str = ""
    ) -> Asked:
        first, _, rest = path[1:].partition("/")
        if first in self.gateways and first != FRONT:
            return Asked(first, f"/{first}/", rest, query, now, encodings)
        key = host if host is not None and host in self.gateways else FRONT
        return Asked(key, "/", path[1:], query, now, encodings)

    def answer(
        self, path: str, host: str | None, encodings: tuple[str, ...], now: datetime, query: str = ""
    ) -> Answer:
        """The answer to a clean path on a host that is a gateway's own (its key) or no gateway's."""
        asked = self._asked(path, host, encodings, now, query)
        key = asked.gateway
        if path == f"/{key}":
            return answers.redirect(f"/{key}/")
        front = self.gateways.get(FRONT)
        if front is not None and asked.root == "/" and key != FRONT and self._lends(front, key, asked.path):
            key = FRONT
        return self._within(key, asked) if key in self.gateways else answers.NOT_FOUND

    def _within(self, key: str, asked: Asked) -> Answer:
        gateway, path = self.gateways[key], asked.path
        first, _, rest = path.partition("/")
        if first == KEEP and rest:
            return self.keeping.answer(asked, rest) or self.missing(gateway, asked)
        if first in ADDRESSES and gateway.find(path.rstrip("/")) is None:
            answer = self.through_time.answer(asked)
            return self.missing(gateway, asked) if answer is None else answer
        if first == "api":
            return self.api.answer(asked)
        if path.endswith("/"):
            if gateway.find(path[:-1]) is not None:
                return answers.redirect(asked.root + path[:-1])
            return self.missing(gateway, asked)
        found = gateway.find(path)
        if found is None or found == MISSING:
            return self.missing(gateway, asked)
        status = gateway.status(found)
        if status == WITHHELD:
            return withheld_page(self, asked, gateway.pages[found])
        digest = gateway.pages[found]
        if found.endswith(".html") and is_open(stored := words(self.shelf, found, digest)):
            whole = self.filling.page(gateway, found, stored, root_of(found))
            return answers.page(found, packed(whole, asked.encodings), status)
        return answers.page(found, read(self.shelf, digest, ending_of(found), asked.encodings), status)

    def missing(self, gateway: Gateway, asked: Asked) -> Answer:
        """A gateway's own page for what is not there."""
        digest = gateway.pages.get(MISSING)
        if digest is None:
            return answers.NOT_FOUND
        encoding = "gz" if "gz" in asked.encodings else ""
        key = (gateway.name.gateway, asked.root, encoding)
        if key not in self.missing_pages:
            root = asked.root.encode()
            whole = words(self.shelf, MISSING, digest)
            if is_open(whole):
                whole = self.filling.page(gateway, MISSING, whole, root)
            whole = whole.replace(ROOT_SIGN, root)
            self.missing_pages[key] = answers.missing(packed(whole, (encoding,)))
        return self.missing_pages[key]

    def _lends(self, front: Gateway, key: str, path: str) -> bool:
        """Whether a gateway on its own host leaves this to the front: the list of areas and its assets."""
        found = front.find(path)
        if found is None or self.gateways[key].find(path) is not None:
            return False
        return found == "areas.html" or found.startswith("assets/")
