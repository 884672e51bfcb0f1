"""The smallest mistakes with the desk's two doors, and with opening it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from unittest.mock import patch

from tests.messages.mistake import Call, Mistake
from tests.messages.whole import pack_in
from tests.packs import freeze_edition
from waymark.commands.beside import opening
from waymark.desk.doors.beside import check_frozen, check_register_goes_on
from waymark.desk.opening import invite
from waymark.desk.passing import zipped
from waymark.desk.people.posting import NotSent
from waymark.manual.pack.whole import Pack, read_pack


def _frozen(folder: Path) -> Pack:
    where = pack_in(folder)
    freeze_edition(where, date(2026, 11, 22))
    pack, found = read_pack(where)
    assert pack is not None, found
    return pack


def _another_day(folder: Path) -> object:
    pack = _frozen(folder)
    head = pack.editions[0].head
    return check_frozen(pack, {("", head.number): (head.fingerprint, date(2020, 1, 1), "", [])})


def _fewer_lines(folder: Path) -> object:
    return check_register_goes_on(_frozen(folder).register, [("terms/only-at-the-desk", "taken")])


def _no_zip(_: Path) -> object:
    with zipped.opened(b"not a zip"):
        return None


def _no_pack(folder: Path) -> object:
    asked = argparse.Namespace(pack=folder / "nothing", desk=folder / "desk", shelf=folder / "shelf")
    with opening(asked):
        return None


def _invited(address: str) -> object:
    return invite("Kay Keeper", address)


def _unsent(_: Path) -> object:
    with patch("waymark.desk.people.inviting.invite_keeper", side_effect=NotSent("no such host")):
        return _invited("kay@council.example")


DESK_MISTAKES: dict[str, Mistake] = {
    "import-frozen": Call("a pack whose edition has another day than the one at the desk", _another_day),
    "import-register": Call("a pack whose places.tsv lacks a line that the desk has", _fewer_lines),
    "pack-zip": Call("a file taken in as a pack that is no zip file", _no_zip),
    "invite-address": Call("inviting someone without an @", lambda _: _invited("kay")),
    "invite-not-sent": Call("inviting while the mail server cannot be reached", _unsent),
    "desk-not-opened": Call("`waymark start` with a pack that is not there", _no_pack),
}
