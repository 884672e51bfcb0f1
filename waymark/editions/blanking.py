"""Blanking: a part of a manuscript without its words, and the passages that went with them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from waymark.manual.boxes import Box, Facets, Procedure
from waymark.manual.local import LocalGuidance, LocalManuscript, LocalNote
from waymark.manual.manuscript import Manuscript
from waymark.manual.scenarios import WITHHELD, Choice, Scenario
from waymark.manual.sources import Review, Source
from waymark.manual.text import Text
from waymark.manual.words import Term

WORD = "Withheld"
WORDS = Text("Withheld.")

#: A passage shorter than this stands in too many places to tell where the words went.
SHORTEST = 16

_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def blank_shared(manuscript: Manuscript, place: str, *, title: bool) -> Manuscript:
    """A manuscript with the words of a place taken out, and its title too where that is asked for."""

    def each(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(blank_part(part, title=title) if part.place == place else part for part in parts)

    return msgspec.structs.replace(
        manuscript,
        boxes=each(manuscript.boxes),
        procedures=each(manuscript.procedures),
        terms=each(manuscript.terms),
        sources=each(manuscript.sources),
        reviews=each(manuscript.reviews),
        scenarios=tuple(_unquoting(scenario, place) for scenario in each(manuscript.scenarios)),
    )


def _unquoting(scenario: Scenario, place: str) -> Scenario:
    """A scenario without the words that it leads to at a place."""

    def choice(each: Choice) -> Choice:
        return msgspec.structs.replace(each, says=WITHHELD) if each.place == place else each

    moments = (
        msgspec.structs.replace(moment, choices=tuple(map(choice, moment.choices)))
        for moment in scenario.moments
    )
    return msgspec.structs.replace(scenario, moments=tuple(moments))


def blank_local(local: LocalManuscript, place: str, *, title: bool) -> LocalManuscript:
    """A local manuscript with its note at a place, its guidance or its contacts taken out."""
    if place == "contacts":
        return msgspec.structs.replace(local, contacts=())
    notes = tuple(blank_part(note, title=title) if note.place == place else note for note in local.notes)
    guidance = tuple(
        blank_part(each, title=title) if f"local/{each.key}" == place else each for each in local.guidance
    )
    return msgspec.structs.replace(local, notes=notes, guidance=guidance)


def blank_part(part: Any, *, title: bool) -> Any:
    """A part without its words; a kind of part that blanking does not know stays as it is."""
    named: dict[str, Any] = {"title": WORD} if title else {}
    match part:
        case Box() | Procedure():
            named |= {"who": None, "facets": Facets(), "checked": (), "not_certain": ()}
        case Term():
            named = {"term": WORD} if title else {}
            named |= {"also": (), "meaning": WORDS, "people_say": ()}
        case Source():
            provisions = (msgspec.structs.replace(each, requires=WORD) for each in part.provisions)
            lessons = (msgspec.structs.replace(each, text=WORDS) for each in part.lessons)
            named |= {"note": None, "web": None, "provisions": tuple(provisions), "lessons": tuple(lessons)}
        case Review():
            learning = (msgspec.structs.replace(each, text=WORDS) for each in part.learning)
            named |= {"web": None, "seen": None, "learning": tuple(learning)}
        case Scenario():
            named |= {"story": WORDS, "moments": ()}
        case LocalNote():
            named = {"text": WORDS, "limits": ()}
        case LocalGuidance():
            named |= {"text": WORDS, "file": None, "former_name": None}
    return msgspec.structs.replace(part, **named)


class Tells:
    """What tells of words that went: the sentences, and titles where wanted, that nothing left says.

    Pages are found by them. A sentence that another edition says as well, or another place, tells nothing of
    what was withheld, and to take every page that has it would take away what keeps children safe.
    """

    def __init__(self, *, title: bool) -> None:
        self._title = title
        self._went: set[str] = set()
        self._short: set[str] = set()
        self._titles: set[str] = set()
        self._left: list[str] = []
        self._still: set[str] = set()

    def went(self, before: Manuscript | LocalManuscript, after: Manuscript | LocalManuscript) -> None:
        """Take in a manuscript as it was, and as it is without the words.

        What the changed parts still say is among the words that are left, and so is taken out in the end.
        """
        changed = _changed(before, after)
        self._went |= _said(changed)
        self._short |= set(all_words(changed).split("\n"))
        self._titles |= titles(before) - titles(after) if self._title else set()
        self._left.append(all_words(after))

    def stays(self, manuscript: Manuscript | LocalManuscript) -> None:
        """Take in a manuscript that stays as it is."""
        self._left.append(all_words(manuscript))
        self._still |= titles(manuscript)

    def words(self) -> set[str]:
        """What tells of the words, plain."""
        went = Seeker(self._went)
        left = {each for words in self._left for each in went.found(words)}
        return (self._went - left) | (self._titles - self._still)

    def lines(self) -> set[str]:
        """Every line that went and that nothing left says, however short: a name, a number."""
        left = {line for words in self._left for line in words.split("\n")}
        return {each for each in self._short - left if each}


def _changed(before: Any, after: Any) -> tuple[Any, ...]:
    """The parts of a manuscript that are not, as they stand, in what was made of it."""
    stay = {id(part) for name in after.__struct_fields__ for part in _held(getattr(after, name))}
    parts = (part for name in before.__struct_fields__ for part in _held(getattr(before, name)))
    return tuple(part for part in parts if id(part) not in stay)


def _held(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def all_words(manuscript: Any) -> str:
    """Every word of a manuscript, plain, a line for each text."""
    return "\n".join(map(plain, _lines(manuscript)))


def titles(manuscript: Manuscript | LocalManuscript) -> set[str]:
    """The titles in a manuscript, plain, however short."""
    parts = (part for name in manuscript.__struct_fields__ for part in _parts(getattr(manuscript, name)))
    named = (getattr(part, "title", None) or getattr(part, "term", None) for part in parts)
    return {plain(each) for each in named if each}


def _parts(value: Any) -> tuple[Any, ...]:
    listed = value if isinstance(value, tuple) else ()
    return tuple(each for each in listed if isinstance(each, msgspec.Struct))


def _said(manuscript: Any) -> set[str]:
    return {
        sentence
        for line in _lines(manuscript)
        for sentence in (plain(line), *map(plain, _SENTENCE.split(line)))
        if len(sentence) >= SHORTEST and " " in sentence
    }


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Text):
        yield from ("".join(run.text for run in line) for line in value.lines)
    elif isinstance(value, tuple):
        for each in value:
            yield from _lines(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _lines(getattr(value, name))


def plain(words: str) -> str:
    """Words with one space between them, in small letters."""
    return " ".join(words.split()).casefold()


class Seeker:
    """Passages, plain, that are sought in many texts.

    A text can hold a passage only if it has each of its words but the first and the last as a word of its
    own. Most texts have not, and that is known far sooner than each passage is looked for in all of a text.
    """

    def __init__(self, sought: Iterable[str]) -> None:
        self._sought = [(each, frozenset(each.split(" ")[1:-1])) for each in sought]

    def found(self, words: str) -> Iterator[str]:
        """The passages that a text holds. It is plain; what stands in several lines is sought in each."""
        held = set(words.split(" ")) if self._sought else ()
        return (each for each, within in self._sought if within.issubset(held) and each in words)

    def within(self, words: str) -> bool:
        """Whether a text holds any of the passages."""
        return any(True for _ in self.found(words))


def words_of(page: bytes) -> str:
    """The words of a page, plain."""
    return plain(html.unescape(_TAG.sub("", page.decode(errors="replace"))))
