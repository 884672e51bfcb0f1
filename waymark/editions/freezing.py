"""Freezing: a draft becomes an edition or a supplement, with its number, its day and its fingerprint."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

import msgspec

from waymark.amendments import between, between_local
from waymark.editions.disk import sync_folder
from waymark.editions.reasons import check_reasons
from waymark.editions.registering import gone_lines, taken_lines
from waymark.editions.timeline import instant
from waymark.manual.checking import check_shared
from waymark.manual.data import EDITION_NUMBER, edition_order
from waymark.manual.findings import Finding, Refused, Severity, finding, messages, refusals, refuse
from waymark.manual.json_form import fingerprint
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.pack.folders import Files, write_file, write_folder
from waymark.manual.pack.local_form import write_local
from waymark.manual.pack.manuscript_form import write_manuscript
from waymark.manual.pack.register import Register, write_register
from waymark.manual.pack.whole import FrozenHead, Pack, Reason, read_pack, write_head
from waymark.manual.wholeness import check_local
from waymark.plain_english.gate import check_gate, check_local_gate
from waymark.plain_english.reading import check_reading

messages(
    Severity.REFUSE,
    {
        "freeze-number": (
            "An edition cannot have the number {number}: the last is {last}.",
            "Give a number after it, or none, and the next is taken.",
        ),
        "freeze-number-form": (
            "An edition cannot have the number “{number}”.",
            "A number is the year and which of that year: 2026-2.",
        ),
        "freeze-day": (
            "It cannot come into force on {day}: the one before does so on {last}.",
            "Give that day or a later one.",
        ),
        "freeze-partnership": (
            "The pack has no partnership {partnership}.",
            "Partnerships here: {known}.",
        ),
        "freeze-no-edition": (
            "No edition is frozen yet, and a supplement goes with one.",
            "Freeze the shared manual first: waymark freeze PACK edition.",
        ),
    },
)


class Freezing(msgspec.Struct, frozen=True, kw_only=True):
    """What freezing came to. `frozen` is false where the draft is what was frozen last."""

    number: str
    fingerprint: str
    frozen: bool
    in_force: date
    new_places: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    partnership: str | None = None
    findings: int = 0


def freeze_edition(
    folder: Path,
    in_force: date,
    number: str | None = None,
    reasons: Mapping[str, str] | None = None,
    withdraw: Mapping[str, tuple[str, ...]] | None = None,
    trifling: Collection[str] = (),
) -> Freezing:
    """Freeze the shared draft of a pack. `withdraw`: places that have gone, with what to see instead.

    After the first edition every changed place needs a reason; `trifling` names those where nothing that
    anyone does has changed.

    A crash half way leaves either no edition or a whole one. Raises Refused where a finding refuses.
    """
    pack, found = _pack(folder)
    draft, read, origins = pack.read_draft()
    found += read
    if draft is None:
        raise Refused(found)
    last = pack.editions[-1].head if pack.editions else None
    if last and not withdraw:
        seal = fingerprint(_withdrawn(draft, pack.register, last.number))
        if seal == last.fingerprint:
            return Freezing(number=last.number, fingerprint=seal, frozen=False, in_force=last.in_force)
    if number and not re.fullmatch(EDITION_NUMBER, number):
        raise refuse("freeze-number-form", number=number)
    number = number or next_number(last.number if last else None, in_force)
    if last and edition_order(number) <= edition_order(last.number):
        raise refuse("freeze-number", number=number, last=last.number)
    _day(in_force, last, found)
    lookup = Lookup(draft)
    gone = gone_lines(withdraw or {}, lookup, pack.register, number, found)
    new = taken_lines(lookup.places, pack.register, number)
    register = Register(lines=(*pack.register.lines, *gone, *new))
    manuscript = _withdrawn(draft, register, number)
    found += check_shared(manuscript, origins, register, frozen=True)
    read_as = (*check_reading(manuscript), *check_gate(manuscript, in_force))
    found += [origins.located(each) for each in read_as]
    before = pack.editions[-1].read()[0] if pack.editions else None
    amendments = between(before, manuscript) if before else ()
    known = {*lookup.places, *(line.place for line in gone)}
    found += check_reasons(amendments, known, reasons or {}, trifling, settled=not refusals(found))
    if refusals(found):
        raise Refused(found)
    head = _head(number, in_force, fingerprint(manuscript), reasons, trifling)
    if register != pack.register:
        write_file(folder / "places.tsv", write_register(register))
    files = {**write_manuscript(manuscript), "edition.yaml": write_head(head)}
    _put_whole(folder / "editions" / number, files)
    return Freezing(
        number=number,
        fingerprint=head.fingerprint,
        frozen=True,
        in_force=in_force,
        new_places=tuple(line.place for line in new),
        withdrawn=tuple(line.place for line in gone),
        findings=len(found),
    )


def freeze_supplement(
    folder: Path,
    partnership: str,
    in_force: date,
    reasons: Mapping[str, str] | None = None,
    trifling: Collection[str] = (),
) -> Freezing:
    """Freeze what a partnership is writing, to go with the last edition. Reasons are as for an edition."""
    pack, found = _pack(folder)
    if partnership not in pack.partnerships:
        known = ", ".join(pack.partnerships)
        raise refuse("freeze-partnership", partnership=partnership, known=known)
    if not pack.editions:
        raise refuse("freeze-no-edition")
    local, read, origins = pack.read_local_draft(partnership)
    found += read
    edition, read_edition, _ = pack.editions[-1].read()
    if local is None or edition is None:
        raise Refused(found if local is None else read_edition)
    seal = fingerprint(local)
    frozen = [each for each in pack.supplements if each.partnership == partnership]
    issued = [each.head for each in frozen]
    last = issued[-1] if issued else None
    if last and seal == last.fingerprint:
        return Freezing(
            number=last.number,
            fingerprint=seal,
            frozen=False,
            in_force=last.in_force,
            partnership=partnership,
        )
    if local.partnership.key != partnership:
        file = f"partnerships/{partnership}/draft/partnership.yaml"
        found.append(finding("partnership-key", file=file, folder=partnership, key=local.partnership.key))
    _day(in_force, last, found)
    before = frozen[-1].read()[0] if frozen else None
    checked = (*check_local(local, Lookup(edition)), *check_local_gate(local, before, edition))
    found += [origins.located(each) for each in checked]
    amendments = between_local(before, local) if before else ()
    found += check_reasons(
        amendments, _local_places(local), reasons or {}, trifling, partnership, settled=not refusals(found)
    )
    if refusals(found):
        raise Refused(found)
    places = {local.place(guidance): "local guidance" for guidance in local.guidance}
    new = taken_lines(places, pack.register, pack.editions[-1].head.number)
    head = _head(str(len(issued) + 1), in_force, seal, reasons, trifling)
    if new:
        lines = (*pack.register.lines, *new)
        write_file(folder / "places.tsv", write_register(Register(lines=lines)))
    files = {**write_local(local, pack.partnerships[partnership]), "supplement.yaml": write_head(head)}
    _put_whole(folder / "partnerships" / partnership / "supplements" / head.number, files)
    return Freezing(
        number=head.number,
        fingerprint=seal,
        frozen=True,
        in_force=in_force,
        new_places=tuple(line.place for line in new),
        partnership=partnership,
        findings=len(found),
    )


def next_number(last: str | None, in_force: date) -> str:
    """The number of the next edition: the year it comes into force, and which of that year."""
    year, which = edition_order(last) if last else (0, 0)
    return f"{in_force.year}-1" if in_force.year > year else f"{year}-{which + 1}"


def _pack(folder: Path) -> tuple[Pack, list[Finding]]:
    pack, found = read_pack(folder)
    if pack is None:
        raise Refused(found)
    return pack, found


def _withdrawn(draft: Manuscript, register: Register, number: str) -> Manuscript:
    return msgspec.structs.replace(draft, withdrawn=register.withdrawn(number))


def _day(in_force: date, last: FrozenHead | None, found: list[Finding]) -> None:
    # Without a time of its own it would hold from the day's start, before one that has a later hour.
    if last and instant(in_force) < instant(last.in_force, last.at or ""):
        found.append(finding("freeze-day", day=in_force, last=last.in_force))


def _local_places(local: LocalManuscript) -> set[str]:
    own = {local.place(guidance) for guidance in local.guidance}
    return own | {note.place for note in local.notes} | {"contacts"}


def _head(
    number: str, day: date, seal: str, reasons: Mapping[str, str] | None, trifling: Collection[str]
) -> FrozenHead:
    amendments = tuple(
        Reason(place=place, reason=why, trifling=place in trifling)
        for place, why in (reasons or {}).items()
    )
    return FrozenHead(number=number, in_force=day, fingerprint=seal, amendments=amendments)


def _put_whole(folder: Path, files: Files) -> None:
    """Write a folder beside its place, then move it there."""
    beside = folder.parent / f".{folder.name}.freezing"
    if beside.exists():
        shutil.rmtree(beside)
    write_folder(beside, files)
    os.rename(beside, folder)
    sync_folder(folder.parent)
