"""Withholding: taking words off the shelf for ever, by two named people and on a ground.

First the record is written, whole; then what it names is taken away. Whoever writes to the shelf next, or
withholds again, finishes what was stopped half way.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from waymark.editions.blanking import blank_local, blank_shared, holds, passages, plain, titles
from waymark.editions.history import local_keys
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import SLOT, OnShelf, encode, ending_of
from waymark.editions.withheld import GONE, Rewritten, Withholding
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.json_form import decode
from waymark.manual.json_form import encode as canonical
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.folders import write_file

WITHHELD = 451
_READABLE = (".html", SLOT)
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
        "withhold-place": (
            "Nothing on the shelf has words at {place}{where}.",
            "Give a place such as referral/talk-it-over; for what is local name its gateway too.",
        ),
    },
)

M = TypeVar("M", Manuscript, LocalManuscript)


class Asked(NamedTuple):
    """What is to be withheld. `editions` and `supplements`: only those; all of them where none is named.

    `words`: further passages, such as a name; every page of the shelf that holds one is taken too.
    """

    place: str
    by: Sequence[str]
    ground: str
    gateway: str = ""
    title: bool = False
    editions: Sequence[str] = ()
    supplements: Sequence[int] = ()
    words: Sequence[str] = ()


def withhold(shelf: Shelf, asked: Asked, now: datetime) -> Withholding:
    """Take the words of a place off the shelf. Raises Refused, with nothing changed."""
    people = tuple(dict.fromkeys(" ".join(name.split()) for name in asked.by if name.strip()))
    if len(people) != 2:
        given = "nobody is" if not people else "one is" if len(people) == 1 else f"{len(people)} are"
        raise refuse("withhold-people", given=given)
    if not asked.ground.strip():
        raise refuse("withhold-ground", place=asked.place)
    shelf.settings()
    with shelf.locked():
        record = _planned(shelf, asked, (people[0], people[1]), now)
        shelf.add_withholding(record)
        carry_out(shelf, record)
    return record


def withhold_again(shelf: Shelf, records: Iterable[Withholding]) -> list[Withholding]:
    """Take from a copy, such as a back-up, what was withheld from the shelf it is a copy of."""
    done: list[Withholding] = []
    with shelf.locked():
        known = shelf.withheld()
        for record in records:
            if record in known:
                continue
            own = _planned(shelf, _asked_again(record), record.by, record.at, needed=False)
            whole = msgspec.structs.replace(
                record,
                texts=tuple(dict.fromkeys((*record.texts, *own.texts))),
                taken=tuple(sorted({*record.taken, *own.taken})),
            )
            shelf.add_withholding(whole)
            carry_out(shelf, whole)
            done.append(whole)
    return done


def _asked_again(record: Withholding) -> Asked:
    return Asked(
        record.place,
        record.by,
        record.ground,
        record.gateway,
        record.title,
        record.editions,
        record.supplements,
    )


class _Text(NamedTuple):
    """A manuscript that has words at the place: its file, the head's file, its words' fingerprint."""

    file: Path
    head: Path
    seals: tuple[str, ...]
    number: str | int


def _planned(
    shelf: Shelf, asked: Asked, by: tuple[str, str], now: datetime, *, needed: bool = True
) -> Withholding:
    texts = list(_local_texts(shelf, asked) if asked.gateway else _shared_texts(shelf, asked))
    if not texts and needed:
        where = f" of {asked.gateway}" if asked.gateway else ""
        raise refuse("withhold-place", place=asked.place, where=where)
    sought = {plain(each) for each in asked.words if plain(each)}
    rewritten: list[Rewritten] = []
    papers: set[str] = set()
    for text in texts:
        data = text.file.read_bytes()
        before, after = _both(data, asked)
        sought |= passages(before, after)
        sought |= titles(before, after) if asked.title else set()
        if isinstance(before, LocalManuscript):
            papers |= _papers(before) - _papers(after)
        made = canonical(after)
        rewritten.append(Rewritten(_below(shelf, text.file), _seal(data), _seal(made)))
    heads = [text.head for text in texts]
    rewritten += _heads(shelf, asked, heads, sought)
    return Withholding(
        at=now,
        by=by,
        ground=" ".join(asked.ground.split()),
        place=asked.place,
        gateway=asked.gateway,
        title=asked.title,
        editions=tuple(str(text.number) for text in texts if not asked.gateway),
        supplements=tuple(int(text.number) for text in texts if asked.gateway),
        words=tuple(dict.fromkeys(seal for text in texts for seal in text.seals)),
        texts=tuple(each for each in rewritten if each.was != each.now),
        taken=tuple(sorted({*_pages(shelf, asked, texts, sought), *papers})),
    )


def _shared_texts(shelf: Shelf, asked: Asked) -> Iterable[_Text]:
    for number in shelf.editions():
        found = shelf.edition(number).places.get(asked.place)
        if found and (not asked.editions or number in asked.editions):
            folder = shelf.edition_folder(number)
            yield _Text(folder / "manuscript.json", folder / "edition.json", (found[0],), number)


def _local_texts(shelf: Shelf, asked: Asked) -> Iterable[_Text]:
    for number in shelf.supplements().get(asked.gateway, []):
        places = shelf.supplement(asked.gateway, number).places
        seals = tuple(places[key][0] for key in local_keys(asked.place) if key in places)
        if seals and (not asked.supplements or number in asked.supplements):
            folder = shelf.supplement_folder(asked.gateway, number)
            yield _Text(folder / "local-manuscript.json", folder / "supplement.json", seals, number)


def _both(data: bytes, asked: Asked) -> tuple[Any, Any]:
    """A manuscript with the words of the place, and without."""
    if asked.gateway:
        local = decode(data, LocalManuscript)
        return local, blank_local(local, asked.place, title=asked.title)
    manuscript = decode(data, Manuscript)
    return manuscript, blank_shared(manuscript, asked.place, title=asked.title)


def _papers(local: LocalManuscript) -> set[str]:
    return {each.file.fingerprint for each in local.guidance if each.file}


def _heads(shelf: Shelf, asked: Asked, own: Sequence[Path], sought: set[str]) -> Iterable[Rewritten]:
    """Heads whose reasons tell what the words said: those for the place, and any that holds a passage."""
    sort = f"supplements/{asked.gateway}/*/supplement.json" if asked.gateway else "editions/*/edition.json"
    names = (asked.place, f"{asked.gateway}/{asked.place}")
    for file in sorted(shelf.folder.glob(sort)):
        data = file.read_bytes()
        reasons = msgspec.json.decode(data).get("amendments", ())
        gone = tuple(
            at
            for at, each in enumerate(reasons)
            if (file in own and each[0] in names) or any(words in plain(each[1]) for words in sought)
        )
        if gone:
            yield Rewritten(_below(shelf, file), _seal(data), _seal(_headed(data, gone)), gone)


def _headed(head: bytes, gone: Sequence[int]) -> bytes:
    """A head without these of its reasons."""
    facts = msgspec.json.decode(head)
    for at in gone:
        facts["amendments"][at][1] = GONE
    return encode(facts)


def _pages(shelf: Shelf, asked: Asked, texts: Sequence[_Text], sought: set[str]) -> set[str]:
    """The fingerprints of the place's own pages, and of every page or slot that holds a passage of it."""
    own = f"{asked.place}.html"
    numbers = {text.number for text in texts}
    taken: set[str] = set()
    rows: dict[str, OnShelf] = {}
    for printing in shelf.printings():
        mine = not asked.gateway or printing.gateway == asked.gateway
        of_them = (printing.supplement if asked.gateway else printing.edition) in numbers
        for row in (*printing.pages, *printing.slots):
            if row.status == WITHHELD:
                continue
            if mine and of_them and row.path == own and row.status == 200:
                taken.add(row.fingerprint)
            elif row.path.endswith(_READABLE) and (mine or asked.words):
                rows.setdefault(row.fingerprint, row)
    for seal, row in rows.items():
        file = shelf.object_file(seal, ending_of(row.path))
        if sought and seal not in taken and file.exists() and holds(file.read_bytes(), sought):
            taken.add(seal)
    return taken


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
    asked = _asked_again(record)
    for text in record.texts:
        file = shelf.folder / text.file
        if not file.exists() or _seal(data := file.read_bytes()) == text.now:
            continue
        if _seal(data) == text.was:
            made = _headed(data, text.reasons) if text.reasons else canonical(_both(data, asked)[1])
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
    return any(file.exists() and _seal(file.read_bytes()) == was for file, was in files)


def _marked(rows: tuple[OnShelf, ...], taken: frozenset[str]) -> tuple[OnShelf, ...]:
    return tuple(
        msgspec.structs.replace(row, status=WITHHELD) if row.fingerprint in taken else row for row in rows
    )


def _seal(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _below(shelf: Shelf, file: Path) -> str:
    return str(file.relative_to(shelf.folder))
