"""Proofs of pages as readers get them: with their open slots filled, still whole, with no id twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from waymark.editions.forks import spread
from waymark.editions.proofs import Proof, read_html
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, SLOT, OnShelf, Printing, ending_of
from waymark.manual.findings import Finding, Refused, finding
from waymark.pages.days.show import day_box
from waymark.pages.open_slots import fill, root_of
from waymark.pages.tell.show import ask

#: The box for another day; which page and which first day it names changes none of its ids.
_DAY = date(2026, 5, 1)
#: The question whether a page is clear, which has the same ids on every page.
_ASK = ask("contacts", "devon")
_CHUNK = 20

Proofs = Mapping[str, Proof]


class Filled:
    """Looks for ids that a page and what is filled into it both have, each pair of bytes once."""

    def __init__(self, proofs: Proofs) -> None:
        self._proofs = proofs
        self._seen: set[tuple[str, ...]] = set()
        self._box = {gateway: _ids_of_box(gateway=gateway) for gateway in (True, False)}
        self._ask = _ids_of(_ASK)

    def faults(self, printing: Printing, pages: Mapping[str, Proof | None]) -> Iterator[Finding]:
        """Ids that a page of a printing would have twice once it is filled."""
        slots = {row.path.removesuffix(SLOT): pages.get(row.path) for row in printing.slots}
        for path, proof in pages.items():
            if proof is None or not proof.open or path.endswith(SLOT):
                continue
            fillings = [each for name in proof.open if (each := slots.get(name)) is not None]
            key = (proof.name, *(each.name for each in fillings))
            if key in self._seen:
                continue
            self._seen.add(key)
            ids = set(proof.ids)
            more = [each.ids for each in fillings]
            if "time" in proof.open:
                more.append(self._box[printing.gateway != FRONT])
            if "tell" in proof.open:
                more.append(self._ask)
            for added in more:
                for twice in sorted(ids.intersection(added)):
                    name = f"{path} of {printing.name}"
                    yield finding("html-id-twice", file=proof.name, name=name, id=twice)
                ids.update(added)


def filled_faults(
    shelf: Shelf, printings: Sequence[Printing], proofs: Proofs, workers: int
) -> Iterator[Finding]:
    """Faults in the HTML of filled pages: of each gateway and edition, so many that each slot is in one."""
    last = {(each.gateway, each.edition): each for each in printings}
    chosen = [(each, row) for each in last.values() for row in _covering(each, proofs)]

    def read(number: int) -> bytes:
        part = chosen[number * _CHUNK : (number + 1) * _CHUNK]
        return msgspec.msgpack.encode(
            [each for printing, row in part for each in _read(shelf, printing, row)]
        )

    for _, answer in spread(read, -(-len(chosen) // _CHUNK), workers):
        yield from msgspec.msgpack.decode(answer, type=list[Finding])


def _covering(printing: Printing, proofs: Proofs) -> Iterator[OnShelf]:
    """Pages that together open every slot that the printing fills."""
    left: set[str] = {"time", "tell", *(row.path.removesuffix(SLOT) for row in printing.slots)}
    opening: list[tuple[OnShelf, frozenset[str]]] = []
    for row in printing.pages:
        proof = proofs.get(row.fingerprint + ending_of(row.path))
        if proof and proof.open and not proof.faults:
            opening.append((row, frozenset(proof.open)))
    for row, names in sorted(opening, key=lambda each: (-len(each[1]), each[0].path)):
        if names & left:
            left -= names
            yield row


def _read(shelf: Shelf, printing: Printing, row: OnShelf) -> Iterable[Finding]:
    proof = Proof(row.fingerprint + ending_of(row.path), [])
    try:
        stored = shelf.object_file(row.fingerprint, ending_of(row.path)).read_bytes()
        box = day_box("contacts", _DAY, gateway=printing.gateway != FRONT)
        filled = fill(stored, {**shelf.slots(printing), "time": box, "tell": _ASK}, root_of(row.path))
    except (Refused, OSError):
        return []  # told by whoever reads the objects
    read_html(filled.decode(errors="replace"), proof, whole=True)
    return [each for each in proof.faults if each.rule == "html-fault"]


def _ids_of_box(*, gateway: bool) -> list[str]:
    return _ids_of(day_box("contacts", _DAY, gateway=gateway))


def _ids_of(filling: bytes) -> list[str]:
    proof = Proof("filling.slot", [])
    read_html(filling.decode(), proof, whole=False)
    return proof.ids
