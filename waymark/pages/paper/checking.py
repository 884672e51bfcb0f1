"""Checking a PDF for what screen readers need (PDF/UA-1), from its own bytes: tags, order, names, fonts.

It believes nothing that the PDF says of itself: what is drawn is held against what is tagged.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from waymark.pages.paper.drawn import Drawn, drawn_on
from waymark.pages.paper.tags import ROLES, Tags, parents

#: No more than so many faults of one PDF are told.
MOST = 20

_STRUCTURE = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}}
_TITLE = re.compile(r"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*(?<!/)>([^<]*)</rdf:li>")
_SCOPES = {"/Row", "/Column", "/Both"}


def faults(data: bytes) -> list[str]:
    """What is not as it should be, each in one sentence; empty where nothing is found."""
    try:
        with pikepdf.open(io.BytesIO(data)) as whole:
            found = []
            for each in _faults(whole):
                found.append(each)
                if len(found) == MOST:
                    break
            return found
    except pikepdf.PdfError as error:
        return [f"It cannot be read: {error}"]


def _faults(whole: pikepdf.Pdf) -> Iterator[str]:
    yield from _document(whole)
    if "/StructTreeRoot" not in whole.Root:
        yield "It has no tags."
        return
    tags = Tags(whole)
    known = parents(whole)
    pages = [drawn_on(page) for page in whole.pages]
    for number, page in enumerate(pages, 1):
        yield from (f"Page {number}: {each}" for each in page.faults)
    yield from _order(tags, pages)
    yield from _parents(whole, tags, pages, known)
    yield from _headings(tags)
    yield from _each_tag(tags)
    yield from _links(whole, known)
    yield from _bookmarks(whole, tags)
    yield from _fonts(whole)


def _document(whole: pikepdf.Pdf) -> Iterator[str]:
    root = whole.Root
    if not str(root.get("/Lang", "")):
        yield "It does not say its language."
    if "/MarkInfo" not in root or not root.MarkInfo.get("/Marked", False):
        yield "It is not marked as tagged."
    shown: Any = root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not shown.get("/DisplayDocTitle", False):
        yield "It does not ask to be called by its title."
    told = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
    if "<pdfuaid:part>1</pdfuaid:part>" not in told:
        yield "It does not say that it keeps to PDF/UA-1."
    title = _TITLE.search(told)
    if title is None or not title[1].strip():
        yield "It has no title."
    if str(shown.get("/Direction", "/L2R")) != "/L2R":
        yield "It is read from right to left."
    for number, page in enumerate(whole.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"Page {number}: links are not stepped through in the order of the tags."


def _order(tags: Tags, pages: list[Drawn]) -> Iterator[str]:
    """What is drawn is tagged once, and told in the order in which it is drawn."""
    told = [(page, mark) for tag in tags.every() for page, mark in tag.marks]
    drawn = {(number, mark) for number, page in enumerate(pages) for mark in page.marks}
    if lost := drawn - set(told):
        yield f"Page {min(lost)[0] + 1}: words are drawn that stand in no tag."
    if lost := set(told) - drawn:
        yield f"Page {min(lost)[0] + 1}: a tag stands for nothing that is drawn."
    if len(set(told)) != len(told):
        yield "Something stands in two tags."
    place = {(number, mark): at for number, page in enumerate(pages) for at, mark in enumerate(page.marks)}
    before = (-1, -1)
    for page, mark in told:
        now = (page, place.get((page, mark), -1))
        if now < before:
            yield f"Page {page + 1}: the tags are in another order than the words on the page."
            return
        before = now


def _parents(whole: pikepdf.Pdf, tags: Tags, pages: list[Drawn], known: dict[int, Any]) -> Iterator[str]:
    """The way from what is drawn back to its tag is there, and leads to the tag that holds it."""
    owner = {(page, mark): tag.key for tag in tags.every() for page, mark in tag.marks}
    for number, page in enumerate(whole.pages):
        marks = pages[number].marks
        if not marks:
            continue
        row = known.get(int(page.get("/StructParents", -1)))
        if not isinstance(row, pikepdf.Array):
            yield f"Page {number + 1}: nothing leads from what is drawn to its tags."
            continue
        for mark in marks:
            if mark >= len(row) or row[mark].objgen != owner.get((number, mark)):
                yield f"Page {number + 1}: what is drawn leads to another tag than the one it stands in."
                break


def _headings(tags: Tags) -> Iterator[str]:
    before = 0
    levels = [int(tag.role[1]) for tag in tags.every() if tag.role in ("H1", "H2", "H3", "H4", "H5", "H6")]
    if not levels:
        yield "It has no heading."
    for level in levels:
        if level > before + 1:
            yield f"A heading of level {level} follows one of level {before}."
            return
        before = level


def _each_tag(tags: Tags) -> Iterator[str]:
    for tag in tags.every():
        if tag.role not in ROLES:
            yield f"There is a tag that nobody knows: {tag.role}."
        if tag.role in ("Figure", "Formula") and not tag.alt.strip():
            yield "A figure has no words in its place."
        allowed = _STRUCTURE.get(tag.role)
        if allowed and any(inside.role not in allowed for inside in tag.inside):
            strange = next(inside.role for inside in tag.inside if inside.role not in allowed)
            yield f"A tag {strange} stands right inside a tag {tag.role}."
        if tag.role == "Table" and not any(each.role == "TH" for each in tag.below()):
            yield "A table has no head."
        if tag.role == "TH" and tag.scope not in _SCOPES:
            yield "The head of a table does not say what it is the head of."


def _links(whole: pikepdf.Pdf, known: dict[int, Any]) -> Iterator[str]:
    for number, page in enumerate(whole.pages, 1):
        for note in page.get("/Annots", []):
            if note.get("/Subtype") != "/Link":
                continue
            if not str(note.get("/Contents", "")).strip():
                yield f"Page {number}: a link has no words for those who cannot see it."
            tag = known.get(int(note.get("/StructParent", -1)))
            if not isinstance(tag, pikepdf.Dictionary) or tag.get("/S") != "/Link":
                yield f"Page {number}: a link stands in no tag."
            elif not any(each.objgen == note.objgen for each in _named(tag)):
                yield f"Page {number}: the tag of a link names another one."


def _named(tag: Any) -> Iterator[Any]:
    """What a tag names beside its words."""
    held = tag.get("/K")
    for each in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/OBJR":
            yield each.Obj


def _bookmarks(whole: pikepdf.Pdf, tags: Tags) -> Iterator[str]:
    """Bookmarks are headings, in their order."""
    titles = iter([tag.title for tag in tags.every() if tag.role in ("H1", "H2", "H3", "H4", "H5", "H6")])
    with whole.open_outline() as outline:
        marks = list(_flat(outline.root))
    if not marks:
        yield "It has no bookmarks."
    for mark in marks:
        if not any(title == mark for title in titles):
            yield f"The bookmark “{mark}” is no heading, or stands in another order."
            return


def _flat(marks: Any) -> Iterator[str]:
    for each in marks:
        yield str(each.title)
        yield from _flat(each.children)


def _fonts(whole: pikepdf.Pdf) -> Iterator[str]:
    for font in whole.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font":
            continue
        name = str(font.get("/BaseFont", ""))
        if "/DescendantFonts" in font:
            if "/ToUnicode" not in font:
                yield f"The letters of {name} do not say what they stand for."
            font = font.DescendantFonts[0]
        described: Any = font.get("/FontDescriptor", pikepdf.Dictionary())
        if not any(each in described for each in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"The font {name} is not in the file."
