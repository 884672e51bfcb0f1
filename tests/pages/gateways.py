"""The starter manual set into pages, without a shelf: what the page tests read."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from waymark.editions.changes import local_places, shared_places
from waymark.manual.json_form import fingerprint
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.whole import Pack, read_pack
from waymark.pages.open_slots import fill, root_of
from waymark.pages.plan import LocalPart, SharedPart
from waymark.pages.setting import Press

ROOT = Path(__file__).parents[2]


@cache
def pack() -> Pack:
    """The starter manual as a pack."""
    read, found = read_pack(ROOT / "southwest")
    assert read is not None, found
    return read


@cache
def manuscript() -> Manuscript:
    """The draft of the starter manual."""
    read, found, _ = pack().read_draft()
    assert read is not None, found
    return read


@cache
def local(key: str) -> LocalManuscript:
    """What one partnership is writing."""
    read, found, _ = pack().read_local_draft(key)
    assert read is not None, found
    return read


def shared_part(shared: Manuscript) -> SharedPart:
    """A manuscript as edition 2026-1."""
    places = dict(shared_places(shared))
    return SharedPart(
        shared,
        "2026-1",
        "Sunday 22 November 2026",
        fingerprint(shared),
        places,
        dict.fromkeys(places, "2026-1"),
    )


def local_part(one: LocalManuscript) -> LocalPart:
    """A local manuscript as supplement 1."""
    places = dict(local_places(one))
    return LocalPart(one, 1, "Sunday 22 November 2026", fingerprint(one), dict.fromkeys(places, 1))


@cache
def press() -> Press:
    """The starter manual on the press."""
    return Press(shared_part(manuscript()), Path(tempfile.mkdtemp()))


@cache
def gateway(key: str) -> dict[str, bytes]:
    """Every page and asset of a gateway, by its path; pages as they are served, with their slots filled."""
    part = local_part(local(key))
    pages, assets = press().gateway(part)
    slots = {name: words.encode() for name, words in press().slots(part).items()}
    made = {each.path: fill(each.joined(), slots, root_of(each.path)) for each in pages}
    return made | {each.path: each.data for each in assets}


@cache
def front() -> dict[str, bytes]:
    """Every page and asset that belongs to no partnership."""
    partnerships = [local(key).partnership for key in pack().partnerships]
    pages, assets = press().front(partnerships, "A consortium")
    return {each.path: each.joined() for each in pages} | {each.path: each.data for each in assets}
