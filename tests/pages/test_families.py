"""The pages for families: they say what the manual's own facets say, and can say nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import brotli
import html5lib
import msgspec
import pytest

from tests.pages.gateways import gateway, local, local_part, manuscript, shared_part
from waymark.manual.boxes import Box, Procedure
from waymark.manual.contacts import ContactKind
from waymark.manual.json_form import encode
from waymark.manual.manuscript import Manuscript
from waymark.manual.text import Text
from waymark.manual.ways_in import WayIn, WayKey
from waymark.pages.dress import style
from waymark.pages.families.page import NEUTRAL, family_pages
from waymark.pages.gateway import home_page
from waymark.pages.reading import Reader
from waymark.pages.setting import Press

PATHS = {key: f"for/{key.value}.html" for key in WayKey}
ALL = ("families.html", *PATHS.values(), "leaving.html")

WORDS = '<section class="words" id="words"'

#: All that stands on a way in and is neither a line written for it nor the manual's: its frame.
FRAME = {
    "To leave fast, press Leave this page now, or the Escape key three times. You see the weather instead of "
    "this page, and what we stored on this device is cleared. To leave fast, press Leave this page now. You "
    "see the weather. Scripts are off in this browser, so nothing is cleared, and Back brings this page "
    "back. "
    "Your browser still has this page in its history, and may keep copies of it. How to remove them",
    "More about:",
    "More numbers for your area stand at the foot of this page.",
    "There is a page for parents and carers too.",
    "There is a page for children and young people too.",
    "Words used on this page",
    "From the list of words explained",
}


def main_of(path: str, of: Manuscript | None = None) -> str:
    """The main part of a page for families, as it is set."""
    pages = {page.path: page for page in family_pages(Reader(of or manuscript()))}
    return "".join(pages[path].main.words)


def blocks(words: str) -> list[str]:
    """What a page says, a line for each of its smallest blocks."""
    tree = html5lib.parseFragment(words, namespaceHTMLElements=False)
    tags = {"p", "li", "dt", "dd", "h1", "h2", "h3"}
    told = (
        "".join(each.itertext())
        for each in tree.iter()
        if each.tag in tags and not any(inner.tag in tags for inner in each.iter() if inner is not each)
    )
    return [" ".join(line.split()) for line in told]


def every_box(of: Manuscript) -> dict[str, Box | Procedure]:
    """Boxes and procedures by their places."""
    return {each.place: each for each in (*of.boxes, *of.procedures)}


def way(key: WayKey) -> WayIn:
    """A way in of the starter manual."""
    return next(each for each in manuscript().ways_in if each.key is key)


def told(key: WayKey) -> Iterator[str]:
    """Every line that the manual has for a way in: facets, meanings, contacts, and what they are called."""
    of = manuscript()
    boxes, terms = every_box(of), {term.place: term for term in of.terms}
    for _, reply in way(key).replies:
        if reply.place in boxes:
            text = key.facet(boxes[reply.place].facets.for_families)
            assert text is not None, reply.place
            yield from (" ".join(line.split()) for line in text.plain.split("\n"))
            yield f"From the step: {boxes[reply.place].title}"
            yield f"From the procedure: {boxes[reply.place].title}"
    for term in terms.values():
        short = next((name for name in (term.term, *term.also) if name.isupper()), "")
        yield from (term.meaning.plain, term.term, term.term[:1].upper() + term.term[1:])
        yield from (f"{name} ({short})" for name in (term.term, *term.also))
    for contact in of.contacts:
        yield from (contact.name, contact.telephone or "")
        yield f"{contact.purpose}. {contact.hours_in_words}."
        yield f"{contact.name} {contact.telephone} {contact.hours_in_words}"


@pytest.mark.parametrize("key", WayKey)
def test_every_sentence_is_the_manuals_or_a_line_of_the_way_in(key: WayKey) -> None:
    said = blocks(main_of(PATHS[key]))
    known = {*told(key), *way(key).headings, *FRAME}
    known = {" ".join(each.split()) for each in known}
    assert len(said) > 40
    assert [line for line in said if unescape(line) not in known] == []


@pytest.mark.parametrize("key", WayKey)
def test_what_the_facet_says_is_what_the_page_says_whatever_it_says(key: WayKey) -> None:
    of = manuscript()
    boxes = every_box(of)
    shown = [reply.place for _, reply in way(key).replies if reply.place in boxes and not reply.named_only]
    assert len(shown) >= 6
    for place in shown:
        box = boxes[place]
        field = "parents" if key is WayKey.PARENTS else "child"
        families = msgspec.structs.replace(
            box.facets.for_families, **{field: Text("Quite other words.\n\n- One\n- Two")}
        )
        other = msgspec.structs.replace(
            box, facets=msgspec.structs.replace(box.facets, for_families=families)
        )
        changed = msgspec.structs.replace(
            of,
            boxes=tuple(other if each is box else each for each in of.boxes),
            procedures=tuple(other if each is box else each for each in of.procedures),
        )
        # The list of words at the foot follows the terms that a text links.
        was, now = (blocks(main_of(PATHS[key], each).partition(WORDS)[0]) for each in (of, changed))
        old = key.facet(box.facets.for_families)
        assert old is not None
        lines = [" ".join(line.split()) for line in old.plain.split("\n") if line]
        assert [line for line in was if line not in lines] == [
            line for line in now if line not in ("Quite other words.", "One", "Two")
        ], place
        assert not set(lines) & set(now), place
        assert {"Quite other words.", "One", "Two"} <= set(now), place


@pytest.mark.parametrize("path", ALL)
def test_childline_and_nspcc_stand_high_on_every_page_and_again_at_its_end(path: str) -> None:
    page = gateway("somerset")[path].decode()
    main = page[page.index("<main") : page.index("</main>")]
    lines = {each.kind: each.telephone for each in manuscript().contacts}
    for kind in (ContactKind.CHILD_HELPLINE, ContactKind.HELPLINE):
        link = f'href="tel:{str(lines[kind]).replace(" ", "")}"'
        assert link in main.partition("<h2")[0], "above the first heading"
        assert link in page[page.index('id="who-to-ring"') :]
    assert 'class="danger__ring" href="tel:999"' in page


@pytest.mark.parametrize("path", ALL)
def test_every_page_has_one_way_out_that_works_without_scripting(path: str) -> None:
    page = gateway("somerset")[path].decode()
    (link,) = re.findall(r"<a [^>]*data-way-out[^>]*>([^<]*)</a>", page)
    assert link == "Leave this page now"
    (tag,) = re.findall(r"<a [^>]*data-way-out[^>]*>", page)
    assert f'href="{NEUTRAL}"' in tag
    assert "noreferrer" in tag
    assert page.count("data-families") == 1, "nothing offers keeping or installing here unasked"
    assert page.index("data-way-out") < page.index("<main"), "before all else in the order of the keyboard"


def test_the_page_on_leaving_says_what_stays_and_how_to_remove_it_in_the_usual_browsers() -> None:
    said = " ".join(blocks(main_of("leaving.html")))
    for kept in ("the job you chose", "your path", "how you like them to look", "copies for reading"):
        assert kept in said.partition("It cannot remove")[0]
    assert "It cannot remove your browser’s history, or the copies that your browser keeps by itself" in said
    parts = said.partition("How to remove it on a phone or tablet")[2].partition(
        "How to remove it on a computer"
    )
    for part in (parts[0], parts[2]):
        for browser in ("Chrome", "Edge", "Firefox", "Safari"):
            assert browser in part
        assert "“cached” files" in part
        assert "removes the copies too" in part


def test_each_readers_own_helpline_comes_first() -> None:
    for key, first in ((WayKey.CHILDREN, "Childline"), (WayKey.PARENTS, "NSPCC Helpline")):
        assert re.findall(r'helpline__name">([^<]+)<', main_of(PATHS[key]))[0] == first


@pytest.mark.parametrize(("key", "most"), [(WayKey.PARENTS, 900), (WayKey.CHILDREN, 600)])
def test_a_way_in_is_short(key: WayKey, most: int) -> None:
    main = main_of(PATHS[key])
    telling = re.sub(r'<p class="reply__from">.*?</p>|<span class="leave__plain">.*?</span>', "", main)
    telling = telling[telling.index('<section class="question"') :].partition(WORDS)[0]
    full = re.sub(r'<ul class="govuk-list[^"]* reply__ways">.*?</ul>', "", telling, flags=re.DOTALL)
    assert len(re.sub(r"<[^>]+>", " ", full).split()) <= most


def test_what_was_withheld_leaves_no_gap_that_breaks_the_page() -> None:
    of = manuscript()
    place = next(reply.place for _, reply in way(WayKey.PARENTS).replies if not reply.named_only)
    bare = tuple(
        msgspec.structs.replace(each, facets=msgspec.structs.replace(each.facets, for_families=None))
        if each.place == place
        else each
        for each in of.boxes
    )
    main = main_of(PATHS[WayKey.PARENTS], msgspec.structs.replace(of, boxes=bare))
    assert f"{place}.html" not in main
    assert "What is happening?" in main


def test_a_manual_without_ways_in_has_none_of_it(tmp_path: Path) -> None:
    before = msgspec.structs.replace(manuscript(), ways_in=())
    assert b"ways_in" not in encode(before)
    press = Press(shared_part(before), tmp_path)
    pages = {each.path: each.joined().decode() for each in press.gateway(local_part(local("somerset")))[0]}
    assert not {path for path in pages if path in ALL}
    for path, page in pages.items():
        assert "data-way-out" not in page, path
        assert "for/parents.html" not in page, path
        assert "families.html" not in page, path
        assert "leaving.html" not in page, path


def test_home_the_foot_and_every_facet_for_families_lead_here() -> None:
    pages = {path: data.decode() for path, data in gateway("somerset").items() if path.endswith(".html")}
    home = pages["index.html"]
    assert home.index('href="for/parents.html"') < home.index('id="charts"')
    for path, page in pages.items():
        if path != "404.html":
            assert re.search(r'<ul class="foot__ways">.*?families\.html', page, re.DOTALL), path
    boxes = every_box(manuscript())
    shown = [place for place, box in boxes.items() if box.facets.for_families]
    assert len(shown) > 70
    for place in shown:
        assert 'href="../for/parents.html"' in pages[f"{place}.html"], place
        if boxes[place].facets.for_families.child:  # type: ignore[union-attr]
            assert 'href="../for/children.html"' in pages[f"{place}.html"], place


def test_the_way_out_adds_next_to_nothing_to_what_every_page_loads() -> None:
    own = style.PAGES / "families" / "way_out.js"
    others = "".join(style.plain(file.read_text()) for file in style.PAGES.glob("*/*.js") if file != own)
    without = style.squeezed("without", others)
    whole = style.squeezed("whole", others + style.plain(own.read_text()))
    assert b"[data-way-out]" in style.script().data
    assert b"[data-way-out]" not in without
    assert len(brotli.compress(whole)) - len(brotli.compress(without)) <= 500


def test_the_home_page_says_it_only_where_it_is_so() -> None:
    reader = Reader(msgspec.structs.replace(manuscript(), ways_in=()))
    part = local_part(local("somerset"))
    assert "For parents" not in "".join(
        home_page(reader, shared_part(reader.manuscript), part, "").main.words  # type: ignore[arg-type]
    )
