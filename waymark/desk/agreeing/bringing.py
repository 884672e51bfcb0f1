"""Bringing into force: what was agreed goes through the same compile as the command line's.

The shelf takes all of it or nothing, so work that was killed leaves readers where they were; run again,
it takes what stands on the shelf already, with the same words, as done.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from waymark.desk.agreeing.freezing import thaw
from waymark.desk.agreeing.shelving import new_editions, new_supplements, on_shelf, to_bring
from waymark.desk.doors.out import consortium_facts
from waymark.desk.models import Bringing, Candidate, Frozen, Record
from waymark.desk.withholding.carrying_out import hold_again
from waymark.editions.compiling import Compiler
from waymark.editions.gather import settings_of
from waymark.editions.report import Report
from waymark.editions.shelf import Shelf
from waymark.manual.findings import Refused, refusals

State = Bringing.State

#: Work that has not moved for so long is taken to have died.
STALE = timedelta(minutes=2)
#: Work that waits for so long has nobody to do it.
SLOW = timedelta(seconds=20)
#: How long to wait for another compile to let go of the shelf, and how often to write down how far we are.
PATIENCE = 60.0
TELL_EVERY = 0.25

#: Refusals that are about the machine and not about the words: the same may be tried again as it is.
_TROUBLE = frozenset({"shelf-busy", "shelf-broken", "shelf-missing", "worker-lost"})


@lru_cache(maxsize=1)
def compiler_for(folder: Path) -> Compiler:
    """The compiler of this process, which keeps what it read and set for the next time."""
    return Compiler(Shelf(folder))


def run(number: int, clock: Callable[[], datetime] = timezone.now) -> None:
    """Bring into force what is asked for, unless that is done or being done. Nothing can half happen."""
    bringing = _claimed(number)
    if bringing is None:
        return
    try:
        brought, report = _compiled(bringing, clock)
    except Refused as refused:
        found = refusals(refused.findings)
        told = [f"{each.what} {each.mend}" for each in found]
        if any(each.rule in _TROUBLE for each in found):
            _ended(bringing, State.STOPPED, told)
        else:
            _refused(bringing, told)
    except BaseException as error:
        words = "The work stopped before its end. What readers see is as it was, and nothing is lost."
        _ended(bringing, State.STOPPED, [words, f"({type(error).__name__})"])
        raise
    else:
        _done(bringing, brought, report)
    take_up_again()


def again(bringing: Bringing) -> None:
    """Ask once more for work that stopped, or that nobody does."""
    from waymark.desk.agreeing.tasks import bring

    with transaction.atomic():
        held = Bringing.objects.select_for_update().get(pk=bringing.pk)
        if held.state == State.STOPPED or died(held):
            held.state, held.told, held.ended_at = State.WAITING, [], None
            held.asked_at, held.beat_at = timezone.now(), None
            held.save()
            bring.enqueue(held.pk)


def take_up_again() -> int:
    """Ask again for all work that died with its process; how much that was."""
    dead = [each for each in Bringing.objects.filter(state=State.RUNNING) if died(each)]
    for each in dead:
        again(each)
    return len(dead)


def died(bringing: Bringing) -> bool:
    """Whether work that should go on has not moved for too long."""
    if bringing.state == State.WAITING:
        return bool(timezone.now() - bringing.asked_at > SLOW)
    since = bringing.beat_at or bringing.asked_at
    return bool(bringing.state == State.RUNNING and timezone.now() - since > STALE)


def _claimed(number: int) -> Bringing | None:
    with transaction.atomic():
        held = Bringing.objects.select_for_update().get(pk=number)
        running = held.state == State.RUNNING and not died(held)
        if held.frozen is None or running or held.state in (State.DONE, State.REFUSED):
            return None
        held.state, held.beat_at, held.told, held.ended_at = State.RUNNING, timezone.now(), [], None
        held.done = held.of = 0
        held.save()
    return held


def _compiled(bringing: Bringing, clock: Callable[[], datetime]) -> tuple[list[Frozen], Report]:
    wanted = to_bring(bringing.frozen)
    given_up = time.monotonic() + PATIENCE
    while True:
        try:
            report = _compile(bringing, wanted, clock)
        except Refused as refused:
            if {each.rule for each in refused.findings} != {"shelf-busy"} or time.monotonic() > given_up:
                raise
        else:
            # What the shelf held when we looked may have been swept away before we compiled.
            if all(on_shelf(frozen, Shelf(settings.SHELF)) for frozen in wanted):
                hold_again()
                return wanted, report
        _beat(bringing)
        time.sleep(TELL_EVERY)


def _compile(bringing: Bringing, wanted: list[Frozen], clock: Callable[[], datetime]) -> Report:
    shelf = Shelf(settings.SHELF)
    with shelf.locked():
        # Taking the lock sweeps away what a killed compile left, so that it is not taken as done.
        new = [frozen for frozen in wanted if not on_shelf(frozen, shelf)]
    return compiler_for(settings.SHELF).compile_manuscripts(
        new_editions(new),
        new_supplements(new),
        clock(),
        settings=settings_of(consortium_facts()),
        live=settings.LIVE,
        progress=_telling(bringing),
    )


def _telling(bringing: Bringing) -> Callable[[str, int, int], None]:
    last = 0.0

    def tell(_: str, done: int, of: int) -> None:
        nonlocal last
        if done < of and time.monotonic() - last < TELL_EVERY:
            return
        last = time.monotonic()
        _beat(bringing, done=done, of=of)

    return tell


def _beat(bringing: Bringing, **state: Any) -> None:
    Bringing.objects.filter(pk=bringing.pk).update(beat_at=timezone.now(), **state)


def _done(bringing: Bringing, brought: list[Frozen], report: Report) -> None:
    now = timezone.now()
    with transaction.atomic():
        Frozen.objects.filter(pk__in=[each.pk for each in brought]).update(shelved_at=now)
        agreed = Candidate.objects.filter(frozen__in=brought, state=Candidate.State.AGREED)
        agreed.update(state=Candidate.State.DONE)
        told = [f"{report.pages} pages are ready: {report.rendered} set anew, {report.reused} as they were."]
        _ended(bringing, State.DONE, told)
        Record.add(
            bringing.asked_by,
            "set to come into force" if bringing.frozen.coming else "brought into force",
            partnership=bringing.frozen.partnership,
            title=str(bringing.candidate),
            candidate=bringing.candidate_id,
            number=bringing.frozen.number,
            in_force=f"{bringing.frozen.in_force} {bringing.frozen.at}".rstrip(),
            seconds=report.seconds,
        )


def _refused(bringing: Bringing, told: list[str]) -> None:
    with transaction.atomic():
        _ended(bringing, State.REFUSED, told)
        thaw(bringing.candidate)
        Record.add(
            None,
            "could not bring into force",
            partnership=bringing.candidate.partnership,
            title=str(bringing.candidate),
            candidate=bringing.candidate_id,
            told=told,
        )


def _ended(bringing: Bringing, state: str, told: list[str]) -> None:
    rows = Bringing.objects.filter(pk=bringing.pk)
    rows.update(state=state, told=told, ended_at=timezone.now())
