"""Pages set once for all gateways, with slots for what differs: cut at the slots, joined when filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from waymark.pages.dress import style
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
    """Words cut at their slots: there is one more piece of words than there are slots."""

    words: tuple[str, ...]
    slots: tuple[str, ...]
    mark: str


def cut(words: str) -> Cut:
    """Words cut at their slots."""
    pieces = tuple(_SLOT.split(words))
    return Cut(pieces[::2], pieces[1::2], mark(words))


class WordsHere(NamedTuple):
    """The terms that a shared page explains, and the short forms spelled out above what is local."""

    terms: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()


class SharedPage(NamedTuple):
    """A page of the shared manual, set once: its path, its title, what stands above and in its main part.

    `told` is one sentence on what the page holds, for whoever lists it; the title where there is none.
    `apart`: the page needs the style that only few pages do. `head`: what more stands in its head.
    """

    path: str
    title: str
    above: Cut
    main: Cut
    place: str = ""
    status: int = 200
    told: str = ""
    here: WordsHere = WordsHere()
    apart: bool = False
    head: str = ""

    @property
    def names(self) -> dict[str, str]:
        """What stands in the head of the page."""
        more = head_of_apart("../" * self.path.count("/")) if self.apart else ""
        told = escape(self.told or self.title)
        return {"head": more + self.head, "title": escape(self.title), "description": told}


def head_of_apart(prefix: str) -> str:
    """What stands in the head of a page that needs the style that only few pages do."""
    return f'<link rel="stylesheet" href="{prefix}{style.apart().path}">'


class Shell(NamedTuple):
    """A gateway's frame for pages at one depth, cut at the slots head, title, description, above and main."""

    cut: Cut

    def set(self, shared: SharedPage, fillings: Fillings) -> PageToSet:
        """The shared page in this frame, its slots filled."""
        marks = [self.cut.mark, shared.names["head"], shared.title, shared.told]
        marks += [shared.above.mark, shared.main.mark]
        marks += [fillings.get(name, NOTHING)[1] for name in (*shared.above.slots, *shared.main.slots)]
        return page(shared.path, lambda: self._parts(shared, fillings), marks, shared.status)

    def around(self) -> str:
        """The frame alone, with a comment of its name at each of its slots: `<!--main-->`."""
        names = (*(f"<!--{name}-->" for name in self.cut.slots), "")
        return "".join(chain.from_iterable(zip(self.cut.words, names, strict=True)))

    def _parts(self, shared: SharedPage, fillings: Fillings) -> Iterator[str]:
        names = shared.names
        for piece, name in zip(self.cut.words, (*self.cut.slots, ""), strict=True):
            yield piece
            if name in names:
                yield names[name]
            elif name:
                yield from _filled(shared.above if name == "above" else shared.main, fillings)


def _filled(words: Cut, fillings: Fillings) -> Iterator[str]:
    for piece, name in zip(words.words, (*words.slots, ""), strict=True):
        yield piece
        if name:
            yield fillings.get(name, NOTHING)[0]
