"""What is to be shelved: what the desk froze, as the compiler takes it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q

from waymark.desk.doors.out import consortium_facts, frozen_words, papers
from waymark.desk.models import Frozen, WithholdingAsked
from waymark.editions.gather import NewEdition, NewSupplement, settings_of
from waymark.editions.history import local_keys
from waymark.editions.shelf import Shelf
from waymark.manual.data import edition_order
from waymark.manual.findings import Refused
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript


def to_bring(frozen: Frozen) -> list[Frozen]:
    """It, what comes before it, and what came with a pack; what others agreed has work of its own."""
    before = Q(partnership=frozen.partnership, order__lte=frozen.order)
    rows = Frozen.objects.filter(before | Q(candidate__isnull=True), shelved_at__isnull=True)
    return list(rows.defer("data"))


def on_shelf(frozen: Frozen, shelf: Shelf) -> bool:
    """Whether just these words stand on the shelf; where others do, putting them there is refused.

    A shelf knows words by the fingerprint they had when they came to it, though some were withheld since.
    """
    seals = (frozen.fingerprint, frozen.was)
    if frozen.partnership:
        there = int(frozen.number) in shelf.supplements().get(frozen.partnership, [])
        return there and shelf.supplement(frozen.partnership, int(frozen.number)).fingerprint in seals
    return frozen.number in shelf.editions() and shelf.edition(frozen.number).fingerprint in seals


def set_down_settings() -> bool:
    """Write the consortium's settings on a shelf that is in use. False where someone else is writing to it.

    The next compile would write them too; but a day that readers wait for should not wait for that.
    """
    shelf = Shelf(settings.SHELF)
    if not shelf.in_use:
        return True
    try:
        with shelf.locked():
            shelf.put_settings(settings_of(consortium_facts()))
    except Refused as refused:
        if {each.rule for each in refused.findings} != {"shelf-busy"}:
            raise
        return False
    return True


def new_editions(new: Iterable[Frozen]) -> tuple[NewEdition, ...]:
    """The editions among them, in order, as the compiler takes them."""
    made: list[NewEdition] = []
    for frozen in new:
        words = frozen_words(frozen.pk, frozen.fingerprint)
        if isinstance(words, Manuscript):
            made.append(
                NewEdition(
                    frozen.number,
                    frozen.in_force,
                    words,
                    _reasons(frozen),
                    frozen.data.encode(),
                    at=frozen.at,
                    trifling=_trifling(frozen),
                    lost=_lost(frozen),
                )
            )
    return tuple(sorted(made, key=lambda each: edition_order(each.number)))


def new_supplements(new: Iterable[Frozen]) -> tuple[NewSupplement, ...]:
    """The supplements among them, in order, with the files they name."""
    made: list[NewSupplement] = []
    for frozen in new:
        words = frozen_words(frozen.pk, frozen.fingerprint)
        if isinstance(words, LocalManuscript):
            made.append(
                NewSupplement(
                    int(frozen.number),
                    frozen.in_force,
                    words,
                    _reasons(frozen),
                    frozen.data.encode(),
                    papers=papers(words),
                    at=frozen.at,
                    trifling=_trifling(frozen),
                    lost=frozenset(key for place in _lost(frozen) for key in local_keys(place)),
                )
            )
    return tuple(sorted(made, key=lambda each: (each.partnership, each.number)))


def _reasons(frozen: Frozen) -> tuple[tuple[str, str], ...]:
    return tuple((place, reason) for place, reason, *_ in frozen.reasons)


def _lost(frozen: Frozen) -> frozenset[str]:
    """The places whose words were withheld from it."""
    if not frozen.was:
        return frozenset()
    rows = WithholdingAsked.objects.filter(partnership=frozen.partnership).values_list("place", "went_from")
    return frozenset(place for place, went_from in rows if frozen.number in went_from)


def _trifling(frozen: Frozen) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for place, _, *trifling in frozen.reasons if trifling))
