"""A parent or child comes in, reads, and can be gone at once: by button, by Escape, on a phone, from disk."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import Served, is_trouble
from tests.journeys.test_journeys import AXE, faults
from tests.journeys.watching import Watch
from tests.pages.gateways import gateway, local, local_part, press
from waymark.gateways.headers import SECURITY
from waymark.pages.families.page import NEUTRAL

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PAGES = ("families", "for/parents", "for/children", "leaving")
#: What the pages keep on a device, and what somebody else keeps there beside it.
FILLED = """async () => {
  localStorage.setItem('waymark-look', 'size-150');
  localStorage.setItem('waymark-path', 'words');
  localStorage.setItem('waymark-role', 'teacher');
  localStorage.setItem('another', 'theirs');
  sessionStorage.setItem('waymark-here', 'words');
  await (await caches.open('waymark-kept-1')).put('/kept', new Response('words'));
  await caches.open('another');
  await navigator.serviceWorker.register('/kept.js');
}"""
LEFT = """async () => {
  const left = async () => [Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys(),
    (await navigator.serviceWorker.getRegistrations()).length];
  // A browser ends a worker when its pages are gone, which takes it a moment.
  for (let n = 0; n < 30 && (await left())[3]; n += 1) await new Promise((done) => setTimeout(done, 100));
  return left();
}"""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder with the headers of a gateway, and says nothing of it."""

    def end_headers(self) -> None:
        for name, value in SECURITY:
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *words: object) -> None:
        return


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A gateway set from the draft of the starter manual, served and as a folder."""
    folder = tmp_path_factory.mktemp("draft") / "somerset"
    indexes = press().indexes(local_part(local("somerset")))
    for path, data in (*gateway("somerset").items(), *((each.path, each.data) for each in indexes)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "kept.js").write_text("self.addEventListener('fetch', function () {});")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(f"http://localhost:{server.server_port}", folder)
    server.shutdown()
    server.server_close()


@pytest.fixture
def reading(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A new page that is watched and from which nobody is asked anything: the weather there is ours."""
    watches: list[Watch] = []
    trouble: list[str] = []

    def weather(route: Route) -> None:
        route.fulfill(body="<title>Weather</title><h1>Sunny</h1>", content_type="text/html")

    def open_one(width: int = 1280, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **settings)
        watches.append(Watch(context))
        watches[-1].meant.add(NEUTRAL)
        context.route(f"{NEUTRAL}**", weather)
        page = context.new_page()
        page.on("console", lambda said: trouble.append(said.text) if is_trouble(said) else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        return page

    yield open_one
    broken: list[str] = []
    for watch in watches:
        broken += watch.broken()
        watch.context.close()
    assert broken == []
    assert trouble == []


def here(page: Page) -> None:
    """Wait for the script that comes after a page: it makes the way to how the page looks."""
    page.locator(".look__way").first.wait_for()


def ready(page: Page, address: str) -> None:
    """Open a page, and wait for the script that comes after it."""
    page.goto(address)
    here(page)


def out_by_escape(page: Page) -> None:
    """Escape three times."""
    for _ in range(3):
        page.keyboard.press("Escape")


def out_by_button(page: Page) -> None:
    """The button, as it is pressed."""
    page.get_by_role("link", name="Leave this page now").click()


def out_by_keyboard(page: Page) -> None:
    """The button, found by Tab."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('data-way-out')"):
            break
    page.keyboard.press("Enter")


@pytest.mark.parametrize("way", [out_by_escape, out_by_button, out_by_keyboard])
@pytest.mark.parametrize("at", PAGES)
def test_who_leaves_is_gone_and_nothing_that_we_stored_stays(
    at: str, way: Callable[[Page], None], draft: Served, reading: Callable[..., Page]
) -> None:
    page = reading()
    ready(page, f"{draft.address}/index.html")
    page.evaluate(FILLED)
    ready(page, f"{draft.address}/{at}.html")
    page.evaluate("caches.keys().then(() => navigator.serviceWorker.getRegistrations())")  # as the page did
    way(page)
    page.wait_for_url(NEUTRAL)
    assert page.locator("h1").inner_text() == "Sunny"
    page.go_back()
    page.wait_for_url("**/index.html")
    assert page.evaluate(LEFT) == [["another"], [], ["another"], 0]
    page.go_forward()
    page.wait_for_url(NEUTRAL)


def test_what_a_reader_really_kept_is_cleared_a_role_a_path_how_it_looks_and_a_copy(
    served: Served, reading: Callable[..., Page]
) -> None:
    page, root = reading(), f"{served.address}/somerset"
    page.goto(f"{root}/for/teacher")
    page.get_by_role("button", name="Remember").first.click()
    page.goto(f"{root}/referral/talk-it-over")
    page.get_by_role("button", name="Start my path here").click()
    page.locator(".masthead").get_by_role("button", name="How this looks").click()
    page.get_by_role("radio", name="Dark").check()
    page.goto(f"{root}/keep")
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.locator("[data-keep]")).to_contain_text("Kept on this device: edition", timeout=60_000)
    names = set(page.evaluate("Object.keys(localStorage)"))
    assert names == {"waymark-role", "waymark-path", "waymark-look"}
    assert page.evaluate("caches.keys()") != []
    page.goto(f"{root}/for/children")
    here(page)
    out_by_escape(page)
    page.wait_for_url(NEUTRAL)
    page.goto(f"{root}/404")
    assert page.evaluate(LEFT) == [[], [], [], 0]


def test_back_never_leads_to_the_page_even_after_jumps_within_it(
    draft: Served, reading: Callable[..., Page]
) -> None:
    page = reading()
    ready(page, f"{draft.address}/families.html")
    page.get_by_role("link", name="I am a parent or carer").click()
    here(page)
    steps = page.evaluate("history.length")
    for name in ("What can I ask?", "Who can help me today?"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name)).to_be_in_viewport()
    assert page.evaluate("history.length") == steps
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#question-5, #question-5 ~ *')"), (
        "the focus jumps too"
    )
    out_by_escape(page)
    page.wait_for_url(NEUTRAL)
    page.go_back()
    page.wait_for_url("**/families.html")


def test_the_page_is_blank_at_once_however_slow_the_way_out_is(
    draft: Served, reading: Callable[..., Page]
) -> None:
    page = reading()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.context.route(f"{NEUTRAL}**", hold)
    ready(page, f"{draft.address}/for/children.html")
    # It tells what it sees by the console: nobody can ask a page that is on its way elsewhere.
    blank = """() => { setTimeout(async () => {
      const before = performance.now(), seen = [];
      const escape = () => {
        const pressed = new KeyboardEvent('keydown', {key: 'Escape', cancelable: true});
        window.dispatchEvent(pressed);
        return pressed.defaultPrevented;
      };
      seen.push(escape(), escape(), escape());
      seen.push(document.documentElement.textContent, document.title, performance.now() - before < 100);
      await new Promise((done) => setTimeout(done, 300));
      console.log(JSON.stringify([...seen, document.documentElement.textContent, escape()]));
    }); }"""
    # What Escape does in a browser, stopping it on its way, is prevented once it leads out, then and later.
    with page.expect_console_message() as told:
        page.evaluate(blank)
    assert json.loads(told.value.text) == [False, False, True, "", "", True, "", True]
    page.wait_for_timeout(200)
    assert len(held) == 2
    held[-1].fulfill(body="<h1>Sunny</h1>", content_type="text/html")
    page.wait_for_url(NEUTRAL)


def test_escape_that_closes_something_is_not_counted_and_neither_are_slow_presses(
    draft: Served, reading: Callable[..., Page]
) -> None:
    page = reading()
    ready(page, f"{draft.address}/for/parents.html")
    page.locator(".masthead").get_by_role("button", name="How this looks").click()
    expect(page.get_by_role("heading", name="How this looks")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="How this looks")).to_have_count(0)
    page.locator("a.term[aria-expanded]").first.click()
    page.keyboard.press("Escape")
    expect(page.locator(".bubble")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_timeout(5200)
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert page.url.endswith("/for/parents.html")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)


def test_where_storage_is_refused_the_way_out_works_all_the_same(
    draft: Served, reading: Callable[..., Page]
) -> None:
    page = reading()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage', 'caches']) Object.defineProperty(self, name,"
        " {get() { throw new DOMException('refused', 'SecurityError'); }});"
    )
    ready(page, f"{draft.address}/for/children.html")
    out_by_escape(page)
    page.wait_for_url(NEUTRAL)


def test_without_scripting_the_button_is_a_link_and_the_page_says_what_it_does_not(
    draft: Served, reading: Callable[..., Page]
) -> None:
    page = reading(java_script_enabled=False)
    page.goto(f"{draft.address}/families.html")
    page.get_by_role("link", name="I am a child or young person").click()
    told = page.locator(".leave__told")
    expect(told.get_by_text("Back brings this page back")).to_be_visible()
    expect(told.get_by_text("Escape key")).to_be_hidden()
    out_by_button(page)
    page.wait_for_url(NEUTRAL)


@pytest.mark.parametrize("width", [360, 1280])
def test_from_disk_on_a_phone_and_a_desk_the_way_out_is_always_in_sight(
    width: int, draft: Served, reading: Callable[..., Page]
) -> None:
    page = reading(width=width)
    ready(page, (draft.folder / "index.html").as_uri())
    page.get_by_role("link", name="Two short pages").click()
    page.get_by_role("link", name="I am a parent or carer").click()
    here(page)
    button = page.get_by_role("link", name="Leave this page now")
    for down in (0, 1500, 100_000):
        page.evaluate(f"window.scrollTo({{top: {down}, behavior: 'instant'}})")
        expect(button).to_be_in_viewport(ratio=1)
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    last = page.locator(".foot__line").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= box["y"], "the end of the page is not behind the button"
    page.evaluate("localStorage.setItem('waymark-look', 'view-dark')")
    out_by_button(page)
    page.wait_for_url(NEUTRAL)
    page.goto((draft.folder / "index.html").as_uri())
    assert page.evaluate("localStorage.getItem('waymark-look')") is None


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("at", PAGES)
def test_axe_finds_nothing_no_page_is_too_wide_and_nobody_else_is_asked(
    at: str, width: int, draft: Served, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{draft.address}/{at}.html")
        here(page)
        page.evaluate(AXE)
        found = faults(page)
        assert found == [], f"{at} at {width}, {scheme}: {json.dumps(found, indent=1)}"
    page.set_viewport_size({"width": min(width, 320), "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= min(width, 320)
    assert all(url.startswith((draft.address, "data:")) for url in asked)
    page.close()


def test_on_paper_there_is_no_button(draft: Served, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(f"{draft.address}/for/children.html")
    page.emulate_media(media="print")
    assert page.locator("[data-way-out]").is_hidden()
    assert page.locator(".helplines").is_visible()
    page.close()
