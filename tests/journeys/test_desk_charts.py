"""Charts at the desk in a real browser: changed by mouse, and again with nothing but the keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_journeys import AXE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("whole")]

CHART = "/desk/charts/referral/"
TALK, OTHER = "Talk it over with your manager or safeguarding lead", "You are still worried"


@pytest.fixture
def chart(at_the_desk: Callable[[str], Page]) -> Iterator[Page]:
    """The first chart, open before an editor of the consortium; what a test adds it withdraws again."""
    page = at_the_desk("editor")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(CHART)
    expect(page.get_by_role("button", name="Add a box", exact=True)).to_be_visible()
    yield page
    assert faults == []


def row(page: Page, title: str) -> str:
    """The place of a box, by its title."""
    found = page.locator(".charting-box", has=page.get_by_role("heading", name=title, exact=True))
    return str(found.get_attribute("data-place"))


def told(page: Page) -> list[str]:
    return page.locator(".charting-box__title").all_inner_texts()


def drawn(page: Page, title: str) -> bool:
    return page.locator(f'svg.chart [aria-label$="{title}"]').count() == 1


def save(page: Page) -> None:
    # The page is opened anew as soon as the chart is saved.
    with page.expect_navigation():
        page.get_by_role("button", name="Save the chart").click()
    expect(page.get_by_text("Saved the chart “You are worried about a child”.")).to_be_visible()


def withdraw(page: Page, title: str) -> None:
    """Withdraw a box and save, so that the next test finds the chart as this one did."""
    of_it = page.locator(f'[data-place="{row(page, title)}"]')
    of_it.locator("summary").click()
    of_it.get_by_role("button", name="Withdraw it").click()
    page.get_by_role("button", name="Withdraw the box").click()
    expect(page.locator(".charting-leaving")).to_contain_text(f"“{title}” is withdrawn.")
    save(page)
    assert title not in told(page)


def axe(page: Page) -> None:
    page.evaluate(AXE)
    result = page.evaluate("axe.run('#main', {resultTypes: ['violations']})")
    seen = [(each["id"], [n["html"][:160] for n in each["nodes"]]) for each in result["violations"]]
    assert seen == [], json.dumps(seen, indent=1)


def test_a_box_and_two_arrows_by_mouse(chart: Page) -> None:
    title = "Write down why you are worried"
    talk = chart.locator(f'[data-place="{row(chart, TALK)}"]')
    talk.locator("summary").click()
    talk.get_by_role("button", name="Add a box after this").click()
    chart.get_by_label("Title", exact=True).fill(title)
    expect(chart.get_by_label("Key", exact=True)).to_have_value(
        re.compile(r"^write-down-why-you-are-worried")
    )
    chart.get_by_label("Answer that leads along the arrow").fill("if you want to think first")
    chart.get_by_role("button", name="Add the box").click()
    expect(chart.get_by_role("status").filter(has_text=f"Added the box “{title}”")).to_be_visible()
    names = told(chart)
    assert names.index(title) == names.index(TALK) + 1
    assert drawn(chart, title)

    chart.get_by_role("button", name="Join in the drawing").click()
    chart.locator(f'svg.chart [aria-label$="{title}"]').click()
    chart.locator(f'svg.chart [aria-label$="{OTHER}"]').click()
    chart.get_by_role("button", name="Add the arrow").click()
    made = chart.locator(f'[data-place="{row(chart, title)}"]')
    expect(made.locator(".charting-ways")).to_contain_text(OTHER)

    save(chart)
    assert title in told(chart)
    assert drawn(chart, title)
    expect(talk.locator(".charting-ways")).to_contain_text("if you want to think first")
    withdraw(chart, title)


def test_a_box_and_two_arrows_by_keyboard(chart: Page) -> None:
    title = "Ask someone you trust"
    place = "referral/ask-someone-you-trust"
    press = chart.keyboard.press

    chart.get_by_role("button", name="Add a box", exact=True).focus()
    press("Enter")
    chart.keyboard.type(title)
    press("Enter")
    expect(chart.locator(f'[data-place="{place}"]')).to_contain_text("new, not saved yet")
    # The focus is where the work goes on: on leading an arrow from the new box.
    assert _focused(chart) == f"Lead an arrow from here: {title}"

    press("Enter")
    expect(chart.get_by_label("To", exact=True)).to_be_focused()
    chart.keyboard.type(OTHER[:12])
    press("Tab")
    chart.keyboard.type("in every case")
    press("Enter")
    expect(chart.locator(f'[data-place="{place}"] .charting-ways')).to_contain_text(OTHER)
    assert _focused(chart) == f"Lead an arrow from here: {title}"

    # The second arrow in the drawing: to the box it starts from with Tab, Enter, and to the one it leads to.
    chart.get_by_role("button", name="Join in the drawing").focus()
    press("Enter")
    _tab_to(chart, TALK)
    press("Enter")
    _tab_to(chart, title, "Shift+Tab" if drawn_before(chart, title, TALK) else "Tab")
    press("Enter")
    expect(chart.get_by_label("Answer that leads along it")).to_be_focused()
    chart.keyboard.type("if you want to hear another view")
    press("Enter")
    talk = chart.locator(f'[data-place="{row(chart, TALK)}"]')
    expect(talk.locator(".charting-ways")).to_contain_text("if you want to hear another view")
    assert drawn(chart, title)

    chart.get_by_role("button", name="Undo").focus()
    press("Enter")
    expect(talk.locator(".charting-ways")).not_to_contain_text("if you want to hear another view")
    press("Enter")
    press("Enter")
    expect(chart.locator(f'[data-place="{place}"]')).to_have_count(0)
    expect(chart.get_by_role("button", name="Save the chart")).to_be_disabled()
    expect(chart.get_by_role("button", name="Add a box", exact=True)).to_be_focused()


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText.replace(/\\s+/g, ' ').replace(' :', ':')"))


def drawn_before(page: Page, one: str, other: str) -> bool:
    """Whether a box comes before another in the drawing, as Tab goes through it."""
    labels = page.locator("svg.chart a").evaluate_all("all => all.map((each) => each.ariaLabel)")
    first = next(each for each in labels if each.endswith((one, other)))
    return bool(first.endswith(one))


def _tab_to(page: Page, title: str, key: str = "Tab") -> None:
    for _ in range(40):
        if str(page.evaluate("document.activeElement.getAttribute('aria-label') || ''")).endswith(title):
            return
        page.keyboard.press(key)
    raise AssertionError(f"Tab never came to {title}")


def test_unsaved_changes_are_not_left_by_mistake(chart: Page) -> None:
    first = chart.locator(".charting-box").first
    first.locator("summary").click()
    first.get_by_role("button", name="Move down the list").click()
    expect(chart.get_by_text("1 change, not saved yet")).to_be_visible()
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    chart.on("dialog", stay)
    chart.locator(".charting-box__title a").first.click()
    chart.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert CHART in chart.url
    chart.remove_listener("dialog", stay)
    chart.on("dialog", lambda dialog: dialog.accept())


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(width: int, chart: Page) -> None:
    chart.set_viewport_size({"width": width, "height": 800})
    axe(chart)
    for summary in chart.locator(".charting-tools summary").all()[:3]:
        summary.click()
    for opener in ("Add a box", "Add an arrow"):
        chart.get_by_role("button", name=opener, exact=True).click()
        axe(chart)
        chart.keyboard.press("Escape")
    assert chart.evaluate("document.querySelector('#main').scrollWidth") <= width
    chart.goto("/desk/charts/")
    axe(chart)
