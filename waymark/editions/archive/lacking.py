"""What a shelf lacks of an archive; and whether the two are at odds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from waymark.editions.archive import form
from waymark.editions.archive.checking import Checked
from waymark.editions.archive.merging import lines_to_add
from waymark.editions.changes import local_places, shared_places
from waymark.editions.shelved import Change, Printing, ShelvedEdition, ShelvedSupplement
from waymark.editions.standing import Standing
from waymark.editions.stood import moment_of
from waymark.editions.withheld import GONE, Withholding, all_words
from waymark.editions.withholding import unfinished
from waymark.manual.data import edition_order
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

messages(
    Severity.REFUSE,
    {
        "put-back-other": (
            "{what} is on the shelf already, and is not the one in the archive.",
            "One of the two is not what it says: compare their fingerprints; nothing was put on the shelf.",
        ),
        "put-back-withheld": (
            "{what} has words that were withheld ({ground}).",
            "Take an archive that was made since they were withheld; nothing was put on the shelf.",
        ),
        "put-back-withhold": (
            "Words of {place} were withheld from this archive ({ground}), and the shelf still has some.",
            "Withhold them from the shelf first: waymark withhold {place}.",
        ),
        "put-back-order": (
            "{what} cannot stand beside what is on the shelf: {problem}.",
            "Put it back on a shelf of its own; nothing was put on this one.",
        ),
    },
)

H = TypeVar("H", ShelvedEdition, ShelvedSupplement)


class Lacking(NamedTuple):
    """What the shelf does not have yet. `objects`: the name of each, with where it stands in the archive."""

    edition: bool
    supplements: list[tuple[ShelvedSupplement, bytes]]
    printings: list[Printing]
    objects: dict[str, str]
    lines: tuple[Change, ...]
    records: list[Withholding]


def lacking_on(found: Checked, standing: Standing) -> Lacking:
    """What is to be put on a shelf. Raises Refused where the archive and the shelf are at odds."""
    shelf = standing.shelf
    number = found.head.number
    there = shelf.withheld()
    records = [record for record in found.records if record not in there]
    for record in records:
        if unfinished(shelf, record):
            raise refuse("put-back-withhold", place=record.place, ground=record.ground)
    known = standing.editions.get(number)
    what, file = f"Edition {number}", form.edition_path(number, "manuscript.json")
    if known is None:
        _in_order(what, found.head, standing.editions.values())
        _not_withheld(what, shared_places(decode(found.manuscript, Manuscript)), there)
    else:
        _same_words(what, known, found.head, standing, file, found.manuscript, there)
    supplements = []
    for head, data in found.supplements:
        key = head.partnership.key
        issued = standing.supplements.get(key, {})
        what, file = (
            f"Supplement {head.number} of {key}",
            f"supplements/{key}/{head.number}/local-manuscript.json",
        )
        if head.number not in issued:
            _in_order(what, head, issued.values())
            _not_withheld(what, local_places(decode(data, LocalManuscript)), there)
            supplements.append((head, data))
        else:
            _same_words(what, issued[head.number], head, standing, file, data, there)
    # What was withheld from the shelf never comes back.
    withheld = form.withheld_of((*shelf.printings(), *found.printings.values()), (*there, *found.records))
    printings = []
    for name, printing in found.printings.items():
        if not shelf.printing_file(name).exists():
            printings.append(form.without(printing, withheld))
        elif form.without(shelf.printing(name), withheld) != form.without(printing, withheld):
            raise refuse("put-back-other", what=f"Printing {name}")
    objects = {}
    for printing in found.printings.values():
        for row in (*printing.pages, *printing.slots):
            name_of = form.object_name(row)
            ending = name_of.removeprefix(row.fingerprint)
            if name_of not in withheld and not shelf.has_object(row.fingerprint, ending):
                objects[name_of] = found.sources[name_of]
    lines = lines_to_add(standing.shown, found.manifest)
    return Lacking(known is None, supplements, printings, objects, lines, records)


def _same_words(
    what: str,
    known: H,
    head: H,
    standing: Standing,
    file: str,
    data: bytes,
    records: Sequence[Withholding],
) -> None:
    """Raises Refused where the shelf has other words, unless they are what a withholding left of these."""
    on_shelf = _seal((standing.shelf.folder / file).read_bytes())
    left = _seal(data)
    for record in records:
        left = next((each.now for each in record.texts if (each.file, each.was) == (file, left)), left)
    reasons = tuple(
        (place, GONE if (place, GONE) in known.amendments else reason) for place, reason in head.amendments
    )
    # A head's `files` is the fingerprint of what it was read from: a desk that brought it has none.
    said = msgspec.structs.replace(head, amendments=reasons, files=known.files)
    if said != known or on_shelf not in (_seal(data), left):
        raise refuse("put-back-other", what=what)


def _not_withheld(what: str, places: Iterator[tuple[str, str]], records: Iterable[Withholding]) -> None:
    """Raises Refused where words would come back that were withheld from the shelf."""
    words = all_words(records)
    for _, seal in places if words else ():
        if record := words.get(seal):
            raise refuse("put-back-withheld", what=what, ground=record.ground)


def _seal(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _in_order(what: str, head: H, known: Iterable[H]) -> None:
    """Raises Refused where it would come into force before one of a lower number, or after a higher."""
    for each in known:
        first, second = sorted((each, head), key=_rank)
        if moment_of(first) > moment_of(second):
            problem = f"{first.number} comes into force after {second.number}"
            raise refuse("put-back-order", what=what, problem=problem)


def _rank(head: ShelvedEdition | ShelvedSupplement) -> tuple[int, int]:
    return edition_order(head.number) if isinstance(head.number, str) else (head.number, 0)
