"""From a word at the desk to the page that readers see: corrected, agreed, in force."""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT
from tests.journeys.test_journeys import AXE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("whole")]

AREAS = sorted(folder.name for folder in (ROOT / "southwest/partnerships").iterdir())
AtTheDesk = Callable[[str], Page]


def read(whole: str, path: str) -> str:
    """A page as a reader gets it."""
    with urllib.request.urlopen(f"{whole}/{path}", timeout=20) as answer:
        return str(answer.read().decode())


def until(found: Callable[[], bool], seconds: float = 60) -> float:
    """Wait for something to be so; how long it took."""
    started = time.monotonic()
    while not found():
        assert time.monotonic() - started < seconds, "it did not come about"
        time.sleep(0.1)
    return time.monotonic() - started


def test_a_corrected_telephone_number_is_on_one_gateway_and_on_no_other(
    at_the_desk: AtTheDesk, whole: str, record_property: Callable[[str, object], None]
) -> None:
    number = "01632 960777"
    page = at_the_desk("devon-editor")
    page.goto("/desk/local/devon/")
    page.get_by_role("link", name="Devon Children's Front Door").click()
    page.get_by_label("Telephone").fill(number)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved “Devon Children's Front Door”")).to_be_visible()
    page.goto("/desk/agreeing/")
    page.get_by_role("link", name="Send Devon’s changes for sign-off").click()
    expect(page.locator("ins", has_text="960777").or_(page.get_by_text(number)).first).to_be_attached()
    page.get_by_label(re.compile("Why was it changed")).first.fill("The old number is no longer answered.")
    page.get_by_role("button", name="Send for sign-off").click()
    expect(page.get_by_role("heading", name="Being agreed")).to_be_visible()
    assert number not in read(whole, "devon/contacts.html")

    signer = at_the_desk("devon-signatory")
    signer.goto("/desk/agreeing/")
    signer.get_by_role("link", name=re.compile("Devon|upplement")).last.click()
    signer.get_by_role("button", name="Sign and bring into force now").click()
    took = until(lambda: number in read(whole, "devon/contacts.html"))
    record_property("seconds from signing to the gateway", round(took, 2))
    print(f"\nOn Devon's gateway {took:.1f} seconds after signing")
    for area in AREAS:
        if area != "devon":
            assert number not in read(whole, f"{area}/contacts.html")


def test_twelve_agree_one_word_undoes_it_and_all_gateways_change_at_once(
    at_the_desk: AtTheDesk, whole: str
) -> None:
    place, title = "referral/other-help", "No child protection action, but help is offered"
    editor = at_the_desk("editor")
    editor.goto("/desk/manual/")
    editor.get_by_role("link", name="No child protection action, but the family may need help").first.click()
    draft = editor.url
    editor.get_by_label("Title").fill(title)
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.get_by_text(f"Saved “{title}”")).to_be_visible()
    editor.goto("/desk/agreeing/new/edition/")
    editor.get_by_label("What is it called at the desk?").fill("A kinder title")
    editor.locator("input[name=take]").first.check()
    editor.get_by_label(re.compile("Why was it changed")).first.fill("The old title sounded like a refusal.")
    editor.get_by_role("button", name="Propose it").click()
    expect(editor.get_by_role("heading", name="A kinder title")).to_be_visible()
    candidate = editor.url

    def sign(who: str) -> None:
        page = at_the_desk(who)
        page.goto(candidate)
        page.get_by_role("button", name=re.compile("^Sign")).first.click()
        expect(page.get_by_text(re.compile("You have said your word|signed", re.I)).first).to_be_visible()
        page.context.close()

    sign("devon-signatory")
    sign("steering")
    editor.goto(draft)
    editor.get_by_label("Who acts").fill("The social worker and their manager")
    editor.get_by_role("button", name="Save", exact=True).click()
    editor.goto(candidate)
    expect(editor.get_by_text("A change un-signed this.")).to_be_visible()

    for area in AREAS:
        sign(f"{area}-signatory")
    editor.goto(candidate)
    assert editor.get_by_role("button", name="Bring it into force now").count() == 0
    sign("steering")
    assert title not in read(whole, f"devon/{place}.html")
    editor.goto(candidate)
    editor.get_by_role("button", name="Bring it into force now").click()
    until(lambda: title in read(whole, f"{AREAS[0]}/{place}.html"))
    # One append brings all of them into force: no gateway can still show the edition before.
    for area in AREAS:
        assert title in read(whole, f"{area}/{place}.html")


PAGES = {
    "editor": (
        "",
        "manual/",
        "charts/",
        "charts/referral/",
        "agreeing/",
        "record/",
        "gone/",
        "search/",
        "packs/",
    ),
    "devon-editor": ("", "local/devon/", "agreeing/", "letters/", "letters/clear/", "account/"),
    "keeper": ("account/people/", "account/settings/", "letters/owners/", "packs/"),
}


@pytest.mark.parametrize("who", PAGES)
def test_the_desks_own_pages_pass_axe(at_the_desk: AtTheDesk, who: str) -> None:
    page = at_the_desk(who)
    drafts = []
    faults: dict[str, object] = {}
    if who == "editor":
        page.goto("/desk/manual/")
        drafts = [
            page.get_by_role("link", name="Talk it over with your manager").first.get_attribute("href") or ""
        ]
    if who == "devon-editor":
        page.goto("/desk/local/devon/")
        drafts = [
            page.get_by_role("link", name=name).first.get_attribute("href") or ""
            for name in ("Devon Children's Front Door", "Levels of Need framework")
        ]
    # The desk's frame is told by a script how wide the screen is, so each page is opened at each width.
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for address in (*(f"/desk/{path}" for path in PAGES[who]), *drafts):
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            page.wait_for_load_state("networkidle")
            page.evaluate(AXE)
            found = page.evaluate(
                "axe.run({resultTypes: ['violations']})"
                ".then(done => done.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"
            )
            if found:
                faults[f"{address} at {width}"] = found
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                faults[f"{address} is wider than the screen"] = width
    assert faults == {}
