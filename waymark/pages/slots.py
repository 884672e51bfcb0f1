"""Pages set once for all gateways, with slots for what differs: cut at the slots, joined when filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from waymark.pages.plan import PageToSet, mark, page

_SLOT = re.compile("\x01([a-z_]+)\x01")

#: An empty filling, and its fingerprint.
NOTHING = ("", mark(""))

Fillings = Mapping[str, tuple[str, str]]


@cache
def slot(name: str) -> Markup:
    """A slot, to be put where something of a gateway's own will stand."""
    return Markup(f"\x01{name}\x01")


class Cut(NamedTuple):
    """Words cut at their slots: words, slot, words, slot, … words."""

    pieces: tuple[str, ...]
    mark: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words between the slots."""
        return self.pieces[::2]

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots, in order."""
        return self.pieces[1::2]


def cut(words: str) -> Cut:
    """Words cut at their slots."""
    return Cut(tuple(_SLOT.split(words)), mark(words))


class SharedPage(NamedTuple):
    """A page of the shared manual, set once: its path, its title, what stands above and in its main part.

    `told` is one sentence on what the page holds, for whoever lists it; the title where there is none.
    """

    path: str
    title: str
    above: Cut
    main: Cut
    place: str = ""
    status: int = 200
    told: str = ""


class Shell(NamedTuple):
    """A gateway's frame for pages at one depth, cut at the slots title, description, above and main."""

    cut: Cut

    def set(self, shared: SharedPage, fillings: Fillings) -> PageToSet:
        """The shared page in this frame, its slots filled."""
        parts: list[str] = []
        own = {"title": escape(shared.title), "description": escape(shared.told or shared.title)}
        marks = [self.cut.mark, mark("\n".join(own.values())), shared.above.mark, shared.main.mark]
        for piece, name in zip(self.cut.words, (*self.cut.slots, ""), strict=True):
            parts.append(piece)
            if name in own:
                parts.append(own[name])
            elif name:
                _fill(parts, marks, shared.above if name == "above" else shared.main, fillings)
        return page(shared.path, tuple(parts), tuple(marks), shared.status)


def _fill(parts: list[str], marks: list[str], words: Cut, fillings: Fillings) -> None:
    for piece, name in zip(words.words, (*words.slots, ""), strict=True):
        parts.append(piece)
        if name:
            filling, its_mark = fillings.get(name, NOTHING)
            parts.append(filling)
            marks.append(its_mark)
