"""What all frozen data of the manual shares: the form of its fields."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

#: One line of words: a title or short phrase, with no space at either end and no Markdown.
Line = Annotated[str, Meta(pattern=r"^\S(?:[^\n\r\t]*\S)?$", max_length=400)]

#: A day, or a month where the day is not known: 2021-04-12 or 2021-04.
DayOrMonth = Annotated[str, Meta(pattern=r"^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$")]

#: An edition's number: year and which of that year, 2026-1.
EDITION_NUMBER = r"^\d{4}-[1-9]\d?$"
EditionNumber = Annotated[str, Meta(pattern=EDITION_NUMBER)]

#: An address on the web.
Web = Annotated[str, Meta(pattern=r"^https://[^\s<>\"]+$", max_length=500)]


class Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Frozen data with named fields; a field that nobody knows is refused."""


class Force(StrEnum):
    """How strongly a provision binds."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Checked(Data, frozen=True, kw_only=True):
    """What a text was checked against, and on which day."""

    against: Line
    date: date


def edition_order(number: str) -> tuple[int, int]:
    """Editions in the order they were made: 2026-2 before 2026-10."""
    year, which = re.fullmatch(r"(\d{4})-(\d+)", number).groups()  # type: ignore[union-attr]
    return int(year), int(which)
