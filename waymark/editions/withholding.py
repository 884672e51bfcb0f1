"""Withholding: taking words off the shelf for ever, by two named people and on a ground.

First the record is written, whole; then what it names is taken away. Whoever writes to the shelf next, or
withholds again, finishes what was stopped half way.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime

import msgspec

from waymark.editions.kept_papers import every_paper, read_paper
from waymark.editions.reach import (
    WITHHELD,
    Asked,
    asked_again,
    both_ways,
    headed,
    planned,
    seal_of,
)
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import OnShelf, encode
from waymark.editions.withheld import Withholding
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.json_form import encode as canonical
from waymark.manual.pack.folders import write_file

__all__ = ["Asked", "carry_out", "unfinished", "withhold", "withhold_again", "would_withhold"]

#: What is worked out from pages and may be deleted at any time.
_WORKED_OUT = ("drawings", "filled")

messages(
    Severity.REFUSE,
    {
        "withhold-people": (
            "Withholding needs two people, and {given} named.",
            "Name two different people: --by “Ann Ames” --by “Bo Best”.",
        ),
        "withhold-ground": (
            "No ground is given for withholding {place}.",
            "Say on what ground: --ground “Order of the Family Court at Taunton, 3 May 2027”.",
        ),
    },
)


def withhold(shelf: Shelf, asked: Asked, now: datetime) -> Withholding:
    """Take the words of a place off the shelf. Raises Refused, with nothing changed."""
    people = _two(asked)
    shelf.settings()
    with shelf.locked():
        record = planned(shelf, asked, people, now)
        shelf.add_withholding(record)
        carry_out(shelf, record)
    return record


def would_withhold(shelf: Shelf, asked: Asked, now: datetime) -> Withholding:
    """The record that `withhold` would write. Nothing is changed. Raises Refused as it would."""
    shelf.settings()
    return planned(shelf, asked, _two(asked), now)


def _two(asked: Asked) -> tuple[str, str]:
    people = tuple(dict.fromkeys(" ".join(name.split()) for name in asked.by if name.strip()))
    if len(people) != 2:
        given = "nobody is" if not people else "one is" if len(people) == 1 else f"{len(people)} are"
        raise refuse("withhold-people", given=given)
    if not asked.ground.strip():
        raise refuse("withhold-ground", place=asked.place)
    return people[0], people[1]


def withhold_again(shelf: Shelf, records: Iterable[Withholding]) -> list[Withholding]:
    """Take from a copy, such as a back-up, what was withheld from the shelf it is a copy of."""
    done: list[Withholding] = []
    with shelf.locked():
        known = shelf.withheld()
        for record in records:
            if record in known:
                continue
            own = planned(shelf, asked_again(record), record.by, record.at, needed=False)
            whole = msgspec.structs.replace(
                record,
                texts=tuple(dict.fromkeys((*record.texts, *own.texts))),
                taken=tuple(sorted({*record.taken, *own.taken})),
            )
            shelf.add_withholding(whole)
            carry_out(shelf, whole)
            done.append(whole)
    return done


def carry_out(shelf: Shelf, record: Withholding) -> None:
    """Take away what a withholding names. Done twice, it changes nothing more."""
    taken = frozenset(record.taken)
    for file in sorted((shelf.folder / "printings").glob("*/*/*/*.json")):
        listed = shelf.listed_at(file)
        changed = msgspec.structs.replace(
            listed, pages=_marked(listed.pages, taken), slots=_marked(listed.slots, taken)
        )
        if changed != listed:
            write_file(file, encode(changed))
    for _, file in every_paper(shelf):
        if read_paper(shelf, file).fingerprint in taken:
            file.unlink()
    asked = asked_again(record)
    for text in record.texts:
        file = shelf.folder / text.file
        if not file.exists() or seal_of(data := file.read_bytes()) == text.now:
            continue
        if seal_of(data) == text.was:
            made = headed(data, text.reasons) if text.reasons else canonical(both_ways(data, asked)[1])
            write_file(file, made)
    for seal in taken:
        for file in (shelf.folder / "objects" / seal[:2]).glob(f"{seal}*"):
            file.unlink()
    for name in _WORKED_OUT:
        shutil.rmtree(shelf.folder / name, ignore_errors=True)
    shelf.settle()


def unfinished(shelf: Shelf, record: Withholding) -> bool:
    """Whether anything that a withholding names is still there."""
    for seal in record.taken:
        if any((shelf.folder / "objects" / seal[:2]).glob(f"{seal}*")):
            return True
    files = ((shelf.folder / text.file, text.was) for text in record.texts)
    return any(file.exists() and seal_of(file.read_bytes()) == was for file, was in files)


def _marked(rows: tuple[OnShelf, ...], taken: frozenset[str]) -> tuple[OnShelf, ...]:
    return tuple(
        msgspec.structs.replace(row, status=WITHHELD) if row.fingerprint in taken else row for row in rows
    )


