"""Making printings again from the manuscripts on a shelf, and comparing them with their lists row by row."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from waymark.editions.forks import spread
from waymark.editions.gather import Progress
from waymark.editions.printing import MakePress, PressLike, local_part, shared_part
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, SLOT, OnShelf, Printing
from waymark.editions.standing import Standing
from waymark.editions.timeline import at, shown_by
from waymark.manual.findings import Finding, Refused, Severity, finding, messages
from waymark.manual.json_form import own_fingerprint
from waymark.manual.local import Partnership

WITHHELD = 451
#: How many printings of one edition a worker makes at a time, with one press.
_CHUNK = 200
_TOLD = 5

messages(
    Severity.REFUSE,
    {
        "printing-differs": (
            "{place} in {printing} does not come out the same when it is made again from its manuscript.",
            "Put the printing's list, and the manuscripts, back from a copy of the shelf.",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "printing-other-pages": (
            "Printings set with other pages than those of this Waymark, so not made again: {count}.",
            "Their bytes are as they were listed. To make them again, verify with the Waymark of that time.",
        ),
        "printing-other-words": (
            "Printings whose words were withheld since, or whose front names others, so not made again: "
            "{count}.",
            "Their bytes are as they were listed; what was withheld is told by waymark withheld.",
        ),
    },
)

Who = Mapping[str, tuple[Partnership, ...]]


class Remaking:
    """Makes printings again: every page joined and hashed, with no trust in keys or kept drawings."""

    def __init__(self, shelf: Shelf, press: MakePress, components: Callable[[], str]) -> None:
        self.shelf = shelf
        self.standing = Standing(shelf)
        self._make = press
        self._components = components
        self._press: tuple[str, PressLike] | None = None

    def faults(
        self,
        printings: Sequence[Printing],
        rewritten: Collection[str],
        workers: int,
        progress: Progress | None = None,
    ) -> Iterator[Finding]:
        """Findings for every printing that does not come out as it is listed, or cannot be made again."""
        try:
            self.standing.look()
            who = self._who()
        except Refused:
            return  # What cannot be read is told by whoever reads it first.
        today = self._components()
        same = [each for each in printings if each.components == today]
        if other := len(printings) - len(same):
            yield finding("printing-other-pages", count=other)
        able = [each for each in same if self._able(each, who, rewritten)]
        if other := len(same) - len(able):
            yield finding("printing-other-words", count=other)
        chunks = _chunks(able)
        with tempfile.TemporaryDirectory() as drawings:

            def make(number: int) -> bytes:
                return msgspec.msgpack.encode(
                    [each for printing in chunks[number] for each in self._one(printing, who, Path(drawings))]
                )

            done = 0
            for number, answer in spread(make, len(chunks), workers):
                done += len(chunks[number])
                if progress:
                    progress("made again", done, len(able))
                yield from msgspec.msgpack.decode(answer, type=list[Finding])

    def _able(self, printing: Printing, who: Who, rewritten: Collection[str]) -> bool:
        """Whether the words that a printing was set from, and the reasons it tells, are all on the shelf."""
        names = [f"editions/{printing.edition}/{file}" for file in ("manuscript.json", "edition.json")]
        if printing.gateway == FRONT:
            return printing.supplement_fingerprint in who and not any(name in rewritten for name in names)
        folder = f"supplements/{printing.gateway}/{printing.supplement}"
        names += [f"{folder}/{file}" for file in ("local-manuscript.json", "supplement.json")]
        return not any(name in rewritten for name in names)

    def _who(self) -> dict[str, tuple[Partnership, ...]]:
        """Which partnerships a front may have named, by the fingerprint that its printings keep."""
        name, found = self.shelf.settings().name, dict[str, tuple[Partnership, ...]]()
        changes = self.shelf.changes()
        for number, change in enumerate(changes):
            if all(each.gateway != FRONT for each in change.gateways):
                continue
            steps = shown_by(changes[: number + 1])
            shown = {key: at(each, change.start) for key, each in sorted(steps.items()) if key != FRONT}
            there = tuple(
                self.standing.supplements[key][each.supplement].partnership
                for key, each in shown.items()
                if each and each.supplement in self.standing.supplements.get(key, {})
            )
            found[own_fingerprint((name, there))] = there
        return found

    def _one(self, printing: Printing, who: Who, drawings: Path) -> Iterator[Finding]:
        try:
            pages, slots = self._made(printing, who, drawings)
        except (Refused, KeyError, OSError):
            return  # Its edition or supplement is damaged or gone, which is told already.
        listed = {row.path: row for row in (*printing.pages, *printing.slots)}
        made = {row.path: row for row in (*pages, *slots)}
        different = (
            path
            for path in sorted(listed.keys() | made.keys())
            if listed.get(path) != made.get(path)
            and (path not in listed or listed[path].status != WITHHELD)
        )
        for path in islice(different, _TOLD):
            yield finding("printing-differs", place=path, printing=printing.name)

    def _made(
        self, printing: Printing, who: Who, drawings: Path
    ) -> tuple[list[OnShelf], list[OnShelf]]:
        press = self._press_of(printing.edition, drawings)
        rows: list[OnShelf] = []
        if printing.gateway == FRONT:
            there = who[printing.supplement_fingerprint]
            pages, assets = press.front(there, self.shelf.settings().name)
            slots = press.front_slots(there)
        else:
            head = self.standing.supplements[printing.gateway][printing.supplement]
            local = local_part(head, self.standing)
            pages, assets = press.gateway(local)
            assets = [*assets, *press.indexes(local)]
            slots = press.slots(local)
            files = [each.file for each in local.local.guidance if each.file]
            rows += [
                OnShelf(f"local/{each.name}", each.fingerprint, each.fingerprint[:32], each.size)
                for each in files
            ]
        for page in pages:
            data = page.joined()
            seal = hashlib.sha256(data).hexdigest()
            rows.append(OnShelf(page.path, seal, page.key, len(data), page.status))
        rows += [_row(asset.path, asset.data) for asset in assets]
        return rows, [_row(f"{name}{SLOT}", words.encode()) for name, words in sorted(slots.items())]

    def _press_of(self, edition: str, drawings: Path) -> PressLike:
        if self._press is None or self._press[0] != edition:
            self._press = None
            shared = shared_part(self.standing.editions[edition], self.standing)
            self._press = (edition, self._make(shared, drawings))
        return self._press[1]


def _row(path: str, data: bytes) -> OnShelf:
    seal = hashlib.sha256(data).hexdigest()
    return OnShelf(path, seal, seal[:32], len(data))


def _chunks(printings: Iterable[Printing]) -> list[list[Printing]]:
    """Printings of one edition together, so that its press is made once for many."""
    by: dict[str, list[Printing]] = {}
    for each in printings:
        by.setdefault(each.edition, []).append(each)
    return [
        each[start : start + _CHUNK] for each in by.values() for start in range(0, len(each), _CHUNK)
    ]

