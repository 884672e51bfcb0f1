"""Two people have words withheld: one asks on a phone, another agrees, and readers are told the ground."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_desk_agreeing import until
from tests.journeys.test_journeys import AXE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("whole")]

AtTheDesk = Callable[[str], Page]
GROUND = "Order of the Family Court at Taunton, 3 May 2027"
NOTE = "torbay/referral/other-help"


def asked(whole: str) -> tuple[int, str]:
    """What a reader gets who comes for the words."""
    try:
        with urllib.request.urlopen(f"{whole}/{NOTE}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def axe(page: Page) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        page.wait_for_load_state("networkidle")
        page.evaluate(AXE)
        result = page.evaluate("axe.run('#main', {resultTypes: ['violations']})")
        seen = [(each["id"], [n["html"][:160] for n in each["nodes"]]) for each in result["violations"]]
        assert seen == [], json.dumps([page.url, width, seen], indent=1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_one_asks_another_agrees_and_readers_are_told_the_ground(at_the_desk: AtTheDesk, whole: str) -> None:
    assert asked(whole)[0] == 200
    page = at_the_desk("torbay-signatory")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/desk/withholding/new/")
    axe(page)
    page.get_by_role("button", name="Ask a second person").click()
    expect(page.get_by_role("link", name=re.compile("legal ground"))).to_be_visible()
    page.get_by_label("Which words?").select_option("referral/other-help")
    page.get_by_label("On what legal ground?").fill(GROUND)
    page.get_by_role("button", name="Ask a second person").click()
    expect(page.get_by_text("Nothing is withheld until a second person agrees.")).to_be_visible()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    expect(page.get_by_role("button", name="Withhold these words for ever")).to_have_count(0)
    axe(page)
    address = page.url

    keeper = at_the_desk("keeper")
    keeper.goto("/desk/")
    keeper.get_by_role("link", name=re.compile("Local note")).first.click()
    assert keeper.url == address

    def looked() -> bool:
        keeper.reload()
        return keeper.get_by_text("referral/other-help.html").count() == 1

    until(looked)
    axe(keeper)
    keeper.get_by_role("button", name="Withhold these words for ever").click()
    expect(keeper.get_by_text("tick that you know it cannot be undone")).to_be_visible()
    assert asked(whole)[0] == 200
    keeper.get_by_label(re.compile("this cannot be undone")).check()
    keeper.get_by_role("button", name="Withhold these words for ever").click()

    def done() -> bool:
        keeper.goto(address)
        return keeper.get_by_role("heading", name=re.compile("^Withheld on")).count() == 1

    until(done)
    axe(keeper)
    status, words = asked(whole)
    assert status == 451
    assert GROUND in words
    keeper.goto("/desk/withholding/")
    expect(keeper.get_by_text("withheld", exact=True)).to_be_visible()
    axe(keeper)
