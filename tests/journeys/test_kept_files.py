"""Files in a kept copy: each opens behind the notice, and is of the edition that the notice names."""

from __future__ import annotations

import hashlib
import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import waymark
from tests.journeys.keeping import Machine, kept
from tests.journeys.test_keeping import BAND, Opened, keep, until
from tests.journeys.test_searching import axe

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.cut]

GUIDE = "local/a-guide.pdf"
#: The fingerprint of what an address gives to a page.
GIVES = """address => fetch(address).then(answer => answer.arrayBuffer()).then(async bytes => {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(sum).map(byte => byte.toString(16).padStart(2, '0')).join('')
}, () => 'nothing')"""


def served(address: str) -> str:
    """The fingerprint of what the server gives at an address."""
    with urllib.request.urlopen(address) as answer:
        return hashlib.sha256(answer.read()).hexdigest()


def follows(page: Page) -> str:
    """Where the page before a kept file leads to."""
    expect(page.locator("h1")).to_have_text("This is a kept file")
    return str(page.get_by_role("link", name="Open the kept file").evaluate("link => link.href"))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_kept_file_is_opened_behind_a_page_with_the_notice(
    width: int, opened: Opened, machine: Machine
) -> None:
    machine.guide("How we do it here.", "How we do it now.")
    page, root = opened(width), machine.address
    keep(page, root)
    first = served(root + GUIDE)
    machine.cut()
    page.goto(root + "local/a-guide")
    page.get_by_role("link", name="Download this page as a file").click()
    way = follows(page)
    expect(page.locator(BAND)).to_contain_text("edition 2026-1 with supplement 2")
    expect(page.locator(BAND)).to_contain_text("we cannot tell if this is still in force")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(GIVES, way) == first
    page.get_by_role("link", name="Open the kept file").click()
    page.wait_for_url(way)
    # A bookmark of the file leads to the page before it too.
    page.goto(root + GUIDE)
    assert follows(page) == way


def test_no_file_is_of_another_edition_than_the_page_before_it_names(
    opened: Opened, machine: Machine
) -> None:
    machine.guide("How we do it here.", "How we do it now.")
    page, root = opened(), machine.address
    keep(page, root)
    first = served(root + GUIDE)
    machine.cut()
    page.goto(root + GUIDE)
    way = follows(page)
    machine.guide("How we do it now.", "How we do it from today.")
    machine.start()
    second = served(root + GUIDE)
    assert second != first
    other = page.context.new_page()
    answer = other.goto(root + "a/begin")
    assert answer is not None
    until(other, lambda found: found["pointer"]["supplement"] == 3 and len(found["copies"]) == 1)
    # The page still open names the old copy, which is gone: it gives no file as if it were that one.
    machine.cut()
    assert page.evaluate(GIVES, way) == "nothing"
    other.goto(way)
    assert follows(other) != way
    expect(other.locator(BAND)).to_contain_text("edition 2026-1 with supplement 3")
    assert other.evaluate(GIVES, follows(other)) == second


def test_papers_are_in_no_kept_copy_and_what_is_missing_is_told(opened: Opened, machine: Machine) -> None:
    waymark("paper", "somerset", "a", "--shelf", machine.shelf.folder)
    page, root = opened(), machine.address
    keep(page, root)
    page.get_by_role("link", name="PDF files to print").click()
    expect(page.get_by_role("link", name="Chart 1: You are worried")).to_be_visible()
    # Opened once with the network, and still not kept.
    assert page.evaluate(GIVES, f"{root}paper/a.pdf") == served(f"{root}paper/a.pdf")
    machine.cut()
    assert not any("/paper/" in path for path in everything(page))
    assert page.evaluate(GIVES, f"{root}paper/a.pdf") == "nothing"
    for path in ("paper/a.pdf", "paper/", "keep/a.zip"):
        page.goto(root + path)
        expect(page.locator("h1")).to_have_text("This page needs the internet")
    page.goto(root + "keep")
    page.get_by_role("link", name="Everything for Somerset").click()
    expect(page.locator("h1")).to_have_text("This page needs the internet")
    page.go_back()
    page.get_by_role("link", name="PDF files to print").click()
    expect(page.locator("h1")).to_have_text(re.compile("needs the internet"))


def everything(page: Page) -> list[str]:
    """Every address that is kept, in any copy."""
    assert kept(page)["pointer"]
    found: list[str] = page.evaluate("""async () => {
        const found = []
        for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys()) found.push(request.url)
        return found
    }""")
    return found
