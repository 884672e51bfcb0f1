"""Withholding in the desk's own tables: what was frozen, drafts with all their saves, reasons, files.

All of it is done in one move of the database, or none. Letters are only counted: who reads one knows best
what it is to keep.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import msgspec
from django.db.models import Model

from waymark.desk.drafts import saving
from waymark.desk.models import (
    Bringing,
    Bytes,
    Candidate,
    ChosenChange,
    Draft,
    Frozen,
    KeptFile,
    Letter,
    Preview,
    Record,
    Save,
    SignOff,
    WithholdingAsked,
)
from waymark.desk.parts import ALL, part_of
from waymark.desk.people.standing import SHARED
from waymark.desk.withholding.redacting import holds, lines, redacted, redacted_part
from waymark.editions.blanking import Tells, plain
from waymark.editions.history import local_keys
from waymark.editions.reach import Asked, both_ways, papers_of
from waymark.editions.withheld import GONE
from waymark.manual.json_form import encode
from waymark.manual.local import LocalManuscript

#: Rows read at a time.
AT_ONCE = 200


class _Sought(NamedTuple):
    """What is sought. `all`: in the partnership's own rows; `named`: in all others.

    `lines`: what went from the place, line by line, by which its own drafts are known; `papers`: the files
    that go with the words, by fingerprint.
    """

    all: set[str]
    named: set[str]
    lines: set[str]
    papers: set[str]


def blank(asked: WithholdingAsked, wanted: Asked, more: Collection[str]) -> None:
    """Take the words out of every row, and write down in `asked` how much that was; it is not saved.

    `more`: what else tells of the words, as the shelf has it.
    """
    told: Counter[str] = Counter()
    asked.went_from, asked.left = [], []
    sought = _frozen(asked, wanted, told)
    sought.all.update(more)
    _drafts(asked, sought, told)
    _others(asked, sought, told)
    _files(asked, sought, told)
    letters = _of(Letter, asked).values_list("words", "note")
    told["letters"] = sum(holds(list(each), sought.all) for each in letters)
    asked.told = dict(told)


def _of(model: type[Model], asked: WithholdingAsked) -> Any:
    """Rows that can hold the words: those of the partnership alone, or of everyone."""
    rows = model._default_manager.all()
    return rows if _everywhere(asked) else rows.filter(partnership=asked.partnership)


def _everywhere(asked: WithholdingAsked) -> bool:
    """Whether others may repeat the words: those of the shared manual, and those that were named."""
    return bool(asked.words) or asked.partnership == SHARED


def _frozen(asked: WithholdingAsked, wanted: Asked, told: Counter[str]) -> _Sought:
    """Blank what was frozen, as the shelf does; what is then to be sought."""
    rows = list(Frozen.objects.select_for_update().filter(partnership=asked.partnership).order_by("order"))
    tells, papers, own = Tells(title=asked.with_title), set[str](), set[int]()
    for row in rows:
        before, after = both_ways(row.data.encode(), wanted)
        made = encode(after).decode()
        if made == row.data or (asked.numbers and row.number not in asked.numbers):
            tells.stays(before)
            continue
        tells.went(before, after)
        if isinstance(before, LocalManuscript):
            papers |= papers_of(before) - papers_of(after)
        own.add(row.pk)
        asked.went_from.append(row.number)
        row.was = row.was or row.fingerprint
        row.data, row.fingerprint = made, hashlib.sha256(made.encode()).hexdigest()
    named = {plain(each) for each in asked.words}
    sought = _Sought(tells.words() | named, named, tells.lines(), papers)
    before_it: int | None = None
    for row in rows:
        near = row.pk in own or before_it in own
        reasons = [_reasoned(each, asked, sought.all, near=near) for each in row.reasons]
        if row.pk in own or reasons != row.reasons:
            row.reasons = reasons
            row.save(update_fields=["data", "fingerprint", "was", "reasons"])
            told["frozen"] += 1
        before_it = row.pk
    return sought


def _reasoned(each: list[Any], asked: WithholdingAsked, sought: Collection[str], *, near: bool) -> list[Any]:
    """A reason, or that it was withheld: those near to the words may say what they were."""
    place, reason, *more = each
    own = place in (asked.place, f"{asked.partnership}/{asked.place}")
    gone = (near and own) or any(words in plain(reason) for words in sought)
    return [place, GONE, *more] if gone else each


def _drafts(asked: WithholdingAsked, sought: _Sought, told: Counter[str]) -> None:
    """Take the words out of drafts, which is a save of its own, and out of every earlier save of them."""
    saves = Save.objects.select_related("draft").order_by("pk")
    drafts = Draft.objects.order_by("pk")
    if not _everywhere(asked):
        saves, drafts = (
            saves.filter(draft__partnership=asked.partnership),
            drafts.filter(partnership=asked.partnership),
        )
    for save in saves.iterator(AT_ONCE):
        if not _touched(asked, save.draft, save.data, save.title, sought):
            continue
        told["saves"] += 1
        own = Save.objects.filter(pk=save.pk)
        try:
            data = _left(asked, save.draft, save.data, sought)
            own.update(data=data, title=_title(save.draft, data))
        except msgspec.ValidationError:  # Of a save that cannot be read, nothing can be left.
            own.delete()
    for draft in drafts.iterator(AT_ONCE):
        if _touched(asked, draft, draft.data, draft.title, sought):
            try:
                data = _left(asked, draft, draft.data, sought)
            except msgspec.ValidationError:
                asked.left.append(f"The draft “{draft.place}” cannot be read: write it anew.")
                continue
            saving.withheld(draft, data, _title(draft, data))
            told["drafts"] += 1


def _touched(asked: WithholdingAsked, draft: Draft, data: Any, title: str, sought: _Sought) -> bool:
    return _whole(asked, draft, data, sought) or holds([data, title], _seeking(asked, draft, sought))


def _seeking(asked: WithholdingAsked, draft: Draft, sought: _Sought) -> set[str]:
    near = asked.partnership in (SHARED, draft.partnership)
    return sought.all if near else sought.named


def _whole(asked: WithholdingAsked, draft: Draft, data: Any, sought: _Sought) -> bool:
    """Whether all the words of a draft go: it is the place's own, and says any of what went."""
    if draft.partnership != asked.partnership:
        return False
    if asked.partnership == SHARED:
        own = draft.place == asked.place
    else:
        own = draft.place in local_keys(asked.place) or (
            asked.place == "contacts" and draft.kind == "local contact"
        )
    paper = (data.get("file") or {}).get("fingerprint")
    return own and (paper in sought.papers or bool(lines(data) & sought.lines) or holds(data, sought.all))


def _left(asked: WithholdingAsked, draft: Draft, data: Any, sought: _Sought) -> Any:
    whole, passages = _whole(asked, draft, data, sought), _seeking(asked, draft, sought)
    return redacted_part(draft.kind, data, passages, whole=whole, title=asked.with_title)


def _title(draft: Draft, data: Any) -> str:
    return ALL[draft.kind].title(part_of(draft.kind, data))[:400]


def _others(asked: WithholdingAsked, sought: _Sought, told: Counter[str]) -> None:
    """Previews go; reasons, comments, titles and the record's own words lose the passages."""
    gone = [each.pk for each in _of(Preview, asked) if holds(each.data, sought.all)]
    Preview.objects.filter(pk__in=gone).delete()
    candidates = _of(Candidate, asked)
    of_them = {"candidate__in": candidates}
    told["others"] = len(gone) + sum(
        _redact(rows, fields, sought.all)
        for rows, fields in (
            (ChosenChange.objects.filter(**of_them), ("reason",)),
            (SignOff.objects.filter(**of_them), ("words",)),
            (Bringing.objects.filter(**of_them), ("told",)),
            (candidates, ("title",)),
            (_of(Record, asked), ("title", "more")),
        )
    )


def _redact(rows: Any, fields: Iterable[str], sought: Collection[str]) -> int:
    done = 0
    for row in rows.order_by("pk").iterator(AT_ONCE):
        found = {name: getattr(row, name) for name in fields}
        if holds(found, sought):
            type(row).objects.filter(pk=row.pk).update(**redacted(found, sought))
            done += 1
    return done


def _files(asked: WithholdingAsked, sought: _Sought, told: Counter[str]) -> None:
    """Files that went with their guidance are deleted, and those in which the named words stand."""
    gone = set(sought.papers)
    if sought.named:
        for file in KeptFile.objects.order_by("pk").iterator(AT_ONCE):
            if holds([file.name, file.title, file.rights_holder, file.text], sought.named):
                gone.add(file.bytes_id)
                asked.left.append(f"The file “{file.name}” went, since it held the words: put in another.")
    KeptFile.objects.filter(bytes_id__in=gone).delete()
    told["files"] = Bytes.objects.filter(pk__in=gone).delete()[0]
