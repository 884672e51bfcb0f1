"""From today's box to a day gone by, its citation and its fingerprint confirmed; and what changed for me."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Served

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.fixture(params=[(360, True), (360, False), (1280, True)], ids=["phone", "no script", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, script = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    yield context.new_page()
    context.close()


def test_from_todays_box_to_a_day_to_its_citation_to_its_fingerprint(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/devon/procedures/people-who-work-with-children")
    expect(page.get_by_label("Show it as it stood on")).to_be_visible()
    page.get_by_label("Show it as it stood on").fill("2026-05-01")
    page.get_by_role("button", name="Show that day").click()
    assert page.url == f"{served.address}/devon/on/2026-05-01/procedures/people-who-work-with-children"
    band = page.get_by_role("complementary", name="This is not the page in force now")
    expect(band).to_contain_text("This is not the page in force now. It is how it stood on 1 May 2026.")
    expect(band).to_contain_text("changed in edition 2026-2, 30 September 2026")
    ring = page.locator("#who-to-ring")
    expect(ring.locator("s", has_text="01632 960141").first).to_be_visible()
    expect(ring.get_by_text("number then, not now").first).to_be_visible()
    expect(page.get_by_role("link", name="Ring 999")).to_have_attribute("href", "tel:999")
    page.get_by_role("link", name="Cite this text").click()
    said = page.locator("#citation").inner_text()
    assert "edition 2026-1, in force from 31 March 2026 until 30 September 2026" in said
    assert "/devon/on/2026-05-01/procedures/people-who-work-with-children" in said
    seal = re.search(r"SHA-256\) ([0-9a-f]{64})", said)
    assert seal
    page.goto(f"{served.address}/somerset/fingerprint")
    page.get_by_label("Paste a fingerprint").fill(f" {seal[1][:32]} {seal[1][32:].upper()} ")
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("heading", name="Confirmed")).to_be_visible()
    found = page.get_by_role("link", name="The shared words of procedures/people-who-work-with-children")
    expect(found).to_contain_text("as of edition 2026-1")
    found.click()
    expect(page.get_by_text("It is that of edition 2026-1").first).to_be_visible()
    page.get_by_role("link", name="Read this page as it is now").click()
    assert page.url == f"{served.address}/somerset/procedures/people-who-work-with-children"


def test_what_changed_for_my_role_since_an_edition(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/somerset/")
    page.get_by_role("link", name="All editions").click()
    page.get_by_label("From edition").select_option("2026-1")
    page.get_by_label("to edition").select_option("2026-2")
    page.get_by_label("for", exact=True).select_option("health-visitor")
    page.get_by_role("button", name="Show what changed", exact=True).click()
    assert page.url == f"{served.address}/somerset/amendments/2026-1/2026-2/for/health-visitor"
    expect(page.get_by_role("heading", name="For your role: health visitor or midwife")).to_be_visible()
    page.get_by_role("link", name="Female genital mutilation").first.click()
    assert "#procedure-procedures-female-genital-mutilation" in page.url
    words = page.locator("#procedure-procedures-female-genital-mutilation")
    expect(words).to_be_visible()


def test_the_life_of_a_place_and_its_feed(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/somerset/referral/decide-on-the-referral")
    page.get_by_role("link", name="What has changed on this page").click()
    expect(page.get_by_role("heading", name="Edition 2026-2: changed")).to_be_visible()
    expect(page.locator("del").first).to_be_visible()
    expect(page.locator("ins").first).to_be_visible()
    page.get_by_role("link", name="Read it as it stood then").last.click()
    expect(page.get_by_text("This is not the page in force now").first).to_be_visible()


def test_nothing_is_stored_and_nobody_else_is_asked(page: Page, served: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("on/2026-05-01/contacts", "editions", "cite/2026-05-01/contacts", "feeds/"):
        page.goto(f"{served.address}/devon/{path}")
    assert all(url.startswith((served.address, "data:")) for url in asked)
    assert page.context.cookies() == []
