"""The tags of a PDF: the tree that screen readers read, walked in its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

#: The tags that PDF 1.7 knows.
_KNOWN = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl
LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP
Warichu WT WP Figure Formula Form
"""
ROLES = frozenset(_KNOWN.split())


@dataclass
class Tag:
    """One tag: its role by the names that everyone knows, and what stands in it.

    `marks`: the numbers of what is drawn for it, each with its page, in order and without those of the tags
    inside it. `key` tells it from all others.
    """

    role: str
    key: tuple[int, int]
    title: str = ""
    alt: str = ""
    scope: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    inside: list[Tag] = field(default_factory=list)
    told: list[Tag | tuple[int, int]] = field(default_factory=list)

    def below(self) -> Iterator[Tag]:
        """All tags in it, in their order."""
        for each in self.inside:
            yield each
            yield from each.below()


class Tags:
    """The whole tree."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(whole.pages)}
        root = whole.Root.StructTreeRoot
        mapped: Any = root.get("/RoleMap", pikepdf.Dictionary())
        self._roles = {str(name)[1:]: str(role)[1:] for name, role in mapped.items()}
        self.top = Tag("", (0, 0))
        for each in _held(root):
            self._into(self.top, each, None)

    def every(self) -> Iterator[Tag]:
        """Every tag, from the first to the last; those that hold words and tags stand before what they hold.

        A tag whose words stand around those of a tag inside it comes in pieces, so that all words are told in
        their order.
        """
        for each in self.top.inside:
            yield from _in_order(each)

    def _into(self, tag: Tag, held: Any, page: Any) -> None:
        if isinstance(held, int):
            self._mark(tag, page, held)
        elif not isinstance(held, pikepdf.Dictionary):
            return
        elif held.get("/Type") == "/MCR":
            self._mark(tag, held.get("/Pg", page), int(held.MCID))
        elif "/S" in held:
            made = self._tag(held)
            tag.inside.append(made)
            tag.told.append(made)
            for each in _held(held):
                self._into(made, each, held.get("/Pg", page))

    def _mark(self, tag: Tag, page: Any, mark: int) -> None:
        number = self._pages.get(page.objgen, -1) if page is not None else -1
        tag.told.append((number, mark))

    def _tag(self, held: Any) -> Tag:
        role = str(held.S)[1:]
        while role in self._roles:
            role = self._roles[role]
        return Tag(
            role, held.objgen, str(held.get("/T", "")), str(held.get("/Alt", "")), _scope(held.get("/A"))
        )


def _in_order(tag: Tag) -> Iterator[Tag]:
    first = True
    piece = Tag(tag.role, tag.key, tag.title, tag.alt, tag.scope, [], tag.inside)
    for each in tag.told:
        if isinstance(each, Tag):
            if first or piece.marks:
                yield piece
                first = False
            yield from _in_order(each)
            piece = Tag("Span", tag.key)
        else:
            piece.marks.append(each)
    if first or piece.marks:
        yield piece


def _held(parent: Any) -> list[Any]:
    held = parent.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _scope(told: Any) -> str:
    for each in told if isinstance(told, pikepdf.Array) else [told]:
        if isinstance(each, pikepdf.Dictionary) and "/Scope" in each:
            return str(each.Scope)
    return ""


def parents(whole: pikepdf.Pdf) -> dict[int, Any]:
    """The way back: by its number, the tags of what a page draws, or the tag of a link."""
    tree = whole.Root.StructTreeRoot.get("/ParentTree")
    return dict(_numbered(tree)) if tree is not None else {}


def _numbered(branch: Any) -> Iterator[tuple[int, Any]]:
    listed = list(branch.get("/Nums", []))
    yield from ((int(number), what) for number, what in zip(listed[::2], listed[1::2], strict=True))
    for each in branch.get("/Kids", []):
        yield from _numbered(each)
