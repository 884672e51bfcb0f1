"""Keeping a copy: the network is cut, held up and brought back, with a new edition in force meanwhile."""

from __future__ import annotations

import re
import signal
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served
from tests.journeys.keeping import FIRST, NEW, OLD, SECOND, Machine, is_whole, kept
from tests.journeys.test_searching import axe

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.cut]

Opened = Callable[..., Page]
BAND = "[data-kept]"
THIRD = "2026-3"
#: Holds the worker up at the fourth page or part of a new copy, until it is told to go on.
HELD = """() => {
  const real = self.fetch, freed = new Promise(go => { self.goOn = go })
  let asked = 0
  self.fetch = async (...words) => {
    if (!String(words[0]).endsWith('list.json') && (asked += 1) > 3) {
      self.heldUp = true
      await freed
    }
    return real(...words)
  }
}"""
REGISTERED = "navigator.serviceWorker.getRegistrations().then(all => all.length)"


def keep(page: Page, root: str) -> None:
    """Press the button, and wait until the copy is there."""
    page.goto(root + "keep")
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.locator("[data-keep]")).to_contain_text("Kept on this device: edition", timeout=60_000)


def until(page: Page, what: Callable[[dict[str, Any]], bool], times: int = 100) -> dict[str, Any]:
    """What is kept, once it is so."""
    for _ in range(times):
        found = kept(page)
        if what(found):
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_nothing_is_kept_and_no_worker_runs_before_somebody_asks(opened: Opened, served: Served) -> None:
    page = opened()
    for path in ("", "keep", "referral/talk-it-over", "contacts", "search", "editions"):
        page.goto(f"{served.address}/somerset/{path}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate(REGISTERED) == 0
    page.goto(f"{served.address}/somerset/keep")
    expect(page.locator("[data-keep]")).to_contain_text("Nothing is kept on this device.")
    expect(page.locator("[data-keep]")).to_contain_text(re.compile(r"takes [\d.]+ MB of room"))


def test_the_whole_gateway_opens_with_the_network_cut(opened: Opened, served: Served) -> None:
    page, root = opened(), f"{served.address}/somerset/"
    keep(page, root)
    state = page.locator("[data-keep]")
    expect(state).to_have_text(
        re.compile(r"Kept on this device: edition 2026-\d+ with supplement \d+, \d+ pages")
    )
    expect(state).to_contain_text(
        re.compile(r"pages, [\d.]+ MB\. Kept on \w+ \d+ \w+ \d{4}\. It is what is in force\.")
    )
    list_ = page.evaluate("fetch('keep/list.json').then(answer => answer.json())")
    assert is_whole(kept(page), list_["edition"])
    page.context.set_offline(True)
    pages = [each[0] for each in list_["files"] if each[0].endswith(".html")]
    assert len(pages) == list_["pages"] > 250
    for path in pages:
        answer = page.goto(root + path, wait_until="commit")
        assert answer is not None
        assert answer.status in (200, 410), path
        assert answer.from_service_worker
        words = answer.text()
        assert f": edition {list_['edition']} with supplement {list_['supplement']}. Telephone" in words, path
        assert "<title>Kept copy: " in words, path
    page.goto(root + "referral/talk-it-over")  # as links without an ending lead
    expect(page.locator(BAND)).to_contain_text("Telephone numbers are as they were on that day.")
    assert axe(page) == []
    page.locator("#find-words").fill("There's a toddler out in the street on his own again.")
    page.keyboard.press("Enter")
    lands = re.compile("worried-about|not-safe")
    expect(page.locator(".found__title a").first).to_have_attribute("href", lands)
    page.context.set_offline(False)


def test_what_the_server_makes_is_told_plainly_and_nothing_typed_stays(
    opened: Opened, served: Served
) -> None:
    page, root = opened(), f"{served.address}/somerset/"
    keep(page, root)
    page.goto(root + "referral/talk-it-over")
    page.context.set_offline(True)
    page.evaluate("""() => {
        const form = document.querySelector('form.find')
        form.elements.words.value = 'zanzibar'
        HTMLFormElement.prototype.submit.call(form)
    }""")
    expect(page.locator("h1")).to_have_text("This page needs the internet")
    expect(page.locator("main")).to_contain_text("it was not sent and not kept")
    for path in ("on/2026-05-01/contacts", "editions", "cite/contacts", "no/such/page"):
        page.goto(root + path)
        expect(page.locator("h1")).to_have_text("This page needs the internet")
        expect(page.locator(BAND)).to_contain_text("You are reading a kept copy.")
        assert axe(page) == []
    page.get_by_role("link", name="The home page, with the charts").click()
    expect(page.locator("h1")).to_contain_text("What to do when you are worried about a child")
    assert "zanzibar" not in str(
        page.evaluate("""async () => {
        const found = []
        for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys()) found.push(request.url)
        return found
    }""")
    )
    page.context.set_offline(False)


def test_a_new_edition_comes_into_force_while_the_network_is_cut(opened: Opened, machine: Machine) -> None:
    page, root = opened(), machine.address
    keep(page, root)
    assert is_whole(kept(page), FIRST)
    machine.cut()
    page.goto(root + "a/step")
    expect(page.locator(BAND)).to_contain_text("You are reading a kept copy.")
    expect(page.locator("h1")).to_have_text(OLD)
    machine.reissue()
    machine.start()
    answer = page.goto(root + "a/begin")
    assert answer is not None
    expect(page.locator(BAND)).to_have_count(0)
    until(page, lambda found: is_whole(found, SECOND))
    machine.cut()
    page.goto(root + "a/step")
    expect(page.locator("h1")).to_have_text(NEW)
    expect(page.locator(BAND)).to_contain_text(f"edition {SECOND} with supplement 1")
    page.locator("#find-words").fill("new step")
    expect(page.locator(".found__title a").first).to_have_attribute("href", re.compile("a/step"))


def reading_the_first(opened: Opened, machine: Machine) -> Page:
    """A page read from a copy with the network cut, while the next edition comes into force."""
    page = opened()
    keep(page, machine.address)
    page.context.set_offline(True)
    page.goto(machine.address + "a/step")
    expect(page.locator(BAND)).to_contain_text("You are reading a kept copy.")
    machine.reissue()
    return page


def test_a_new_edition_comes_by_itself_when_the_network_is_back(opened: Opened, machine: Machine) -> None:
    page = reading_the_first(opened, machine)
    time.sleep(1)
    assert is_whole(kept(page), FIRST)
    # Nobody presses or opens anything from here on.
    page.context.set_offline(False)
    until(page, lambda found: is_whole(found, SECOND))
    expect(page.locator(BAND)).to_have_text(
        f"A newer copy is on this device now: edition {SECOND} with supplement 1. "
        "Open this page again to read it."
    )
    expect(page.locator("h1")).to_have_text(OLD)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text(NEW)
    expect(page.locator(BAND)).to_contain_text(f"edition {SECOND} with supplement 1")


def test_a_network_that_carries_nothing_at_first_is_asked_again(opened: Opened, machine: Machine) -> None:
    page = reading_the_first(opened, machine)
    machine.cut()
    # The browser is told of a network, but nobody answers.
    page.context.set_offline(False)
    time.sleep(1)
    assert is_whole(kept(page), FIRST)
    machine.start()
    until(page, lambda found: is_whole(found, SECOND), 400)


def test_another_edition_in_the_middle_of_bringing_one_leaves_no_mix(
    opened: Opened, machine: Machine
) -> None:
    page, root, newest = opened(), machine.address, "Take the newest step"
    keep(page, root)
    machine.reissue()
    (worker,) = page.context.service_workers
    worker.evaluate(HELD)
    page.evaluate("navigator.serviceWorker.controller.postMessage('look')")
    found = until(page, lambda found: len(found["copies"]) == 2)
    for _ in range(100):
        if worker.evaluate("self.heldUp"):
            break
        time.sleep(0.1)
    machine.reissue(NEW, newest)
    with urllib.request.urlopen(root + "keep/list.json") as answer:
        assert THIRD in answer.read().decode()
    # What is kept meanwhile is the first edition, whole, and half of the second, which nobody is shown.
    found = kept(page)
    assert found["pointer"]["edition"] == FIRST
    assert len(found["copies"]) == 2
    worker.evaluate("self.goOn()")
    until(page, lambda found: is_whole(found, THIRD))
    machine.cut()
    page.goto(root + "a/step")
    expect(page.locator("h1")).to_have_text(newest)
    expect(page.locator(BAND)).to_contain_text(f"edition {THIRD} with supplement 1")


def test_a_copy_that_cannot_be_brought_up_to_date_stays_whole_and_says_that_it_is_not_in_force(
    opened: Opened, machine: Machine
) -> None:
    page, root = opened(), machine.address
    keep(page, root)
    machine.cut()
    page.goto(root + "a/begin")
    machine.reissue()
    machine.start()
    # One file of the new edition cannot be had: the keeping breaks off in the middle.
    with urllib.request.urlopen(root + "keep/list.json") as answer:
        assert SECOND in answer.read().decode()
    names = [each for each in machine.shelf.changes()[-1].gateways if each.gateway == "somerset"]
    name = names[0]
    row = next(each for each in machine.shelf.printing(name).pages if each.path == "a/step.html")
    file = machine.shelf.object_file(row.fingerprint, ".html")
    aside = file.rename(file.with_suffix(".aside"))
    page.goto(root + "a/begin")
    found = until(page, lambda found: bool(found["pointer"].get("newer")))
    assert found["pointer"]["newer"]["edition"] == SECOND
    time.sleep(2)
    found = kept(page)
    whole, listed, _ = found["copies"][found["pointer"]["cache"]]
    assert (found["pointer"]["edition"], whole) == (FIRST, listed)
    assert len(found["copies"]) == 2, "what came so far waits for the next try"
    page.goto(root + "keep")
    expect(page.locator("[data-keep]")).to_contain_text(f"It is no longer in force: edition {SECOND}")
    machine.cut()
    for path in ("a/step", "a/begin", ""):
        page.goto(root + path)
        expect(page.locator(BAND)).to_contain_text("This is no longer in force.")
        expect(page.locator(BAND)).to_contain_text(f"What is in force is edition {SECOND}")
        assert axe(page) == []
    page.goto(root + "a/step")
    expect(page.locator("h1")).to_have_text(OLD)
    aside.rename(file)
    machine.start()
    page.goto(root + "a/begin")
    until(page, lambda found: is_whole(found, SECOND))


def test_no_page_is_ever_mixed_of_two_editions(opened: Opened, machine: Machine) -> None:
    page, root = opened(), machine.address
    keep(page, root)
    machine.cut()
    page.goto(root + "a/step")
    other = page.context.new_page()
    machine.reissue()
    machine.start()
    other.goto(root + "a/begin")
    until(other, lambda found: is_whole(found, SECOND))
    # The page of the old copy is still open: it is told, and takes nothing of the new one.
    expect(page.locator(BAND)).to_contain_text("A newer copy is on this device now")
    indexes: list[int] = []
    page.on("response", lambda answer: indexes.append(answer.status) if "/search/" in answer.url else None)
    page.locator("#find-words").fill("new step")
    page.wait_for_timeout(1000)
    assert indexes == []
    assert page.evaluate("!self.waymarkIndexes")
    page.locator("#find-words").press("Enter")
    expect(page.locator("h1")).to_have_text("This may be what you need")
    # A page that came from the network takes nothing of the kept copy when the network goes.
    other.goto(root + "a/begin")
    machine.cut()
    other.locator("#find-words").fill("new step")
    other.wait_for_timeout(1000)
    assert other.evaluate("!self.waymarkIndexes")


def test_a_network_that_does_not_answer_gives_way_to_the_copy(opened: Opened, machine: Machine) -> None:
    page, root = opened(), machine.address
    keep(page, root)
    machine.hold(signal.SIGSTOP)
    try:
        began = time.monotonic()
        page.goto(root + "a/step")
        assert time.monotonic() - began < 6
        expect(page.locator(BAND)).to_contain_text("We could not reach the website")
        page.locator("#find-words").fill("step")
        expect(page.locator(".found__title a").first).to_be_visible()
    finally:
        machine.hold(signal.SIGCONT)
    page.goto(root + "a/step")
    expect(page.locator(BAND)).to_have_count(0)


def test_a_change_that_was_known_when_the_copy_was_kept_is_told_once_its_day_has_come(
    opened: Opened, machine: Machine
) -> None:
    page, root = opened(), machine.address
    machine.announce(12)
    keep(page, root)
    machine.cut()
    page.goto(root + "a/step")
    expect(page.locator(BAND)).to_contain_text("You are reading a kept copy.")
    time.sleep(12)
    page.goto(root + "a/step")
    expect(page.locator(BAND)).to_contain_text("This may no longer be in force.")
    expect(page.locator(BAND)).to_contain_text("A change was to come into force on")


def test_a_worker_stopped_in_the_middle_keeps_nothing_by_halves(opened: Opened, served: Served) -> None:
    page, root = opened(), f"{served.address}/somerset/"
    page.goto(root + "keep")
    page.get_by_role("button", name="Keep on this device").click()
    page.locator("progress:visible").wait_for()
    tools = page.context.new_cdp_session(page)
    tools.send("ServiceWorker.enable")
    tools.send("ServiceWorker.stopAllWorkers")
    found = kept(page)
    assert found["pointer"] is None
    page.goto(root + "keep")
    expect(page.locator("[data-keep]")).to_contain_text("Nothing is kept on this device.")
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.locator("[data-keep]")).to_contain_text("Kept on this device: edition", timeout=60_000)
    found = kept(page)
    assert is_whole(found, found["pointer"]["edition"])


def test_a_copy_is_taken_off_again_and_nothing_of_it_is_left(opened: Opened, machine: Machine) -> None:
    page, root = opened(), machine.address
    for _ in range(2):
        keep(page, root)
        page.get_by_role("button", name="Take it off this device").click()
        expect(page.locator("[data-keep]")).to_contain_text("Nothing is kept on this device.")
        assert page.evaluate("caches.keys()") == []
    page.goto(root + "a/step")
    expect(page.locator("h1")).to_have_text(OLD)
    assert page.evaluate(REGISTERED) == 0


def test_a_device_that_is_full_is_told_how_much_room_it_takes(opened: Opened, served: Served) -> None:
    page, root = opened(), f"{served.address}/somerset/"
    page.goto(root + "keep")
    tools = page.context.new_cdp_session(page)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": served.address, "quotaSize": 2_000_000})
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.locator("[data-keep]")).to_contain_text(re.compile(r"not enough room: it takes [\d.]+ MB"))
    expect(page.locator("[data-keep]")).to_contain_text("Nothing new was kept.")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate(REGISTERED) == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_for_everyone(width: int, opened: Opened, served: Served) -> None:
    page, root = opened(width), f"{served.address}/somerset/"
    page.goto(root + "keep")
    expect(page.get_by_role("button", name="Keep on this device")).to_be_visible()
    assert axe(page) == []
    keep(page, root)
    assert axe(page) == []
    button = page.get_by_role("button", name="Take it off this device")
    assert (button.bounding_box() or {"height": 0})["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    without = opened(width, java_script_enabled=False)
    without.goto(root + "keep")
    expect(without.locator("[data-keep]")).to_contain_text("Here your browser cannot keep a copy")
    assert without.get_by_role("link", name="Everything for Somerset").get_attribute("href")


def test_it_can_be_made_an_app(opened: Opened, served: Served) -> None:
    page = opened()
    for path in ("", "keep"):
        page.goto(f"{served.address}/somerset/{path}")
        tools = page.context.new_cdp_session(page)
        manifest = tools.send("Page.getAppManifest")
        assert manifest["errors"] == []
        errors = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # A browser for tests has no apps; that is all that keeps this from being one.
        assert [each["errorId"] for each in errors] == ["in-incognito"]
    page.goto(f"{served.address}/somerset/referral/talk-it-over")
    tools = page.context.new_cdp_session(page)
    assert tools.send("Page.getAppManifest")["url"] == ""
