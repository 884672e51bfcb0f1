"""Nothing is offered unasked: no page registers a worker, keeps a copy or speaks of installing by itself."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

#: The two pages from which a browser's own menu can make an app.
APPS = ("", "keep")
FAMILIES = ("families", "for/parents", "for/children", "leaving")
OTHERS = (
    "referral",
    "referral/talk-it-over",
    "contacts",
    "search",
    "path",
    "practise",
    "for",
    "paper/",
    "editions",
)
#: Writes down whatever would offer something, before a page's own scripts run.
SPY = """() => {
  self.offers = []
  const listen = EventTarget.prototype.addEventListener
  EventTarget.prototype.addEventListener = function (name, ...rest) {
    if (/install/.test(name) && !this.scriptURL) self.offers.push('listens for ' + name)
    return listen.call(this, name, ...rest)
  }
  const offered = (of, name) => {
    if (of) of[name] = (...words) => { self.offers.push(name + ' ' + words[0]); return new Promise(() => {}) }
  }
  offered(self.ServiceWorkerContainer && ServiceWorkerContainer.prototype, 'register')
  offered(self.StorageManager && StorageManager.prototype, 'persist')
  offered(self.Notification, 'requestPermission')
}"""
#: What a browser that could install an app would send; and all that came of it.
ASKED = """() => {
  const event = new Event('beforeinstallprompt', { cancelable: true })
  event.prompt = () => { self.offers.push('prompts') }
  dispatchEvent(event)
  document.body.click()
  if (event.defaultPrevented) self.offers.push('holds the prompt back, to use it later')
  return self.offers
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_offers_keeping_or_installing_unasked(
    width: int, opened: Callable[..., Page], served: Served
) -> None:
    page = opened(width)
    page.add_init_script(f"({SPY})()")
    for path in (*APPS, *FAMILIES, *OTHERS):
        page.goto(f"{served.address}/somerset/{path}", wait_until="networkidle")
        assert page.evaluate(ASKED) == [], path
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
        expect(page.locator("link[rel=manifest]")).to_have_count(1 if path in APPS else 0)
        expect(page.locator("dialog[open], [role=dialog], [role=alertdialog]")).to_have_count(0)
        expect(page.locator("[data-families]")).to_have_count(1 if path in FAMILIES else 0)


def test_the_spy_sees_who_asks(opened: Callable[..., Page], served: Served) -> None:
    page = opened()
    page.add_init_script(f"({SPY})()")
    page.goto(f"{served.address}/somerset/keep")
    page.get_by_role("button", name="Keep on this device").click()
    offers = page.evaluate("""async () => {
        while (self.offers.length < 2) await new Promise(go => setTimeout(go, 50))
        return self.offers
    }""")
    assert offers == ["persist undefined", f"register {served.address}/somerset/worker.js"]
    page.evaluate(
        "addEventListener('beforeinstallprompt', event => { event.preventDefault(); event.prompt() })"
    )
    assert page.evaluate(ASKED)[2:] == [
        "listens for beforeinstallprompt",
        "prompts",
        "holds the prompt back, to use it later",
    ]


def test_of_all_pages_only_home_and_keep_have_what_makes_an_app(served: Served) -> None:
    with urllib.request.urlopen(f"{served.address}/somerset/keep/list.json") as answer:
        paths = [path for path, _, _ in json.load(answer)["files"] if path.endswith(".html")]
    having, families = set(), set()
    for path in paths:
        try:
            with urllib.request.urlopen(f"{served.address}/somerset/{path}") as answer:
                words = answer.read()
        except urllib.error.HTTPError as gone:  # a page that was withdrawn is kept too
            words = gone.read()
        if b"manifest" in words[: words.index(b"<body")]:
            having.add(path)
        if b"data-families" in words:
            families.add(path)
    assert having == {"index.html", "keep.html"}
    assert families >= {f"{each}.html" for each in FAMILIES}
    assert not having & families
