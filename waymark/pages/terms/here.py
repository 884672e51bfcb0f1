"""The words explained on a page: their list at its foot, which is where each of them leads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from waymark.pages.env import render
from waymark.pages.prose.html import Prose, href
from waymark.pages.reading import Reader
from waymark.pages.slots import Cut, WordsHere, cut, slot

#: Where a page wants its list of words; at its end where it does not say.
SPOT = "<!--words-->"
_NONE = Markup("")


class Finished(NamedTuple):
    """The main part of a page with its terms explained, and what its slots need to know of them."""

    main: str
    here: WordsHere
    rows: tuple[dict[str, Any], ...]

    @property
    def cut(self) -> Cut:
        """The main part, cut at its slots."""
        return cut(self.main)


def finished(main: str, reader: Reader, prefix: str | None, *, more: bool = False) -> Finished:
    """The main part of a page with its terms explained.

    `prefix`: the way to the pages of terms, None where there are none; `more`: what is local to the page may
    add words to its list.
    """
    found = reader.glossary.explain(main)
    rows = tuple(rows_of(found.terms, reader, prefix))
    room = slot("words") if more else _NONE
    told = str(section(rows, room) if rows else room)
    words = found.words.replace(SPOT, told) if SPOT in found.words else found.words + told
    return Finished(words, WordsHere(found.terms, found.spelled.get("note", frozenset())), rows)


def rows_of(terms: Iterable[str], reader: Reader, prefix: str | None) -> list[dict[str, Any]]:
    """What the list of words says of these terms, from A to Z."""
    known = reader.glossary.terms
    shorts = {each.place: each for each in reader.glossary.shorts.values()}
    rows = []
    for term in sorted((known[place] for place in terms), key=lambda term: term.term.lower()):
        short = shorts.get(term.place)
        rows.append(
            {
                "key": term.key,
                "term": short.words if short else term.term,
                "short": short.short if short else "",
                "href": None if prefix is None else href(term.place, prefix),
                "meaning": Prose(prefix or "").line(term.meaning),
            }
        )
    return rows


def listed(rows: Iterable[dict[str, Any]]) -> Markup:
    """The rows of a list of words."""
    return Markup(render("terms/rows.html", words=rows))


def section(rows: Iterable[dict[str, Any]], room: Markup = _NONE) -> Markup:
    """The list of words with its heading; `room` for more stands at its end."""
    return Markup(render("terms/section.html", rows=listed(rows) + room))
