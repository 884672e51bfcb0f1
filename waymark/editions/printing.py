"""Setting printings: pages joined, compressed and put on the shelf, or used again as they stand there."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Protocol

import brotli
import msgspec

from waymark.editions.history import local_keys
from waymark.editions.indexes import SHARED_FILES
from waymark.editions.paper_words import paper_words
from waymark.editions.plan import Task
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import (
    FRONT,
    SLOT,
    OnShelf,
    Printing,
    PrintingName,
    ShelvedEdition,
    ShelvedSupplement,
    ending_of,
)
from waymark.editions.standing import Standing
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.local import LocalFile, Partnership
from waymark.pages.open_slots import is_open
from waymark.pages.plan import Asset, LocalPart, PageToSet, SharedPart
from waymark.pages.prose.say import short_day

#: What is kept compressed as well; fonts and pictures are compressed already.
COMPRESSED = frozenset({".html", ".css", ".js", ".svg", ".json", ".txt", ".xml", ".webmanifest"})

#: Brotli's quality for pages: above 5 they hardly shrink and take up to eighty times as long. Assets are
#: few and fetched by all, so they take what they need while they are small.
PAGE_QUALITY = 5
ASSET_QUALITY = 11
LARGE_ASSET_QUALITY = 9
LARGE = 64 * 1024

WITHHELD = 451

messages(
    Severity.REFUSE,
    {
        "page-twice": (
            "Two pages of {printing} have the path {path}.",
            "This is a mistake of ours: tell those who keep Waymark.",
        ),
    },
)


class PressLike(Protocol):
    """One edition ready to be set into any number of gateways."""

    def gateway(self, local: LocalPart) -> tuple[list[PageToSet], list[Asset]]:
        """The pages and assets of one partnership's gateway."""

    def indexes(self, local: LocalPart, made: Mapping[str, bytes] | None = None) -> list[Asset]:
        """What a gateway is searched by: the index of the shared manual, and of what is local.

        `made`: the shared files as they were made before, by their paths.
        """

    def slots(self, local: LocalPart) -> dict[str, str]:
        """What is filled into the open slots of a gateway's pages, and its frame."""

    def front_slots(self, partnerships: Sequence[Partnership]) -> dict[str, str]:
        """The same for the front."""

    def front(self, partnerships: Sequence[Partnership], name: str) -> tuple[list[PageToSet], list[Asset]]:
        """The pages that belong to no partnership."""


MakePress = Callable[[SharedPart, Path], PressLike]


class Tally(msgspec.Struct, array_like=True):
    """What setting one printing came to. `same`: it is the printing before, so it was not put."""

    pages: int = 0
    rendered: int = 0
    size: int = 0
    compressed: int = 0
    same: bool = False


class Composing(NamedTuple):
    """All that is needed to set the printings of one edition."""

    shelf: Shelf
    standing: Standing
    press: PressLike
    edition: ShelvedEdition
    supplements: Mapping[str, Mapping[int, ShelvedSupplement]]
    who: Mapping[str, tuple[Partnership, ...]]
    consortium: str
    components: str
    withheld: frozenset[str] = frozenset()

    def chain(self, tasks: Iterable[Task]) -> bytes:
        """Set the printings of one gateway, one after the other, and tell what they came to."""
        return msgspec.msgpack.encode([self.set(task) for task in tasks])

    def set(self, task: Task) -> Tally:
        """Set one printing and put it on the shelf."""
        name = task.name
        papers: list[LocalFile] = []
        if name.gateway == FRONT:
            seal = task.who
            pages, assets = self.press.front(self.who[task.who], self.consortium)
            slots = self.press.front_slots(self.who[task.who])
        else:
            head = self.supplements[name.gateway][name.supplement]
            seal = head.fingerprint
            local = local_part(head, self.standing)
            pages, assets = self.press.gateway(local)
            assets = [*assets, *self.press.indexes(local, self._made_before(task))]
            slots = self.press.slots(local)
            papers = [each.file for each in local.local.guidance if each.file]
        before = self.standing.printing(task.before) if task.before else None
        known = {page.path: page for page in before.pages} if before else {}
        tally = Tally()
        rows = [self._page(page, known.get(page.path), tally, name) for page in pages]
        rows += [self._asset(asset, known.get(asset.path), tally) for asset in assets]
        rows += [self._paper(paper, tally) for paper in papers]
        fillings = tuple(self._slot(slot, words, tally) for slot, words in sorted(slots.items()))
        rows.sort(key=lambda row: row.path)
        for one, two in pairwise(rows):
            if one.path == two.path:
                raise refuse("page-twice", printing=name, path=one.path)
        if task.again and before and (tuple(rows), fillings) == (before.pages, before.slots):
            tally.same = True
            return tally
        printing = Printing(
            name.gateway,
            name.edition,
            name.supplement,
            name.printing,
            self.edition.fingerprint,
            seal,
            self.components,
            tuple(rows),
            fillings,
        )
        self.shelf.put_printing(printing)
        self.standing.remember((name,), printing)
        return tally

    def _made_before(self, task: Task) -> dict[str, bytes]:
        """The shared index files of the printing before, if it is of this edition and made by this code."""
        before = self.standing.printing(task.before) if task.before else None
        if before is None or (before.edition_fingerprint, before.components) != (
            self.edition.fingerprint,
            self.components,
        ):
            return {}
        rows = [page for page in before.pages if page.path in SHARED_FILES and page.status != WITHHELD]
        files = {row.path: self.shelf.object_file(row.fingerprint, ending_of(row.path)) for row in rows}
        return {path: file.read_bytes() for path, file in files.items() if file.exists()}

    def _page(self, page: PageToSet, known: OnShelf | None, tally: Tally, name: PrintingName) -> OnShelf:
        tally.pages += 1
        if self.withheld and self._is_withheld(page, name):
            if known and known.status == WITHHELD:
                return known
            data = page.joined()
            return OnShelf(page.path, hashlib.sha256(data).hexdigest(), page.key, len(data), WITHHELD)
        if known and known.key == page.key and known.status == page.status:
            tally.size += known.size
            return known
        tally.rendered += 1
        data = page.joined()
        fingerprint = hashlib.sha256(data).hexdigest()
        self._keep(fingerprint, data, page.path, tally)
        return OnShelf(page.path, fingerprint, page.key, len(data), page.status)

    def _is_withheld(self, page: PageToSet, name: PrintingName) -> bool:
        """Whether the words of this very page were withheld: nothing is set in their stead."""
        place = page.path.removesuffix(".html")
        local = self.supplements[name.gateway][name.supplement].places if name.gateway != FRONT else {}
        found = [self.edition.places.get(place), *(local.get(key) for key in local_keys(place))]
        return any(each is not None and each[0] in self.withheld for each in found)

    def _asset(self, asset: Asset, known: OnShelf | None, tally: Tally) -> OnShelf:
        tally.pages += 1
        fingerprint = hashlib.sha256(asset.data).hexdigest()
        if known and known.fingerprint == fingerprint:
            tally.size += known.size
            return known
        tally.rendered += 1
        self._keep(fingerprint, asset.data, asset.path, tally)
        return OnShelf(asset.path, fingerprint, fingerprint[:32], len(asset.data))

    def _paper(self, paper: LocalFile, tally: Tally) -> OnShelf:
        """A file of local guidance: it came to the shelf with its supplement."""
        tally.pages += 1
        tally.size += paper.size
        return OnShelf(f"local/{paper.name}", paper.fingerprint, paper.fingerprint[:32], paper.size)

    def _slot(self, name: str, words: str, tally: Tally) -> OnShelf:
        """What goes into an open slot."""
        data = words.encode()
        fingerprint = hashlib.sha256(data).hexdigest()
        path = f"{name}{SLOT}"
        self._keep(fingerprint, data, path, tally)
        return OnShelf(path, fingerprint, fingerprint[:32], len(data))

    def _keep(self, fingerprint: str, data: bytes, path: str, tally: Tally) -> None:
        """Put bytes on the shelf, unless they stand there already."""
        tally.size += len(data)
        ending = ending_of(path)
        if not self.shelf.has_object(fingerprint, ending):
            squeezed = compressed(data, ending)
            tally.compressed += sum(map(len, squeezed.values()))
            self.shelf.put_object(data, ending, squeezed)


def compressed(data: bytes, ending: str) -> dict[str, bytes]:
    """The compressed forms that are kept beside an object; always the same for the same bytes.

    A page with open slots has none: it is compressed once they are filled.
    """
    if ending not in COMPRESSED or is_open(data):
        return {}
    if ending == ".html":
        quality = PAGE_QUALITY
    else:
        quality = LARGE_ASSET_QUALITY if len(data) > LARGE and ending != ".js" else ASSET_QUALITY
    return {"gz": gzip.compress(data, 9, mtime=0), "br": brotli.compress(data, quality=quality)}


def _stated(head: ShelvedEdition | ShelvedSupplement) -> str:
    """When it comes into force, as pages say it: 1 December 2026, with the time where it has one."""
    return f"{short_day(head.in_force)}, {head.at}" if head.at else short_day(head.in_force)


def shared_part(head: ShelvedEdition, standing: Standing) -> SharedPart:
    """An edition as the pages need it."""
    return SharedPart(
        standing.manuscript(head.number),
        head.number,
        _stated(head),
        head.fingerprint,
        {place: fingerprint for place, (fingerprint, _) in head.places.items()},
        {place: number for place, (_, number) in head.places.items()},
        head.amendments,
    )


def local_part(head: ShelvedSupplement, standing: Standing) -> LocalPart:
    """A supplement as the pages need it."""
    local = standing.local(head.partnership.key, head.number)
    return LocalPart(
        local,
        head.number,
        _stated(head),
        head.fingerprint,
        {place: number for place, (_, number) in head.places.items()},
        paper_words(standing.shelf, local),
    )
