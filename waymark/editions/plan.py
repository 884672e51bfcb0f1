"""Planning: which printings are to be set, and what each gateway is to show from when."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple, TypeVar

from waymark.editions.changes import local_places, shared_places, since
from waymark.editions.gather import Gathered, NewEdition, NewSupplement
from waymark.editions.shelved import FRONT, PrintingName, Settings, ShelvedEdition, ShelvedSupplement
from waymark.editions.standing import Standing
from waymark.editions.timeline import Pair, Steps, at, coming, from_now, instant, pairs, together
from waymark.manual.data import edition_order
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.json_form import own_fingerprint
from waymark.manual.local import Partnership

messages(
    Severity.REFUSE,
    {
        "edition-order": (
            "Edition {number} comes after edition {before} on the list, but {what}.",
            "Editions are made and come into force in the order of their numbers.",
        ),
        "supplement-order": (
            "Supplement {number} of {partnership} follows supplement {before}, but {what}.",
            "Supplements are made and come into force in the order of their numbers, without gaps.",
        ),
    },
)

N = TypeVar("N", str, int)


class Shown(NamedTuple):
    """What a gateway shows: an edition and a supplement. At the front, a fingerprint of who is there."""

    edition: str
    supplement: int
    who: str = ""


class Task(NamedTuple):
    """One printing to be set. `before`: the printing whose pages may be used again."""

    name: PrintingName
    who: str
    before: PrintingName | None
    again: bool = False


class Plan(NamedTuple):
    """What is to be done. `lines`: by gateway, what it shows from which instant on, once all is set."""

    editions: dict[str, ShelvedEdition]
    supplements: Mapping[str, Mapping[int, ShelvedSupplement]]
    tasks: tuple[Task, ...]
    lines: Mapping[str, Steps[PrintingName]]
    who: Mapping[str, tuple[Partnership, ...]]


def heads(
    gathered: Gathered, standing: Standing
) -> tuple[dict[str, ShelvedEdition], dict[str, dict[int, ShelvedSupplement]], list[Finding]]:
    """Every edition and supplement with what is new, and findings where their order is wrong."""
    found: list[Finding] = []
    editions = dict(standing.editions)
    for new in gathered.editions:
        before = editions[next(reversed(editions))] if editions else None
        if before and (what := _before(edition_order(before.number), edition_order(new.number), before, new)):
            found.append(
                finding("edition-order", place=new.number, number=new.number, before=before.number, what=what)
            )
        editions[new.number] = _edition_head(new, before)
    supplements = {key: dict(issued) for key, issued in standing.supplements.items()}
    for each in sorted(gathered.supplements, key=lambda each: (each.partnership, each.number)):
        issued = supplements.setdefault(each.partnership, {})
        last = issued[next(reversed(issued))] if issued else None
        number = last.number if last else 0
        what = _before((number,), (each.number,), last, each) if last else None
        if each.number > number + 1:
            what = "a number between is missing"
        if what:
            found.append(
                finding(
                    "supplement-order",
                    place=f"partnerships:{each.partnership}",
                    number=each.number,
                    before=number,
                    what=what,
                    partnership=each.partnership,
                )
            )
        issued[each.number] = _supplement_head(each, last)
    return editions, supplements, found


def _before(
    old: tuple[int, ...],
    new: tuple[int, ...],
    before: ShelvedEdition | ShelvedSupplement | None,
    after: NewEdition | NewSupplement,
) -> str | None:
    if new <= old:
        return "that number is taken or passed"
    if before and instant(after.in_force, after.at) < instant(before.in_force, before.at):
        return f"its day, {_when(after)}, is before {_when(before)}"
    return None


def _when(stated: ShelvedEdition | ShelvedSupplement | NewEdition | NewSupplement) -> str:
    return f"{stated.in_force} {stated.at}".rstrip()


def _edition_head(new: NewEdition, before: ShelvedEdition | None) -> ShelvedEdition:
    places = since(shared_places(new.manuscript), new.number, before.places if before else {})
    return ShelvedEdition(
        new.number,
        new.in_force,
        new.fingerprint,
        new.reasons,
        new.files,
        places,
        new.at,
        new.trifling,
    )


def _supplement_head(new: NewSupplement, before: ShelvedSupplement | None) -> ShelvedSupplement:
    places = since(local_places(new.local), new.number, before.places if before else {})
    partnership = new.local.partnership
    return ShelvedSupplement(
        new.number,
        new.in_force,
        new.fingerprint,
        partnership,
        new.reasons,
        new.files,
        places,
        new.at,
        new.trifling,
    )


def planned(
    editions: dict[str, ShelvedEdition],
    supplements: Mapping[str, Mapping[int, ShelvedSupplement]],
    settings: Settings,
    standing: Standing,
    now: datetime,
    *,
    again: bool = False,
) -> Plan:
    """The plan for a shelf on which these editions and supplements will stand."""
    days = [(each.number, instant(each.in_force, each.at)) for each in editions.values()]
    own: dict[str, Steps[Shown]] = {}
    added: dict[str, Steps[Shown]] = {}
    for key, issued in sorted(supplements.items()):
        shown = [(moment, _shown(name)) for moment, name in standing.shown.get(key, [])]
        wanted = _as_shown(pairs(days, _days(issued.values())))
        added[key] = coming(wanted, shown, now)
        own[key] = together(shown, added[key])
    before = _front_before(standing, now)
    who: dict[str, tuple[Partnership, ...]] = {}
    added[FRONT] = coming(_front(own, supplements, settings, who, now, used=bool(before)), before, now)
    own[FRONT] = together(before, added[FRONT])
    if again:
        added = {key: together(from_now(own[key], now), steps) for key, steps in added.items()}
    tasks, lines = to_set(added, standing, again=again)
    return Plan(editions, supplements, tasks, lines, who)


def _days(issued: Iterable[ShelvedSupplement]) -> list[tuple[int, datetime]]:
    return [(each.number, instant(each.in_force, each.at)) for each in issued]


def _shown(name: PrintingName) -> Shown:
    return Shown(name.edition, name.supplement)


def _as_shown(steps: Steps[Pair]) -> Steps[Shown]:
    return [(moment, Shown(*pair)) for moment, pair in steps]


def _front(
    own: Mapping[str, Steps[Shown]],
    supplements: Mapping[str, Mapping[int, ShelvedSupplement]],
    settings: Settings,
    known: dict[str, tuple[Partnership, ...]],
    now: datetime,
    *,
    used: bool,
) -> Steps[Shown]:
    """What the front is to show: the newest edition any gateway shows, and who is there.

    Where the list is `used` already, only from now on.
    """
    steps: Steps[Shown] = []
    moments = sorted({moment for each in own.values() for moment, _ in each})
    # What lies before the last change until now is told already, wherever the front was shown before.
    past = bisect.bisect_right(moments, now) - 1 if used else 0
    for moment in moments[max(past, 0) :]:
        there = {key: shown for key, each in sorted(own.items()) if (shown := at(each, moment))}
        edition = max((shown.edition for shown in there.values()), key=edition_order)
        who = tuple(supplements[key][shown.supplement].partnership for key, shown in there.items())
        fingerprint = own_fingerprint((settings.name, who))
        known[fingerprint] = who
        steps.append((moment, Shown(edition, 0, fingerprint)))
    return [steps[0], *(two for one, two in pairwise(steps) if one[1] != two[1])] if steps else []


def _front_before(standing: Standing, now: datetime) -> Steps[Shown]:
    """What the front shows now and later."""
    return [
        (moment, Shown(name.edition, 0, standing.printing(name).supplement_fingerprint))
        for moment, name in from_now(standing.shown.get(FRONT, []), now)
    ]


def to_set(
    added: Mapping[str, Steps[Shown]], standing: Standing, *, again: bool
) -> tuple[tuple[Task, ...], dict[str, Steps[PrintingName]]]:
    """The printings to set, in order, and the lines that will name them."""
    tasks: list[Task] = []
    lines: dict[str, Steps[PrintingName]] = {}
    for key, steps in added.items():
        made: dict[Shown, PrintingName] = {}
        before = standing.shown[key][-1][1] if standing.shown.get(key) else None
        for moment, shown in steps:
            name = made.get(shown) or _printed(key, shown, standing)
            if name is None or (again and shown not in made):
                number = standing.shelf.printed(key, shown.edition, shown.supplement) + 1
                number += sum(_same_pair(task.name, key, shown) for task in tasks)
                task = Task(
                    PrintingName(key, shown.edition, shown.supplement, number),
                    shown.who,
                    name or before,
                    again=name is not None,
                )
                tasks.append(task)
                name = task.name
            made[shown] = before = name
            lines.setdefault(key, []).append((moment, name))
    return tuple(tasks), lines


def _printed(key: str, shown: Shown, standing: Standing) -> PrintingName | None:
    if key == FRONT:
        return standing.front_printing(shown.edition, shown.who)
    return standing.last_printing(key, shown.edition, shown.supplement)


def _same_pair(name: PrintingName, gateway: str, shown: Shown) -> bool:
    return (name.gateway, name.edition, name.supplement) == (gateway, shown.edition, shown.supplement)
