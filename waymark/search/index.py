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


class Passage(msgspec.Struct, frozen=True, array_like=True):
    """A few words of a place that may be the very question: a title, what people say, a what-if."""

    spot: int
    facet: int
    text: str


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
    """All that can be found of the shared manual, or of what one partnership adds.

    `rarity`: how much each word tells, from 1 to 255. `hits`: for each word, place after place, three
    numbers: how many places further on, the impact, the facet. `families`: families of words; one counts as a
    word of its own, named `~` and its number. `near`: for a word others that stand where it does in our own
    text, each with a weight in sixteenths. `asks`: phrases that ask for a time, or for a number to ring.
    """

    form: int = FORM
    spots: list[Spot]
    words: list[str]
    rarity: list[int]
    hits: list[list[int]]
    passages: list[Passage]
    families: list[list[str]] = []
    near: dict[str, dict[str, int]] = {}
    limits: list[Limit] = []
    asks: dict[str, list[str]] = {}
    danger: str = ""


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


#: How an index stands in its file: a script that hands it over, since nothing else can be read from disk.
_BEFORE, _BEHIND = b"(self.waymarkIndexes=self.waymarkIndexes||[]).push(", b");\n"


def encode(index: Index) -> bytes:
    """An index as its file."""
    return _BEFORE + msgspec.json.encode(index) + _BEHIND


def decode(data: bytes) -> Index:
    """The index in a file. Raises msgspec.MsgspecError, a ValueError, where it is none."""
    return msgspec.json.decode(data.removeprefix(_BEFORE).removesuffix(_BEHIND), type=Index)
