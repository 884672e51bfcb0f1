"""Planning to print an edition again: with which supplements it stood, and what that changes from now on."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime

import msgspec

from waymark.editions.plan import Plan, Shown, to_set
from waymark.editions.printing import Tally
from waymark.editions.shelved import FRONT, Change, PrintingName, Settings
from waymark.editions.standing import Standing
from waymark.editions.stood import editions_until
from waymark.editions.timeline import Steps, at, from_now, shown_by, together
from waymark.manual.findings import Finding, Severity, finding, messages, refuse
from waymark.manual.json_form import own_fingerprint
from waymark.manual.local import Partnership

#: The fingerprint of who stood at the front, and who they were; None where that cannot be told any more.
Front = tuple[str, tuple[Partnership, ...] | None]

messages(
    Severity.REFUSE,
    {
        "print-again-never": (
            "{gateway} never showed edition {number}, so there is nothing to print again.",
            "Gateways that showed it: {known}.",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "print-again-front": (
            "Who stood at the front of edition {number} in printing {printing} cannot be told any more.",
            "It stays as it was printed: the consortium had another name then.",
        ),
    },
)


class PrintedAgain(msgspec.Struct, frozen=True, kw_only=True):
    """What printing again came to.

    `printings`: the new ones; `same`: those whose pages came out as they were, so that nothing was
    added; `in_force`: the lines added to the in-force list, none where the edition is past; `findings`:
    what could not be printed again.
    """

    edition: str
    printings: tuple[PrintingName, ...]
    same: tuple[PrintingName, ...]
    pages: int
    rendered: int
    bytes: int
    seconds: float
    in_force: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()


def planned_again(
    standing: Standing, settings: Settings, number: str, now: datetime, gateway: str | None = None
) -> tuple[Plan, list[Finding]]:
    """The plan for printing an edition again, and findings of what cannot be."""
    editions_until(standing, number)
    found: list[Finding] = []
    front = _front(standing, settings, number, found)
    stood: dict[str, Steps[Shown]] = {}
    known: list[str] = []
    for key, steps in standing.shown.items():
        whole = together(steps, from_now(steps, now))
        if shown := [(moment, name) for moment, name in whole if name.edition == number]:
            known.append(key)
            stood[key] = [(moment, each) for moment, name in shown if (each := _shown(name, front))]
    if gateway is not None or not stood:
        if gateway not in stood:
            told = ", ".join(sorted(known)) or "none"
            raise refuse("print-again-never", gateway=gateway or "A gateway", number=number, known=told)
        stood, found = {gateway: stood[gateway]}, found if gateway == FRONT else []
    tasks, lines = to_set(stood, standing, again=True)
    # The past is not rewritten: readers never saw on that day what is set only now.
    lines = {key: [step for step in steps if step[0] >= now] for key, steps in lines.items()}
    who = {seal: there for seal, there in front.values() if there is not None}
    return Plan(standing.editions, standing.supplements, tasks, lines, who), found


def _shown(name: PrintingName, front: Mapping[PrintingName, Front]) -> Shown | None:
    if name.gateway != FRONT:
        return Shown(name.edition, name.supplement)
    seal, there = front[name]
    return None if there is None else Shown(name.edition, 0, seal)


def _front(
    standing: Standing, settings: Settings, number: str, found: list[Finding]
) -> dict[PrintingName, Front]:
    """For each printing of the front: the fingerprint of who stood there, and who they were."""
    changes = standing.shelf.changes()
    made: dict[PrintingName, Front] = {}
    for index, change in enumerate(changes):
        for name in change.gateways:
            if name.gateway != FRONT or name.edition != number or name in made:
                continue
            seal = standing.printing(name).supplement_fingerprint
            # Lines written later may say that a gateway was there before: read as much as was written then.
            tried = (_there(standing, changes[: last + 1], change) for last in range(index, len(changes)))
            there = next((each for each in tried if own_fingerprint((settings.name, each)) == seal), None)
            made[name] = seal, there
            if there is None:
                found.append(finding("print-again-front", number=number, printing=name.printing))
    return made


def _there(standing: Standing, changes: list[Change], change: Change) -> tuple[Partnership, ...]:
    """The partnerships whose gateways these lines show at the moment of a change."""
    names = {key: at(steps, change.start) for key, steps in shown_by(changes).items() if key != FRONT}
    return tuple(
        standing.supplements[key][name.supplement].partnership for key, name in sorted(names.items()) if name
    )


def printed_again(
    number: str,
    plan: Plan,
    tallies: Mapping[PrintingName, Tally],
    changes: tuple[Change, ...],
    found: list[Finding],
    started: float,
) -> PrintedAgain:
    """The figures of printing again, once it has come to its end. `started`: by the performance counter."""
    return PrintedAgain(
        edition=number,
        printings=tuple(name for name, tally in tallies.items() if not tally.same),
        same=tuple(task.before for task in plan.tasks if tallies[task.name].same and task.before),
        pages=sum(tally.pages for tally in tallies.values()),
        rendered=sum(tally.rendered for tally in tallies.values()),
        bytes=sum(tally.size for tally in tallies.values()),
        seconds=round(time.perf_counter() - started, 4),
        in_force=changes,
        findings=tuple(found),
    )
