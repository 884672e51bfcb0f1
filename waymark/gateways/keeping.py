"""Keeping a gateway: the list by which a browser keeps it whole, and the files that can be carried away."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from waymark.editions.copies import copied, zipped
from waymark.editions.days import stood
from waymark.editions.laying_out import LEFT_OUT
from waymark.editions.shelved import FRONT, SLOT, OnShelf
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked
from waymark.gateways.framed import FRAMED, framed
from waymark.gateways.gateway import MISSING, WITHHELD
from waymark.gateways.reading import Packed, packed, words
from waymark.pages.keep import show
from waymark.pages.keep.page import APP, PAGE
from waymark.pages.open_slots import is_open, root_of

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

#: The first word of these addresses, below the root of a gateway.
KEEP = "keep"
LIST, WITHOUT, FILE, ENDING = "list.json", "without.html", "file.html", ".zip"
#: The pages that a kept copy has and no printing: their titles, and what stands on them.
_OWN = {
    WITHOUT: ("This page needs the internet", show.without),
    FILE: ("This is a kept file", show.kept_file),
}

#: What is no part of a kept copy: what the browser holds by itself, and what only the server reads.
_NOT_KEPT = (LEFT_OUT | {MISSING}) - {APP}
#: How much of a fingerprint the list says: as much as an ETag does.
_SAID = 32


class Kept(msgspec.Struct, frozen=True, rename={"since": "from"}):
    """The list of a kept copy: what is in force, from when, and until when if that is known.

    `files`: path, fingerprint as it is served, and size. `fingerprint`: of all of these together.
    """

    gateway: str
    edition: str
    supplement: int
    printing: int
    since: datetime
    until: datetime | None
    pages: int
    bytes: int
    files: list[tuple[str, str, int]]
    fingerprint: str


class Keeping:
    """Answers about keeping the gateways as they stand at one moment."""

    def __init__(self, gateways: Gateways) -> None:
        self._all = gateways
        self._list = lru_cache(len(gateways.gateways) + 1)(self._made)

    def answer(self, asked: Asked, rest: str) -> Answer | None:
        """The list, a page that only a kept copy shows, or a file to carry; None for anything else."""
        gateway = self._all.gateways[asked.gateway]
        if asked.gateway == FRONT or PAGE not in gateway.pages or f"{FRAMED}{SLOT}" not in gateway.slots:
            return None
        if rest == LIST:
            data = self._list(asked.gateway, asked.root, self._own(asked))
            return answers.page(LIST, packed(data, asked.encodings), indexed=False)
        if rest in _OWN:
            title, main = _OWN[rest]
            return framed(self._all, asked, title, main(asked.root))
        if rest.endswith(ENDING):
            return self._file(asked, rest.removesuffix(ENDING))
        return None

    def slots(self, key: str) -> dict[str, bytes]:
        """What fills the page that tells of copies: the files that can be carried away, the way to papers."""
        name = self._all.gateways[key].name
        head = self._all.heads.supplement(key, name.supplement)
        charts = self._all.through_time.feeds.charts(name.edition)
        told = [(chart, title) for chart, (title, _) in charts.items()]
        area = head.partnership.area if head else key
        return {"copies": show.copies(key, area, told), "papers": show.papers()}

    def _own(self, asked: Asked) -> tuple[tuple[str, bytes], ...]:
        """The pages that only a kept copy shows, as they are sent unpacked."""
        made = ((each, self.answer(asked._replace(encodings=()), each)) for each in _OWN)
        return tuple((each, found.body[0]) for each, found in made if found)

    def _made(self, key: str, root: str, own: tuple[tuple[str, bytes], ...]) -> bytes:
        gateway, steps = self._all.gateways[key], self._all.steps[key]
        printing = self._all.shelf.printing(gateway.name)
        files = [
            (row.path, *self._served(key, row))
            for row in printing.pages
            if row.status != WITHHELD and row.path not in _NOT_KEPT
        ]
        files += [(f"{KEEP}/{each}", *_seal(words)) for each, words in own]
        # What holds now was brought into force at some instant, so it stood then.
        found = stood(steps, self._all.since)
        if found is None:
            raise ValueError(f"nothing of {key} is in force")
        ends = [each for each in (found.edition.until, found.supplement.until) if each is not None]
        said: dict[str, Any] = {
            "gateway": key,
            "edition": gateway.name.edition,
            "supplement": gateway.name.supplement,
            "printing": gateway.name.printing,
            "since": max(found.edition.start, found.supplement.start),
            "until": min(ends, default=None),
            "pages": sum(path.endswith(".html") for path, _, _ in files),
            "bytes": sum(size for _, _, size in files),
            "files": files,
        }
        whole = Kept(**said, fingerprint="")
        seal = hashlib.sha256(msgspec.json.encode(whole)).hexdigest()
        return msgspec.json.encode(msgspec.structs.replace(whole, fingerprint=seal[:_SAID]))

    def _served(self, key: str, row: OnShelf) -> tuple[str, int]:
        """The fingerprint and size of a file as it is sent: with its slots filled."""
        digest = bytes.fromhex(row.fingerprint)
        if row.path.endswith(".html") and is_open(stored := words(self._all.shelf, row.path, digest)):
            gateway = self._all.gateways[key]
            return _seal(self._all.filling.page(gateway, row.path, stored, root_of(row.path)))
        return row.fingerprint[:_SAID], row.size

    def _file(self, asked: Asked, which: str) -> Answer | None:
        """A copy of the whole gateway, or of one chart, as one file."""
        name = self._all.gateways[asked.gateway].name
        whole = which == asked.gateway
        if not whole and which not in self._all.through_time.feeds.charts(name.edition):
            return None
        copy = copied(self._all.shelf, asked.gateway, asked.now, "" if whole else which)
        data = zipped(copy)
        sent = Packed("", data, hashlib.sha256(data).hexdigest())
        made = answers.page(f"{which}{ENDING}", sent, indexed=False)
        called = ("Content-Disposition", f'attachment; filename="{copy.called}{ENDING}"')
        return made._replace(headers=[*made.headers, called])


def _seal(data: bytes) -> tuple[str, int]:
    return hashlib.sha256(data).hexdigest()[:_SAID], len(data)
