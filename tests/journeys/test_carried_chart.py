"""A copy of one chart, opened from disk: every link in it leads to a page of it, by hand and by script."""

from __future__ import annotations

import io
import posixpath
import re
import urllib.request
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served
from tests.journeys.test_path import begin, follow
from tests.journeys.test_searching import AXE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Opened = Callable[..., Page]
CHARTS = ("referral", "assessment", "urgent-action", "after-strategy-discussion", "after-conference")
LEADING = {"href", "xlink:href", "src", "action", "formaction", "data-script", "data-look"}
#: The one address in a copy that a reader may be led to unwarned: the notice says that it is the website.
WEBSITE = "http://localhost:8000/somerset/"


class Links(HTMLParser):
    """Every address that a page leads to, and every spot on it that a link can lead to."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.spots: set[str] = set()
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in LEADING and value:
                self.to.append(value)
            elif name == "id" and value:
                self.spots.add(value)


def carried(served: Served, chart: str) -> dict[str, bytes]:
    """The files of a chart's zip, as it is downloaded."""
    with urllib.request.urlopen(f"{served.address}/somerset/keep/{chart}.zip") as answer:
        opened = zipfile.ZipFile(io.BytesIO(answer.read()))
    return {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def first(served: Served, tmp_path: Path) -> Path:
    """The first page of a copy of chart 1, unpacked from its zip."""
    for path, data in carried(served, "referral").items():
        file = tmp_path / "copy" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return tmp_path / "copy" / "OPEN-ME.html"


def leads(page: Page, within: str) -> list[Path]:
    """The files that the links of a part of a page lead to."""
    hrefs: list[str] = page.locator(f"{within} a[href]").evaluate_all(
        "all => all.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
    )
    assert not [href for href in hrefs if href.startswith("http://localhost") and href != WEBSITE]
    return [Path(re.sub(r"^file://|#.*$", "", href)) for href in hrefs if href.startswith("file://")]


def faults(page: Page) -> list[str]:
    """What axe finds on a page that was opened from disk, where it can fetch no style."""
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(
        "axe.run({preload: false}).then(found => found.violations.map(each => each.id))"
    )
    return found


def is_left_out(file: Path) -> bool:
    """Whether a page stands for one that was not taken along."""
    return "<title>Not in this copy: " in file.read_text()


def test_every_link_of_every_chart_leads_to_a_page_of_the_copy(served: Served) -> None:
    for chart in CHARTS:
        found = carried(served, chart)
        pages = {path: Links(data.decode()) for path, data in found.items() if path.endswith(".html")}
        out = {path for path in pages if b"<title>Not in this copy: " in found[path]}
        assert len(pages) - len(out) > 60
        followed = 0
        for path, page in pages.items():
            for link in page.to:
                way, _, spot = link.partition("#")
                if re.match(r"[a-z]+:", way):
                    own = way.startswith("http://localhost:8000/")
                    assert not own or way == WEBSITE or path in out, (chart, path, link)
                    continue
                to = posixpath.normpath(posixpath.join(posixpath.dirname(path), way)) if way else path
                assert to in found, (chart, path, link)
                assert not spot or to in out or spot in pages[to].spots, (chart, path, link)
                followed += 1
        assert followed > 4000
        assert f"somerset/{chart}.html" not in out
        for other in CHARTS:
            assert (f"somerset/{other}.html" in out) is (other != chart)
            assert f"somerset/{other}.html" in found


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_that_was_left_out_says_so_and_where_it_is(width: int, opened: Opened, first: Path) -> None:
    page = opened(width)
    page.goto(first.as_uri())
    page.get_by_role("link", name="For your job").click()
    expect(page.locator("h1")).to_have_text("Not in this copy: For you: choose your role")
    main = page.locator("main")
    expect(main).to_contain_text("This copy has only chart 1, “You are worried about a child”")
    expect(main.get_by_role("link", name=f"{WEBSITE}for")).to_have_attribute("href", f"{WEBSITE}for")
    expect(page.get_by_text("This is a copy.")).to_be_visible()
    expect(page.get_by_role("link", name="Ring 999")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text())
    assert (
        page.evaluate("axe.run({preload: false}).then(found => found.violations.map(each => each.id))") == []
    )
    page.get_by_role("link", name="Back to the chart").click()
    expect(page.locator("h1")).to_contain_text("You are worried about a child")


def test_my_path_goes_on_past_the_chart_and_says_what_is_not_here(opened: Opened, first: Path) -> None:
    page = opened()
    begin(page, (first.parent / "somerset/referral/worried-about-a-child.html").as_uri())
    follow(page, "You think the child may not be safe", 2)
    follow(page, "Go to chart 3", 3)
    page.locator(".onward__ways a").first.click()
    expect(page.locator("h1")).to_contain_text("Not in this copy: ")
    expect(page.locator("main")).to_contain_text("This copy has only chart 1")
    left = Path(page.url.removeprefix("file://"))
    page.get_by_role("link", name="My path").click()
    expect(page.locator(".mypath__step")).to_have_count(4)
    ways = leads(page, "#my-path")
    assert left in ways
    for way in ways:
        assert way.is_file(), way
    # The links of the path: two charts, four steps; and the list of the five charts below it.
    assert {way.name for way in ways if is_left_out(way)} == {
        left.name,
        *(f"{chart}.html" for chart in CHARTS[1:]),
    }
    page.locator(".mypath__title a").nth(3).click()
    expect(page.locator("h1")).to_contain_text("Not in this copy: ")
    page.go_back()
    page.locator(".mypath__title a").nth(1).click()
    expect(page.get_by_role("heading", name="My path: step 2")).to_be_visible()


def test_what_a_remembered_role_leads_to_is_there_or_says_that_it_is_not(opened: Opened, first: Path) -> None:
    page = opened()
    page.goto(first.as_uri())
    page.evaluate("localStorage.setItem('waymark-role', 'teacher')")
    missing: list[Any] = []
    page.on("requestfailed", lambda request: missing.append(request.url))
    for path in ("referral.html", "referral/make-a-referral.html"):
        page.goto((first.parent / "somerset" / path).as_uri())
        expect(page.get_by_text(re.compile("Marked for you|For you$")).first).to_be_visible()
        for way in leads(page, "body"):
            assert way.is_file(), way
    page.get_by_role("link", name="All notes for yours").click()
    expect(page.locator("h1")).to_contain_text("Not in this copy: For you: ")
    assert missing == []


def test_a_chart_that_was_carried_away_opens_from_disk(
    opened: Opened, served: Served, tmp_path: Path
) -> None:
    page = opened(accept_downloads=True)
    page.goto(f"{served.address}/somerset/keep")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Chart 3:").click()
    called = coming.value.suggested_filename
    assert re.fullmatch(r"somerset-urgent-action-2026-\d+-supplement-\d+\.zip", called)
    zipfile.ZipFile(coming.value.path()).extractall(tmp_path)
    (first,) = tmp_path.glob("*/OPEN-ME.html")
    page = opened()
    page.goto(first.as_uri())
    assert faults(page) == []
    page.get_by_role("link", name="The whole chart").click()
    expect(page.locator("h1")).to_contain_text("Urgent action")
    expect(page.get_by_text("This is a copy.")).to_be_visible()
    expect(page.locator("form.find")).to_have_count(0)
    page.locator(".told__title a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("link", name="Contacts", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Who to ring")
