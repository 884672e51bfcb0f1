"""Ways in: the manual for those it is about, made of its own facets so that it says nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from waymark.manual.boxes import ForFamilies
from waymark.manual.data import Data, Line
from waymark.manual.places import WORD
from waymark.manual.text import Text

#: What contacts are named by among replies.
CONTACT = "contacts:"

#: What a question can be answered from: a box or procedure, a term, or a contact (`contacts:childline`).
Answering = Annotated[str, Meta(pattern=rf"^(?:{CONTACT}{WORD}|{WORD}/{WORD})$", max_length=160)]


class WayKey(StrEnum):
    """Whom a way in is for."""

    PARENTS = "parents"
    CHILDREN = "children"

    def facet(self, families: ForFamilies | None) -> Text | None:
        """What a box or procedure says to them, if it does."""
        if families is None:
            return None
        return families.parents if self is WayKey.PARENTS else families.child


class Reply(Data, frozen=True, kw_only=True):
    """One place whose own words answer a question: what it says to them, what it means, or how to reach it.

    `said`: what a reader would call it; boxes and procedures need that, since their titles are for workers.
    `named_only`: only its name stands there, and leads to its words.
    """

    place: Answering
    said: Line | None = None
    named_only: bool = False


class Question(Data, frozen=True, kw_only=True):
    """What a reader wants to know, in their words, and the places that answer it, in order."""

    asked: Line
    replies: Annotated[tuple[Reply, ...], Meta(min_length=1)]


class WayIn(Data, frozen=True, kw_only=True):
    """The way in for parents and carers, or for children and young people: their questions, in order."""

    key: WayKey
    title: Line
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)]

    @property
    def place(self) -> str:
        """What it is told by in findings and reasons: `ways-in:parents`."""
        return f"ways-in:{self.key}"

    @property
    def page(self) -> str:
        """Its page on a gateway."""
        return f"for/{self.key}"

    @property
    def replies(self) -> Iterator[tuple[str, Reply]]:
        """Every reply, with the path of its data."""
        for at, question in enumerate(self.questions):
            for each, reply in enumerate(question.replies):
                yield f"$.questions[{at}].replies[{each}]", reply

    @property
    def headings(self) -> Iterator[str]:
        """Every line that was written for this way in, and stands nowhere else."""
        yield self.title
        for question in self.questions:
            yield question.asked
            yield from (reply.said for reply in question.replies if reply.said)
