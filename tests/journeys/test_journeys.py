"""What a person does: choose an area, and walk chart 1 from a worry to the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import ROOT, Served

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

WALK = (
    "worried-about-a-child",
    "talk-it-over",
    "still-worried",
    "make-a-referral",
    "decide-on-the-referral",
    "tell-the-referrer",
)
CHARTS = ("assessment", "urgent-action", "after-strategy-discussion", "after-conference")
LAST = "Tell the person who referred what happens next"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()

KINDS = {
    "choose an area": "/areas.html",
    "home": "/somerset/",
    "the longest name": "/bath-and-north-east-somerset/",
    "chart": "/somerset/referral",
    "longest chart": "/somerset/after-strategy-discussion",
    "box in full": "/somerset/referral/make-a-referral",
    "start": "/somerset/referral/worried-about-a-child",
    "connector": "/somerset/referral/go-to-urgent-action",
    "outcome": "/somerset/referral/tell-the-referrer",
    "box with four limits": "/somerset/urgent-action/emergency-action",
    "procedures": "/somerset/procedures",
    "procedure": "/somerset/procedures/injuries-to-babies",
    "withdrawn procedure": "/somerset/procedures/child-sexual-exploitation",
    "terms": "/somerset/terms",
    "term": "/somerset/terms/strategy-discussion",
    "sources": "/somerset/sources",
    "source": "/somerset/sources/children-act-1989",
    "review": "/somerset/reviews/daniel-pelka-2013",
    "review of one of our areas": "/somerset/reviews/swindon-g-2020",
    "study": "/somerset/sources/it-takes-a-lot-to-build-trust-2013",
    "local guidance": "/somerset/local",
    "local guidance page": "/somerset/local/resolving-professional-differences",
    "local guidance with a file": "/somerset/local/private-fostering",
    "longest list of local guidance": "/wiltshire/local",
    "contacts": "/somerset/contacts",
    "edition": "/somerset/edition",
    "about": "/somerset/about",
    "accessibility": "/somerset/accessibility",
    "privacy": "/somerset/privacy",
    "another day": "/devon/on/2026-05-01/referral/talk-it-over",
    "contacts of another day": "/devon/on/2026-05-01/contacts",
    "another edition": "/somerset/edition/2026-1/procedures/child-sexual-exploitation",
    "a day to come": "/somerset/on/2999-01-01/referral",
    "all editions": "/somerset/editions",
    "on paper": "/somerset/paper/",
    "citation": "/somerset/cite/2026-05-01/referral/talk-it-over",
    "fingerprint": "/somerset/fingerprint/ad37b9e0ea2951b1a41b7f1d78ba23cbcc144e47519bc153ca888bfe25d9c9ff",
    "what changed": "/somerset/amendments/2026-1/2026-2",
    "what changed for a role": "/somerset/amendments/2026-1/2026-2/for/health-visitor",
    "what changed locally": "/devon/amendments/supplements/1/2",
    "life of a place": "/somerset/life/referral/decide-on-the-referral",
    "feeds": "/somerset/feeds/?page=referral/talk-it-over",
    "not found": "/somerset/nowhere",
    "not found outside a gateway": "/nowhere",
}


@pytest.fixture(params=["wide", "narrow", "no scripting"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in three settings; what its console says and whom it asks is kept an eye on."""
    narrow = request.param == "narrow"
    context = browser.new_context(
        viewport={"width": 360, "height": 740} if narrow else {"width": 1280, "height": 900},
        java_script_enabled=request.param != "no scripting",
    )
    opened = context.new_page()
    trouble: list[str] = []
    grave = ("error", "warning")
    opened.on("console", lambda said: trouble.append(said.text) if said.type in grave else None)
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    yield opened
    assert trouble == []
    assert context.cookies() == []
    context.close()


def walk(page: Page, start: str) -> None:
    """Choose Somerset and follow links alone to the end of chart 1."""
    page.goto(start)
    page.get_by_role("link", name="Somerset Somerset Safeguarding").click()
    page.get_by_role("link", name="I am worried about a child").click()
    for here, there in pairwise(WALK):
        assert f"/referral/{here}" in page.url
        page.locator(f".onward a[href$='/referral/{there}.html']").click()
    assert page.locator("h1").inner_text() == LAST


def test_the_walk_on_a_server(page: Page, served: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    walk(page, served.address)
    assert all(url.startswith((served.address, "data:")) for url in asked)


def test_the_walk_from_disk(page: Page, served: Served) -> None:
    page.goto((served.folder / "somerset" / "index.html").as_uri())
    page.get_by_role("link", name="I am worried about a child").click()
    for there in WALK[1:]:
        page.locator(f".onward a[href$='/referral/{there}.html']").click()
    assert page.locator("h1").inner_text() == LAST
    page.get_by_role("link", name="Contacts", exact=True).click()
    assert "Who to ring" in page.locator("h1").inner_text()


def press_to(page: Page, ending: str) -> None:
    """Press Tab until a link with this ending has the focus, then Enter."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if re.search(rf"(^|/){re.escape(ending)}$", focused):
            seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert seen != "none", f"the focus on {focused} cannot be seen"
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/{ending}")
            return
    raise AssertionError(f"no way to {ending} by keyboard")


def test_the_walk_by_keyboard_alone(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(served.address)
    press_to(page, "somerset/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    press_to(page, WALK[0] + ".html")
    for there in WALK[1:]:
        press_to(page, f"referral/{there}.html")
    assert page.locator("h1").inner_text() == LAST
    page.close()


@pytest.fixture(scope="module")
def screens(browser: Browser) -> Iterator[dict[int, Page]]:
    """A page for each width, which the tests below use one after the other: a new one costs more than axe."""
    opened = {width: browser.new_page(viewport={"width": width, "height": 800}) for width in (1280, 360)}
    yield opened
    for page in opened.values():
        page.close()


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds on a page as it stands."""
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(done => done.violations)")
    return [(each["id"], [n["html"][:160] for n in each["nodes"]]) for each in found]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, screens: dict[int, Page], served: Served) -> None:
    for width, schemes in ((1280, ("light", "dark")), (360, ("light",))):
        page = screens[width]
        page.emulate_media(color_scheme="light")
        page.goto(served.address + KINDS[kind])
        page.evaluate(AXE)
        for scheme in schemes:
            # No script asks for the scheme, so the page need not be opened anew for it.
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
            told = faults(page)
            assert told == [], f"{kind} at {width}, {scheme}: {json.dumps(told, indent=1)}"


def test_no_page_is_wider_than_its_screen(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    for kind, path in KINDS.items():
        page.goto(served.address + path)
        for width in (640, 360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("innerWidth") == width
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{kind} at {width}"
    page.close()


def test_a_box_prints_on_one_sheet(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    area = served.folder / "somerset"
    files = [file for chart in ("referral", *CHARTS, "procedures") for file in (area / chart).glob("*.html")]
    assert len(files) == 69 + 12 + 1  # and the procedure that was withdrawn
    for file in sorted(files):
        page.goto(file.as_uri())
        sheet = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", sheet)) == 1, file.name
    page.close()


def test_what_to_do_is_in_the_first_screen_of_a_phone(browser: Browser, served: Served) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for key in WALK:
        page.goto(f"{served.address}/somerset/referral/{key}")
        top = page.locator(".points li").first.bounding_box()
        assert top is not None
        assert top["y"] + 24 < 740, key
    page.close()


def test_a_word_opens_beside_the_text_and_escape_closes_it(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(f"{served.address}/somerset/referral/talk-it-over")
    word = page.locator("a.term", has_text="designated safeguarding lead").first
    word.click()
    assert "keeping children safe" in page.locator(".bubble").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".bubble").count() == 0
    assert page.evaluate("document.activeElement.classList.contains('term')")
    page.close()


def test_the_drawing_leads_when_wide_and_the_list_when_narrow(browser: Browser, served: Served) -> None:
    for width, first in ((1280, "#drawing"), (360, "#steps")):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{served.address}/somerset/referral")
        tops = {spot: page.locator(spot).bounding_box() for spot in ("#drawing", "#steps")}
        other = "#steps" if first == "#drawing" else "#drawing"
        assert tops[first]["y"] < tops[other]["y"]  # type: ignore[index]
        page.close()


def test_the_font_that_charts_are_measured_by_is_the_one_they_are_shown_in(
    browser: Browser, served: Served
) -> None:
    page = browser.new_page()
    page.goto(f"{served.address}/somerset/referral")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert len(loaded) == 2
    drawn = page.evaluate(
        """[...document.querySelectorAll('.chart__shape')].filter(shape => {
             const box = shape.querySelector('.chart__outline').getBBox()
             return [...shape.querySelectorAll('text')].some(text => {
               const words = text.getBBox()
               return words.x < box.x || words.x + words.width > box.x + box.width
             })
           }).length"""
    )
    assert drawn == 0
    page.close()


def test_the_carried_folder_needs_nothing_from_outside(served: Served) -> None:
    for file in served.folder.rglob("*.html"):
        assert not re.search(r'(?:src|href)="/', file.read_text()), file
