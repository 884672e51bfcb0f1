"""What a withholding reaches: every manuscript, reason, page and file on a shelf that holds the words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from waymark.editions.blanking import Seeker, Tells, blank_local, blank_shared, plain, words_of
from waymark.editions.history import local_keys
from waymark.editions.indexes import INDEX_FILES, LOCAL_FILES, SHARED_FILES, telling_indexes
from waymark.editions.seeking import Frame, not_everywhere, telling
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import SLOT, OnShelf, encode, ending_of
from waymark.editions.withheld import GONE, Rewritten, Withholding
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.json_form import decode
from waymark.manual.json_form import encode as canonical
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

WITHHELD = 451
#: Files whose words are read as they stand: pages, what fills their slots, and scripts that carry words.
_READABLE = (".html", SLOT, ".js")
#: Of scripts, those that are the same for every manual carry none.
_WORDLESS = "assets/"

messages(
    Severity.REFUSE,
    {
        "withhold-place": (
            "Nothing on the shelf has words at {place}{where}.",
            "Give a place such as referral/talk-it-over; for what is local name its gateway too.",
        ),
        "withhold-same": (
            "{place} says the very same in {others}, so its words could still be read there.",
            "Name these too, or name none for all of them. Nothing was withheld.",
        ),
    },
)


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


def asked_again(record: Withholding) -> Asked:
    """What a record of withholding asked for; the words it named were not kept."""
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


def planned(
    shelf: Shelf, asked: Asked, by: tuple[str, str], now: datetime, *, needed: bool = True
) -> Withholding:
    """The record of all that is to go; nothing is changed yet.

    Raises Refused where nothing on the shelf has words at the place and that is `needed`.
    """
    texts = _texts(shelf, asked)
    if not texts and needed:
        where = f" of {asked.gateway}" if asked.gateway else ""
        raise refuse("withhold-place", place=asked.place, where=where)
    if needed and (same := same_words(shelf, asked)):
        raise refuse("withhold-same", place=asked.place, others=", ".join(same))
    frame = Frame(shelf)
    not_everywhere(frame, asked.words)
    named = {plain(each) for each in asked.words if plain(each)}
    rewritten: list[Rewritten] = []
    papers: set[str] = set()
    tells = Tells(title=asked.title)
    for text in texts:
        data = text.file.read_bytes()
        before, after = both_ways(data, asked)
        tells.went(before, after)
        if isinstance(before, LocalManuscript):
            papers |= papers_of(before) - papers_of(after)
        made = canonical(after)
        rewritten.append(Rewritten(_below(shelf, text.file), seal_of(data), seal_of(made)))
    sought = named | telling(shelf, asked.gateway, {text.file for text in texts}, tells, frame)
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


def same_words(shelf: Shelf, asked: Asked) -> list[str]:
    """The editions or supplements that were not named and say the very same at the place.

    Words cannot be gone in one of them and be read in another.
    """
    every = asked._replace(editions=(), supplements=())
    texts = _texts(shelf, every)
    named = {str(each) for each in (*asked.editions, *asked.supplements)}
    gone = {seal for text in texts if str(text.number) in named for seal in text.seals}
    others = (text for text in texts if named and str(text.number) not in named)
    return [str(text.number) for text in others if not gone.isdisjoint(text.seals)]


def tells_of(shelf: Shelf, asked: Asked) -> set[str]:
    """What tells of the words at a place: the sentences, plain, that nothing else on the shelf says."""
    tells = Tells(title=asked.title)
    texts = _texts(shelf, asked)
    for text in texts:
        tells.went(*both_ways(text.file.read_bytes(), asked))
    return telling(shelf, asked.gateway, {text.file for text in texts}, tells, Frame(shelf))


def _texts(shelf: Shelf, asked: Asked) -> list[_Text]:
    return list(_local_texts(shelf, asked) if asked.gateway else _shared_texts(shelf, asked))


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


def both_ways(data: bytes, asked: Asked) -> tuple[Any, Any]:
    """A manuscript with the words of the place, and without."""
    if asked.gateway:
        local = decode(data, LocalManuscript)
        return local, blank_local(local, asked.place, title=asked.title)
    manuscript = decode(data, Manuscript)
    return manuscript, blank_shared(manuscript, asked.place, title=asked.title)


def papers_of(local: LocalManuscript) -> set[str]:
    """The fingerprints of the files that local guidance names."""
    return {each.file.fingerprint for each in local.guidance if each.file}


def _heads(shelf: Shelf, asked: Asked, own: Sequence[Path], sought: set[str]) -> Iterable[Rewritten]:
    """Heads whose reasons tell what the words said.

    Those for the place, in what had the words and in what came next, since that reason may say why they
    went; and any that holds a passage.
    """
    for file, near in _near(shelf, asked.gateway, own):
        data = file.read_bytes()
        gone = tuple(
            at
            for at, each in enumerate(_amended(data))
            if (near and each[0] in _names(asked)) or any(words in plain(each[1]) for words in sought)
        )
        if gone:
            yield Rewritten(_below(shelf, file), seal_of(data), seal_of(headed(data, gone)), gone)


def reasons_told(shelf: Shelf, asked: Asked) -> tuple[str, ...]:
    """The reasons given for the place that will go from the heads.

    Stored pages that list what changed keep them, unless they hold words that were asked for: most reasons
    tell nothing of what a text said, and those pages tell of many places.
    """
    own = [text.head for text in _texts(shelf, asked)]
    found = (
        each[1]
        for file, near in _near(shelf, asked.gateway, own)
        if near
        for each in _amended(file.read_bytes())
        if each[0] in _names(asked) and each[1] != GONE
    )
    return tuple(dict.fromkeys(found))


def _near(shelf: Shelf, partnership: str, own: Sequence[Path]) -> Iterable[tuple[Path, bool]]:
    """Every head in order, and whether it is one of these or comes next after one."""
    before: Path | None = None
    for file in _heads_in_order(shelf, partnership):
        yield file, file in own or before in own
        before = file


def _amended(head: bytes) -> Sequence[Sequence[str]]:
    found: Sequence[Sequence[str]] = msgspec.json.decode(head).get("amendments", ())
    return found


def _names(asked: Asked) -> tuple[str, str]:
    """What heads call the place."""
    return asked.place, f"{asked.gateway}/{asked.place}"


def _heads_in_order(shelf: Shelf, partnership: str) -> Iterable[Path]:
    if not partnership:
        return (shelf.edition_folder(number) / "edition.json" for number in shelf.editions())
    numbers = shelf.supplements().get(partnership, [])
    return (shelf.supplement_folder(partnership, number) / "supplement.json" for number in numbers)


def headed(head: bytes, gone: Sequence[int]) -> bytes:
    """A head without these of its reasons."""
    facts = msgspec.json.decode(head)
    for at in gone:
        facts["amendments"][at][1] = GONE
    return encode(facts)


def _pages(shelf: Shelf, asked: Asked, texts: Sequence[_Text], sought: set[str]) -> set[str]:
    """The fingerprints of the place's own pages, and of every page or slot that holds a passage of it.

    What the pages are searched by goes with them: it holds every word, and is made anew of those left.
    """
    own = f"{asked.place}.html"
    numbers = {text.number for text in texts}
    searched = frozenset(LOCAL_FILES if asked.gateway else SHARED_FILES)
    taken: set[str] = set()
    rows: dict[str, OnShelf] = {}
    indexes: dict[str, str] = {}
    for printing in shelf.printings():
        mine = not asked.gateway or printing.gateway == asked.gateway
        of_them = mine and (printing.supplement if asked.gateway else printing.edition) in numbers
        for row in (*printing.pages, *printing.slots):
            if row.status == WITHHELD:
                continue
            if of_them and ((row.path == own and row.status == 200) or row.path in searched):
                taken.add(row.fingerprint)
            elif row.path in INDEX_FILES:
                if asked.words:
                    indexes[row.fingerprint] = row.path
            elif _is_readable(row.path) and (mine or asked.words):
                rows.setdefault(row.fingerprint, row)
    seeker = Seeker(sought)
    for seal, row in rows.items() if sought else ():
        file = shelf.object_file(seal, ending_of(row.path))
        if seal not in taken and file.exists() and seeker.within(words_of(file.read_bytes())):
            taken.add(seal)
    return taken | set(telling_indexes(shelf, indexes, asked.words))


def _is_readable(path: str) -> bool:
    return path.endswith(_READABLE) and not path.startswith(_WORDLESS)


def seal_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _below(shelf: Shelf, file: Path) -> str:
    return str(file.relative_to(shelf.folder))
