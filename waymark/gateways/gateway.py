"""One gateway's table of pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from waymark.editions.shelf import Printing, PrintingName

MISSING = "404.html"
WITHHELD = 451


class Gateway(NamedTuple):
    """The pages of one printing: each path's fingerprint in 32 bytes, and those statuses that are not 200.

    `slots`: the same for what goes into the open slots of the pages.
    """

    name: PrintingName
    pages: Mapping[str, bytes]
    statuses: Mapping[str, int]
    slots: Mapping[str, bytes] = {}

    def find(self, path: str) -> str | None:
        """The page's path as the printing lists it: as asked, or with `.html`; empty asks for the index."""
        if not path:
            path = "index.html"
        if path in self.pages:
            return path
        return path if (path := f"{path}.html") in self.pages else None

    def status(self, path: str) -> int:
        """The status a page answers with."""
        return self.statuses.get(path, 200)


def table(printing: Printing) -> Gateway:
    """The pages of a printing."""
    pages = {row.path: bytes.fromhex(row.fingerprint) for row in printing.pages}
    statuses = {row.path: row.status for row in printing.pages if row.status != 200}
    slots = {row.path: bytes.fromhex(row.fingerprint) for row in printing.slots if row.status == 200}
    return Gateway(printing.name, pages, statuses, slots)
