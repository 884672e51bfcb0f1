"""Which edition and supplement each gateway shows from which instant."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from waymark.editions.shelved import Change, PrintingName

LONDON = ZoneInfo("Europe/London")
T = TypeVar("T")

#: What is shown, each thing from its instant on, in the order of the instants.
Steps = list[tuple[datetime, T]]


class Pair(NamedTuple):
    """An edition and a supplement, together as a gateway shows them."""

    edition: str
    supplement: int


@lru_cache(maxsize=1 << 14)
def instant(day: date, clock: str = "") -> datetime:
    """The instant, in UTC, of a time of day here, such as 09:00; without one, at which the day starts."""
    local = time.fromisoformat(clock) if clock else time()
    return datetime.combine(day, local, LONDON).astimezone(UTC)


def at(steps: Sequence[tuple[datetime, T]], moment: datetime) -> T | None:
    """What is shown at a moment."""
    index = bisect.bisect_right(steps, moment, key=lambda step: step[0])
    return steps[index - 1][1] if index else None


def pairs(
    editions: Iterable[tuple[str, datetime]], supplements: Iterable[tuple[int, datetime]]
) -> Steps[Pair]:
    """The pairs of a gateway by the instants its editions and supplements state; both come in their order.

    Of two editions with one instant, the later holds.
    """
    of_editions = sorted((moment, number) for number, moment in _last(editions))
    of_supplements = sorted((moment, number) for number, moment in _last(supplements))
    steps: Steps[Pair] = []
    for moment in sorted({moment for moment, _ in (*of_editions, *of_supplements)}):
        edition, supplement = at(of_editions, moment), at(of_supplements, moment)
        if edition is not None and supplement is not None:
            steps.append((moment, Pair(edition, supplement)))
    return steps


def _last(numbered: Iterable[tuple[T, datetime]]) -> list[tuple[T, datetime]]:
    last: dict[datetime, T] = {}
    for number, moment in numbered:
        last[moment] = number
    return [(number, moment) for moment, number in last.items()]


def shown_by(changes: Iterable[Change]) -> dict[str, Steps[PrintingName]]:
    """What the in-force list says of each gateway. Of two lines with one instant the later written holds."""
    found: dict[str, dict[datetime, PrintingName]] = {}
    for change in changes:
        for name in change.gateways:
            found.setdefault(name.gateway, {})[change.start] = name
    return {gateway: sorted(steps.items(), key=lambda step: step[0]) for gateway, steps in found.items()}


def coming(
    wanted: Sequence[tuple[datetime, T]], shown: Sequence[tuple[datetime, T]], now: datetime
) -> Steps[T]:
    """What must be added to `shown` so that from now on a gateway shows what is wanted.

    A gateway that never showed anything is given its whole history, by the days it states. One that
    already does is changed now at the earliest, so that the list never says that readers saw what they
    could not have seen; and where a coming change no longer fits, another is written for its instant.
    """
    if not shown:
        return list(wanted)
    after = {moment: what for moment, what in shown if moment > now}
    standing = at(shown, now)
    added: Steps[T] = []
    moments = {now, *after, *(moment for moment, _ in wanted if moment > now)}
    for moment in sorted(moments):
        standing = after.get(moment, standing)
        want = at(wanted, moment)
        if want is not None and want != standing:
            added.append((moment, want))
            standing = want
    return added


def together(shown: Sequence[tuple[datetime, T]], added: Sequence[tuple[datetime, T]]) -> Steps[T]:
    """Both as one, the added holding where they share an instant."""
    return sorted((dict(shown) | dict(added)).items(), key=lambda step: step[0])


def from_now(steps: Sequence[tuple[datetime, T]], now: datetime) -> Steps[T]:
    """What is shown at this moment, as if from now, and what is still to come."""
    standing = at(steps, now)
    present = [] if standing is None else [(now, standing)]
    return present + [(moment, what) for moment, what in steps if moment > now]
