"""Finding a place in one's own words: on a phone, by keyboard, without scripting, from disk, cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Response, Route, expect

from tests.journeys.conftest import Served

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SENTENCE = "There's a toddler out in the street on his own again."
RIGHT = re.compile(r"referral/(worried-about-a-child|not-safe-now)\.html")
BOX = "/somerset/after-conference/core-group-meets"
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
Opened = Callable[..., Page]


def first(page: Page) -> str:
    """Where the first result leads."""
    way = page.locator(".found__title a").first
    expect(way).to_be_visible()
    return way.get_attribute("href") or ""


def lands(page: Page, right: re.Pattern[str]) -> None:
    """The first result leads there, once all that was typed is answered."""
    expect(page.locator(".found__title a").first).to_have_attribute("href", right)


def axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def watch(page: Page) -> list[Request]:
    """Every request from now on."""
    made: list[Request] = []
    page.on("request", lambda request: made.append(request))  # noqa: PLW0108 - a list's own is refused
    return made


def test_the_sentence_typed_on_a_phone(opened: Opened, served: Served) -> None:
    page = opened(360, has_touch=True, is_mobile=True)
    page.goto(served.address + BOX)
    requests = watch(page)
    page.locator("#find-words").tap()
    page.keyboard.type(SENTENCE)
    lands(page, RIGHT)
    expect(page.get_by_role("status").filter(has_text="found")).to_have_text(
        re.compile(r"^\d+ places found, the likeliest first$")
    )
    # Nothing that was typed went anywhere. The first answer took four requests, what makes it finer one more.
    assert len([each for each in requests if not each.url.endswith("finer.js")]) <= 4
    assert len(requests) <= 5
    assert all(each.method == "GET" and "toddler" not in each.url for each in requests)
    assert "toddler" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []
    page.locator(".found__title a").first.tap()
    expect(page).to_have_url(re.compile(RIGHT.pattern.replace(r"\.html", "")))


def test_a_first_query_takes_sixty_kilobytes(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + BOX)
    sizes: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        sizes[answer.url.rpartition("/")[2]] = int(answer.headers.get("content-length", "0"))

    page.on("response", weigh)
    # The first answer is there before the finer part is: that one is held up here until it has been seen.
    held: list[Route] = []
    page.route("**/search/finer.js", lambda route: held.append(route))  # noqa: PLW0108 - a list's own is refused
    page.locator("#find-words").click()
    page.keyboard.type("left home alone")
    first(page)
    assert len(sizes) <= 4
    assert 20_000 < sum(sizes.values()) <= 60_000
    expect(page.locator(".found__facet")).to_have_count(0)
    for route in held:
        route.continue_()
    # Then what is shown gets better by itself: where the words stand is known, too.
    expect(page.locator(".found__facet").first).to_be_visible()
    assert len(sizes) == 5
    assert sizes["finer.js"] <= 220_000


def test_by_keyboard_alone(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + BOX)
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "find-words":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("They want me at a meeting about my kids, do I have to go.")
    page.keyboard.press("Enter")
    there = page.locator(".found__title a").first
    expect(there).to_be_focused()
    assert "arrange-the-conference" in (there.get_attribute("href") or "")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found__title a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#find-words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".find__panel")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("after-strategy-discussion/arrange-the-conference"))


@pytest.mark.parametrize("width", [360, 1280])
def test_with_scripting_off(width: int, opened: Opened, served: Served) -> None:
    page = opened(width, java_script_enabled=False)
    page.goto(served.address + BOX)
    page.fill("#find-words", "Boss says drop it.")
    page.click(".find__button")
    expect(page.get_by_role("heading", level=1)).to_have_text("This may be what you need")
    assert "Boss" not in page.url
    assert "still-worried" in first(page)
    expect(page.locator(".found__words mark").first).to_be_visible()
    page.locator(".found__title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are still worried")
    page.fill("#find-words", "qqqqqq")
    page.click(".find__button")
    expect(page.get_by_role("heading", level=1)).to_have_text("We found no page for those words")
    expect(page.locator("main").get_by_role("link", name="Words explained, from A to Z")).to_be_visible()


def test_what_the_server_found_passes_axe(opened: Opened, served: Served) -> None:
    page = opened()
    # The index is not to be had, so that what is typed goes to the server.
    page.route("**/search/*.js", lambda way: way.fulfill(status=404))
    page.goto(served.address + BOX)
    page.fill("#find-words", "how many days until the first core group meets")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".found__limit").first).to_have_text("Within 10 working days")
    assert "core-group-meets" in first(page)
    assert axe(page) == []


def test_from_disk(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto((served.folder / "somerset" / "after-conference" / "core-group-meets.html").as_uri())
    requests = watch(page)
    page.locator("#find-words").click()
    page.keyboard.type(SENTENCE)
    lands(page, RIGHT)
    assert all(each.url.startswith("file:") for each in requests)
    page.locator(".found__title a").first.click()
    expect(page).to_have_url(re.compile(r"^file:.*" + RIGHT.pattern))


def test_with_the_network_cut(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + BOX)
    # What makes answers finer comes last of all that is fetched.
    with page.expect_response(re.compile(r"/search/finer\.js$")) as last:
        page.locator("#find-words").click()
    last.value.finished()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.keyboard.type(SENTENCE)
    lands(page, RIGHT)
    page.context.set_offline(False)


@pytest.mark.parametrize(
    ("typed", "way", "heading"),
    [
        ("a social worker came to my house what happens now", "families", "For families"),
        ("are they going to take my kids", "for/parents", "For parents and carers"),
        ("my dad hits me", "for/children", "For children and young people"),
    ],
)
@pytest.mark.parametrize("scripting", [True, False], ids=["scripting", "none"])
def test_families_find_their_way_in_by_their_own_words(
    typed: str, way: str, heading: str, scripting: bool, opened: Opened, served: Served
) -> None:
    page = opened(360, java_script_enabled=scripting)
    page.goto(served.address + BOX)
    page.fill("#find-words", typed)
    page.click(".find__button")
    found = page.locator(".found__title a")
    expect(found.first).to_be_visible()
    there = found.filter(has_text=heading)
    near = [each.get_attribute("href") or "" for each in found.all()[:4]]
    assert any(each.endswith(f"/{way}.html") for each in near)
    there.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert page.locator("[data-way-out]").is_visible()


def test_a_question_of_number_shows_todays_numbers(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + BOX)
    page.fill("#find-words", "who do I ring at night")
    answer = page.locator(".find__panel .ring__list")
    expect(answer).to_be_visible()
    assert answer.inner_text() == page.locator("#who-to-ring .ring__list").inner_text()


def test_a_past_edition_is_searched_from_its_own_pages(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(f"{served.address}/somerset/edition/2026-1/referral/talk-it-over")
    page.fill("#find-words", "child protection conference")
    assert first(page).startswith("../")
    with page.expect_navigation():
        page.locator(".found__title a").first.click()
    assert "/somerset/edition/2026-1/" in page.url
