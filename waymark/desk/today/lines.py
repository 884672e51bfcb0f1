"""What the page of today is made of: cards with lines, each with the way to what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from waymark.desk.people.standing import SHARED
from waymark.desk.record.filtering import named

#: How many lines of a card are shown; the others are folded, and beyond the most they are only counted.
SHOWN, MOST = 6, 200


class Line(NamedTuple):
    """One thing to do. `sort` dresses its mark: `wait`, `stop` or `good`."""

    words: str
    way: str
    mark: str = ""
    sort: str = ""
    more: str = ""
    owner: str = ""


class Card(NamedTuple):
    """Things to do of one kind. `calm` is what an empty one is called in the line of what is well."""

    key: str
    heading: str
    calm: str
    lines: list[Line]
    said: str = ""
    way: tuple[str, str] | None = None

    @property
    def first(self) -> list[Line]:
        """The lines that are shown."""
        return self.lines[:SHOWN]

    @property
    def folded(self) -> list[Line]:
        """The lines that are shown when asked for."""
        return self.lines[SHOWN:MOST]

    @property
    def left(self) -> int:
        """How many are only counted."""
        return max(0, len(self.lines) - MOST)


def card(
    key: str,
    heading: str,
    calm: str,
    lines: Iterable[Line],
    *,
    said: str = "",
    way: tuple[str, str] | None = None,
) -> Card:
    """A card of these lines."""
    return Card(key, heading, calm, list(lines), said, way)


def owner_of(partnership: str, own: list[str]) -> str:
    """Whose a line is, where a person has to do with more than one."""
    return named(partnership) if len(own) > 1 and partnership != SHARED else ""
