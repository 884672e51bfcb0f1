"""What the scripts of a box page weigh together, when everything on it is used."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.journeys.conftest import Served

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

BOX = "/somerset/after-strategy-discussion/arrange-the-conference"
#: All that a box page may ever fetch of what pages do; indexes and steps are data.
SCRIPTS = {"early", "script", "look", "deadline", "path", "roles", "find"}


def test_all_scripts_of_a_box_page_together_weigh_less_than_20_kb(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened(360)
    weights: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        name = answer.url.rpartition("/assets/")[2]
        if name != answer.url and name.endswith(".js"):
            weights[name.partition("-")[0]] = int(answer.headers["content-length"])

    page.on("response", weigh)
    page.add_init_script("localStorage.setItem('waymark-role', 'teacher')")
    page.goto(served.address + BOX)
    page.get_by_role("button", name="Start my path here").click()
    expect(page.locator("#my-step")).to_be_focused()
    expect(page.locator(".facet--yours")).to_be_visible()
    page.locator("#by-when input[name=day]").first.fill("1 December 2026")
    page.locator("#by-when button").first.click()
    expect(page.locator(".when__due").first).to_contain_text("22 December 2026")
    page.locator(".masthead .look__open").click()
    expect(page.get_by_role("heading", name="How this looks")).to_be_focused()
    page.locator("form.find input[name=words]").fill("bruise on a baby")
    expect(page.locator(".found__title").first).to_be_visible()
    assert set(weights) == SCRIPTS
    assert sum(weights.values()) <= 20_000
