"""One gateway's table of pages, and all gateways as they stand at one moment."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import brotli

from waymark.editions.shelf import FRONT, PrintingName, Shelf
from waymark.editions.shelved import ending_of
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.kept import Kept

MISSING = "404.html"
WITHHELD = 451

#: What links in `404.html` start with; it stands for the gateway's root.
ROOT_SIGN = b"./~/"


class Gateway(NamedTuple):
    """The pages of one printing: each path's fingerprint in 32 bytes, and those statuses that are not 200."""

    name: PrintingName
    pages: Mapping[str, bytes]
    statuses: Mapping[str, int]

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


class Gateways:
    """All gateways in force from `since` until `until`, read from files with these `marks`."""

    def __init__(
        self,
        shelf: Shelf,
        gateways: Mapping[str, Gateway],
        hosts: Mapping[str, str],
        since: datetime,
        until: datetime,
        marks: tuple[object, ...],
        room: int,
    ) -> None:
        self.shelf = shelf
        self.gateways = gateways
        self.hosts = hosts
        self.since = since
        self.until = until
        self.marks = marks
        self.kept = Kept(room)
        self.missing_pages: dict[tuple[str, str, str], Answer] = {}

    def answer(self, path: str, host: str | None, encodings: tuple[str, ...]) -> Answer:
        """The answer to a clean path on a host that is a gateway's own (its key) or no gateway's."""
        first, slash, rest = path[1:].partition("/")
        if first in self.gateways and first != FRONT:
            if not slash:
                return answers.redirect(f"/{first}/")
            return self._within(self.gateways[first], f"/{first}/", rest, encodings)
        front = self.gateways.get(FRONT)
        if host is not None and (own := self.gateways.get(host)) is not None:
            lent = front is not None and _lends(front, path[1:]) and own.find(path[1:]) is None
            return self._within(front if lent and front else own, "/", path[1:], encodings)
        return answers.NOT_FOUND if front is None else self._within(front, "/", path[1:], encodings)

    def _within(self, gateway: Gateway, root: str, path: str, encodings: tuple[str, ...]) -> Answer:
        if path.endswith("/"):
            if gateway.find(path[:-1]) is not None:
                return answers.redirect(root + path[:-1])
            return self._missing(gateway, root, encodings)
        found = gateway.find(path)
        if found is None or found == MISSING:
            return self._missing(gateway, root, encodings)
        status = gateway.status(found)
        if status == WITHHELD:
            return answers.WITHHELD
        encoding, body = self.read(gateway.pages[found], ending_of(found), encodings)
        return answers.page(found, gateway.pages[found].hex(), encoding, body, status)

    def _missing(self, gateway: Gateway, root: str, encodings: tuple[str, ...]) -> Answer:
        fingerprint = gateway.pages.get(MISSING)
        if fingerprint is None:
            return answers.NOT_FOUND
        encoding = "gz" if "gz" in encodings else ""
        key = (gateway.name.gateway, root, encoding)
        if key not in self.missing_pages:
            body = self.read(fingerprint, ending_of(MISSING), ("",))[1].replace(ROOT_SIGN, root.encode())
            body = gzip.compress(body, 6, mtime=0) if encoding else body
            self.missing_pages[key] = answers.missing(body, encoding)
        return self.missing_pages[key]

    def read(self, digest: bytes, ending: str, encodings: tuple[str, ...]) -> tuple[str, bytes]:
        """A page's bytes in the best encoding there is, checked against its fingerprint.

        A compressed form that is not there or is damaged gives way to the next; raises OSError where
        nothing whole is left.
        """
        for encoding in (*encodings, ""):
            try:
                body = self.shelf.object_file(digest.hex(), ending, encoding).read_bytes()
                whole = unpack(body, encoding)
            except (OSError, EOFError, zlib.error, brotli.error):
                continue
            if hashlib.sha256(whole).digest() == digest:
                return encoding, body
        raise OSError("an object of the shelf is missing or damaged")


def _lends(front: Gateway, path: str) -> bool:
    """Whether a gateway on its own host leaves this to the front: the list of areas and its assets."""
    found = front.find(path)
    return found is not None and (found == "areas.html" or found.startswith("assets/"))


def unpack(body: bytes, encoding: str) -> bytes:
    """The plain bytes of one encoding."""
    if encoding == "br":
        plain: bytes = brotli.decompress(body)
        return plain
    return gzip.decompress(body) if encoding == "gz" else body
