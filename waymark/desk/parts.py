"""The kinds of draft: which frozen type each holds, and which place and title a part has.

A draft keeps a part as plain data (dicts, lists, words); here it becomes the frozen type and back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from waymark.manual.boxes import Box, Procedure
from waymark.manual.charts import FlowChart
from waymark.manual.contacts import Contact
from waymark.manual.data import Data
from waymark.manual.json_form import put, take
from waymark.manual.local import LocalGuidance, LocalNote, Partnership
from waymark.manual.pack.manuscript_form import ManualHead
from waymark.manual.scenarios import Scenario
from waymark.manual.sources import Review, Source
from waymark.manual.waivers import Waiver
from waymark.manual.ways_in import WayIn
from waymark.manual.words import Relations, Role, Term, Timescale


class Kind(NamedTuple):
    """A kind of draft. `field` is the part of a manuscript its parts stand in."""

    name: str
    type: type[Data]
    field: str
    place: Callable[[Any], str]
    title: Callable[[Any], str]


def _key(prefix: str) -> Callable[[Any], str]:
    return lambda part: f"{prefix}{part.key}"


_SHARED = (
    Kind("manual", ManualHead, "", lambda _: "manual", lambda part: part.title),
    Kind("chart", FlowChart, "charts", lambda part: part.key, lambda part: part.title),
    Kind("box", Box, "boxes", lambda part: part.place, lambda part: part.title),
    Kind("procedure", Procedure, "procedures", lambda part: part.place, lambda part: part.title),
    Kind("term", Term, "terms", _key("terms/"), lambda part: part.term),
    Kind("timescale", Timescale, "timescales", _key("timescales:"), lambda part: part.title),
    Kind("role", Role, "roles", _key("roles:"), lambda part: part.title),
    Kind("contact", Contact, "contacts", _key("contacts:"), lambda part: part.name),
    Kind("source", Source, "sources", lambda part: part.place, lambda part: part.title),
    Kind("review", Review, "reviews", lambda part: part.place, lambda part: part.title),
    Kind("scenario", Scenario, "scenarios", lambda part: part.place, lambda part: part.title),
    Kind("way in", WayIn, "ways_in", lambda part: part.place, lambda part: part.title),
    Kind("relations", Relations, "relations", _key("relations:"), lambda part: part.title),
    Kind("waiver", Waiver, "waivers", _key("waivers:"), lambda part: f"“{part.named}” of {part.place}"),
)
_LOCAL = (
    Kind("partnership", Partnership, "partnership", lambda _: "partnership", lambda part: part.name),
    Kind("local contact", Contact, "contacts", _key("contacts:"), lambda part: part.name),
    Kind(
        "note", LocalNote, "notes", lambda part: f"notes:{part.place}", lambda part: f"Note at {part.place}"
    ),
    Kind("guidance", LocalGuidance, "guidance", _key("guidance:"), lambda part: part.title),
)
SHARED = {kind.name: kind for kind in _SHARED}
LOCAL = {kind.name: kind for kind in _LOCAL}
ALL = SHARED | LOCAL


def plain(part: Data) -> dict[str, Any]:
    """A part as plain data, as a draft keeps it."""
    made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(part, enc_hook=put))
    return made


def part_of(kind: str, data: Any) -> Any:
    """The part that plain data of this kind says. Raises msgspec.ValidationError with the path of a fault."""
    return msgspec.convert(data, ALL[kind].type, dec_hook=take)


def checked(kind: str, part: Data) -> Any:
    """A part put together here, as if it were read. Raises msgspec.ValidationError as part_of does."""
    return part_of(kind, plain(part))

