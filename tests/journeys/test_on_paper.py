"""From a page to its gateway's papers: what is kept is found, downloaded and told for what it is."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.mark.parametrize("width", [360, 1280])
def test_from_a_page_to_the_chart_as_a_file(width: int, opened: Callable[..., Page], served: Served) -> None:
    page = opened(width)
    page.goto(f"{served.address}/somerset/referral/talk-it-over")
    page.get_by_role("link", name="On paper").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("On paper")
    assert page.url == f"{served.address}/somerset/paper/"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_text("Paper goes out of date.")).to_be_visible()
    link = page.get_by_role("link", name="Chart 1: You are worried about a child")
    box = link.bounding_box()
    assert box
    answer = page.request.get(f"{served.address}{link.get_attribute('href')}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    made = pypdf.PdfReader(io.BytesIO(answer.body()))
    assert made.root_object["/MarkInfo"]["/Marked"]
    assert "Paper goes out of date." in made.pages[0].extract_text()


def test_where_nothing_is_kept_the_page_says_how_to_print(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened(360)
    page.goto(f"{served.address}/devon/")
    page.get_by_role("link", name="On paper").click()
    expect(page.get_by_text("No files are kept here yet.")).to_be_visible()
    expect(page.get_by_role("heading", name="Print one page yourself")).to_be_visible()
    page.get_by_role("link", name="Go to the home page").click()
    assert page.url == f"{served.address}/devon/"


def test_a_gateway_that_was_carried_away_has_no_dead_link(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened(360)
    page.goto((served.folder / "somerset/referral/talk-it-over.html").as_uri())
    expect(page.get_by_role("link", name="On paper")).to_have_count(0)
