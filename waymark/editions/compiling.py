"""Compiling: gather, check, render, write beside, and bring into force in one move."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from waymark.editions.checks import check, check_live, check_new_live
from waymark.editions.disk import sync_folder
from waymark.editions.forks import spread
from waymark.editions.gather import Gathered, NewEdition, NewSupplement, Progress, gather
from waymark.editions.plan import Plan, Task, heads, planned
from waymark.editions.plan_again import PrintedAgain, planned_again, printed_again
from waymark.editions.printing import Composing, MakePress, PressLike, Tally, shared_part
from waymark.editions.putting import adding, put
from waymark.editions.report import Report, report
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import Change, PrintingName, Settings, ShelvedEdition
from waymark.editions.standing import Standing
from waymark.editions.timeline import Steps, at, together
from waymark.editions.withheld import all_words, returning
from waymark.manual.findings import Finding, Refused, refusals
from waymark.pages.setting import Press, components_fingerprint

#: A second process pays from so many pages on: below that, starting it takes longer than it saves.
WORTH_A_WORKER = 300


class Compiler:
    """Compiles onto one shelf, keeping between compiles what it read and set."""

    def __init__(
        self,
        shelf: Shelf,
        *,
        workers: int | None = None,
        press: MakePress = Press,
        components: Callable[[], str] = components_fingerprint,
    ) -> None:
        self.shelf = shelf
        self.workers = workers if workers is not None else len(os.sched_getaffinity(0))
        self.standing = Standing(shelf)
        self._make_press = press
        self._components = components
        self._press: tuple[ShelvedEdition, PressLike] | None = None
        self._started = 0.0

    def compile_pack(
        self,
        folder: Path,
        now: datetime,
        *,
        live: bool = False,
        again: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Shelve what a pack freezes and the shelf does not hold, and bring it into force.

        Raises Refused, with nothing changed, where a finding refuses.
        """
        with self._holding():
            gathered = gather(folder, self.standing)
            return self._compile(gathered, now, live=live, again=again, progress=progress)

    def compile_manuscripts(
        self,
        editions: tuple[NewEdition, ...],
        supplements: tuple[NewSupplement, ...],
        now: datetime,
        *,
        settings: Settings | None = None,
        live: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """The same, for manuscripts that a running process has in its hands.

        `live` refuses examples in these; a pack's compile refuses them in all that anyone is shown.
        """
        with self._holding():
            ready = tuple(edition.ready() for edition in editions)
            gathered = Gathered(ready, tuple(each.ready() for each in supplements), settings)
            if live:
                gathered = gathered._replace(findings=tuple(check_new_live(gathered)))
            return self._compile(gathered, now, progress=progress)

    def print_again(
        self, number: str, now: datetime, *, gateway: str | None = None, progress: Progress | None = None
    ) -> PrintedAgain:
        """Set an edition with today's pages, for every supplement that stood with it.

        What is in force or still to come is changed from now; of what is past nobody is told to have seen
        it. Raises Refused, with nothing changed, where no gateway, or not this one, ever showed the edition.
        """
        settings = self.shelf.settings()
        with self._holding():
            plan, found = planned_again(self.standing, settings, number, now.astimezone(UTC), gateway)
            tallies, changes = self._written(Gathered(), plan, settings, progress)
            # Nothing but the mark that it is finished tells of a printing that is not in force: make it last.
            sync_folder(self.shelf.folder)
            return printed_again(number, plan, tallies, changes, found, self._started)

    @contextmanager
    def _holding(self) -> Iterator[None]:
        self._started = time.perf_counter()
        with self.shelf.locked():
            try:
                self.standing.look()
                yield
            except BaseException:
                self.standing.forget()
                self._press = None
                raise

    def _compile(
        self,
        gathered: Gathered,
        now: datetime,
        *,
        live: bool = False,
        again: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        now = now.astimezone(UTC)
        self.standing.expect(
            ((new.number, new.manuscript) for new in gathered.editions),
            ((each.partnership, each.number, each.local) for each in gathered.supplements),
        )
        editions, supplements, found = heads(gathered, self.standing)
        _stop([*found, *returning(gathered, editions, supplements, self.shelf.withheld())])
        settings = gathered.settings or self.shelf.settings()
        plan = planned(editions, supplements, settings, self.standing, now, again=again)
        found = [*gathered.findings, *check(gathered, plan, self.standing)]
        if live:
            found += check_live(plan, self.standing, now)
        _stop(found)
        tallies, changes = self._written(gathered, plan, settings, progress)
        seconds = time.perf_counter() - self._started
        return report(gathered, plan, self.standing, tallies, changes, now, seconds, len(found))

    def _written(
        self, gathered: Gathered, plan: Plan, settings: Settings, progress: Progress | None
    ) -> tuple[dict[PrintingName, Tally], tuple[Change, ...]]:
        """Write all that is planned, and bring it into force in one move; nothing where nothing is new."""
        tallies = dict[PrintingName, Tally]()
        changes: tuple[Change, ...] = ()
        if gathered.editions or gathered.supplements or plan.tasks or plan.lines:
            with self.shelf.writing(adding(self.shelf, gathered, plan)):
                put(self.shelf, gathered, plan)
                for task, tally in self._set(plan, settings, progress):
                    tallies[task.name] = tally
                changes = tuple(self._lines(plan, tallies))
                self.shelf.put_settings(settings)
                self.shelf.settle()
                if changes:
                    self.shelf.add_changes(changes)
        else:
            self.shelf.put_settings(settings)
        return tallies, changes

    def _set(self, plan: Plan, settings: Settings, progress: Progress | None) -> Iterator[tuple[Task, Tally]]:
        """Set every printing of the plan, edition by edition."""
        done = 0
        for number, head in plan.editions.items():
            chains: dict[str, list[Task]] = {}
            for task in plan.tasks:
                if task.name.edition == number:
                    chains.setdefault(task.name.gateway, []).append(task)
            if not chains:
                continue
            composing = Composing(
                self.shelf,
                self.standing,
                self._press_of(head),
                head,
                plan.supplements,
                plan.who,
                settings.name,
                self._components(),
                frozenset(all_words(self.shelf.withheld())),
            )
            for chain, tallies in self._chains(composing, list(chains.values())):
                done += len(chain)
                if progress:
                    progress("set", done, len(plan.tasks))
                yield from zip(chain, tallies, strict=True)

    def _chains(
        self, composing: Composing, chains: list[list[Task]]
    ) -> Iterator[tuple[list[Task], list[Tally]]]:
        """Set one gateway here; the others beside each other, where what is left pays for it."""
        first = _tallies(composing.chain(chains[0]))
        yield chains[0], first
        left = chains[1:]
        expected = sum(tally.rendered for tally in first) * len(left)
        workers = self.workers if expected > WORTH_A_WORKER else 1
        for number, answer in spread(lambda n: composing.chain(left[n]), len(left), workers):
            yield left[number], _tallies(answer)

    def _press_of(self, head: ShelvedEdition) -> PressLike:
        if self._press is None or self._press[0] != head:
            self._press = None
            self._press = (head, self._make_press(shared_part(head, self.standing), self.shelf.drawings))
        return self._press[1]

    def _lines(self, plan: Plan, tallies: dict[PrintingName, Tally]) -> Iterator[Change]:
        """The lines to add: what the list does not say already, all gateways of an instant in one."""
        made: dict[datetime, list[PrintingName]] = {}
        same = {task.name: task.before for task in plan.tasks if tallies[task.name].same and task.before}
        for gateway, steps in plan.lines.items():
            shown: Steps[PrintingName] = list(self.standing.shown.get(gateway, []))
            for moment, name in steps:
                name = same.get(name, name)
                if at(shown, moment) != name:
                    shown = together(shown, [(moment, name)])
                    made.setdefault(moment, []).append(name)
        for moment, names in sorted(made.items()):
            yield Change(moment, tuple(sorted(names, key=lambda name: name.gateway)))


def _tallies(data: bytes) -> list[Tally]:
    return msgspec.msgpack.decode(data, type=list[Tally])


def _stop(found: list[Finding]) -> None:
    if refusals(found):
        raise Refused(found)


def compile_pack(
    folder: Path,
    shelf: Shelf,
    now: datetime,
    *,
    live: bool = False,
    again: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
    press: MakePress = Press,
    components: Callable[[], str] = components_fingerprint,
) -> Report:
    """Compile a pack onto a shelf: see `Compiler.compile_pack`."""
    compiler = Compiler(shelf, workers=workers, press=press, components=components)
    return compiler.compile_pack(folder, now, live=live, again=again, progress=progress)
