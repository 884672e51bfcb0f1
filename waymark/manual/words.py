"""Terms, roles and timescales: the manual's own words, its readers, and how long things may take."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from waymark.manual.data import Checked, Data, Line
from waymark.manual.places import Key, Part, Place
from waymark.manual.text import Text


class Term(Data, frozen=True, kw_only=True):
    """A word that must stay, with a meaning plain enough for a 15-year-old.

    `people_say`: the everyday words for it.
    """

    key: Key
    term: Line
    also: tuple[Line, ...] = ()
    meaning: Text
    people_say: tuple[Line, ...] = ()

    @property
    def place(self) -> str:
        """The place of this term."""
        return f"terms/{self.key}"


#: A role names so many places at most that it needs most.
MOST_NEEDED = 5


class Role(Data, frozen=True, kw_only=True):
    """A job or relation to the child through whose eyes the manual can be read.

    `as_said`: how the lines that say who acts name this role, besides its title; `needed`: the places that it
    needs most, the first first.
    """

    key: Key
    title: Line
    needs: Line | None = None
    as_said: tuple[Line, ...] = ()
    needed: tuple[Place, ...] = ()


class Unit(StrEnum):
    """What a limit is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"


def counted(limit: int, unit: Unit) -> str:
    """So many of a unit: `1 working day`, `72 hours`."""
    return f"{limit} {unit.value[:-1] if limit == 1 else unit.value}"


AS_SOON_AS_POSSIBLE = "as soon as possible"
SET_LOCALLY = "set locally"

#: A number of units, or words: `set locally` gives no date until a supplement gives one.
Limit = Annotated[int, Meta(ge=1, le=999)] | Literal["as soon as possible", "set locally"]


class Timescale(Data, frozen=True, kw_only=True):
    """Within so many of a unit from a named event, with its source.

    `longest`: a length that the law caps, such as police protection; never time to use up.
    `by_order`: a court sets its end for each case, so that nobody may work it out.
    `people_say`: how people ask for it.
    """

    key: Key
    title: Line
    limit: Limit
    unit: Unit | None = None
    longest: bool = False
    by_order: bool = False
    starts: Line
    who: Line | None = None
    source: Part | None = None
    checked: tuple[Checked, ...] = ()
    note: Text | None = None
    people_say: tuple[Line, ...] = ()

    @property
    def words(self) -> str:
        """The limit as it is said: `within 15 working days`, `no longer than 72 hours`."""
        if not isinstance(self.limit, int) or self.unit is None:
            return str(self.limit)
        within = "no longer than" if self.longest else "within"
        return f"{within} {counted(self.limit, self.unit)}"


#: Words in a row with commas between them: `alone, on his own, by herself`.
Family = Annotated[str, Meta(pattern=r"^[^\s,][^,\n\r\t]*(?:, [^\s,][^,\n\r\t]*)+$", max_length=400)]


class Relations(Data, frozen=True, kw_only=True):
    """Words that searching takes for one another, and words that it must not, on one subject.

    Each line of `together` is a family: what is found by one of its words is found by the others too. The
    words of a line of `apart` are never taken for one another, however alike they look.
    """

    key: Key
    title: Line
    together: tuple[Family, ...] = ()
    apart: tuple[Family, ...] = ()
