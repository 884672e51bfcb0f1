"""The check of a PDF's tags finds what is taken away, turned round or left untagged, one thing at a time."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.pages.paper.made import BOX, made
from waymark.pages.paper.checking import faults

pytestmark = pytest.mark.xdist_group("papers")


def every(whole, role):
    return [each for each in whole.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == role]


def links(whole):
    return [note for page in whole.pages for note in page.get("/Annots", [])]


def redraw(whole, old, new, count=1):
    page = whole.pages[0]
    drawn = page.Contents.read_bytes()
    assert old in drawn
    page.Contents = whole.make_stream(drawn.replace(old, new, count))


def turn_round(whole):
    root = whole.Root.StructTreeRoot
    document = root.K[0] if isinstance(root.K, pikepdf.Array) else root.K
    document.K = pikepdf.Array(list(document.K)[::-1])


def untagged_line(whole):
    page = whole.pages[0]
    page.contents_add(whole.make_stream(b"0 0 m 9 9 l S"), prepend=False)


def take_from_metadata(words):
    def take(whole):
        told = whole.Root.Metadata.read_bytes()
        assert words in told
        whole.Root.Metadata = whole.make_stream(told.replace(words, b""))

    return take


def rename_bookmark(whole):
    whole.Root.Outlines.First.Title = pikepdf.String("Another")


def deepen(whole):
    every(whole, "/H2")[0].S = pikepdf.Name("/H4")


def lose_parents(whole):
    whole.Root.StructTreeRoot.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array())


def swap_parents(whole):
    """The way back of two marks leads to each other's tags."""
    tree = whole.Root.StructTreeRoot.ParentTree
    branch = tree if "/Nums" in tree else tree.Kids[0]
    row = next(each for each in list(branch.Nums)[1::2] if isinstance(each, pikepdf.Array) and len(each) > 9)
    row[0], row[9] = row[9], row[0]


def without_font(whole):
    for each in whole.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
            del each["/FontFile2"]


def without_letters(whole):
    for each in whole.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            del each["/ToUnicode"]


def first_cell(whole):
    return every(whole, "/TH")[0]


MISTAKES = {
    "does not say its language": (BOX, lambda whole: whole.Root.__delitem__("/Lang")),
    "not marked as tagged": (BOX, lambda whole: whole.Root.__delitem__("/MarkInfo")),
    "has no tags": (BOX, lambda whole: whole.Root.__delitem__("/StructTreeRoot")),
    "called by its title": (BOX, lambda whole: whole.Root.__delitem__("/ViewerPreferences")),
    "keeps to PDF/UA-1": (BOX, take_from_metadata(b"<pdfuaid:part>1</pdfuaid:part>")),
    "has no title": (BOX, take_from_metadata(b"Talk it over with your manager or safeguarding lead")),
    "stepped through": (BOX, lambda whole: whole.pages[0].__delitem__("/Tabs")),
    "another order than the words": (BOX, turn_round),
    "neither tagged nor decoration": (BOX, untagged_line),
    "stand in no tag": (BOX, lambda whole: every(whole, "/H1")[0].__delitem__("/K")),
    "stands for nothing that is drawn": (
        BOX,
        lambda whole: redraw(whole, b"<</MCID 0>>BDC", b"<</MCID 900>>BDC"),
    ),
    "within decoration": (BOX, lambda whole: redraw(whole, b"EMC", b"", 1)),
    "nothing leads from what is drawn": (BOX, lose_parents),
    "leads to another tag": (BOX, swap_parents),
    "level 4 follows one of level 1": (BOX, deepen),
    "nobody knows": (BOX, lambda whole: every(whole, "/H1")[0].__setattr__("S", pikepdf.Name("/Heading"))),
    "a figure has no words": ("referral", lambda whole: every(whole, "/Figure")[0].__delitem__("/Alt")),
    "right inside a tag LI": (
        BOX,
        lambda whole: every(whole, "/LBody")[0].__setattr__("S", pikepdf.Name("/P")),
    ),
    "a table has no head": (
        BOX,
        lambda whole: [each.__setattr__("S", pikepdf.Name("/TD")) for each in every(whole, "/TH")],
    ),
    "what it is the head of": (BOX, lambda whole: first_cell(whole).__delitem__("/A")),
    "a link has no words": (BOX, lambda whole: links(whole)[0].__delitem__("/Contents")),
    "a link stands in no tag": (BOX, lambda whole: links(whole)[0].__delitem__("/StructParent")),
    "names another one": (
        BOX,
        lambda whole: links(whole)[0].__setattr__("StructParent", links(whole)[1].StructParent),
    ),
    "is no heading, or stands": (BOX, rename_bookmark),
    "has no bookmarks": (BOX, lambda whole: whole.Root.__delitem__("/Outlines")),
    "is not in the file": (BOX, without_font),
    "do not say what they stand for": (BOX, without_letters),
}


@pytest.mark.parametrize("fault", MISTAKES)
def test_a_mistake_is_found(fault):
    place, spoil = MISTAKES[fault]
    assert faults(made(place)) == []
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made(place))) as whole:
        spoil(whole)
        whole.save(out)
    found = faults(out.getvalue())
    assert [each for each in found if fault.lower() in each.lower()], found


def test_what_is_no_pdf_is_told():
    assert faults(b"")[0].startswith("It cannot be read")
    assert faults(b"%PDF-1.7 nothing")[0].startswith("It cannot be read")
