"""What is local: one partnership, its contacts, its notes and its guidance."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from waymark.manual.contacts import Contact
from waymark.manual.data import Data, DayOrMonth, Line
from waymark.manual.places import Key, Place
from waymark.manual.text import Text
from waymark.manual.words import Unit, counted

#: A file's name: plain words and hyphens, so that it is the same on every machine and in every address.
FileName = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:pdf|docx)$", max_length=100)]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$")]


class Partnership(Data, frozen=True, kw_only=True):
    """One area's safeguarding children partnership; owns a gateway and its local guidance."""

    key: Key
    name: Line
    area: Line
    in_area: Line
    council: Line
    front_door: Line
    accent: Colour
    adopted: date | None = None


class LocalLimit(Data, frozen=True, kw_only=True):
    """How long something may take in one area, where the manual leaves it open or a partnership wants less.

    It never allows more time than the manual does. `reason`: why, as readers are told.
    """

    timescale: Key
    limit: Annotated[int, Meta(ge=1, le=999)]
    unit: Unit
    reason: Line

    @property
    def words(self) -> str:
        """The limit as it is said: `within 1 working day`."""
        return f"within {counted(self.limit, self.unit)}"


class LocalNote(Data, frozen=True, kw_only=True):
    """A partnership's few sentences, shown at a place of the shared manual.

    `limits`: time limits of that place as they are in this area; they hold wherever the manual shows them.
    """

    place: Place
    limits: tuple[LocalLimit, ...] = ()
    text: Text


class Form(StrEnum):
    """How local guidance can be read."""

    PAGE = "page"
    FILE = "file"
    HELD = "held by the partnership"


class LocalFile(Data, frozen=True, kw_only=True):
    """A file that readers download: its name, the SHA-256 of its bytes, and its size in bytes.

    `made_from`: where it was made from the page it belongs to, the fingerprint of that page's words.
    `title`, `language` (such as `en-GB`), `rights_holder` and `licence` are what its owner says of it.
    """

    name: FileName
    fingerprint: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Meta(ge=1)]
    made_from: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")] | None = None
    title: Line | None = None
    language: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")] | None = None
    rights_holder: Line | None = None
    licence: Line | None = None


class LocalGuidance(Data, frozen=True, kw_only=True):
    """A partnership's own protocol or guide, with owner, dates and former name.

    A `page` may have a file as well: the same words, to keep or print.
    """

    key: Key
    title: Line
    former_name: Line | None = None
    owner: Line
    published: DayOrMonth | None = None
    updated: DayOrMonth | None = None
    reviewed: DayOrMonth | None = None
    review_by: DayOrMonth | None = None
    form: Form = Form.PAGE
    file: LocalFile | None = None
    shown_at: tuple[Place, ...] = ()
    text: Text


class LocalManuscript(Data, frozen=True, kw_only=True):
    """One partnership's contacts, local notes and local guidance at one moment."""

    partnership: Partnership
    contacts: tuple[Contact, ...] = ()
    notes: tuple[LocalNote, ...] = ()
    guidance: tuple[LocalGuidance, ...] = ()

    @property
    def limits(self) -> dict[str, tuple[LocalLimit, str]]:
        """The area's own limits by the keys of their timescales, each with the place of its note."""
        return {limit.timescale: (limit, note.place) for note in self.notes for limit in note.limits}

    def place(self, guidance: LocalGuidance) -> str:
        """The place of a piece of local guidance."""
        return f"{self.partnership.key}/local/{guidance.key}"
