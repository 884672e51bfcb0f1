"""Sources, reviews and what they say: where every duty and lesson comes from."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from waymark.manual.data import Data, Force, Line, Web
from waymark.manual.places import Key, Place
from waymark.manual.text import Text

Year = Annotated[int, Meta(ge=1800, le=2200)]


class SourceKind(StrEnum):
    """What sort of writing a source is; only a statute or regulations can say must."""

    STATUTE = "statute"
    REGULATIONS = "regulations"
    STATUTORY_GUIDANCE = "statutory guidance"
    GUIDANCE = "guidance"
    STUDY = "study"


class ReviewKind(StrEnum):
    """What sort of review it was."""

    SERIOUS_CASE_REVIEW = "serious case review"
    LOCAL = "local child safeguarding practice review"
    NATIONAL = "national review"
    THEMATIC = "thematic review"
    INQUIRY = "inquiry"


class Provision(Data, frozen=True, kw_only=True):
    """One requirement of a source, with its force.

    `seen`: its own words were read by us. `read_at`: where they were read, or else an account of them;
    with neither, it is general knowledge. `no_box`: why no box is meant to carry it.
    """

    key: Key
    where: Line
    force: Force
    requires: Line
    seen: bool = False
    read_at: Line | None = None
    checked: date | None = None
    no_box: Line | None = None


class Lesson(Data, frozen=True, kw_only=True):
    """A finding from research, within the study it comes from."""

    key: Key
    text: Text


class LearningPoint(Data, frozen=True, kw_only=True):
    """What a review teaches, shown at every box where someone can act on it."""

    key: Key
    text: Text


class Source(Data, frozen=True, kw_only=True):
    """Where duties or lessons come from."""

    place: Place
    title: Line
    kind: SourceKind
    publisher: Line | None = None
    year: Year | None = None
    web: Web | None = None
    note: Text | None = None
    provisions: tuple[Provision, ...] = ()
    lessons: tuple[Lesson, ...] = ()


class Review(Data, frozen=True, kw_only=True):
    """A published case review. `partnership` is set where it is one of our own areas'."""

    place: Place
    title: Line
    publisher: Line
    year: Year | None = None
    kind: ReviewKind
    area: Line
    partnership: Key | None = None
    web: Web | None = None
    seen: Line | None = None
    checked: date | None = None
    learning: tuple[LearningPoint, ...] = ()
