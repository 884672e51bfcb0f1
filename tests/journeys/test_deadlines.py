"""Working out a date: on a phone, by keyboard, without scripting, from disk, cut off, and far from London."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import Served
from tests.timescales.table import cases

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

BOX = "/somerset/after-strategy-discussion/arrange-the-conference"
URGENT = "/somerset/urgent-action/emergency-action"
DUE = "By Wednesday 13 January 2027"
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
Opened = Callable[..., Page]


def axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def watch(page: Page) -> list[Request]:
    """Every request from now on."""
    made: list[Request] = []
    page.on("request", lambda request: made.append(request))  # noqa: PLW0108 - a list's own is refused
    return made


def calendar_file(page: Page) -> str:
    """What “Add to calendar” gives."""
    with page.expect_download() as coming:
        page.get_by_text("Add to calendar", exact=True).click()
    assert coming.value.suggested_filename == "deadline.ics"
    return Path(coming.value.path()).read_bytes().decode()


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Europe/London"])
def test_the_browser_gives_every_case_wherever_its_clock_is(
    opened: Opened, served: Served, zone: str
) -> None:
    page = opened(timezone_id=zone)
    page.goto(served.address + BOX)
    page.evaluate("self.waymark.bring('deadline')")
    asked = [[case.limit, case.unit.value, case.day, case.time, 0] for case in cases()]
    work = "asked => { const when = waymarkWhen(waymarkHolidays); return asked.map(each => when(...each)); }"
    found = page.evaluate(work, asked)
    assert len(found) == len(cases()) >= 120
    for case, each in zip(cases(), found, strict=True):
        if case.refused:
            assert case.refused.partition(" ")[2] in each["why"], case.name
            continue
        closed = [words for words in each["skipped"] if not words.endswith(": weekend")]
        assert [each["due"], len(each["skipped"]), len(closed)] == [
            case.due,
            case.skipped,
            len(case.holidays),
        ], case.name


def test_on_a_phone_nothing_is_sent(opened: Opened, served: Served) -> None:
    page = opened(360, has_touch=True, is_mobile=True)
    page.goto(served.address + BOX)
    requests = watch(page)
    page.get_by_role("link", name="Work out the date").tap()
    form = page.get_by_role("form", name=re.compile("Hold the child protection conference"))
    form.get_by_label("Date, such as").fill("18 December 2026")
    button = form.get_by_role("button", name="Work out the date")
    assert (button.bounding_box() or {})["height"] >= 44
    button.tap()
    answer = page.locator(".when__answer")
    expect(answer.get_by_role("heading", name=DUE)).to_be_visible()
    expect(answer).to_be_focused()
    expect(answer.locator(".when__skipped li")).to_have_count(11)
    expect(answer).to_contain_text("Monday 28 December 2026: Boxing Day (substitute day)")
    expect(answer).to_contain_text("within 15 working days, counted from when the strategy discussion")
    expect(answer.get_by_role("link", name="Working Together to Safeguard Children 2023")).to_be_visible()
    # What counts was fetched, and nothing that was typed went anywhere.
    assert {each.method for each in requests} == {"GET"}
    assert all("/assets/" in each.url for each in requests)
    assert "2026" not in page.url
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


def test_by_keyboard_what_is_wrong_is_said_beside_the_field(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + URGENT)
    assert page.locator("#by-when form").count() == 1
    expect(page.locator("#by-when")).to_contain_text("the order states its end")
    day = page.get_by_label("Date, such as")
    day.focus()
    page.keyboard.type("31/2/2027")
    page.keyboard.press("Enter")
    expect(page.get_by_text("There is no such day. Check the day and the month.")).to_be_visible()
    expect(day).to_be_focused()
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(day).to_have_accessible_description("There is no such day. Check the day and the month.")
    assert axe(page) == []
    page.keyboard.press("Control+A")
    page.keyboard.type("24 October 2026")
    page.keyboard.press("Tab")
    page.keyboard.type("2:30")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Is that morning or afternoon?")).to_be_visible()
    time = page.get_by_label("Time, such as")
    expect(time).to_be_focused()
    expect(day).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("End")
    page.keyboard.type("pm")
    page.keyboard.press("Enter")
    answer = page.locator(".when__answer")
    expect(answer.get_by_role("heading")).to_have_text("No later than 1:30pm on Tuesday 27 October 2026")
    expect(answer).to_contain_text("The clocks go back in that time.")
    expect(answer).to_contain_text("It is never time to use up.")
    expect(page.locator(".when__wrong")).to_have_count(0)
    # Worked out again, the old answer goes.
    time.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".when__answer")).to_have_count(1)
    expect(page.locator(".when__answer")).to_be_focused()
    assert axe(page) == []


def test_today_is_told(opened: Opened, served: Served) -> None:
    page = opened(timezone_id="Pacific/Auckland")
    page.clock.set_fixed_time("2027-01-05T23:30:00Z")
    page.goto(served.address + BOX)
    page.get_by_label("Date, such as").fill("18 December 2026")
    page.keyboard.press("Enter")
    expect(page.locator(".when__answer strong").first).to_have_text("Today is working day 9 of 15.")


def test_both_calendar_files_are_alike(opened: Opened, served: Served) -> None:
    files = []
    for settings in ({}, {"java_script_enabled": False}):
        page = opened(accept_downloads=True, **settings)
        page.goto(served.address + BOX)
        page.get_by_label("Date, such as").fill("18/12/2026")
        page.get_by_role("button", name="Work out the date").click()
        expect(page.locator(".when__due")).to_have_text(DUE)
        raw = calendar_file(page)
        assert "DTSTART;VALUE=DATE:20270113\r\n" in raw
        assert "SUMMARY:Deadline: Hold the child protection conference\r\n" in raw
        assert "somerset/after-strategy-discussion/arrange-the-conference" in raw.replace("\r\n ", "")
        assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
        files.append(raw.replace("\r\n ", ""))
    mine, theirs = (re.sub(r"(UID|DTSTAMP|URL):[^\r]+", r"\1", file) for file in files)
    assert mine == theirs
    assert len({re.findall(r"UID:(\w{32})\r", file)[0] for file in files}) == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_with_scripting_off(width: int, opened: Opened, served: Served) -> None:
    page = opened(width, java_script_enabled=False)
    page.goto(served.address + BOX)
    page.get_by_label("Date, such as").fill("Monday 18 December 2026")
    page.get_by_role("button", name="Work out the date").click()
    wrong = "18 December 2026 is a Friday, not a Monday. Check which you mean."
    day = page.get_by_label("Date, such as")
    expect(day).to_have_value("Monday 18 December 2026")
    expect(day).to_have_accessible_description(wrong)
    day.fill("Friday 18 December 2026")
    page.get_by_role("button", name="Work out the date").click()
    expect(page.get_by_role("heading", name=DUE)).to_be_visible()
    assert "2026" not in page.url
    assert "2026" not in page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Back to: Arrange a child protection conference").click()
    expect(page).to_have_url(re.compile("arrange-the-conference"))


def test_what_the_server_says_passes_axe(opened: Opened, served: Served) -> None:
    page = opened(360)
    # What counts is not to be had, so that what is typed goes to the server.
    page.route("**/assets/deadline-*.js", lambda way: way.fulfill(status=404))
    page.goto(served.address + BOX)
    for typed in ("soon", "18/12/2026"):
        page.get_by_label("Date, such as").fill(typed)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.goto(served.address + BOX)


def test_the_page_of_all_limits(opened: Opened, served: Served) -> None:
    page = opened(360)
    page.goto(f"{served.address}/somerset/deadline")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    form = page.locator("#first-review-conference form")
    form.get_by_label("Date, such as").fill("30 Nov 2026")
    page.keyboard.press("Enter")
    answer = page.locator("#first-review-conference .when__answer")
    expect(answer.get_by_role("heading")).to_have_text("By Sunday 28 February 2027")
    expect(answer).to_contain_text("February 2027 has no day 30")
    expect(answer).to_contain_text("It does not move")
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


@pytest.mark.parametrize("page_of", ["after-strategy-discussion/arrange-the-conference", "deadline"])
def test_from_disk(page_of: str, opened: Opened, served: Served) -> None:
    page = opened(accept_downloads=True)
    page.goto((served.folder / "somerset" / f"{page_of}.html").as_uri())
    requests = watch(page)
    form = page.get_by_role("form", name=re.compile("Hold the child protection conference"))
    form.get_by_label("Date, such as").fill("18 December 2026")
    page.keyboard.press("Enter")
    expect(page.locator(".when__answer").get_by_role("heading")).to_have_text(DUE)
    assert all(each.url.startswith("file:") for each in requests)
    raw = calendar_file(page)
    assert "URL" not in raw
    assert "file:" not in raw


def test_from_disk_without_scripting_it_says_what_it_cannot_do(opened: Opened, served: Served) -> None:
    page = opened(java_script_enabled=False)
    page.goto((served.folder / "somerset/after-strategy-discussion/arrange-the-conference.html").as_uri())
    page.get_by_label("Date, such as").fill("18 December 2026")
    page.get_by_role("button", name="Work out the date").click()
    expect(page.get_by_role("heading", name="Work out a date", level=1)).to_be_visible()
    # What stands for readers without scripting is not shown by a browser in which only tests turn it off.
    assert "they cannot work out a date: the limits and rules are below" in page.content()


def test_with_the_network_cut(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + BOX)
    # Its style comes last of all that is fetched.
    with page.expect_response(re.compile(r"/assets/found-[^/]*\.css$")) as last:
        page.get_by_label("Date, such as").focus()
    last.value.finished()
    page.context.set_offline(True)
    page.keyboard.type("18 December 2026")
    page.keyboard.press("Enter")
    expect(page.locator(".when__answer").get_by_role("heading")).to_have_text(DUE)
    # It is dressed, too.
    dress = "each => getComputedStyle(each).borderTopLeftRadius"
    assert page.locator(".when__answer").evaluate(dress) == "10px"
    page.context.set_offline(False)


def test_on_paper_there_is_no_form(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + BOX)
    page.emulate_media(media="print")
    expect(page.locator("#by-when")).to_be_hidden()
    expect(page.locator("#rule-conference")).to_be_visible()
