"""The door in: a pack becomes drafts, frozen editions and supplements, and the register: all, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from waymark.desk.doors.beside import check_frozen, check_register_goes_on, frozen_in, says
from waymark.desk.models import Bytes, Consortium, Draft, Frozen, KeptFile, Record, RegisterLine, Save
from waymark.desk.models.drafts import ORDERED
from waymark.desk.models.record import name_of
from waymark.desk.parts import ALL, LOCAL, SHARED, plain
from waymark.manual.checking import check_pack
from waymark.manual.findings import Finding, Refused, refusals
from waymark.manual.json_form import encode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.manuscript_form import ManualHead
from waymark.manual.pack.whole import Pack

#: Findings of drafts that are not written to their end yet.
UNFINISHED = {
    *("facet-missing", "source-missing", "timescale-source-missing"),
    *("scenario-moments", "scenario-choices", "scenario-best", "scenario-against-999"),
    *("scenario-to-nowhere", "scenario-not-said"),
}


class Imported(NamedTuple):
    """What an import came to."""

    made: int
    changed: int
    taken_out: int
    frozen: int
    findings: list[Finding]


class _Row(NamedTuple):
    partnership: str
    place: str
    kind: str
    title: str
    data: dict[str, Any]
    order: int


def import_pack(pack: Pack, by: Any = None) -> Imported:
    """Make the desk hold what a pack holds. Raises Refused, with nothing changed, where a finding refuses.

    A draft that the pack says differently is saved anew; one that the pack lacks is taken out. Every
    earlier save stays.
    """
    found = check_pack(pack)
    draft, _, _ = pack.read_draft()
    locals_ = {key: pack.read_local_draft(key)[0] for key in pack.partnerships}
    if _against(found) or draft is None:
        raise Refused(found)
    rows = [*_shared_rows(draft)]
    for key, local in locals_.items():
        assert local is not None
        rows += _local_rows(key, local)
    with transaction.atomic():
        frozen = _freeze(pack, found)
        _register(pack, found)
        if _against(found):
            raise Refused(found)
        Consortium.objects.update_or_create(pk=1, defaults={"facts": plain(pack.consortium)})
        _keep_files(pack)
        made, changed, gone = _take(rows, by, timezone.now())
        Record.add(by, "imported a pack", made=made, changed=changed, taken_out=gone, frozen=frozen)
        transaction.on_commit(_noticed, robust=True)
    return Imported(made, changed, gone, frozen, found)


def _against(found: list[Finding]) -> list[Finding]:
    """What keeps a pack out. A draft half written does not: what a desk holds, it can take in."""
    return [
        each
        for each in refusals(found)
        if each.rule not in UNFINISHED or not (each.file or "").startswith("shared/")
    ]


def _noticed() -> None:
    from waymark.desk.agreeing.unsigning import noticed_import

    noticed_import()


def _shared_rows(manuscript: Manuscript) -> Iterator[_Row]:
    head = ManualHead(title=manuscript.title, about=manuscript.about, notice=manuscript.notice)
    yield _row("", "manual", head, 0)
    for kind in SHARED.values():
        if kind.field:
            for order, part in enumerate(getattr(manuscript, kind.field)):
                yield _row("", kind.name, part, order)


def _local_rows(key: str, local: LocalManuscript) -> Iterator[_Row]:
    yield _row(key, "partnership", local.partnership, 0)
    for name in ("local contact", "note", "guidance"):
        for order, part in enumerate(getattr(local, LOCAL[name].field)):
            yield _row(key, name, part, order)


def _row(partnership: str, kind: str, part: Any, order: int) -> _Row:
    known = ALL[kind]
    order = order if kind in ORDERED else 0
    return _Row(partnership, known.place(part), kind, known.title(part)[:400], plain(part), order)


def _take(rows: list[_Row], by: Any, now: datetime) -> tuple[int, int, int]:
    held = {(draft.partnership, draft.place): draft for draft in Draft.objects.select_for_update()}
    new: list[Draft] = []
    changed: list[Draft] = []
    for row in rows:
        draft = held.pop((row.partnership, row.place), None)
        if draft is None:
            new.append(Draft(**row._asdict(), changed_at=now, changed_by=by))
        elif (draft.kind, draft.data, draft.order, draft.gone) != (row.kind, row.data, row.order, False):
            for name, value in row._asdict().items():
                setattr(draft, name, value)
            changed.append(_moved_on(draft, by, now, gone=False))
    gone = [_moved_on(draft, by, now, gone=True) for draft in held.values() if not draft.gone]
    Draft.objects.bulk_create(new)
    fields = ["kind", "title", "data", "order", "number", "gone", "changed_at", "changed_by"]
    Draft.objects.bulk_update([*changed, *gone], fields, batch_size=200)
    Save.objects.bulk_create(_save(draft, by, now) for draft in (*new, *changed, *gone))
    return len(new), len(changed), len(gone)


def _moved_on(draft: Draft, by: Any, now: datetime, *, gone: bool) -> Draft:
    draft.number += 1
    draft.gone, draft.changed_at, draft.changed_by = gone, now, by
    return draft


def _save(draft: Draft, by: Any, now: datetime) -> Save:
    return Save(
        draft=draft,
        number=draft.number,
        what=Save.What.IMPORTED,
        title=draft.title,
        at=now,
        by=by,
        by_name=name_of(by),
        **draft.state,
    )


def _freeze(pack: Pack, found: list[Finding]) -> int:
    """Take in what the pack froze and the desk does not know; a finding where it says something else."""
    known = {
        (each.partnership, each.number): (each.fingerprint, each.in_force, each.at, each.reasons)
        for each in Frozen.objects.defer("data")
    }
    found += check_frozen(pack, known)
    new: list[Frozen] = []
    for partnership, order, frozen in frozen_in(pack):
        number = frozen.head.number
        if (partnership, number) in known:
            continue
        manuscript, _, _ = frozen.read()
        assert manuscript is not None, "check_pack read it"
        fingerprint, in_force, at, reasons = says(frozen)
        new.append(
            Frozen(
                partnership=partnership,
                number=number,
                order=order,
                in_force=in_force,
                at=at,
                fingerprint=fingerprint,
                data=encode(manuscript).decode(),
                reasons=reasons,
            )
        )
    Frozen.objects.bulk_create(new)
    return len(new)


def _register(pack: Pack, found: list[Finding]) -> None:
    known = set(RegisterLine.objects.values_list("place", "event"))
    found += check_register_goes_on(pack.register, known)
    RegisterLine.objects.bulk_create(
        RegisterLine(
            place=line.place, kind=line.kind, event=line.event, edition=line.edition, see=list(line.see)
        )
        for line in pack.register.lines
        if (line.place, line.event) not in known
    )


def _keep_files(pack: Pack) -> None:
    """Keep the bytes of every file that drafts and supplements name."""
    now = timezone.now()
    folders = [(key, files) for key, files in pack.partnerships.items()]
    folders += [(each.partnership, each.files) for each in pack.supplements]
    for key, files in folders:
        for name, data in files.items():
            if name.startswith("files/"):
                fingerprint = hashlib.sha256(data).hexdigest()
                Bytes.objects.get_or_create(pk=fingerprint, defaults={"data": data})
                KeptFile.objects.get_or_create(
                    partnership=key,
                    name=name.removeprefix("files/"),
                    bytes_id=fingerprint,
                    defaults={"size": len(data), "put_at": now},
                )
