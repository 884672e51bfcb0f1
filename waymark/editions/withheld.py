"""What was withheld from a shelf: by whom, on what ground, and which fingerprints it took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from waymark.editions.shelved import ShelvedEdition, ShelvedSupplement
from waymark.manual.findings import Finding, Severity, finding, messages

if TYPE_CHECKING:
    from waymark.editions.gather import Gathered

FILE = "withheld.jsonl"

#: What stands in a head in place of a reason that was withheld.
GONE = "Withheld."

messages(
    Severity.REFUSE,
    {
        "withheld-again": (
            "{what} brings back words of {place} that were withheld ({ground}).",
            "Write that place anew: its words may not come back.",
        ),
    },
)


class Rewritten(msgspec.Struct, frozen=True, array_like=True):
    """A text on the shelf that was written again without the words: its file, and both fingerprints.

    `reasons`: of a head, which of its amendments' reasons went, counted from 0.
    """

    file: str
    was: str
    now: str
    reasons: tuple[int, ...] = ()


class Withholding(msgspec.Struct, frozen=True, kw_only=True):
    """Two named people and a ground taking words off the shelf for ever.

    `gateway` is empty for the shared manual. `editions` and `supplements` name those that lost words;
    `words` are the fingerprints of the texts that went, `taken` the fingerprints of pages and files. No word
    that was withheld stands here.
    """

    at: datetime
    by: tuple[str, str]
    ground: str
    place: str
    gateway: str = ""
    title: bool = False
    editions: tuple[str, ...] = ()
    supplements: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    texts: tuple[Rewritten, ...] = ()
    taken: tuple[str, ...] = ()


def all_words(records: Iterable[Withholding]) -> dict[str, Withholding]:
    """Each text that may never come back, by its fingerprint."""
    return {seal: record for record in records for seal in record.words}


def returning(
    gathered: Gathered,
    editions: Mapping[str, ShelvedEdition],
    supplements: Mapping[str, Mapping[int, ShelvedSupplement]],
    records: Iterable[Withholding],
) -> Iterator[Finding]:
    """Findings where a new edition or supplement would bring back words that were withheld."""
    words = all_words(records)
    if not words:
        return
    for new in gathered.editions:
        yield from _back(f"Edition {new.number}", editions[new.number].places, words, new.lost)
    for each in gathered.supplements:
        head = supplements[each.partnership][each.number]
        yield from _back(f"Supplement {each.number} of {each.partnership}", head.places, words, each.lost)


def _back(
    what: str,
    places: Mapping[str, tuple[str, Any]],
    words: Mapping[str, Withholding],
    lost: frozenset[str],
) -> Iterator[Finding]:
    for place, (seal, _) in places.items():
        if place not in lost and (record := words.get(seal)):
            yield finding("withheld-again", place=place, what=what, ground=record.ground)


def ground_of(records: Iterable[Withholding], fingerprint: str) -> Withholding | None:
    """The withholding that took a page or file."""
    return next((record for record in records if fingerprint in record.taken), None)
