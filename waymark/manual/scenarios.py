"""Scenarios: short made-up stories in which a reader chooses what to do next, and the manual says why."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from waymark.manual.boxes import Box, Procedure
from waymark.manual.data import Data, Line
from waymark.manual.places import WORD, Key, Place
from waymark.manual.runs import Paragraph
from waymark.manual.text import Text

#: The place of a scenario: `practise/a-bruise-on-a-baby`.
ScenarioPlace = Annotated[str, Meta(pattern=rf"^practise/{WORD}$", max_length=160)]

#: What a choice says in place of words that were withheld: it leads to its place, and quotes nothing.
WITHHELD = "Withheld"


class Fit(StrEnum):
    """How a choice fits the moment."""

    BEST = "best"
    ALSO = "also right"
    NOT = "not this"


class Answering(StrEnum):
    """A facet whose own words can say why."""

    KEY_POINTS = "key points"
    HOW = "how to do it"
    WHAT_IF = "what if"
    LESSONS = "lessons"


class Choice(Data, frozen=True, kw_only=True):
    """One thing to do next, and where the manual's own words say why it is right, or is not.

    `says` is what leads to those words, exactly: a key point; a paragraph or point of how to do it; the
    question of a what if; the part of a lesson. What stands there no longer is a finding, so that a scenario
    never teaches what the manual does not say.
    """

    words: Line
    fit: Fit
    place: Place
    facet: Answering
    says: Line


class Moment(Data, frozen=True, kw_only=True):
    """A point of the story at which something must be done next."""

    story: Text | None = None
    question: Line
    choices: tuple[Choice, ...] = ()


class Scenario(Data, frozen=True, kw_only=True):
    """A short made-up story for practice, moment by moment. `for_roles`: whom it suits; everyone if empty."""

    place: ScenarioPlace
    title: Line
    for_roles: tuple[Key, ...] = ()
    story: Text
    moments: tuple[Moment, ...] = ()


def sayings(box: Box | Procedure, facet: Answering) -> dict[str, tuple[Text, ...]]:
    """All that a choice can lead to in a facet of a place, and the words that are then shown.

    Of a lesson only its part is known here: its words are kept with its study or review.
    """
    facets = box.facets
    if facet is Answering.KEY_POINTS:
        return {point.plain: (point,) for point in facets.key_points}
    if facet is Answering.WHAT_IF:
        return {each.question: (each.answer,) for each in facets.what_if}
    if facet is Answering.LESSONS:
        return dict.fromkeys(facets.lessons, ())
    return {line.plain: (line,) for line in _lines(facets.how_to_do_it)}


def _lines(text: Text | None) -> tuple[Text, ...]:
    """Each paragraph and point of a text as a text of its own."""
    return tuple(Text.of((Paragraph(line),)) for line in text.lines) if text else ()
