"""What stood with an edition: the editions up to it, and the supplements that were shown with it."""

from __future__ import annotations

from datetime import datetime

from waymark.editions.shelved import ShelvedEdition, ShelvedSupplement
from waymark.editions.standing import Standing
from waymark.editions.timeline import instant
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "edition-not-there": (
            "There is no edition {number} on the shelf at {folder}.",
            "Editions there: {known}.",
        ),
    },
)


def moment_of(head: ShelvedEdition | ShelvedSupplement) -> datetime:
    """The instant, in UTC, from which an edition or supplement says it holds."""
    return instant(head.in_force, head.at)


def editions_until(standing: Standing, number: str) -> list[ShelvedEdition]:
    """The heads of all editions up to this one. Raises Refused where the shelf does not have it."""
    numbers = list(standing.editions)
    if number not in numbers:
        known = ", ".join(numbers) or "none"
        raise refuse("edition-not-there", number=number, folder=standing.shelf.folder, known=known)
    return [standing.editions[each] for each in numbers[: numbers.index(number) + 1]]


def supplements_with(standing: Standing, number: str) -> dict[str, list[ShelvedSupplement]]:
    """Of each partnership that was there, the supplements up to the one that stood with the edition last.

    With the newest edition all do. Where a gateway never showed the edition, those count that hold from
    before the next edition's moment.
    """
    numbers = list(standing.editions)
    newest = number == numbers[-1]
    until = None if newest else moment_of(standing.editions[numbers[numbers.index(number) + 1]])
    found: dict[str, list[ShelvedSupplement]] = {}
    for key, issued in sorted(standing.supplements.items()):
        shown = [name.supplement for _, name in standing.shown.get(key, []) if name.edition == number]
        if newest:
            last = max(issued)
        elif shown:
            last = shown[-1]
        else:
            before = (head.number for head in issued.values() if until and moment_of(head) < until)
            last = max(before, default=0)
        if stood := [head for head in issued.values() if head.number <= last]:
            found[key] = stood
    return found
