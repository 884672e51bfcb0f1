"""Contacts: front doors, out-of-hours teams and national lines, with the hours they keep."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from waymark.manual.data import Data, Line, Web
from waymark.manual.places import Key

Clock = Annotated[str, Meta(pattern=r"^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$")]
Telephone = Annotated[str, Meta(pattern=r"^\d[\d ]{1,18}\d$")]
Email = Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+$", max_length=200)]

ALWAYS = "always"


class Day(StrEnum):
    """A day of the week, or a bank holiday, whichever weekday it falls on."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    BANK_HOLIDAYS = "bank holidays"


class ContactKind(StrEnum):
    """What a contact is for, in the order in which danger asks for it."""

    EMERGENCY = "emergency"
    OUT_OF_HOURS = "out of hours"
    FRONT_DOOR = "front door"
    POLICE = "police"
    CHILD_HELPLINE = "child helpline"
    HELPLINE = "helpline"
    DESIGNATED_OFFICER = "designated officer"
    OTHER = "other"


class Opening(Data, frozen=True, kw_only=True):
    """Days on which a line answers, from and until which time. `24:00` is midnight at the end."""

    days: tuple[Day, ...]
    opens: Clock
    closes: Clock


class Contact(Data, frozen=True, kw_only=True):
    """A front door, out-of-hours team or other number, with the date it was last checked.

    `people_say`: how people ask for it.
    """

    key: Key
    name: Line
    purpose: Line
    kind: ContactKind
    telephone: Telephone | None = None
    email: Email | None = None
    web: Web | None = None
    hours: tuple[Opening, ...] | Literal["always"]
    hours_in_words: Line
    checked: date | None = None
    example: bool = False
    people_say: tuple[Line, ...] = ()

    def answers(self, day: Day, clock: str) -> bool:
        """Whether the line is open on such a day at such a time (`20:00`)."""
        if self.hours == ALWAYS:
            return True
        return any(
            day in opening.days and opening.opens <= clock < opening.closes
            for opening in self.hours
            if isinstance(opening, Opening)
        )

    @property
    def always_answers(self) -> bool:
        """Whether someone answers at every hour of every day."""
        return self.hours == ALWAYS
