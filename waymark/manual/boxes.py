"""Boxes and procedures: what can be done, with its facets."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from waymark.manual.data import Checked, Data, Line
from waymark.manual.places import Key, Part, Place
from waymark.manual.text import Text


class Kind(StrEnum):
    """What a box is in its flow chart."""

    START = "start"
    STEP = "step"
    DECISION = "decision"
    OUTCOME = "outcome"
    CONNECTOR = "connector"


class WhatIf(Data, frozen=True, kw_only=True):
    """A real difficulty of a step, and what to do."""

    question: Line
    answer: Text


class ForFamilies(Data, frozen=True, kw_only=True):
    """What parents can expect and ask for; and a few lines a child can read."""

    parents: Text | None = None
    child: Text | None = None


class RoleNote(Data, frozen=True, kw_only=True):
    """What one role does differently here."""

    role: Key
    text: Text


class Facets(Data, frozen=True, kw_only=True):
    """The typed parts that a box or procedure opens into.

    `people_say`: how people ask for it in their own words, by which searching finds it.
    """

    key_points: tuple[Text, ...] = ()
    how_to_do_it: Text | None = None
    what_if: tuple[WhatIf, ...] = ()
    lessons: tuple[Part, ...] = ()
    for_families: ForFamilies | None = None
    for_your_role: tuple[RoleNote, ...] = ()
    people_say: tuple[Line, ...] = ()


class Box(Data, frozen=True, kw_only=True):
    """One possible action or decision in a flow chart."""

    place: Place
    title: Line
    kind: Kind
    who: Line | None = None
    timescales: tuple[Key, ...] = ()
    facets: Facets = msgspec.field(default_factory=Facets)
    sources: tuple[Part, ...] = ()
    checked: tuple[Checked, ...] = ()
    not_certain: tuple[Line, ...] = ()


class Procedure(Data, frozen=True, kw_only=True):
    """A shared topic that is not a box, with the same facets."""

    place: Place
    title: Line
    who: Line | None = None
    timescales: tuple[Key, ...] = ()
    facets: Facets = msgspec.field(default_factory=Facets)
    sources: tuple[Part, ...] = ()
    checked: tuple[Checked, ...] = ()
    not_certain: tuple[Line, ...] = ()
