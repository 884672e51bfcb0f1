"""The parts of a manuscript by their places, and how each is told: as statements that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from waymark.manual.boxes import Box, Procedure
from waymark.manual.charts import Arrow, FlowChart
from waymark.manual.contacts import ALWAYS, Contact
from waymark.manual.data import Data
from waymark.manual.local import LocalGuidance, LocalManuscript, LocalNote, Partnership
from waymark.manual.manuscript import Manuscript, Withdrawn
from waymark.manual.pack.manuscript_form import ManualHead
from waymark.manual.sources import Review, Source
from waymark.manual.text import Text
from waymark.manual.words import Role, Term, Timescale


class Statement(NamedTuple):
    """One thing a part says. `key` names it among those of its section, where something does."""

    section: str
    words: str
    key: str = ""


class Sort(NamedTuple):
    """A sort of part: its words, the field of the manuscript it stands in, and what its place starts with."""

    words: str
    field: str
    prefix: str
    type: type[Data]
    by: str
    in_order: bool = False


SHARED = (
    Sort("chart", "charts", "", FlowChart, "key"),
    Sort("box", "boxes", "", Box, "place"),
    Sort("procedure", "procedures", "", Procedure, "place"),
    Sort("word", "terms", "terms/", Term, "key"),
    Sort("time limit", "timescales", "timescales:", Timescale, "key", True),
    Sort("role", "roles", "roles:", Role, "key", True),
    Sort("national line", "contacts", "contacts:", Contact, "key", True),
    Sort("source", "sources", "", Source, "place"),
    Sort("review", "reviews", "", Review, "place"),
)
LOCAL = (
    Sort("contact", "contacts", "contacts:", Contact, "key", True),
    Sort("local note", "notes", "notes:", LocalNote, "place"),
    Sort("local guidance", "guidance", "guidance:", LocalGuidance, "key"),
)
ABOUT = Sort("about the manual", "", "", ManualHead, "")
AREA = Sort("partnership", "partnership", "", Partnership, "")
GONE = Sort("withdrawn place", "withdrawn", "withdrawn:", Withdrawn, "place")

_TITLES = ("title", "term", "name")
_LABELS = {
    "who": "Who acts",
    "key_points": "Key points",
    "how_to_do_it": "How to do it",
    "what_if": "What if",
    "for_your_role": "For your role",
    "parents": "For a parent",
    "child": "For a child or young person",
    "timescales": "Time limits",
    "sources": "Sources",
    "lessons": "Lessons",
    "not_certain": "What is not certain",
    "checked": "Checked",
    "arrows": "Arrows",
    "boxes": "Steps, in order",
    "meaning": "Meaning",
    "also": "Also written",
    "provisions": "Provisions",
    "learning": "Learning points",
    "text": "Text",
    "shown_at": "Shown at",
    "hours_in_words": "Hours",
    "hours": "When it answers",
    "limit": "Limit",
    "number": "Number",
    "need": "What the reader needs",
    "summary": "In a sentence",
    "kind": "What it is",
    "requires": "Requires",
    "front_door": "Front door",
    "in_area": "“In …”",
    "review_by": "Review by",
    "former_name": "Former name",
    "being_written": "Still being written",
    "no_box": "Why no box carries it",
}


def parts(manuscript: Manuscript | LocalManuscript) -> dict[str, tuple[Sort, Any]]:
    """Every part by its place, as amendments name it."""
    if isinstance(manuscript, Manuscript):
        head = ManualHead(title=manuscript.title, about=manuscript.about, notice=manuscript.notice)
        made: dict[str, tuple[Sort, Any]] = {"manual": (ABOUT, head)}
        sorts: tuple[Sort, ...] = SHARED
    else:
        made, sorts = {"partnership": (AREA, manuscript.partnership)}, LOCAL
    for sort in sorts:
        for part in getattr(manuscript, sort.field):
            made[sort.prefix + getattr(part, sort.by)] = (sort, part)
    return made


def sort_of(part: Data) -> Sort:
    """The sort of a part that stands by itself."""
    return next(sort for sort in (*SHARED, *LOCAL, ABOUT, AREA) if isinstance(part, sort.type))


def place_of(part: Data) -> str:
    """The place of a part that stands by itself."""
    sort = sort_of(part)
    if sort is ABOUT:
        return "manual"
    return "partnership" if sort is AREA else sort.prefix + str(getattr(part, sort.by))


def title_of(part: Any) -> str:
    """What a part is called."""
    for name in _TITLES:
        if isinstance(found := getattr(part, name, None), str):
            return found
    return f"Note at {part.place}"


def statements(part: Data) -> Iterator[Statement]:
    """Everything a part says, field by field, in words."""
    for field in msgspec.structs.fields(part):
        value = getattr(part, field.name)
        if field.name in _TITLES and isinstance(value, str):
            yield Statement("Title", value, "title")
        elif field.name in ("place", "key") or value in (None, (), False):
            continue
        elif field.name in ("facets", "for_families"):
            yield from statements(value)
        else:
            yield from _said(
                _LABELS.get(field.name, field.name.replace("_", " ").capitalize()), field.name, value
            )


_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def told(text: Text) -> str:
    """A text as it is compared: a link as its words with where it leads, so that a changed way is seen."""
    return _LINK.sub(r"\1 (leads to \2)", text.markdown)


def _said(section: str, name: str, value: Any) -> Iterator[Statement]:
    if isinstance(value, Text):
        yield from (Statement(section, block) for block in told(value).split("\n\n"))
    elif isinstance(value, tuple):
        for each in value:
            key, words = _row(each)
            yield Statement(section, words, key)
    elif name == "hours" and value == ALWAYS:
        yield Statement(section, "at every hour of every day", name)
    elif value is True:
        yield Statement(section, "yes", name)
    elif isinstance(value, Data):
        yield Statement(section, _flat(value), name)
    else:
        yield Statement(section, str(value), name)


def _row(each: Any) -> tuple[str, str]:
    """A row of a list: what names it, and its words."""
    if isinstance(each, Text):
        return "", told(each)
    if not isinstance(each, Data):
        return str(each), str(each)
    named = {name: getattr(each, name, None) for name in ("key", "role", "question", "against")}
    key = next((str(value) for value in named.values() if value), "")
    if isinstance(each, Arrow):
        key = f"{each.start} to {each.end}, {each.answer or 'whatever the answer'}"
    return key, _flat(each)


def _flat(part: Any) -> str:
    """A small part as one line or a few, without its key."""
    said = []
    for field in msgspec.structs.fields(part):
        value = getattr(part, field.name)
        if field.name == "key" or value in (None, (), False):
            continue
        label = field.encode_name.replace("_", " ")
        if isinstance(value, Text):
            said.append(told(value))
        elif isinstance(value, tuple):
            said.append(f"{label}: {', '.join(str(each) for each in value)}")
        elif field.name in ("requires", "question", "against", "where"):
            said.append(str(value))
        else:
            said.append(f"{label}: {'yes' if value is True else value}")
    return "\n".join(said)
