"""Citations: what a page is called, where it is, from when until when it held, and its fingerprints."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from waymark.editions.days import Day, Reign, stood
from waymark.editions.history import Heads
from waymark.editions.shelved import FRONT, PrintingName
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, bare, reign_told
from waymark.gateways.framed import framed
from waymark.gateways.gateway import MISSING, WITHHELD
from waymark.gateways.past import Past
from waymark.gateways.reading import words
from waymark.pages.days import show
from waymark.pages.prose.say import short_day
from waymark.pages.titles import titles

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways


class Cited(NamedTuple):
    """All that a citation says of a page as it stood. `seal` is the fingerprint that the sentence gives."""

    title: str
    place: str
    day: Day
    name: PrintingName
    edition: Reign
    supplement: Reign
    whose: str
    manual: str
    address: str
    shared: str | None
    local: tuple[str, ...]
    stored: str

    @property
    def seal(self) -> str:
        """The fingerprint of the words; of the page as stored where it has none of its own."""
        return self.shared or next(iter(self.local), self.stored)

    @property
    def when(self) -> str:
        """The day, with the time where one was asked for."""
        return short_day(self.day.day) + (f" at {self.day.clock}" if self.day.clock else "")

    def sentence(self, now: datetime) -> str:
        """The citation in one paragraph, to be copied."""
        name = self.name
        return (
            f"“{self.title}”, {self.manual}: {name.gateway}/{self.place or 'index'}, edition {name.edition}, "
            f"in force {reign_told(self.edition, now)}, with supplement {name.supplement} of {self.whose}, "
            f"in force {reign_told(self.supplement, now)}; as it stood on {self.when}. "
            f"Fingerprint (SHA-256) {self.seal}. {self.address}"
        )

    def facts(self, now: datetime) -> list[tuple[str, str]]:
        """The same, fact by fact."""
        name = self.name
        facts = [
            ("Title", self.title),
            ("Permanent address", f"{name.gateway}/{self.place}" if self.place else name.gateway),
            ("As it stood on", self.when),
            ("Edition", f"{name.edition}, in force {reign_told(self.edition, now)}"),
            ("Supplement", f"{name.supplement} of {self.whose}, in force {reign_told(self.supplement, now)}"),
            ("Printing", str(name.printing)),
        ]
        facts += [("Fingerprint of the shared words", self.shared)] if self.shared else []
        facts += [("Fingerprint of the local words", each) for each in self.local]
        return [*facts, ("Fingerprint of the page as stored", self.stored), ("Read it there", self.address)]


class Citing:
    """Citations of what came into force."""

    def __init__(self, gateways: Gateways, past: Past, heads: Heads) -> None:
        self._all = gateways
        self._past = past
        self._heads = heads

    def cited(self, key: str, day: Day, path: str, now: datetime) -> Cited | None:
        """What is to be said of a page as it stood on a day; None where there was no such page."""
        found = stood(self._all.steps.get(key, []), min(day.moment, now))
        if found is None or key == FRONT:
            return None
        gateway, name = self._past.table(found.name), found.name
        file = gateway.find(path)
        if file is None or file == MISSING or gateway.status(file) == WITHHELD or not file.endswith(".html"):
            return None
        place, digest = bare(file), gateway.pages[file]
        head = self._heads.supplement(name.gateway, name.supplement)
        title, manual = titles(words(self._all.shelf, file, digest))
        address = (self._all.settings.address or "").rstrip("/")
        return Cited(
            title,
            place,
            day,
            name,
            found.edition,
            found.supplement,
            head.partnership.name if head else name.gateway,
            manual,
            f"{address}/{name.gateway}/on/{day}/{place}",
            self._heads.shared(name, place),
            self._heads.local(name, place),
            digest.hex(),
        )

    def answer(self, asked: Asked, day: Day, path: str) -> Answer | None:
        """The page of a citation."""
        cited = self.cited(asked.gateway, day, path, asked.now)
        if cited is None:
            return None
        past = f"It is how the page stood on {cited.when}. What is in force now may be different."
        main = show.citation(
            cited.sentence(asked.now),
            cited.facts(asked.now),
            past="" if self._all.gateways[asked.gateway].name == cited.name else past,
            lookup=f"{asked.root}fingerprint/{cited.seal}",
            page=f"{asked.root}on/{day}/{cited.place}",
            action=f"{asked.root}cite/{cited.place}",
            first=str(self._all.filling.first_day(asked.gateway)),
            day=str(day.day),
        )
        return framed(self._all, asked, f"Cite: {cited.title}", main)
