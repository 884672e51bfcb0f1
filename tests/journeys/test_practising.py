"""Practising: by mouse, keyboard and touch, with scripting off, on paper and from disk."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, Served, waymark

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("practising")]

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
PLACE = "practise/a-bruise-on-a-baby"
BEST = "Ring the children’s doctor and children’s social care today"
ALL = "Show all answers, for a team meeting"


@pytest.fixture(scope="module")
def somerset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """What is being written, as an edition of its own, for one gateway; served, and as a folder."""
    home = tmp_path_factory.mktemp("practising")
    pack = home / "pack"
    shutil.copytree(ROOT / "southwest", pack)
    shutil.rmtree(pack / "editions")
    for area in (pack / "partnerships").iterdir():
        if area.name != "somerset":
            shutil.rmtree(area)
    (pack / "places.tsv").write_text("place\tkind\tevent\tedition\tsee\n")
    waymark("freeze", pack, "edition", "--number", "2026-1", "--in-force", "2026-11-22")
    waymark("compile", pack, "--shelf", home / "shelf")
    waymark("carry", "somerset", home / "stick", "--shelf", home / "shelf")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["serve", "--shelf", str(home / "shelf"), "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-m", "waymark.commands.main", *words], stdout=subprocess.DEVNULL, cwd=ROOT
    )
    address = f"http://localhost:{port}/somerset"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/index.html", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Served(address, home / "stick")
    finally:
        server.terminate()
        server.wait(10)


def answers(page: Page) -> int:
    """How many answers can be seen."""
    return page.locator(".answer:visible").count()


def practising(page: Page, address: str) -> Page:
    """The page of a scenario, its choices made into buttons."""
    page.goto(f"{address}/{PLACE}.html")
    expect(page.get_by_role("button", name=ALL)).to_be_visible()
    return page


def test_an_answer_shows_when_its_choice_is_made(opened: Callable[..., Page], somerset: Served) -> None:
    page = opened(360, has_touch=True)
    page.goto(f"{somerset.address}/index.html")
    page.get_by_role("link", name="Practise with short stories").click()
    page.get_by_role("link", name="A bruise on a baby").click()
    expect(page.get_by_role("button", name=ALL)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert answers(page) == 0
    choice = page.get_by_role("button", name=BEST)
    assert choice.evaluate("each => each.offsetHeight") >= 44
    choice.tap()
    expect(page.locator(".answer:visible")).to_contain_text("This is the safest next step")
    expect(page.locator(".answer:visible")).to_contain_text("needs action the same day")
    expect(page.locator(":focus")).to_contain_text("This is the safest next step")
    expect(choice).to_have_attribute("aria-expanded", "true")
    page.get_by_role("button", name="Decide that it is a birthmark").tap()
    assert answers(page) == 2
    page.get_by_role("link", name="Try the next one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A child tells you at school")


def test_all_answers_show_for_a_team_meeting(opened: Callable[..., Page], somerset: Served) -> None:
    page = practising(opened(), somerset.address)
    page.get_by_role("button", name=ALL).click()
    assert answers(page) == page.locator(".answer").count() > 8
    page.get_by_role("button", name="Hide the answers again").click()
    assert answers(page) == 0


def test_it_is_done_by_keyboard_alone(opened: Callable[..., Page], somerset: Served) -> None:
    page = practising(opened(), somerset.address)
    page.get_by_role("button", name=ALL).focus()
    page.keyboard.press("Tab")
    while "choice" not in (page.evaluate("document.activeElement.className") or ""):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = page.locator(".answer").first
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    assert first.evaluate("each => each.contains(document.activeElement)")


def test_a_link_to_an_answer_shows_it(opened: Callable[..., Page], somerset: Served) -> None:
    page = opened()
    page.goto(f"{somerset.address}/{PLACE}.html#answer-2-a")
    expect(page.get_by_role("button", name=ALL)).to_be_visible()
    expect(page.locator(".answer:visible")).to_have_attribute("id", "answer-2-a")


def test_printing_shows_every_answer(opened: Callable[..., Page], somerset: Served) -> None:
    page = practising(opened(), somerset.address)
    page.emulate_media(media="print")
    every = page.locator(".answer")
    for number in range(every.count()):
        assert every.nth(number).evaluate("each => each.checkVisibility({contentVisibilityAuto: true})")
        assert every.nth(number).locator(".answer__from").bounding_box()
    expect(page.locator(".practise__all")).to_be_hidden()


@pytest.mark.parametrize("where", ["served", "disk"])
def test_with_scripting_off_it_is_a_page_to_read(
    where: str, opened: Callable[..., Page], somerset: Served
) -> None:
    page = opened(java_script_enabled=False)
    address = somerset.address if where == "served" else f"{somerset.folder.as_uri()}/somerset"
    page.goto(f"{address}/{PLACE}.html")
    assert answers(page) == page.locator(".answer").count() > 8
    page.get_by_role("link", name=BEST).click()
    assert page.url.endswith("#answer-1-a")
    page.locator("#answer-1-a").get_by_role("link", name="Bruises and injuries in babies").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bruises and injuries in babies")


def test_from_disk_choices_are_buttons_too(opened: Callable[..., Page], somerset: Served) -> None:
    page = practising(opened(), f"{somerset.folder.as_uri()}/somerset")
    page.get_by_role("button", name=BEST).click()
    assert answers(page) == 1


def test_nothing_that_is_chosen_is_kept_or_sent(opened: Callable[..., Page], somerset: Served) -> None:
    page = practising(opened(), somerset.address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for button in page.locator("button.choice").all():
        button.click()
    assert asked == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, location.hash]") == [0, 0, ""]


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe finds."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(done => done.violations)")
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


def scenarios(page: Page, somerset: Served) -> list[str]:
    """The addresses of all scenarios, as the list of them leads there."""
    page.goto(f"{somerset.address}/practise.html")
    ways = [str(each.get_attribute("href")) for each in page.locator(".card__name a").all()]
    assert len(ways) >= 10
    return [f"{somerset.address}/{way}" for way in ways]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_scenario_is_done_by_keyboard_and_axe_finds_nothing(
    width: int, opened: Callable[..., Page], somerset: Served
) -> None:
    page = opened(width)
    ways = scenarios(page, somerset)
    assert faults(page) == []
    for way in ways:
        page.goto(way)
        expect(page.get_by_role("button", name=ALL)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, way
        assert answers(page) == 0, way
        choices = page.locator("button.choice").all()
        for number, choice in enumerate(choices, 1):
            choice.focus()
            page.keyboard.press("Enter")
            assert answers(page) == number, way
            told = page.locator(".answer:focus")
            assert told.get_attribute("id") == choice.get_attribute("aria-controls"), way
            assert told.locator("blockquote").inner_text(), way
            assert told.locator(".answer__from a").first.is_visible(), way
        assert faults(page) == [], way


def test_every_choice_of_every_scenario_leads_to_its_answer_with_scripting_off(
    opened: Callable[..., Page], somerset: Served
) -> None:
    page = opened(360, java_script_enabled=False)
    for way in scenarios(page, somerset):
        page.goto(way)
        for choice in page.locator("a.choice").all():
            to = str(choice.get_attribute("href"))
            choice.click()
            assert page.url.endswith(to), way
            expect(page.locator(to)).to_be_in_viewport()
            assert page.locator(f"{to} blockquote").inner_text(), way


def test_practising_folder_is_whole(somerset: Served) -> None:
    assert Path(somerset.folder, "somerset", "practise.html").is_file()
