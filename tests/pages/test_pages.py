"""Every page of a gateway: valid HTML, links that lead somewhere, nothing a strict policy refuses."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import brotli
import html5lib
import msgspec
import pytest

from tests.pages.gateways import front, gateway, local, local_part, manuscript, pack, shared_part
from waymark.manual.charts import IN_EVERY_CASE
from waymark.manual.local import LocalLimit, LocalNote
from waymark.manual.manuscript import Lookup
from waymark.manual.text import Text
from waymark.manual.words import Unit
from waymark.pages.open_slots import emptied
from waymark.pages.setting import Press

HTML = "{http://www.w3.org/1999/xhtml}"
KEYS = sorted(pack().partnerships)


def parsed(page: bytes) -> Element:
    return html5lib.HTMLParser(strict=True).parse(page.decode())


TREES: dict[tuple[str, str], Element] = {}


def tree(key: str, path: str) -> Element:
    if (key, path) not in TREES:
        pages = front() if key == "front" else gateway(key)
        TREES[key, path] = parsed(pages[path])
    return TREES[key, path]


def html_pages(key: str) -> list[str]:
    pages = front() if key == "front" else gateway(key)
    return [path for path in pages if path.endswith(".html")]


@pytest.mark.parametrize("key", ["somerset", "bath-and-north-east-somerset", "front"])
def test_every_page_is_valid_html_with_one_heading_and_unique_ids(key: str) -> None:
    for path in html_pages(key):
        root = tree(key, path)
        ids = [each.get("id") for each in root.iter() if isinstance(each.tag, str) and each.get("id")]
        assert [name for name, count in Counter(ids).items() if count > 1] == [], path
        assert len(list(root.iter(f"{HTML}h1"))) == 1, path
        assert root.get("lang") == "en-GB"


@pytest.mark.parametrize("key", ["somerset", "bath-and-north-east-somerset", "front"])
def test_no_page_carries_style_or_script_of_its_own(key: str) -> None:
    for path in html_pages(key):
        for each in tree(key, path).iter():
            if not isinstance(each.tag, str):
                continue
            assert each.tag != f"{HTML}style", path
            assert not (each.tag == f"{HTML}script" and not each.get("src")), path
            assert not [name for name in each.attrib if name == "style" or name.startswith("on")], path
            for name in ("src", "href"):
                address = each.get(name) or ""
                assert not address.startswith(("http:", "//", "javascript:")), (path, address)
                if each.tag in (f"{HTML}link", f"{HTML}script", f"{HTML}img"):
                    assert not address.startswith("https:"), (path, address)


def resolve(path: str, address: str) -> tuple[str, str]:
    target, _, spot = address.partition("#")
    if target.startswith("./~/"):
        return posixpath.normpath(target.removeprefix("./~/")), spot
    return (posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path), spot


@pytest.mark.parametrize("key", ["somerset", "devon", "front"])
def test_every_link_leads_somewhere(key: str) -> None:
    pages = front() if key == "front" else gateway(key)
    papers = set() if key == "front" else {f"local/{g.file.name}" for g in local(key).guidance if g.file}
    spots = {path: {each.get("id") for each in tree(key, path).iter()} for path in html_pages(key)}
    for path in html_pages(key):
        for each in tree(key, path).iter():
            if not isinstance(each.tag, str):
                continue
            address = each.get("href") or each.get("src")
            if not address or address.startswith(("https:", "tel:", "mailto:", "data:")):
                continue
            target, spot = resolve(path, address)
            if target == "../areas.html" and key != "front":
                continue
            if key == "front" and target.partition("/")[0] in KEYS:
                target = target.partition("/")[2]
                assert target in gateway(KEYS[0]), (path, address)
                continue
            if target in papers:
                continue
            assert target in pages, (path, address)
            assert not spot or spot in spots[target], (path, address)


def test_every_class_of_govuk_frontend_that_we_use_has_its_style() -> None:
    sheet = next(data for path, data in gateway("somerset").items() if path.endswith(".css")).decode()
    styled = set(re.findall(r"\.(govuk-[\w-]+)", sheet))
    used = set()
    for path in html_pages("somerset"):
        for each in tree("somerset", path).iter():
            if isinstance(each.tag, str):
                used |= {name for name in (each.get("class") or "").split() if name.startswith("govuk-")}
    assert used - styled == set()
    assert "GDS Transport" not in sheet


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("path", [chart.key + ".html" for chart in manuscript().charts])
def test_a_chart_is_drawn_and_told_with_the_same_boxes_and_ways(path: str) -> None:
    chart = next(each for each in manuscript().charts if each.key + ".html" == path)
    root = tree("somerset", path)
    told = [each for each in root.iter(f"{HTML}li") if "told__step" in (each.get("class") or "").split()]
    assert len(told) == len(chart.boxes)
    drawn = {each.get("href") for each in root.iter("{http://www.w3.org/2000/svg}a") if each.get("href")}
    ends = {f"{arrow.end}.html" for arrow in chart.arrows}
    assert drawn == {f"{box}.html" for box in chart.boxes} | ends
    text = words_of(root)
    for arrow in chart.arrows:
        if arrow.answer:
            assert arrow.answer[1:] in text


def test_all_69_boxes_and_85_arrows_are_there() -> None:
    assert len(manuscript().boxes) == 69
    assert [len(chart.boxes) for chart in manuscript().charts] == [12, 16, 12, 17, 12]
    assert sum(len(chart.arrows) for chart in manuscript().charts) == 85
    answers = [arrow.answer for chart in manuscript().charts for arrow in chart.arrows]
    assert answers.count(IN_EVERY_CASE) == 5


def test_where_the_arrows_lead_stands_on_every_box_page() -> None:
    lookup = Lookup(manuscript())
    for place in lookup.boxes:
        links = {each.get("href") for each in tree("somerset", f"{place}.html").iter(f"{HTML}a")}
        for arrow in lookup.arrows_from.get(place, []):
            assert f"../{arrow.end}.html" in links, place


@pytest.mark.parametrize("key", ["somerset", "front"])
def test_danger_comes_first_on_every_page(key: str) -> None:
    for path in html_pages(key):
        page = (front() if key == "front" else gateway(key))[path].decode()
        assert page.index("tel:999") < page.index("<h1"), path
        if key != "front":
            assert page.index("referral/not-safe-now.html") < page.index("<h1"), path


def test_at_the_foot_nights_come_before_office_hours_and_examples_cannot_be_rung() -> None:
    for key in KEYS:
        numbers = {(contact.telephone or "").replace(" ", ""): contact for contact in local(key).contacts}
        for path in html_pages(key):
            page = unescape(gateway(key)[path].decode())
            foot = page[page.index('id="who-to-ring"') :]
            first = foot.index("999")
            night = foot.index(next(c.name for c in local(key).contacts if c.kind == "out of hours"))
            office = foot.index(next(c.name for c in local(key).contacts if c.kind == "front door"))
            assert first < night < office, path
            rung = set(re.findall(r'href="tel:(\d+)"', page))
            assert not any(number in numbers and numbers[number].example for number in rung), path


def test_what_is_local_says_so_in_words() -> None:
    page = words_of(tree("somerset", "referral/make-a-referral.html"))
    assert "In Somerset A local note" in page
    other = words_of(tree("devon", "referral/make-a-referral.html"))
    assert "In Somerset" not in other


def test_a_limit_of_an_area_stands_wherever_the_manual_shows_it_and_says_why(tmp_path: Path) -> None:
    scale = next(key for box in manuscript().boxes for key in box.timescales)
    limit = LocalLimit(timescale=scale, limit=4, unit=Unit.HOURS, reason="agreed with the police")
    note = LocalNote(place="referral/talk-it-over", limits=(limit,), text=Text("Ring first."))
    part = local_part(msgspec.structs.replace(local("somerset"), notes=(note,)))
    pages, _ = Press(shared_part(manuscript()), tmp_path).gateway(part)
    shown = {each.path: words_of(parsed(each.joined())) for each in pages}
    having = {f"{box.place}.html" for box in manuscript().boxes if scale in box.timescales}
    told = "In Somerset Within 4 hours from when"
    assert having
    assert {path for path, words in shown.items() if told in words} == having
    assert all("Agreed with the police" in shown[path] for path in having)


def test_a_gateway_that_has_not_adopted_says_so_and_asks_not_to_be_indexed() -> None:
    for path in html_pages("devon"):
        page = gateway("devon")[path].decode()
        assert "not adopted by any partnership" in page
        assert '<meta name="robots" content="noindex">' in page


#: Scripts that only pages of their own fetch, and no box: tests/journeys/test_weight.py watches that.
ELSEWHERE = ("assets/keep-", "assets/path_list-", "assets/practise-", "assets/roles_places-")


def squeezed(data: bytes, quality: int) -> int:
    return len(brotli.compress(data, quality=quality))


def test_the_first_view_keeps_to_its_size_and_to_three_requests() -> None:
    pages = gateway("somerset")
    assets = {path: squeezed(data, 11) for path, data in pages.items() if path.startswith("assets/")}
    headers = 3 * 800
    charts = {chart.key + ".html" for chart in manuscript().charts}
    for path, page in pages.items():
        if not path.endswith(".html"):
            continue
        asking = r'<(?:link rel="stylesheet"|script|img)[^>]*(?:href|src)="(?!data:)'
        requests = re.findall(asking, page.decode())
        few = re.search(r'href="[./~]*assets/apart-', page.decode())  # the style of few pages
        assert len(requests) + 1 <= (4 if few else 3), path
        # What the first view waits for, and the script that comes after it; the rest comes when it is used.
        asked = re.findall(r'(?:stylesheet" href|<script async src)="[./~]*([^"]+)"', page.decode())
        after = re.findall(r'data-script="[./~]*([^"]+)"', page.decode())
        assert (len(asked), len(after)) == (len(requests), 1), path
        late = re.search(r'data-late="([^"]*)"', page.decode())
        scripts = {each for each in assets if each.endswith(".js")}
        assert late is not None
        assert {each.partition(":")[2] for each in late[1].split()} <= scripts, path
        at_boxes = (assets[each] for each in scripts if not each.startswith(ELSEWHERE))
        assert sum(at_boxes) <= 20_000, "all scripts that a box page may ever fetch, together"
        limit = 45_000 if path in charts or path == "index.html" else 30_000
        boxes = path.count("/") == 1 and path.partition("/")[0] + ".html" in charts
        if boxes or path in charts or path == "index.html":
            assert squeezed(page, 5) + sum(assets[each] for each in asked) + headers <= limit, path


def test_the_same_manuscript_gives_the_same_pages(tmp_path: Path) -> None:
    again = Press(shared_part(manuscript()), tmp_path)
    pages, assets = again.gateway(local_part(local("somerset")))
    made = {each.path: each.joined() for each in pages} | {each.path: each.data for each in assets}
    assert made == {path: emptied(data) for path, data in gateway("somerset").items()}
