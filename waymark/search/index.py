"""The index: what a gateway can be searched for, as whole numbers that are worked out when compiling."""

from __future__ import annotations

from enum import IntEnum

import msgspec

#: Raised by one when the form of the index changes.
FORM = 1


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


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """All that can be found of the shared manual, or of what one partnership adds, as whole numbers.

    `words`: every word, without its ending, with spaces between; what tells least comes first. A family of
    words counts as one, named `~` and its number. `rarity`: how much words tell, from 1 to 255: a value, and
    how many words in a row have it. `slow`: for each place how soon more of a word adds nothing.
    `passages`: for each place its passages, packed: facet, how many words, the words' numbers. `body`: for
    each word where else it stands, packed: how many places further on, the facet, how often. `families`: for
    each its members, packed: how many words, the words' numbers, counted on into `others`, words that stand
    in families alone. `apart`: words that are no family, with commas. `asks`: phrases that ask for a time, or
    for a number to ring.
    """

    form: int = FORM
    spots: list[Spot]
    words: str
    rarity: list[list[int]]
    slow: str
    passages: list[str]
    body: list[str]
    families: list[str] = []
    others: str = ""
    apart: list[str] = []
    limits: list[Limit] = []
    asks: dict[str, list[str]] = {}


#: How much a word counts in each facet, in sixteenths: a title, and how people ask, tell most.
BOOST = {
    Facet.TITLE: 64,
    Facet.PEOPLE_SAY: 48,
    Facet.KEY_POINTS: 32,
    Facet.HOW_TO_DO_IT: 16,
    Facet.WHAT_IF: 24,
    Facet.LESSONS: 8,
    Facet.FOR_FAMILIES: 16,
    Facet.FOR_YOUR_ROLE: 16,
    Facet.TIME_LIMITS: 24,
    Facet.MEANING: 32,
    Facet.WHO: 16,
    Facet.LOCAL_NOTE: 24,
    Facet.TEXT: 24,
    Facet.FILE: 11,
    Facet.LAW: 8,
}
#: In the body a word counts up to so often.
OFTEN = 5

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


class Made(msgspec.Struct, frozen=True):
    """An index, and the words of its passages as they were written: for each place, one after the other.

    The words are for whoever shows what was found and has them at hand; a browser fetches the index alone.
    """

    index: Index
    said: list[list[str]]


#: How an index stands in its file: a script that hands it over, since nothing else can be read from disk.
_BEFORE, _BEHIND = b"(self.waymarkIndexes=self.waymarkIndexes||[]).push(", b");\n"


def encode(index: Index) -> bytes:
    """An index as its file."""
    return _BEFORE + msgspec.json.encode(index) + _BEHIND


def decode(data: bytes) -> Index:
    """The index in a file. Raises msgspec.MsgspecError, a ValueError, where it is none."""
    return msgspec.json.decode(data.removeprefix(_BEFORE).removesuffix(_BEHIND), type=Index)


def encode_said(said: list[list[str]]) -> bytes:
    """The words of passages as their file."""
    return msgspec.json.encode(said)


def decode_said(data: bytes) -> list[list[str]]:
    """The words of passages in a file. Raises msgspec.MsgspecError, a ValueError, where it is none."""
    return msgspec.json.decode(data, type=list[list[str]])
