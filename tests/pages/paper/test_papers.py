"""Papers of the starter manual: tagged, in order, with what every page must say, and the same each time."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdf
import pytest

from tests.pages import gateways
from tests.pages.paper.heard import headings, heard
from tests.pages.paper.made import ADDRESS, BOX, made, papers, said
from waymark.manual.boxes import Procedure
from waymark.pages.paper.checking import faults
from waymark.pages.paper.pieces import WHOLE

pytestmark = pytest.mark.xdist_group("papers")
KINDS = (WHOLE, "assessment", BOX, "procedures/neglect", "local/private-fostering")


@pytest.mark.parametrize("place", KINDS)
def test_every_kind_of_paper_is_tagged_as_screen_readers_need(place):
    assert faults(made(place)) == []


def test_every_single_paper_of_a_gateway_is_tagged():
    every = papers("bath-and-north-east-somerset")
    assert [found for place in every.single() if (found := faults(every.set(place)))] == []


@pytest.mark.parametrize("place", KINDS)
def test_every_page_says_edition_day_number_and_that_paper_goes_out_of_date(place):
    pages = said(made(place))
    for number, words in enumerate(pages, 1):
        assert "Is a child in danger now? Ring 999." in words
        assert "edition 2026-1, in force from Sunday 22 November 2026 · supplement 1" in words
        assert f"page {number} of {len(pages)}" in words
        assert "Paper goes out of date. The page as it is now: https://procedures.example/somerset" in words
        assert "Starter text, not adopted: not for a real child" in words


def test_the_foot_names_the_very_page():
    assert f"as it is now: {ADDRESS}/somerset/{BOX}" in said(made(BOX))[-1]
    place = {each.words: each.page for each in heard(made("referral")) if each.role == "H2"}
    at = place["Talk it over with your manager or safeguarding lead"]
    assert f"as it is now: {ADDRESS}/somerset/{BOX}" in said(made("referral"))[at]


def test_a_box_is_heard_in_the_order_of_its_page():
    box = next(each for each in gateways.manuscript().boxes if each.place == BOX)
    questions = [(3, each.question) for each in box.facets.what_if]
    roles = [
        (3, papers("somerset").reader.lookup.roles[each.role].title) for each in box.facets.for_your_role
    ]
    assert headings(made(BOX)) == [
        (1, box.title),
        (2, "Key points"),
        (2, "A local note"),
        (2, "How to do it"),
        (2, "What if"),
        *questions,
        (2, "What others learned the hard way"),
        (2, "For families"),
        (3, "If you are a child or young person"),
        (2, "For your role"),
        *roles,
        (2, "What happens next"),
        (2, "Words used here"),
        (2, "Where this comes from"),
        (3, "What is not certain"),
        (2, "Who to ring"),
    ]
    first = next(each for each in heard(made(BOX)) if each.words)
    assert first.words.startswith("Is a child in danger now? Ring"), "those who only hear it hear this first"


def test_the_whole_manual_holds_everything_once_and_in_the_order_of_the_charts():
    manuscript = gateways.manuscript()
    local = gateways.local("somerset")
    told = headings(made(WHOLE))
    titles = [words for level, words in told if level == 2]
    lookup = papers("somerset").reader.lookup
    boxes = [lookup.boxes[place].title for chart in manuscript.charts for place in chart.boxes]
    procedures = sorted(each.title for each in manuscript.procedures)
    guidance = [each.title for each in local.guidance]
    wanted = [*boxes, *procedures, *guidance]
    assert [each for each in titles if each in set(wanted)] == wanted
    parts = [words for level, words in told if level == 1]
    charts = [f"Chart {each.number}: {each.title}" for each in manuscript.charts]
    assert parts == [
        "Who to ring",
        "Contents",
        "About these procedures",
        "Who to ring in Somerset",
        *charts,
        "Procedures",
        "In Somerset: local guidance",
        "Words, from A to Z",
        "Law, guidance, research and reviews",
    ]
    terms = [words.lower() for level, words in told if level == 3]
    assert all(term.term.lower() in terms for term in manuscript.terms)
    joined = {words.replace(" ", "") for level, words in told if level == 3}
    assert [each.title for each in manuscript.sources if each.title.replace(" ", "") not in joined] == []


def test_contents_and_bookmarks_name_the_pages_where_things_stand():
    reader = pypdf.PdfReader(io.BytesIO(made(WHOLE)))
    contents = " ".join(said(made(WHOLE))[1:4])
    marks = list(_flat(reader.outline))
    assert len(marks) > 90
    squeezed = re.sub(r"[\s.]", "", contents)
    for mark in marks:
        number = reader.get_destination_page_number(mark) + 1
        title = re.sub(r"[\s.]", "", str(mark.title))
        assert f"{title}{number}" in squeezed, mark.title


def _flat(marks):
    for each in marks:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def test_the_number_behind_a_link_is_that_of_the_page_it_leads_to():
    with pikepdf.open(io.BytesIO(made("referral"))) as whole:
        pages = {page.obj.objgen: number for number, page in enumerate(whole.pages, 1)}
        names = dict(pikepdf.NameTree(whole.Root.Names.Dests).items())
        inner = [note for page in whole.pages for note in page.get("/Annots", []) if "/A" not in note]
        led = {pages[_destination(note, names).objgen] for note in inner}
    told = {int(each) for words in said(made("referral")) for each in re.findall(r"\(page (\d+)\)", words)}
    assert told <= led
    assert len(told) > 10


def _destination(note, names):
    to = note.Dest
    found = names[str(to)] if isinstance(to, pikepdf.String) else to
    return (found.D if isinstance(found, pikepdf.Dictionary) else found)[0]


def test_places_outside_a_paper_are_links_to_the_web():
    with pikepdf.open(io.BytesIO(made(BOX))) as whole:
        links = [
            str(note.A.URI) for page in whole.pages for note in page.get("/Annots", []) if "/URI" in note.A
        ]
    assert f"{ADDRESS}/somerset/referral/still-worried" in links
    assert not [each for each in links if each.startswith(("tel:", "mailto:"))]


def test_without_an_address_nothing_leads_to_a_wrong_one():
    data = papers("somerset", None).set(BOX)
    assert faults(data) == []
    assert f"The page as it is now: {BOX}" in said(data)[0]


def test_an_example_number_says_so_wherever_it_stands():
    local = gateways.local("somerset")
    numbers = [each.telephone for each in local.contacts if each.example]
    assert numbers
    for place in (WHOLE, BOX):
        whole = " ".join(said(made(place)))
        for number in numbers:
            assert whole.count(number) == whole.count(f"Example, do not ring {number}")
            assert number in whole or place == BOX


def test_a_local_note_and_local_guidance_are_marked_with_the_area():
    local = gateways.local("somerset")
    told = [each.words for each in heard(made(WHOLE)) if each.words]
    before = [told[at - 1] for at, words in enumerate(told) if words == "A local note"]
    assert before == ["In Somerset"] * len(local.notes)
    shown = {place for each in local.guidance for place in each.shown_at}
    held = {each.place for each in papers("somerset").reader.every_box()}
    before = [told[at - 1] for at, words in enumerate(told) if words == "Local guidance for this step"]
    assert before == ["In Somerset"] * len(shown & held)


def test_short_forms_are_spelled_out_where_they_are_met_first():
    words = " ".join(each.words for each in heard(made("local/private-fostering")))
    assert "general practitioners (GPs)" in " ".join(words.split())


@pytest.mark.parametrize("place", [BOX, "referral"])
def test_the_same_words_give_the_same_bytes_in_another_process(place):
    code = (
        "import sys, hashlib; from tests.pages.paper.made import papers; "
        "print(hashlib.sha256(papers('somerset').set(sys.argv[1])).hexdigest())"
    )
    root = Path(__file__).parents[3]
    told = subprocess.run(
        [sys.executable, "-c", code, place], check=True, capture_output=True, text=True, cwd=root
    )
    assert told.stdout.strip() == hashlib.sha256(made(place)).hexdigest()
    assert not re.search(rb"/(?:CreationDate|ModDate)", made(place))


def test_withheld_words_stand_nowhere():
    title = "Talk it over with your manager or safeguarding lead"
    data = papers("somerset", ADDRESS, (BOX, "local/private-fostering", "guidance:private-fostering")).set(
        BOX
    )
    words = " ".join(said(data))
    assert title in words
    assert "They were withheld." in words
    assert "Ask for ten quiet minutes" in " ".join(said(made(BOX)))
    assert "Ask for ten quiet minutes" not in words
    assert faults(data) == []


def test_a_procedure_has_no_chart_and_says_nothing_of_one():
    procedure = gateways.manuscript().procedures[0]
    assert isinstance(procedure, Procedure)
    told = headings(papers("somerset").set(procedure.place))
    assert told[0] == (1, procedure.title)
    assert (2, "The chart ends here") not in told
