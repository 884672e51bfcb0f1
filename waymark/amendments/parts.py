"""The parts of a manuscript by their kinds and places."""

from __future__ import annotations

from typing import Any, NamedTuple

from waymark.amendments.naming import Names
from waymark.manual.boxes import Box, Procedure
from waymark.manual.charts import FlowChart
from waymark.manual.contacts import Contact
from waymark.manual.data import Data
from waymark.manual.local import LocalGuidance, LocalManuscript, LocalNote, Partnership
from waymark.manual.manuscript import Manuscript, Withdrawn
from waymark.manual.pack.manuscript_form import ManualHead
from waymark.manual.scenarios import Scenario
from waymark.manual.sources import Review, Source
from waymark.manual.waivers import Waiver
from waymark.manual.ways_in import WayIn
from waymark.manual.words import Relations, Role, Term, Timescale


class Sort(NamedTuple):
    """A sort of part: its words, the field of the manuscript it stands in, and what its place starts with.

    `by`: the field that names it; `in_order`: whether its list keeps the order its editors gave.
    """

    words: str
    field: str
    prefix: str
    type: type[Data]
    by: str = ""
    in_order: bool = False

    def place(self, part: Any) -> str:
        """The place of a part of this sort."""
        return self.prefix + (getattr(part, self.by) if self.by else "")


_CONTACT = Sort("contact", "contacts", "contacts:", Contact, "key", True)
ABOUT = Sort("about the manual", "", "manual", ManualHead)
AREA = Sort("partnership", "partnership", "partnership", Partnership)
GONE = Sort("withdrawn place", "withdrawn", "withdrawn:", Withdrawn, "place")
#: What the words for searching are called among amendments.
FOR_SEARCHING = "words for searching"
#: What a waiver is called there; readers are not told of waivers, and no reason but its own is asked for one.
WAIVER = "waiver"
#: The lists of the shared manual, in the order in which a reader meets them; the register's last.
SHARED = (
    Sort("chart", "charts", "", FlowChart, "key"),
    Sort("box", "boxes", "", Box, "place"),
    Sort("procedure", "procedures", "", Procedure, "place"),
    Sort("word", "terms", "terms/", Term, "key"),
    Sort("time limit", "timescales", "timescales:", Timescale, "key", True),
    Sort("role", "roles", "roles:", Role, "key", True),
    _CONTACT,
    Sort("source", "sources", "", Source, "place"),
    Sort("review", "reviews", "", Review, "place"),
    Sort("scenario", "scenarios", "", Scenario, "place"),
    Sort("way in", "ways_in", "ways-in:", WayIn, "key"),
    Sort(FOR_SEARCHING, "relations", "relations:", Relations, "key"),
    Sort(WAIVER, "waivers", "waivers:", Waiver, "key"),
    GONE,
)
#: The lists of what is local.
LOCAL = (
    _CONTACT,
    Sort("local note", "notes", "notes:", LocalNote, "place"),
    Sort("local guidance", "guidance", "guidance:", LocalGuidance, "key"),
)
SORTS = {sort.words: sort for sort in (ABOUT, AREA, *SHARED, *LOCAL)}

#: What a part is known by within its manuscript: the words of its sort, and its place.
Spot = tuple[str, str]


def lists(manuscript: Manuscript | LocalManuscript) -> tuple[Sort, ...]:
    """The sorts of the lists that such a manuscript holds."""
    return SHARED if isinstance(manuscript, Manuscript) else LOCAL


def parts(manuscript: Manuscript | LocalManuscript) -> dict[Spot, Any]:
    """Every part by its kind and place. Of two of one kind with one place the first is found."""
    if isinstance(manuscript, Manuscript):
        head = ManualHead(title=manuscript.title, about=manuscript.about, notice=manuscript.notice)
        made: dict[Spot, Any] = {(ABOUT.words, ABOUT.place(head)): head}
    else:
        made = {(AREA.words, AREA.place(manuscript.partnership)): manuscript.partnership}
    for sort in lists(manuscript):
        for part in getattr(manuscript, sort.field):
            made.setdefault((sort.words, sort.place(part)), part)
    return made


def page_of(place: str) -> str:
    """A place as its address has it: local words are kept by other names."""
    kind, _, key = place.partition(":")
    own = {"guidance": f"local/{key}", "notes": key, "contacts": "contacts", "ways-in": f"for/{key}"}
    return own.get(kind, place)


def sort_of(part: Data) -> Sort:
    """The sort of a part that stands by itself."""
    return next(sort for sort in SORTS.values() if isinstance(part, sort.type))


def title_of(part: Any, names: Names) -> str:
    """What a part is called."""
    for name in ("title", "term", "name"):
        if isinstance(found := getattr(part, name, None), str):
            return found
    called: str = names.get(part.place, part.place)
    if isinstance(part, Waiver):
        return f"“{part.named}” of {called}"
    return f"Note at {called}" if isinstance(part, LocalNote) else called
