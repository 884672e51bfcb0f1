"""What a candidate says: the last frozen words with its chosen changes made, checked, with its seal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

import msgspec
from django.conf import settings
from django.utils import timezone

from waymark.desk.agreeing.changes import Change, Compared, How, compared, composed
from waymark.desk.agreeing.chosen import Chosen, Given, Seal, said_of
from waymark.desk.agreeing.trifles import no_trifles
from waymark.desk.doors.out import as_local, as_manuscript, frozen_words, register
from waymark.desk.drafts.places import register_place
from waymark.desk.models import Bytes, Candidate, Frozen
from waymark.desk.models.frozen import is_over
from waymark.editions.freezing import next_number
from waymark.editions.registering import gone_lines, taken_lines
from waymark.editions.timeline import instant
from waymark.manual.checking import check_shared
from waymark.manual.contacts import Contact
from waymark.manual.findings import Finding, refusals
from waymark.manual.json_form import fingerprint, own_fingerprint
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.pack.origins import Origins
from waymark.manual.pack.register import Register, Registered
from waymark.manual.wholeness import check_local
from waymark.plain_english.gate import check_gate, check_local_gate
from waymark.plain_english.reading import check_reading


class Proposal:
    """What a candidate would say if it were frozen now, worked out from the drafts as they stand.

    `stale`: places it chose that no longer differ from what was frozen last. `incomplete` says what keeps
    it from being words at all, such as a partnership without its own page.
    """

    def __init__(
        self,
        candidate: Candidate,
        seen: Compared | None = None,
        choice: Mapping[str, Given] | None = None,
    ) -> None:
        self.candidate = candidate
        self.partnership: str = candidate.partnership
        self.compared = seen or compared(candidate.partnership)
        self.basis = self.compared.basis
        if choice is None:
            rows = candidate.chosen.values_list("place", "reason", "trifling")
            choice = {place: Given(reason.strip(), trifling) for place, reason, trifling in rows}
        changes = self.compared.changes
        self.chosen = [
            Chosen(changes[place], *said_of(changes[place], given))
            for place, given in sorted(choice.items())
            if place in changes
        ]
        self.stale = sorted(place for place in choice if place not in changes)
        self.day: date = candidate.in_force or timezone.localdate()
        last = self.basis.frozen
        # At once means now; of two that state one time, the later holds.
        same_day = last.at if last and last.in_force == self.day else ""
        self.clock: str = candidate.at if candidate.in_force else same_day
        self.moment = instant(self.day, self.clock) if candidate.in_force else timezone.now()
        if self.partnership:
            self.number = str(int(last.number) + 1 if last else 1)
        else:
            self.number = next_number(last.number if last else None, self.day)
        self.found: list[Finding] = []
        self.new_lines: list[Registered] = []
        self._register = register()
        places = [chosen.change.place for chosen in self.chosen]
        made = composed(self.compared, places)
        head = "partnership" if self.partnership else "manual"
        self.incomplete = "" if head in made else _LACKING[head]
        self.manuscript: Manuscript | LocalManuscript | None = None
        if not self.incomplete:
            self.manuscript = self._local(made) if self.partnership else self._shared(made)

    def _shared(self, made: Mapping[str, tuple[str, object]]) -> Manuscript:
        draft = as_manuscript(made, self._register)
        lookup = Lookup(draft)
        taken = self._register.taken()
        withdraw = {
            chosen.change.place: chosen.change.see
            for chosen in self.chosen
            if chosen.change.how is How.WITHDRAWN and chosen.change.place in taken
        }
        gone = gone_lines(withdraw, lookup, self._register, self.number, self.found)
        new = taken_lines(lookup.places, self._register, self.number)
        self.new_lines = [*gone, *new]
        withdrawn = self.register.withdrawn(self.number)
        return msgspec.structs.replace(draft, withdrawn=withdrawn)

    def _local(self, made: Mapping[str, tuple[str, object]]) -> LocalManuscript:
        local = as_local(made)
        places = {local.place(guidance): "local guidance" for guidance in local.guidance}
        edition = Frozen.objects.filter(partnership="").order_by("order").values_list("number", flat=True)
        if last := edition.last():
            self.new_lines = taken_lines(places, self._register, last)
        return local

    @property
    def register(self) -> Register:
        """The register as it would stand."""
        return Register(lines=(*self._register.lines, *self.new_lines))

    @cached_property
    def seal(self) -> Seal:
        """What a sign-off of these words and reasons binds to."""
        words = fingerprint(self.manuscript) if self.manuscript else ""
        # A third value only for trifles, so that what was signed before there were any stays signed.
        reasons = own_fingerprint(
            [(each.change.place, each.reason, *([True] if each.trifling else [])) for each in self.chosen]
        )
        return Seal(words, reasons)

    @cached_property
    def findings(self) -> list[Finding]:
        """What refuses, wherever it is; and the warnings about what was chosen."""
        found = [*self.found, *self._checked()]
        mine = {name for each in self.chosen for name in names_of(each.change.place, self.partnership)}
        return [each for each in found if each in refusals([each]) or each.place in mine]

    @property
    def refusals(self) -> list[Finding]:
        """The findings that stop it."""
        return refusals(self.findings)

    @property
    def without_reason(self) -> list[Change]:
        """The chosen changes that have no reason yet."""
        return [each.change for each in self.chosen if not each.reason]

    @cached_property
    def no_trifles(self) -> list[tuple[Change, str]]:
        """The chosen changes that are called trifles and are none, with why, as it follows “no trifle:”."""
        called = [each.change for each in self.chosen if each.trifling]
        return no_trifles(called, self.basis.frozen, self.manuscript) if called else []

    @cached_property
    def unready(self) -> tuple[str, ...]:
        """What must be put right before anyone can sign it, in sentences."""
        said: list[str] = []
        last = self.basis.frozen
        if self.incomplete:
            said.append(self.incomplete)
        if not self.chosen:
            said.append("It holds no change: choose what it is to bring.")
        if self.without_reason:
            titles = ", ".join(f"“{change.title}”" for change in self.without_reason)
            said.append(f"A reason is missing for {titles}.")
        for change, why in self.no_trifles:
            said.append(f"“{change.title}” is called a trifle, and is none: {why}.")
        if self.refusals:
            said.append("It is not whole yet: see what is to be put right.")
        if last and self.moment < last.moment:
            said.append(
                f"{_named(last)} comes into force on {last.when}, "
                "and what follows it cannot come before it: choose that time or a later one."
            )
        if self.candidate.in_force and is_over(self.candidate.in_force, self.candidate.at):
            said.append("The time it was to come into force has passed: choose another, or at once.")
        if isinstance(self.manuscript, LocalManuscript):
            said += _lacking_files(self.manuscript)
        if settings.LIVE and self.manuscript:
            said += _examples(self.manuscript.contacts)
        return tuple(said)

    def _checked(self) -> Iterator[Finding]:
        if isinstance(self.manuscript, Manuscript):
            lookup = Lookup(self.manuscript)
            yield from check_shared(self.manuscript, Origins(), self.register, frozen=True)
            for local in issued():
                yield from refusals(list(check_local(local, lookup)))
            yield from check_reading(self.manuscript)
            yield from check_gate(self.manuscript, self.day)
        elif self.manuscript:
            told: dict[Finding, None] = {}
            last = self.basis.frozen
            before = frozen_words(last.pk, last.fingerprint) if last else None
            assert before is None or isinstance(before, LocalManuscript)
            for edition in coming_editions():
                told |= dict.fromkeys(check_local(self.manuscript, Lookup(edition)))
                told |= dict.fromkeys(check_local_gate(self.manuscript, before, edition))
            yield from told


_LACKING = {
    "partnership": "It lacks the partnership's own particulars: choose them too.",
    "manual": "It lacks the page “About the manual”: choose it too.",
}


def _named(frozen: Frozen) -> str:
    return f"Supplement {frozen.number}" if frozen.partnership else f"Edition {frozen.number}"


def issued() -> list[LocalManuscript]:
    """The last supplement of every partnership."""
    last: dict[str, Frozen] = {}
    for frozen in Frozen.objects.exclude(partnership="").order_by("order").defer("data"):
        last[frozen.partnership] = frozen
    words = [frozen_words(frozen.pk, frozen.fingerprint) for frozen in last.values()]
    return [each for each in words if isinstance(each, LocalManuscript)]


def coming_editions() -> list[Manuscript]:
    """The edition that is in force today by its day, and those that come after it."""
    rows = list(Frozen.objects.filter(partnership="").order_by("order").defer("data"))
    now = timezone.now()
    past = [row for row in rows if row.moment <= now]
    wanted = [*past[-1:], *(row for row in rows if row.moment > now)]
    words = [frozen_words(row.pk, row.fingerprint) for row in wanted]
    return [each for each in words if isinstance(each, Manuscript)]


def names_of(place: str, partnership: str) -> set[str]:
    """What findings, reasons and amendments call the place of a draft."""
    kind, _, key = place.partition(":")
    return {place, key if kind == "notes" else register_place(place, partnership)}


def _lacking_files(local: LocalManuscript) -> Iterator[str]:
    wanted = {each.file.fingerprint: each for each in local.guidance if each.file}
    kept = set(Bytes.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for guidance in (each for seal, each in wanted.items() if seal not in kept):
        yield f"The file of “{guidance.title}” is not kept at the desk: put it in again."


def _examples(contacts: tuple[Contact, ...]) -> Iterator[str]:
    for contact in contacts:
        if contact.example:
            yield f"“{contact.name}” is an example, and readers rely on this manual: give the real number."


def propose(candidate: Candidate) -> Proposal:
    """What a candidate says now."""
    return Proposal(candidate)
