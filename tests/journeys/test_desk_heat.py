"""How the manual reads, at the desk in a real browser: from the heat map to the words, and a waiver given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.hard_words import STOPPED
from tests.journeys.test_journeys import AXE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("whole")]

HEAT = "/desk/heat/"
BOX = "Talk it over with your manager or safeguarding lead"
FIELD = "facets-for_families-child"


@pytest.fixture
def editor(at_the_desk: Callable[[str], Page]) -> Iterator[Page]:
    """An editor of the consortium; whatever a script complains of fails the test."""
    page = at_the_desk("editor")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    assert faults == []


@pytest.fixture
def hardened(editor: Page) -> Iterator[Page]:
    """The same, after they wrote something hard for a child; what the test writes is put back as it was."""
    editor.goto(HEAT)
    row(editor).locator("> summary").click()
    row(editor).get_by_role("link", name="For a child").click()
    draft = editor.url.partition("#")[0]
    assert editor.url.endswith(f"#label-{FIELD}")
    editor.wait_for_selector("form[data-ready]")
    expect(editor.locator(f"#label-{FIELD}")).to_be_in_viewport()
    started = editor.locator("[name=number]").input_value()
    editor.locator(f'[data-field="{FIELD}"] [contenteditable=true]').last.click()
    editor.keyboard.press("Control+A")
    editor.keyboard.type(STOPPED)
    editor.click("[data-save]")
    editor.wait_for_selector(".desk-said__one")
    yield editor
    editor.goto(f"{draft}saves/{started}/")
    editor.get_by_role("button", name="Put this save back").click()
    editor.wait_for_selector(".desk-said__one")


def row(page: Page) -> Locator:
    """The box that these tests are about."""
    return page.locator(".heat-box", has=page.get_by_role("heading", name=BOX))


def axe(page: Page) -> None:
    page.evaluate(AXE)
    result = page.evaluate("axe.run('#main', {resultTypes: ['violations']})")
    seen = [(each["id"], [n["html"][:160] for n in each["nodes"]]) for each in result["violations"]]
    assert seen == [], json.dumps(seen, indent=1)


def fits(page: Page) -> None:
    assert page.evaluate("document.querySelector('#main').scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_map_to_the_words_and_a_waiver_given(hardened: Page) -> None:
    hardened.goto(HEAT)
    expect(hardened.locator(".heat-sum")).to_contain_text("1 facet is stopped by the gate.")
    expect(row(hardened)).to_have_attribute("open", "")
    stopped = row(hardened).locator("li", has=hardened.get_by_role("link", name="For a child")).first
    expect(stopped).to_contain_text("15.3")
    expect(stopped).to_contain_text("stopped by the gate")
    stopped.get_by_text("What drives it").click()
    expect(stopped.get_by_text(STOPPED)).to_be_visible()
    for width, scheme in ((1280, "light"), (360, "light"), (360, "dark"), (1280, "dark")):
        hardened.set_viewport_size({"width": width, "height": 740})
        hardened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        axe(hardened)
        fits(hardened)
    hardened.emulate_media(color_scheme="light")

    hardened.get_by_role("link", name="Give it a waiver").click()
    hardened.wait_for_selector("form[data-ready]")
    expect(hardened.get_by_label("Facet", exact=True)).to_have_value("for a child")
    hardened.get_by_label("Why it cannot be plainer yet").fill("The court wrote it")
    hardened.get_by_label("Given by").fill("Kay Green")
    hardened.get_by_label("Until").fill("2090-03-31")
    hardened.get_by_role("button", name="Make it").click()
    hardened.wait_for_selector(".desk-said__one")
    waiver = hardened.url
    hardened.goto(HEAT)
    expect(hardened.locator(".heat-sum")).to_contain_text("1 is let through by a waiver.")
    through = row(hardened).locator("li", has=hardened.get_by_role("link", name="For a child")).first
    expect(through).to_contain_text("let through by a waiver")
    expect(through).to_contain_text("Its waiver holds until 31 March 2090. Kay Green: The court wrote it")
    axe(hardened)

    hardened.goto(waiver)
    hardened.get_by_role("link", name="Take out").click()
    hardened.get_by_role("button", name="Take it out").click()
    hardened.goto(HEAT)
    expect(hardened.locator(".heat-sum")).to_contain_text("1 facet is stopped by the gate.")


def test_the_map_is_walked_by_keyboard(editor: Page) -> None:
    editor.goto("/desk/charts/")
    editor.get_by_role("link", name="How it reads").focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("heading", level=1)).to_have_text("How it reads")
    editor.locator(".heat-chart").first.focus()
    editor.keyboard.press("Enter")
    editor.keyboard.press("Tab")
    first = editor.locator(".heat-box").first
    expect(first.locator("> summary")).to_be_focused()
    editor.keyboard.press("Enter")
    expect(first).to_have_attribute("open", "")
    editor.keyboard.press("Tab")
    expect(first.get_by_role("link", name="Open the form")).to_be_focused()
    editor.keyboard.press("Tab")
    expect(first.locator(".heat-facets > li > a").first).to_be_focused()
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(first.locator(".heat-facets details").first.locator("p").first).to_be_visible()
    editor.keyboard.press("Shift+Tab")
    editor.keyboard.press("Enter")
    expect(editor).to_have_url(re.compile(r"/desk/drafts/\d+/#label-facets-"))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_map_works_with_scripting_off(
    width: int,
    browser: Browser,
    whole: str,
    editor: Page,
) -> None:
    known = editor.context.storage_state()
    size = {"width": width, "height": 740}
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        base_url=whole,
        storage_state=known,
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto(HEAT)
    first = page.locator(".heat-box").first
    first.locator("> summary").click()
    first.get_by_text("What drives it").first.click()
    expect(first.locator(".heat-facets details p").first).to_be_visible()
    expect(first.locator("summary .heat-age")).to_have_text("14.0")
    first.locator(".heat-facets > li > a").first.click()
    expect(page).to_have_url(re.compile(r"/desk/drafts/\d+/#label-facets-"))
    context.close()
