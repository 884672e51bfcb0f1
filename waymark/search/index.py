"""The index: what a gateway can be searched for, as whole numbers that are worked out when compiling."""

from __future__ import annotations

from enum import IntEnum
from typing import TypeVar

import msgspec

#: Raised by one when the form of the index changes.
FORM = 2


class Facet(IntEnum):
    """Where in a place a word stands, by a number that the index and the browser share."""

    TITLE = 0
    PEOPLE_SAY = 1
    KEY_POINTS = 2
    HOW_TO_DO_IT = 3
    WHAT_IF = 4
    LESSONS = 5
    FOR_FAMILIES = 6
    FOR_YOUR_ROLE = 7
    TIME_LIMITS = 8
    MEANING = 9
    WHO = 10
    LOCAL_NOTE = 11
    TEXT = 12
    FILE = 13
    LAW = 14

    @property
    def words(self) -> str:
        """The facet as readers know it."""
        return self.name.lower().replace("_", " ")


class Kind(IntEnum):
    """What a result is, by a number that the index and the browser share."""

    BOX = 0
    PROCEDURE = 1
    TERM = 2
    CHART = 3
    GUIDANCE = 4
    CONTACT = 5
    SOURCE = 6
    REVIEW = 7
    PAGE = 8

    @property
    def words(self) -> str:
        """The kind as readers know it."""
        return _KINDS[self]


_KINDS = {
    Kind.BOX: "step",
    Kind.PROCEDURE: "procedure",
    Kind.TERM: "word explained",
    Kind.CHART: "chart",
    Kind.GUIDANCE: "local guidance",
    Kind.CONTACT: "contact",
    Kind.SOURCE: "law or research",
    Kind.REVIEW: "case review",
    Kind.PAGE: "page",
}
#: Kinds that are found by what leads to them; others are found by their titles.
LED_TO = frozenset({Kind.BOX, Kind.PROCEDURE, Kind.TERM, Kind.CHART, Kind.CONTACT})


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """A place that can be found: its address, its title, its kind, and where it stands, in words."""

    place: str
    title: str
    kind: int
    where: str = ""


class Limit(msgspec.Struct, frozen=True, array_like=True):
    """A time limit as an answer gives it: the places that show it, its name, how long, from when, by what.

    `asked`: how people ask for it.
    """

    places: list[str]
    title: str
    words: str
    starts: str
    source: str
    asked: list[str]


class Leads(msgspec.Struct, frozen=True, array_like=True):
    """What leads where, packed row by row: how many places, how many places further on each is, how strongly.

    A strength is told by its number in `LEVELS`.
    """

    many: str
    further: str
    strong: str


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """All that a first question needs of the shared manual, as whole numbers.

    `words`: every word, without its ending, in order, with spaces between. `tells`: how much each tells, from
    1 to 89, and each family after them; packed. `leads`: a row for each word, and for each family after them.
    `families`: for each its members, packed: how many words, the words' numbers, counted on into `others`,
    words that stand in families alone. `apart`: words that are no family, with commas. `asks`: phrases that
    ask for a time, or for a number to ring.
    """

    form: int = FORM
    spots: list[Spot]
    words: str
    tells: str
    leads: Leads
    families: list[str] = []
    others: str = ""
    apart: list[str] = []
    limits: list[Limit] = []
    asks: dict[str, list[str]] = {}


class Finer(msgspec.Struct, frozen=True, kw_only=True):
    """What makes answers better once it is there: rarer words, pairs of words, and weaker leads.

    `words` and `tells`: as in the index, going on from there. `leads`: a row for each word of the index, each
    family and each word of this part. `pairs`: for each of all these words how many pairs begin with it, and
    for each pair how many words further on its second stands; packed. `pair_leads`: a row for each pair.
    `facets`: for each lead of a word or family, first those of the index and then these, row by row, the
    facet in which it stands.
    """

    form: int = FORM
    words: str
    tells: str
    leads: Leads
    pairs: tuple[str, str]
    pair_leads: Leads
    facets: str


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """What one partnership adds. `words`: those that the first part of the shared index does not have.

    `passages`: for each place its passages, packed: facet, how many words, their numbers, counted over the
    words of that first part and then these.
    """

    form: int = FORM
    spots: list[Spot]
    words: str
    passages: list[str]


#: How strongly a word can lead somewhere, or away from it.
LEVELS = (8, 11, 15, 20, 28, 38, 52, 71, 97, 133, 182, 249, -10, -20, -40, -80)
#: The rarest word tells this much.
RAREST = 89

#: How much a line of each facet teaches, in sixteenths: how people ask, and a title, teach most.
TEACHES = {
    Facet.TITLE: 32,
    Facet.PEOPLE_SAY: 16,
    Facet.KEY_POINTS: 10,
    Facet.HOW_TO_DO_IT: 4,
    Facet.WHAT_IF: 10,
    Facet.LESSONS: 2,
    Facet.FOR_FAMILIES: 4,
    Facet.FOR_YOUR_ROLE: 4,
    Facet.TIME_LIMITS: 16,
    Facet.MEANING: 8,
    Facet.WHO: 5,
    Facet.LOCAL_NOTE: 0,
    Facet.TEXT: 8,
    Facet.FILE: 0,
    Facet.LAW: 1,
}

#: Where on a page a facet stands, for a link that leads right there.
ANCHORS = {
    Facet.KEY_POINTS: "#key-points",
    Facet.HOW_TO_DO_IT: "#how-to-do-it",
    Facet.WHAT_IF: "#what-if",
    Facet.LESSONS: "#lessons",
    Facet.FOR_FAMILIES: "#for-families",
    Facet.FOR_YOUR_ROLE: "#for-your-role",
    Facet.LOCAL_NOTE: "#local",
}

#: The lines of a place as they are written, each with its facet.
Lines = list[tuple[int, str]]


class Shared(msgspec.Struct, frozen=True):
    """The indexes of a shared manual, and the lines of its places for whoever has room to show them."""

    index: Index
    finer: Finer
    said: list[Lines]


class Local(msgspec.Struct, frozen=True):
    """The index of what a partnership adds, and the lines of its places."""

    near: Near
    said: list[Lines]


Form = TypeVar("Form", Index, Finer, Near)

#: How an index stands in its file: a script that hands it over, since nothing else can be read from disk.
_BEFORE, _BEHIND = b"(self.waymarkIndexes=self.waymarkIndexes||{}).", b";\n"
_NAMES: dict[type, bytes] = {Index: b"shared=", Finer: b"finer=", Near: b"near="}


def encode(index: Index | Finer | Near) -> bytes:
    """An index as its file."""
    return _BEFORE + _NAMES[type(index)] + msgspec.json.encode(index) + _BEHIND


def decode(data: bytes, form: type[Form]) -> Form:
    """The index in a file. Raises msgspec.MsgspecError, a ValueError, where it is none of that form."""
    made = msgspec.json.decode(data.removeprefix(_BEFORE + _NAMES[form]).removesuffix(_BEHIND), type=form)
    if made.form != FORM:
        raise ValueError(f"an index of form {made.form}, not {FORM}")
    return made


def encode_said(said: list[Lines]) -> bytes:
    """The lines of places as their file."""
    return msgspec.json.encode(said)


def decode_said(data: bytes) -> list[Lines]:
    """The lines of places in a file. Raises msgspec.MsgspecError, a ValueError, where it is none."""
    return msgspec.json.decode(data, type=list[Lines])
