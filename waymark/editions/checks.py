"""The checks that stand before the press: what is new is whole, and nothing live is an example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from waymark.editions.gather import Gathered
from waymark.editions.plan import Plan
from waymark.editions.shelved import FRONT
from waymark.editions.standing import Standing
from waymark.editions.timeline import from_now, together
from waymark.manual.checking import check_shared, register_until
from waymark.manual.contacts import Contact
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup
from waymark.manual.pack.origins import Origins
from waymark.manual.wholeness import check_local, check_manuscript
from waymark.plain_english.gate import check_gate
from waymark.plain_english.reading import check_reading

messages(
    Severity.REFUSE,
    {
        "example-contact": (
            "“{name}” in {what} is an example, and this compile is for live use.",
            "Give the real contact and the day it was checked; only a manual being tried has examples.",
        ),
    },
)


def check(gathered: Gathered, plan: Plan, standing: Standing) -> list[Finding]:
    """Findings of all that is new: each edition by itself, each supplement with the editions it goes with."""
    found: list[Finding] = []
    for new in gathered.editions:
        origins = new.origins or Origins()
        if gathered.register is None:
            whole = (each for each in check_manuscript(new.manuscript) if each.place not in new.lost)
            found += [origins.located(each) for each in whole]
        else:
            latest = new.number == list(plan.editions)[-1]
            register = register_until(gathered.register, new.number)
            found += check_shared(new.manuscript, origins, register, frozen=True, latest=latest)
        # By the day it comes into force, so that the same edition is always judged alike; what stands on the
        # shelf is never judged again, and what a partnership froze must not hold up all the others.
        read_as = (*check_reading(new.manuscript), *check_gate(new.manuscript, new.in_force))
        found += [origins.located(each) for each in read_as if each.place not in new.lost]
    return found + list(_locals(gathered, plan, standing))


def _locals(gathered: Gathered, plan: Plan, standing: Standing) -> Iterator[Finding]:
    new_editions = {new.number for new in gathered.editions}
    new_supplements = {(new.partnership, new.number): new for new in gathered.supplements}
    pairs = {
        (task.name.edition, task.name.gateway, task.name.supplement): None
        for task in plan.tasks
        if task.name.gateway != FRONT
    }
    seen = {(gateway, number) for _, gateway, number in pairs}
    last = list(plan.editions)[-1] if plan.editions else None
    for key in new_supplements:
        if key not in seen and last is not None:
            pairs[last, *key] = None
    lookups: dict[str, Lookup] = {}
    told: set[Finding] = set()
    for edition, gateway, number in pairs:
        new = new_supplements.get((gateway, number))
        if new is None and edition not in new_editions:
            continue
        if edition not in lookups:
            lookups[edition] = Lookup(standing.manuscript(edition))
        for each in check_local(standing.local(gateway, number), lookups[edition]):
            located = new.origins.located(each) if new and new.origins else each
            if located.file is None:
                file = f"partnerships/{gateway}/supplements/{number}/"
                located = msgspec.structs.replace(located, file=file)
            if located not in told:
                told.add(located)
                yield located


def check_live(plan: Plan, standing: Standing, now: datetime) -> list[Finding]:
    """Findings for every example contact that anyone would be shown from now on."""
    found: dict[Finding, None] = {}
    for gateway in sorted({*standing.shown, *plan.lines} - {FRONT}):
        steps = together(standing.shown.get(gateway, []), plan.lines.get(gateway, []))
        for _, name in from_now(steps, now):
            what = f"edition {name.edition}"
            found |= dict.fromkeys(_examples(standing.manuscript(name.edition).contacts, what))
            what = f"supplement {name.supplement} of {gateway}"
            found |= dict.fromkeys(_examples(standing.local(gateway, name.supplement).contacts, what))
    return list(found)


def check_new_live(gathered: Gathered) -> Iterator[Finding]:
    """Findings for every example contact in what is new; what others show already is theirs to put right."""
    for edition in gathered.editions:
        yield from _examples(edition.manuscript.contacts, f"edition {edition.number}")
    for each in gathered.supplements:
        yield from _examples(each.local.contacts, f"supplement {each.number} of {each.partnership}")


def _examples(contacts: tuple[Contact, ...], what: str) -> Iterator[Finding]:
    for contact in contacts:
        if contact.example:
            yield finding("example-contact", place=f"contacts:{contact.key}", name=contact.name, what=what)
