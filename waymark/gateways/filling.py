"""Filling the open slots of stored pages with what holds now: contacts, notices, the box for another day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from waymark.editions.days import day_of
from waymark.editions.shelved import FRONT
from waymark.gateways.asked import bare
from waymark.gateways.gateway import Gateway
from waymark.gateways.reading import read_slots
from waymark.pages.days import show
from waymark.pages.keep.page import PAGE
from waymark.pages.open_slots import fill
from waymark.pages.tell.show import ask

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

_NOTHING: Mapping[str, bytes] = {}


class Filling:
    """What goes into open slots. What a gateway shows today is read once."""

    def __init__(self, gateways: Gateways) -> None:
        self._all = gateways
        self._slots: dict[str, dict[str, bytes]] = {}
        self._numbers: dict[str, show.Numbers] = {}

    def slots(self, gateway: Gateway) -> dict[str, bytes]:
        """What a gateway's printing brings for the slots of its own pages."""
        return read_slots(self._all.shelf, gateway.slots)

    def today(self, key: str) -> Mapping[str, bytes]:
        """What goes into the slots of a gateway today; nothing for one that is not there any more."""
        if key not in self._slots:
            gateway = self._all.gateways.get(key)
            if gateway is None:
                return _NOTHING
            said = self.slots(gateway)
            said["standing"] = said.get("standing", b"") + self.dates().encode()
            self._slots[key] = said
        return self._slots[key]

    def dates(self) -> str:
        """When the next edition is due and comments close, as known on the day these gateways were read."""
        settings = self._all.settings
        return show.dates(settings.next_edition, settings.comments_close, self._all.today)

    def numbers(self, key: str) -> show.Numbers:
        """The numbers that a gateway shows today."""
        if key not in self._numbers:
            said = self.today(key)
            self._numbers[key] = show.numbers_of(said.get("directory", b"") + said.get("contacts", b""))
        return self._numbers[key]

    def page(self, gateway: Gateway, path: str, stored: bytes, root: bytes) -> bytes:
        """A page of today with its slots filled."""
        key = gateway.name.gateway
        more = self._all.keeping.slots(key) if path == PAGE else {}
        box = show.day_box(bare(path), self.first_day(key), gateway=key != FRONT)
        return fill(
            stored, {**self.today(key), **more, "tell": self.asks(key, bare(path)), "time": box}, root
        )

    def asks(self, key: str, page: str) -> bytes:
        """The question whether a page of a gateway is clear."""
        return ask(page, "" if key == FRONT else key)

    def first_day(self, key: str) -> date:
        """The first day on which a gateway showed anything."""
        steps = self._all.steps.get(key)
        return day_of(steps[0][0] if steps else datetime(2026, 1, 1, tzinfo=UTC))
