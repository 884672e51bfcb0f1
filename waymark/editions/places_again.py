"""The register of places worked out again from what editions and supplements hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from waymark.editions.registering import taken_lines
from waymark.editions.shelved import ShelvedEdition, ShelvedSupplement
from waymark.editions.stood import moment_of
from waymark.editions.timeline import at
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.pack.box_form import plain_data
from waymark.manual.pack.register import Register, Registered


def register_of(
    editions: Iterable[ShelvedEdition],
    manuscripts: Mapping[str, Manuscript],
    issued: Iterable[tuple[ShelvedSupplement, LocalManuscript]],
) -> Register:
    """The register of places, worked out from what the editions and supplements hold.

    What is local counts as taken in the edition whose moment is the last at or before the supplement's
    own: what was the newest edition when the supplement was frozen is not on the shelf.
    """
    moments = [(moment_of(head), head.number) for head in editions]
    by_edition: dict[str, list[tuple[ShelvedSupplement, LocalManuscript]]] = {}
    for supplement, local in issued:
        number = at(moments, moment_of(supplement)) or moments[0][1]
        by_edition.setdefault(number, []).append((supplement, local))
    register = Register()
    for _, number in moments:
        for lines in _lines(register, number, manuscripts[number]):
            register = Register(lines=(*register.lines, *lines))
        for _, local in sorted(by_edition.get(number, ()), key=_in_order):
            places = {local.place(guidance): "local guidance" for guidance in local.guidance}
            register = Register(lines=(*register.lines, *taken_lines(places, register, number)))
    return register


def _lines(register: Register, number: str, manuscript: Manuscript) -> Iterator[list[Registered]]:
    """The lines of one edition: what it withdrew, and the places it took."""
    taken, already = register.taken(), {gone.place for gone in register.withdrawn()}
    gone = [each for each in manuscript.withdrawn if each.place not in already]
    for each in gone:
        # Where the shelf does not hold the edition that took a place, it is known since it was withdrawn.
        if each.place not in taken:
            yield taken_lines({each.place: each.kind}, register, each.edition)
    told = ({**plain_data(each), "event": "withdrawn"} for each in gone)
    yield msgspec.convert(list(told), list[Registered])
    yield taken_lines(Lookup(manuscript).places, register, number)


def _in_order(issued: tuple[ShelvedSupplement, LocalManuscript]) -> tuple[object, ...]:
    supplement, local = issued
    return (moment_of(supplement), local.partnership.key, supplement.number)
