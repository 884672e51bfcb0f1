"""One gateway's table of pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from waymark.editions.shelf import Printing, PrintingName
from waymark.editions.shelved import Listed

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


def differing(whole: Gateway, listed: Listed) -> Gateway:
    """The pages of a printing that is told by what differs from one that is known whole."""
    pages, statuses = dict(whole.pages), dict(whole.statuses)
    for row in listed.pages:
        pages[row.path] = bytes.fromhex(row.fingerprint)
        statuses.pop(row.path, None)
        if row.status != 200:
            statuses[row.path] = row.status
    for path in listed.without:
        pages.pop(path, None)
        statuses.pop(path, None)
    slots = {row.path: bytes.fromhex(row.fingerprint) for row in listed.slots if row.status == 200}
    name = PrintingName(listed.gateway, listed.edition, listed.supplement, listed.printing)
    return Gateway(name, pages, statuses, slots)


def table(printing: Printing) -> Gateway:
    """The pages of a printing."""
    pages = {row.path: bytes.fromhex(row.fingerprint) for row in printing.pages}
    statuses = {row.path: row.status for row in printing.pages if row.status != 200}
    slots = {row.path: bytes.fromhex(row.fingerprint) for row in printing.slots if row.status == 200}
    return Gateway(printing.name, pages, statuses, slots)
