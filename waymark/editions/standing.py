"""What stands on a shelf before a compile: heads of editions and supplements, and what is in force."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import (
    FRONT,
    Printing,
    PrintingName,
    ShelvedEdition,
    ShelvedSupplement,
)
from waymark.editions.timeline import Steps, shown_by
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

T = TypeVar("T")

#: How many manuscripts and lists of pages are kept in memory between two compiles.
KEPT = 128


class Standing:
    """A shelf as it stands, read as little as possible: what never changes is read once and kept."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.editions: dict[str, ShelvedEdition] = {}
        self.supplements: dict[str, dict[int, ShelvedSupplement]] = {}
        self.shown: dict[str, Steps[PrintingName]] = {}
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._new: dict[tuple[Any, ...], Any] = {}
        #: How many withholdings there were at the last look: each takes words out of what was read before.
        self._withheld = 0

    def look(self) -> None:
        """Read what has come to the shelf since the last look."""
        for key, what in self._new.items():
            self.remember(key, what)
        self._new.clear()
        shelf = self.shelf
        if (withheld := len(shelf.withheld())) != self._withheld:
            self.forget()
            self._withheld = withheld
        self.editions = {
            number: self.editions.get(number) or shelf.edition(number) for number in shelf.editions()
        }
        self.supplements = {
            key: {
                number: self.supplements.get(key, {}).get(number) or shelf.supplement(key, number)
                for number in numbers
            }
            for key, numbers in shelf.supplements().items()
        }
        self.shown = shown_by(shelf.changes())

    def forget(self) -> None:
        """Let go of everything, so that the next look reads it anew."""
        self.editions, self.supplements, self.shown = {}, {}, {}
        self._kept.clear()
        self._new.clear()

    def manuscript(self, number: str) -> Manuscript:
        """The manuscript of an edition."""
        file = self.shelf.edition_folder(number) / "manuscript.json"
        return self._keep(("edition", number), lambda: decode(file.read_bytes(), Manuscript))

    def local(self, partnership: str, number: int) -> LocalManuscript:
        """The local manuscript of a supplement."""
        file = self.shelf.supplement_folder(partnership, number) / "local-manuscript.json"
        return self._keep(
            ("supplement", partnership, number), lambda: decode(file.read_bytes(), LocalManuscript)
        )

    def printing(self, name: PrintingName) -> Printing:
        """A printing's list of pages."""
        return self._keep((name,), lambda: self.shelf.printing(name))

    def expect(
        self, editions: Iterable[tuple[str, Manuscript]], locals_: Iterable[tuple[str, int, LocalManuscript]]
    ) -> None:
        """Take in what is new and not on the shelf yet."""
        self._new = {("edition", number): manuscript for number, manuscript in editions}
        self._new |= {("supplement", key, number): local for key, number, local in locals_}

    def remember(self, key: tuple[Any, ...], what: Any) -> None:
        """Keep what was just made, so that the next compile need not read it."""
        self._kept[key] = what
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _keep(self, key: tuple[Any, ...], read: Callable[[], T]) -> T:
        kept: T | None = self._new.get(key) or self._kept.get(key)
        if kept is None:
            kept = read()
        self.remember(key, kept)
        return kept

    def last_printing(self, gateway: str, edition: str, supplement: int) -> PrintingName | None:
        """The last printing of an edition and a supplement."""
        number = self.shelf.printed(gateway, edition, supplement)
        return PrintingName(gateway, edition, supplement, number) if number else None

    def front_printing(self, edition: str, fingerprint: str) -> PrintingName | None:
        """The last printing of the front of an edition that shows just these partnerships."""
        for number in range(self.shelf.printed(FRONT, edition, 0), 0, -1):
            name = PrintingName(FRONT, edition, 0, number)
            if self.printing(name).supplement_fingerprint == fingerprint:
                return name
        return None
