"""What stands on the shelf, as plain frozen data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from waymark.manual.local import Partnership

#: The gateway of the pages that belong to no partnership.
FRONT = "front"

#: How the name ends of what is filled into an open slot.
SLOT = ".slot"


class OnShelf(msgspec.Struct, frozen=True, array_like=True):
    """One page of a printing. `key` is the fingerprint of exactly what it was made from."""

    path: str
    fingerprint: str
    key: str
    size: int
    status: int = 200


class PrintingName(msgspec.Struct, frozen=True, array_like=True):
    """Gateway, edition, supplement and printing: enough to find a printing on the shelf."""

    gateway: str
    edition: str
    supplement: int
    printing: int

    @property
    def numbers(self) -> str:
        """Edition, supplement and printing in short: `2026-1+2.1`."""
        return f"{self.edition}+{self.supplement}.{self.printing}"

    def __str__(self) -> str:
        return f"{self.gateway} {self.numbers}"


class Printing(msgspec.Struct, frozen=True):
    """One setting of an edition and a supplement into a gateway's pages.

    `slots` are what is filled into the open slots of its pages while it is in force, `contacts.slot`
    and so on.
    """

    gateway: str
    edition: str
    supplement: int
    printing: int
    edition_fingerprint: str
    supplement_fingerprint: str
    components: str
    pages: tuple[OnShelf, ...]
    slots: tuple[OnShelf, ...] = ()

    @property
    def name(self) -> PrintingName:
        """What the in-force list calls it."""
        return PrintingName(self.gateway, self.edition, self.supplement, self.printing)


class Listed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A printing as its file lists it: whole, or by what differs from the printing that `like` names.

    That one is of the same edition and lists itself whole, so that a printing is read from two files at most
    and pages that stay as they were take no room.
    """

    gateway: str
    edition: str
    supplement: int
    printing: int
    edition_fingerprint: str
    supplement_fingerprint: str
    components: str
    pages: tuple[OnShelf, ...] = ()
    slots: tuple[OnShelf, ...] = ()
    like: tuple[int, int] | None = None
    without: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, rename={"start": "from"}):
    """One line of the in-force list: from this instant these gateways show these printings."""

    start: Annotated[datetime, Meta(tz=True)]
    gateways: tuple[PrintingName, ...]


class Settings(msgspec.Struct, frozen=True):
    """What the gateways need to know beyond their pages. `hosts`: gateway by host name.

    `next_edition`: when the next edition is due; `comments_close`: until when comments on it are heard.
    """

    name: str
    address: str | None = None
    hosts: dict[str, str] = msgspec.field(default_factory=dict)
    next_edition: date | None = None
    comments_close: date | None = None


class ShelvedEdition(msgspec.Struct, frozen=True):
    """An edition on the shelf: its number, day, fingerprint and reasons. `at`: from which time of that day.

    `files` is the fingerprint of the raw files it was read from, so that an altered file is noticed
    without reading it. `places` holds, for each place, the fingerprint of its own text and the edition
    in which that text last changed. `trifling`: the places whose amendments are trifles.
    """

    number: str
    in_force: date
    fingerprint: str
    amendments: tuple[tuple[str, str], ...] = ()
    files: str = ""
    places: dict[str, tuple[str, str]] = msgspec.field(default_factory=dict)
    at: str = ""
    trifling: tuple[str, ...] = ()


class ShelvedSupplement(msgspec.Struct, frozen=True):
    """A supplement on the shelf. `places`: as for an edition, by `notes:…`, `guidance:…` and `contacts`."""

    number: int
    in_force: date
    fingerprint: str
    partnership: Partnership
    amendments: tuple[tuple[str, str], ...] = ()
    files: str = ""
    places: dict[str, tuple[str, int]] = msgspec.field(default_factory=dict)
    at: str = ""
    trifling: tuple[str, ...] = ()


def ending_of(path: str) -> str:
    """The ending of an object's name: that of its page, or nothing."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def encode(value: Any) -> bytes:
    """JSON with one form for the same value, ending with a line feed."""
    return msgspec.json.encode(value, order="sorted") + b"\n"
