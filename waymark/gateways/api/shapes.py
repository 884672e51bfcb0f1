"""The shapes of the answers. The OpenAPI description is made of these, so that the two cannot part ways.

Words are in the manual's small closed Markdown. A field that says nothing is left out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from waymark.editions.amended import Told
from waymark.manual.boxes import Facets, Kind
from waymark.manual.charts import Arrow, FlowChart
from waymark.manual.contacts import Contact
from waymark.manual.data import Checked
from waymark.manual.text import Text
from waymark.manual.words import Term

DANGER = "If a child is in danger now, ring 999."


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An answer, or a part of one."""


class Citation(Shape, frozen=True, kw_only=True):
    """What was answered from: it can be shown to a court, and checked against the fingerprints."""

    gateway: str
    area: str
    place: str = ""
    edition: str
    edition_in_force_from: datetime
    edition_fingerprint: str
    supplement: int
    supplement_in_force_from: datetime
    supplement_fingerprint: str
    in_force_until: Annotated[datetime | None, Meta(description="When this ends, if that is known")] = None
    words_fingerprint: Annotated[str, Meta(description="SHA-256 of the shared words of the place")] = ""
    local_fingerprints: tuple[str, ...] = ()
    page: Annotated[str, Meta(description="The page that says the same to people")] = ""
    sentence: str


class Answered(Shape, frozen=True, kw_only=True):
    """What every answer says. `adopted` is there once the partnership has adopted the manual."""

    danger: str
    adopted: date | None = None
    notice: Annotated[
        str, Meta(description="There while the text is not adopted: show it with the words")
    ] = ""
    citation: Citation


class Way(Shape, frozen=True, kw_only=True):
    """A place that another leads to."""

    place: str
    title: str
    answer: Annotated[str, Meta(description="The answer that leads along this arrow")] = ""


class Limit(Shape, frozen=True, kw_only=True):
    """A time limit as it is here. Without `limit` and `unit` there is no date to work out."""

    key: str
    title: str
    words: str
    limit: int | None = None
    unit: str | None = None
    longest: bool = False
    starts: str
    who: str | None = None
    source: str | None = None
    requires: str | None = None
    checked: tuple[Checked, ...] = ()
    note: Text | None = None
    local: Annotated[str, Meta(description="The area's own limit, where it has one")] = ""
    local_reason: str = ""


class BoxHere(Shape, frozen=True, kw_only=True):
    """A box or procedure as this gateway shows it. The local note is the partnership's own."""

    place: str
    title: str
    kind: Annotated[str, Meta(description=", ".join([*(each.value for each in Kind), "procedure"]))]
    chart: str = ""
    who: str | None = None
    timescales: tuple[Limit, ...] = ()
    facets: Facets
    sources: tuple[str, ...] = ()
    checked: tuple[Checked, ...] = ()
    not_certain: tuple[str, ...] = ()
    leads_to: tuple[Way, ...] = ()
    local_note: Text | None = None
    local_guidance: tuple[Way, ...] = ()


class ChartHere(Shape, frozen=True, kw_only=True):
    """A chart: its boxes in the order they are told, and its arrows."""

    chart: FlowChart
    boxes: tuple[Way, ...]
    arrows: tuple[Arrow, ...] = ()


class ContactHere(Shape, frozen=True, kw_only=True):
    """Someone to ring. An example has no number: nobody would answer."""

    local: bool = False
    contact: Contact


class Listed(Answered, frozen=True, kw_only=True):
    """What is there: charts, boxes and procedures, by place and title."""

    charts: tuple[Way, ...]
    boxes: tuple[Way, ...]
    procedures: tuple[Way, ...]


class BoxAnswer(Answered, frozen=True, kw_only=True):
    """A box or procedure."""

    box: BoxHere


class ChartAnswer(Answered, frozen=True, kw_only=True):
    """A chart."""

    chart: ChartHere


class TermsAnswer(Answered, frozen=True, kw_only=True):
    """The words that the manual explains."""

    terms: tuple[Term, ...]


class LimitsAnswer(Answered, frozen=True, kw_only=True):
    """Every time limit."""

    timescales: tuple[Limit, ...]


class SkippedDay(Shape, frozen=True, kw_only=True):
    """A day that does not count, and why."""

    day: date
    why: str


class Due(Shape, frozen=True, kw_only=True):
    """A deadline with its working."""

    due: date
    due_at: Annotated[datetime | None, Meta(description="The time, where hours count")] = None
    words: str
    today: Annotated[str, Meta(description="Where today stands, such as: Today is working day 9 of 15.")]
    remarks: tuple[str, ...] = ()
    skipped: tuple[SkippedDay, ...] = ()


class DeadlineAnswer(Answered, frozen=True, kw_only=True):
    """The date that a time limit gives, or why it gives none. `local`: by the area's own limit, if any."""

    timescale: Limit
    deadline: Due | None = None
    why_none: str = ""
    local: Due | None = None
    local_why_none: str = ""
    holidays_known_until: date
    holidays_source: str


class ContactsAnswer(Answered, frozen=True, kw_only=True):
    """Who to ring, in the order in which danger asks: day and night first."""

    contacts: tuple[ContactHere, ...]


class AmendmentsAnswer(Answered, frozen=True, kw_only=True):
    """What changed between two editions that were in force here, with the reasons. `editions`: those."""

    editions: tuple[str, ...]
    before: str = ""
    after: str = ""
    amendments: tuple[Told, ...] = ()


class Found(Shape, frozen=True, kw_only=True):
    """A place that was found."""

    place: str
    title: str
    kind: str
    facet: str = ""
    where: str = ""
    words: str = ""


class LimitSaid(Shape, frozen=True, kw_only=True):
    """A time limit that answers what was asked."""

    words: str
    title: str
    starts: str
    source: str = ""
    place: str = ""


class SearchAnswer(Answered, frozen=True, kw_only=True):
    """What was found, the likeliest first. `ring`: a number was asked for, see the contacts."""

    results: tuple[Found, ...]
    answers: tuple[LimitSaid, ...] = ()
    ring: bool = False


class Gateway(Shape, frozen=True, kw_only=True):
    """A gateway that can be asked."""

    key: str
    api: str


class Gateways(Shape, frozen=True, kw_only=True):
    """The gateways there are."""

    gateways: tuple[Gateway, ...]


class Wrong(Shape, frozen=True, kw_only=True):
    """Why there is no answer, and what to do."""

    danger: str
    what: str
    mend: str


class SearchAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is looked for. It is sent in the body, so that it stands in no address and no log."""

    words: Annotated[str, Meta(min_length=1, max_length=2000)]
    most: Annotated[int, Meta(ge=1, le=50)] = 10


class DeadlineAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is counted from. It is sent in the body, so that it stands in no address and no log."""

    timescale: Annotated[str, Meta(max_length=200, description="The key of a limit: see timescales")]
    day: Annotated[date, Meta(description="When it began: day 0")]
    time: Annotated[
        Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None,
        Meta(description="The time in England, where hours count"),
    ] = None
