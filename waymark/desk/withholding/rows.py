"""Withholding in the desk's own tables: what was frozen, drafts with all their saves, reasons, files.

All of it is done in one move of the database, or none. Letters are only counted: who reads one knows best
what it is to keep.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from django.db.models import Model

from waymark.desk.drafts import saving
from waymark.desk.models import (
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
from waymark.desk.parts import part_of
from waymark.desk.withholding.scrubbing import holds, scrubbed
from waymark.editions.blanking import Tells, plain
from waymark.editions.reach import Asked, both_ways, papers_of
from waymark.editions.withheld import GONE
from waymark.manual.json_form import encode
from waymark.manual.local import LocalManuscript

#: Rows read at a time.
AT_ONCE = 200


def blank(asked: WithholdingAsked, wanted: Asked, more: Collection[str]) -> None:
    """Take the words out of every row, and write down in `asked` how much that was; it is not saved.

    `more`: what else tells of the words, as the shelf has it.
    """
    told: Counter[str] = Counter()
    asked.went_from = []
    sought, papers = _frozen(asked, wanted, told)
    sought |= {plain(each) for each in asked.words} | set(more)
    asked.left = []
    if sought:
        _drafts(asked, sought, told)
        _saves(asked, sought, told)
        _others(asked, sought, told)
        letters = _of(Letter, asked).values_list("words", flat=True)
        told["letters"] = sum(holds(each, sought) for each in letters)
    _files(asked, papers, sought, told)
    asked.told = dict(told)


def _of(model: type[Model], asked: WithholdingAsked) -> Any:
    """Rows that can hold the words: those of the partnership; of everyone where words were named."""
    rows = model._default_manager.all()
    return rows if asked.words else rows.filter(partnership=asked.partnership)


def _frozen(
    asked: WithholdingAsked, wanted: Asked, told: Counter[str]
) -> tuple[set[str], set[str]]:
    """Blank what was frozen as the shelf does. What tells of the words, and the files that go with them."""
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
    sought = tells.words()
    named = sought | {plain(each) for each in asked.words}
    before_it: int | None = None
    for row in rows:
        near = row.pk in own or before_it in own
        reasons = [_reasoned(each, asked, named, near=near) for each in row.reasons]
        if row.pk in own or reasons != row.reasons:
            row.reasons = reasons
            row.save(update_fields=["data", "fingerprint", "was", "reasons"])
            told["frozen"] += 1
        before_it = row.pk
    return sought, papers


def _reasoned(each: list[Any], asked: WithholdingAsked, sought: Collection[str], *, near: bool) -> list[Any]:
    """A reason, or that it was withheld: those near to the words may say what they were."""
    place, reason, *more = each
    own = place in (asked.place, f"{asked.partnership}/{asked.place}")
    gone = (near and own) or any(words in plain(reason) for words in sought)
    return [place, GONE, *more] if gone else each


def _drafts(asked: WithholdingAsked, sought: Collection[str], told: Counter[str]) -> None:
    for draft in _of(Draft, asked).select_for_update().order_by("pk").iterator(AT_ONCE):
        if not holds([draft.data, draft.title], sought):
            continue
        try:
            part = part_of(draft.kind, scrubbed(draft.data, sought))
        except msgspec.ValidationError:
            asked.left.append(f"The draft “{draft.place}”: open it, and take the words out.")
            continue
        saving.change(asked.answered_by, draft, draft.number, part)
        told["drafts"] += 1


def _saves(asked: WithholdingAsked, sought: Collection[str], told: Counter[str]) -> None:
    """Earlier saves go as a whole; the newest of a draft is what the draft says now."""
    rows = Save.objects.order_by("pk").select_related("draft")
    if not asked.words:
        rows = rows.filter(draft__partnership=asked.partnership)
    gone = [
        save.pk
        for save in rows.iterator(AT_ONCE)
        if save.number != save.draft.number and holds([save.data, save.title], sought)
    ]
    for at in range(0, len(gone), AT_ONCE):
        Save.objects.filter(pk__in=gone[at : at + AT_ONCE]).delete()
    told["saves"] = len(gone)


def _others(asked: WithholdingAsked, sought: Collection[str], told: Counter[str]) -> None:
    """Previews go; reasons, comments, titles and the record's own words lose the lines that hold them."""
    gone = [each.pk for each in _of(Preview, asked) if holds(each.data, sought)]
    Preview.objects.filter(pk__in=gone).delete()
    candidates = _of(Candidate, asked)
    chosen = ChosenChange.objects.filter(candidate__in=candidates)
    signed = SignOff.objects.filter(candidate__in=candidates)
    told["others"] += (
        len(gone)
        + _scrub(chosen, ("reason",), sought)
        + _scrub(signed, ("words",), sought)
        + _scrub(candidates, ("title",), sought)
        + _scrub(_of(Record, asked), ("title", "more"), sought)
    )


def _scrub(rows: Any, fields: Iterable[str], sought: Collection[str]) -> int:
    done = 0
    for row in rows.order_by("pk").iterator(AT_ONCE):
        found = {name: getattr(row, name) for name in fields}
        made = {name: scrubbed(value, sought, name) for name, value in found.items()}
        if made != found:
            type(row).objects.filter(pk=row.pk).update(**made)
            done += 1
    return done


def _files(
    asked: WithholdingAsked, papers: Collection[str], sought: Collection[str], told: Counter[str]
) -> None:
    """Files that went with their guidance are deleted; of others that hold the words, people are told."""
    KeptFile.objects.filter(partnership=asked.partnership, bytes_id__in=papers).delete()
    kept = set(KeptFile.objects.filter(bytes_id__in=papers).values_list("bytes_id", flat=True))
    told["files"] = Bytes.objects.filter(pk__in=set(papers) - kept).delete()[0]
    for file in _of(KeptFile, asked).defer("findings") if sought else ():
        if holds([file.text, file.title], sought):
            asked.left.append(f"The file “{file.name}”: put in another without the words.")
