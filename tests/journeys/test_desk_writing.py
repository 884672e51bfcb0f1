"""Writing at the desk in a real browser: rows, picking, links, pasting, findings, and two at once."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.journeys.conftest import ROOT

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("writing")]

SETTINGS = """
from waymark.desk.settings import *
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""
FILLING = """
import json, sys, django; django.setup()
from pathlib import Path
from importlib import import_module
from django.conf import settings
from django.contrib.auth import get_user_model
from waymark.desk.doors.into import import_pack
from waymark.desk.models import Duty
from waymark.manual.pack.whole import read_pack
import_pack(read_pack(Path("southwest"))[0])
sessions = {}
for name, area, what in [("Edith", "", "editor"), ("Erin", "", "editor"), ("Dev", "devon", "editor")]:
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "x", first_name=name)
    Duty.objects.create(user=user, partnership=area, what=what)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    sessions[name] = session.session_key
json.dump(sessions, sys.stdout)
"""


class Desk:
    """A desk that serves, filled with the starter manual, and a way in for each person."""

    def __init__(self, address: str, folder: Path, sessions: dict[str, str]) -> None:
        self.address, self.folder, self.sessions = address, folder, sessions

    def data(self, place: str, partnership: str = "") -> tuple[int, dict[str, Any]]:
        """The number and the plain data of a draft, as they stand in the database now."""
        with sqlite3.connect(self.folder / "desk.sqlite3") as database:
            found = database.execute(
                "select id, data from desk_draft where place = ? and partnership = ?", (place, partnership)
            ).fetchone()
        return found[0], json.loads(found[1])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, tables: Callable[[Path], None]) -> Iterator[Desk]:
    """A desk for the length of these tests."""
    folder = tmp_path_factory.mktemp("desk")
    tables(folder)
    (folder / "journey_settings.py").write_text(SETTINGS)
    environment = {
        **os.environ,
        "WAYMARK_DESK": str(folder),
        "WAYMARK_TRYING": "yes",
        "DJANGO_SETTINGS_MODULE": "journey_settings",
        "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}",
    }
    run = [sys.executable, "-c", FILLING]
    filled = subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"{address}/desk/account/login/", timeout=2):
                    break
            except OSError:
                time.sleep(0.2)
        yield Desk(address, folder, json.loads(filled.stdout))
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def opened(desk: Desk, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a draft as a person; whatever a script complains of fails the test."""
    contexts = []
    complaints: list[str] = []

    def come_in(person: str, path: str, width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        context.add_cookies(
            [{"name": "waymark_desk", "value": desk.sessions[person], "url": f"{desk.address}/desk/"}]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{desk.address}{path}")
        if "/drafts/" in path or "/new/" in path:
            page.wait_for_selector("form[data-ready], .desk-read")
        return page

    yield come_in
    for context in contexts:
        context.close()
    # An answer of 409 or 422 is told as an error too, and is meant.
    assert [each for each in complaints if "409" not in each and "422" not in each] == []


def address(desk: Desk, place: str, partnership: str = "") -> str:
    return f"/desk/drafts/{desk.data(place, partnership)[0]}/"


def save(page: Page) -> None:
    page.click("[data-save]")
    page.wait_for_selector(".desk-said__one")


def editor(page: Page, field: str, row: int | None = None) -> Any:
    within = page.locator(f'[data-field="{field}"]')
    if row is not None:
        within = within.locator(".desk-rows__row:visible").nth(row)
    return within.locator("[contenteditable=true]").last


def paste(page: Page, field: str, html: str, row: int | None = None) -> None:
    box = editor(page, field, row)
    box.click()
    page.keyboard.press("Control+End")
    box.evaluate(
        """(box, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          data.setData("text/plain", "plain words");
          const how = { clipboardData: data, bubbles: true, cancelable: true };
          box.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        html,
    )
    page.wait_for_timeout(400)


WORD = (Path(__file__).parent / "from_word.html").read_text()


def test_opening_a_box_and_saving_it_changes_nothing(desk: Desk, opened: Callable[..., Page]) -> None:
    place = "urgent-action/emergency-action"
    before = desk.data(place)[1]
    page = opened("Edith", address(desk, place))
    expect(page.locator("[data-state]")).to_contain_text("Saved")
    save(page)
    assert desk.data(place)[1] == before


def test_pasting_from_word_leaves_clean_text(desk: Desk, opened: Callable[..., Page]) -> None:
    place = "procedures/private-fostering"
    page = opened("Edith", address(desk, place))
    box = editor(page, "facets-how_to_do_it")
    box.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    paste(page, "facets-how_to_do_it", WORD)
    save(page)
    assert desk.data(place)[1]["facets"]["how_to_do_it"] == "\n\n".join(
        [
            "When a child moves",
            "Tell the **new school** before the child starts. It’s a duty, not a favour.",
            "- Ring first\n- Then write, to [the council](https://www.example.org/a%281%29)",
            "1. Ask who the child lives with\n2. Write it down",
            "**Who** – **By when**",
            "School – 2 working days",
            "See the old guide and page 4 of it.",
            "A line",
            "and another line",
        ]
    )


def test_bold_lists_links_and_undo(desk: Desk, opened: Callable[..., Page]) -> None:
    place = "procedures/private-fostering"
    page = opened("Edith", address(desk, place))
    box = editor(page, "facets-for_families-child")
    box.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+B")
    page.keyboard.type("You")
    page.keyboard.press("Control+B")
    page.keyboard.type(" can say no. Ask for a referral.")
    page.keyboard.press("ArrowLeft")
    for _ in "referral":
        page.keyboard.press("Shift+ArrowLeft")
    page.locator('[data-field="facets-for_families-child"] button[name=PLACE]').click()
    page.get_by_role("button", name="Words", exact=True).click()
    page.get_by_label("Search by words").fill("referral")
    page.keyboard.press("Enter")
    expect(box.locator(".desk-link")).to_have_count(1)
    page.keyboard.press("Control+End")
    page.keyboard.type("x")
    page.wait_for_timeout(300)
    page.keyboard.press("Control+Z")
    save(page)
    held = desk.data(place)[1]["facets"]["for_families"]["child"]
    assert held.startswith("**You** can say no. Ask for a [referral")
    assert "(terms/referral)" in held
    assert not held.endswith("x")

    box = editor(page, "facets-for_families-child")
    box.locator(".desk-link").click()
    page.get_by_label("Or a page on the web").fill("http://example.org/")
    page.keyboard.press("Enter")
    expect(page.locator("#choose-web-wrong")).to_contain_text("https://")
    page.get_by_label("Or a page on the web").fill("https://example.org/help")
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    save(page)
    assert "(https://example.org/help)" in desk.data(place)[1]["facets"]["for_families"]["child"]

    editor(page, "facets-for_families-child").locator(".desk-link").click()
    page.get_by_role("button", name="Take the link away").click()
    page.wait_for_timeout(400)
    save(page)
    assert "](" not in desk.data(place)[1]["facets"]["for_families"]["child"]


def test_rows_are_added_moved_taken_out_and_put_back(desk: Desk, opened: Callable[..., Page]) -> None:
    place = "procedures/private-fostering"
    before = desk.data(place)[1]["facets"]["key_points"]
    page = opened("Edith", address(desk, place))
    rows = page.locator('[data-field="facets-key_points"]')
    page.get_by_role("button", name="Add a key point").click()
    expect(editor(page, "facets-key_points", len(before))).to_be_focused()
    page.keyboard.type("Write down what you see.")
    page.get_by_role("button", name=f"Move up: Key point {len(before) + 1}").click()
    page.get_by_role("button", name="Take out: Key point 1", exact=True).click()
    expect(rows.get_by_text("Key point 1 is taken out")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="Take out: Key point 2", exact=True).click()
    page.wait_for_timeout(400)
    save(page)
    expected = [*before[:-1], "Write down what you see.", before[-1]]
    del expected[1]
    assert desk.data(place)[1]["facets"]["key_points"] == expected


def test_picking_a_lesson_by_keyboard(desk: Desk, opened: Callable[..., Page]) -> None:
    place = "procedures/private-fostering"
    before = desk.data(place)[1]["facets"].get("lessons", [])
    page = opened("Edith", address(desk, place))
    page.get_by_role("button", name="Add a lesson").click()
    row = page.locator('[data-field="facets-lessons"] .desk-rows__row:visible').last
    expect(row.get_by_role("button", name="Choose…")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search by words")).to_be_focused()
    page.keyboard.type("listen")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(row.locator("[data-picked-words]")).not_to_be_empty()
    save(page)
    after = desk.data(place)[1]["facets"]["lessons"]
    assert after[:-1] == before
    assert "#" in after[-1]


def test_where_a_note_stands_is_picked(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened("Dev", "/desk/new/note/?for=devon")
    page.get_by_role("button", name="Choose… Shown at").click()
    page.get_by_label("Search by words").fill("private fostering")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-picked-words]")).to_contain_text("rivate")
    editor(page, "text").click()
    page.keyboard.type("Ring us first.")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Note at")


def test_the_way_back_from_a_preview_leads_to_the_unsaved_words(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened("Erin", address(desk, "terms/abuse"))
    editor(page, "meaning").click()
    page.keyboard.press("End")
    page.keyboard.type(" Words not saved.")
    with page.expect_popup() as opening:
        page.get_by_role("button", name="Preview").click()
    look = opening.value
    look.wait_for_url("**/previews/**")
    expect(look.frame_locator("iframe").locator("main ins").first).to_be_in_viewport()
    # The window may be gone before it has told that it was pressed; that it goes is what is waited for.
    with look.expect_event("close"), suppress(Error):
        look.get_by_role("link", name="Back to writing").click()
    expect(editor(page, "meaning")).to_contain_text("Words not saved.")


def test_the_slower_of_two_is_told_with_both_texts(desk: Desk, opened: Callable[..., Page]) -> None:
    place = "terms/referral"
    number, before = desk.data(place)
    first = opened("Edith", f"/desk/drafts/{number}/")
    second = opened("Erin", f"/desk/drafts/{number}/")
    for page, words in ((first, "Edith’s words."), (second, "Erin’s words.")):
        editor(page, "meaning").click()
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
        page.wait_for_timeout(400)
    save(first)
    second.click("[data-save]")
    conflict = second.locator(".desk-conflict")
    expect(conflict).to_contain_text("Edith saved this while you were writing")
    expect(conflict).to_contain_text("Edith’s words.")
    expect(conflict).to_contain_text("Erin’s words.")
    assert desk.data(place)[1]["meaning"] == "Edith’s words."
    second.wait_for_selector("form[data-ready]")
    second.click("[data-save]")
    second.wait_for_selector(".desk-said__one--success")
    assert desk.data(place)[1] == {**before, "meaning": "Erin’s words."}


def test_nobody_leaves_unsaved_words_by_accident(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened("Edith", address(desk, "terms/referral"))
    editor(page, "meaning").click()
    page.keyboard.type("More. ")
    expect(page.locator("[data-state]")).to_have_text("Not saved yet")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{desk.address}/desk/manual/")
    assert asked == ["beforeunload"]


def test_findings_stand_at_their_field_and_a_plainer_word_is_put_in(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    place = "procedures/private-fostering"
    page = opened("Edith", address(desk, place))
    field = page.locator('[data-field="facets-how_to_do_it"]')
    expect(field.locator("[data-age]")).to_contain_text("reads at")
    box = editor(page, "facets-how_to_do_it")
    box.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Utilise the form.")
    finding = field.locator(".desk-finding", has_text="Utilise the form.")
    expect(finding.locator("mark")).to_have_text("Utilise")
    expect(page.locator("[data-noticed]")).to_contain_text("to look at")
    finding.get_by_role("button", name="Say “use”").click()
    expect(box).to_contain_text("Use the form.")
    expect(finding).to_have_count(0)
    save(page)
    assert desk.data(place)[1]["facets"]["how_to_do_it"].endswith("Use the form.")


def test_a_keyboard_leaves_a_list(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened("Edith", address(desk, "procedures/private-fostering"))
    box = editor(page, "facets-how_to_do_it")
    box.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("- a point")
    page.keyboard.press("Tab")
    expect(box).not_to_be_focused()


def test_a_new_box_has_its_place_suggested(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened("Edith", "/desk/new/box/")
    page.get_by_label("Its chart").select_option("referral")
    page.get_by_label("Title").fill("Tell the child’s doctor (GP)")
    expect(page.get_by_label("Place", exact=True)).to_have_value("referral/tell-the-childs-doctor-gp")
    save(page)
    assert desk.data("referral/tell-the-childs-doctor-gp")[1]["title"] == "Tell the child’s doctor (GP)"
    assert desk.data("referral")[1]["boxes"][-1] == "referral/tell-the-childs-doctor-gp"


@pytest.mark.parametrize(
    ("person", "path"),
    [
        ("Edith", "/desk/manual/"),
        ("Dev", "/desk/local/devon/"),
        ("Edith", "/desk/new/procedure/"),
        ("Edith", "urgent-action/emergency-action"),
        ("Dev", "urgent-action/emergency-action"),
    ],
)
def test_axe_finds_nothing(person: str, path: str, desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened(person, path if path.startswith("/") else address(desk, path))
    page.wait_for_timeout(600)
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
        assert [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_in_the_chooser(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened("Edith", address(desk, "urgent-action/emergency-action"))
    page.get_by_role("button", name="Choose another… Time limit 1").first.click()
    page.wait_for_selector("#choose-list li")
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    found = page.evaluate("async () => (await axe.run('dialog')).violations")
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
