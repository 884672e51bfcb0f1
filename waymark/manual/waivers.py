"""Waivers: leave for a facet that cannot be plainer yet, given by name and for a time."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from waymark.manual.data import Data, Line
from waymark.manual.places import WORD, Place


class FacetName(StrEnum):
    """What a facet is called where it is told how it reads."""

    KEY_POINTS = "key points"
    HOW = "how to do it"
    WHAT_IF = "what if"
    FAMILIES = "for families"
    CHILD = "for a child"
    ROLE = "for your role"


class Waiver(Data, frozen=True, kw_only=True):
    """Leave for one facet to ask for an older reader than the gate lets through.

    `role`: whose note it is, where the facet is for one role. `given_by`: the name of the person who takes it
    upon themselves. `until`: the last day on which it holds.
    """

    place: Place
    facet: FacetName
    role: Annotated[str, Meta(pattern=rf"^{WORD}$", max_length=50)] | None = None
    reason: Line
    given_by: Line
    until: date

    @property
    def named(self) -> str:
        """The facet as it is told: `how to do it`, `for your role: teacher`."""
        return f"{self.facet.value}: {self.role}" if self.role else self.facet.value

    @property
    def key(self) -> str:
        """What it is known by, so that a facet has one at most: `referral/talk-it-over#how-to-do-it`."""
        return f"{self.place}#{'-'.join(self.named.replace(':', '').split())}"

    def holds(self, day: date) -> bool:
        """Whether it lets its facet through on a day."""
        return day <= self.until
