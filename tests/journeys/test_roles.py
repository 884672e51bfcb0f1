"""For you: a role is chosen, remembered on the device alone, seen on every page, and forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.journeys.conftest import Served

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
BOX = "/somerset/referral/decide-on-the-referral"
Opened = Callable[..., Page]
REMEMBER, FORGET = re.compile("^Remember this on this device"), re.compile("^Forget it")


def axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def kept(page: Page) -> dict[str, str]:
    """All that is kept on the device."""
    found: dict[str, str] = page.evaluate("({...localStorage})")
    assert page.evaluate("sessionStorage.length") == 0
    return found


def remember(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-role]").get_by_role("button", name=REMEMBER).first.click()
    expect(page.locator("[data-role]").get_by_role("button", name=FORGET)).to_be_visible()


def spoken(page: Page, words: str) -> Locator:
    """What is said aloud, in these words."""
    return page.get_by_role("status").filter(has_text=words)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_role_is_chosen_once_and_seen_everywhere(width: int, opened: Opened, served: Served) -> None:
    page = opened(width, has_touch=True)
    requests: list[Request] = []
    page.on("request", lambda each: requests.append(each))  # noqa: PLW0108 - a list's own is refused
    page.goto(f"{served.address}/somerset/")
    page.get_by_role("link", name="For your job").first.click()
    page.get_by_role("link", name="Social worker", exact=True).click()
    expect(page).to_have_url(re.compile("/somerset/for/social-worker"))
    assert kept(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    button = page.get_by_role("button", name=REMEMBER)
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button.tap()
    expect(page.get_by_text("Remembered on this device: your notes come first.")).to_be_visible()
    expect(spoken(page, "Remembered on this device: Social worker")).to_have_count(1)
    assert kept(page) == {"waymark-role": "social-worker"}
    # A box: the note itself comes first, once, and its address holds.
    page.goto(served.address + BOX)
    yours = page.get_by_role("region", name="For you", exact=True)
    expect(yours.locator("#role-social-worker")).to_be_visible()
    assert page.locator("#role-social-worker").count() == 1
    below = page.evaluate(
        "['key-points', 'yours-title', 'how-to-do-it', 'for-your-role']"
        ".map(id => document.getElementById(id).getBoundingClientRect().top)"
    )
    assert below == sorted(below)
    expect(page.locator("#for-your-role a[href='#role-social-worker']")).to_be_visible()
    assert axe(page) == []
    # A chart: what the role does is said in words, in the list and in the drawing.
    page.goto(f"{served.address}/somerset/referral")
    step = page.locator("#step-referral--decide-on-the-referral")
    expect(step.get_by_text("You act here")).to_be_visible()
    shape = page.locator("#box-referral--decide-on-the-referral")
    expect(shape).to_have_attribute("aria-label", re.compile(r"\. You act here$"))
    expect(shape.get_by_text("You act here")).to_be_attached()
    expect(page.get_by_text("Marked for you: Social worker.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    # Home: five places, below the way for a child who is not safe.
    page.goto(f"{served.address}/somerset/")
    five = page.get_by_role("region", name="Your five most needed places")
    expect(five.get_by_role("listitem")).to_have_count(5)
    danger = page.get_by_role("link", name="A child may not be safe right now").bounding_box()
    there = five.bounding_box()
    assert danger is not None
    assert there is not None
    assert danger["y"] < there["y"]
    assert axe(page) == []
    five.get_by_role("button", name="Forget my role").tap()
    expect(five).to_have_count(0)
    assert kept(page) == {}
    page.goto(served.address + BOX)
    expect(page.locator("#for-your-role #role-social-worker")).to_be_visible()
    expect(page.get_by_role("region", name="For you", exact=True)).to_have_count(0)
    assert {each.url.split("/somerset/")[0] for each in requests} <= {served.address}
    assert not [each.url for each in requests if "?" in each.url or each.method != "GET"]


def test_where_another_acts_the_chart_says_that_there_is_a_note(opened: Opened, served: Served) -> None:
    page = opened()
    remember(page, f"{served.address}/somerset/for/police-officer")
    page.goto(f"{served.address}/somerset/referral")
    step = page.locator("#step-referral--decide-on-the-referral")
    expect(step.get_by_text("Note for you")).to_be_visible()
    expect(step.get_by_text("You act here")).to_have_count(0)
    shape = page.locator("#box-referral--decide-on-the-referral")
    expect(shape).to_have_attribute("aria-label", re.compile(r"\. Note for you$"))


def test_by_keyboard_alone_and_the_place_is_kept(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(f"{served.address}/somerset/for")
    first = page.locator("[data-role='gp']").get_by_role("button")
    expect(first).to_have_accessible_name("Remember this on this device: GP")
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-role='gp']").get_by_role("button")).to_be_focused()
    expect(page.locator("[data-role='gp']").get_by_role("button")).to_have_accessible_name("Forget it: GP")
    assert axe(page) == []
    page.locator("[data-role='teacher']").get_by_role("button").focus()
    page.keyboard.press(" ")
    assert kept(page) == {"waymark-role": "teacher"}
    expect(page.get_by_role("button", name=FORGET)).to_have_count(1)
    expect(page.get_by_role("button", name=FORGET)).to_be_focused()
    page.keyboard.press("Enter")
    assert kept(page) == {}


def test_a_link_shows_a_role_and_keeps_nothing(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(f"{served.address}/somerset/for/teacher")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "For you: Teacher or designated safeguarding lead"
    )
    expect(page.get_by_role("button", name=REMEMBER)).to_be_visible()
    expect(page.locator("[data-role]")).to_contain_text(
        "Your notes come first on pages that you open from here. Nothing is remembered."
    )
    page.goto(served.address + BOX)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("region", name="For you", exact=True)).to_have_count(0)
    assert kept(page) == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_a_role_in_a_link_goes_on_from_page_to_page(width: int, opened: Opened, served: Served) -> None:
    page = opened(width)
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    yours = page.get_by_role("region", name="For you", exact=True)
    page.goto(f"{served.address}/somerset/for/teacher")
    note = page.locator(".role__title a").nth(3)
    note.click()
    expect(yours.locator("#role-teacher")).to_be_visible()
    expect(yours.locator("#role-teacher")).to_be_in_viewport()
    expect(yours).to_contain_text("This role came with a link. It is not remembered.")
    assert page.url.endswith(".html#for=teacher&role-teacher")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    # A jump on the page is a jump; the next page knows the role all the same.
    page.locator(".jumps a[href='#next']").click()
    assert page.url.endswith("#next")
    page.locator(".onward__ways a").first.click()
    expect(yours.locator("#role-teacher")).to_be_visible()
    # A chart, by a link to a step of it; then a box from the drawing, or from the list on a phone.
    page.locator(".box__chart a").click()
    expect(page.get_by_text("Marked for you: Teacher or designated safeguarding lead.")).to_be_visible()
    spot = page.url.partition("#for=teacher&")[2]
    assert spot.startswith("step-")
    expect(page.locator(f"#{spot}")).to_be_in_viewport()
    drawn = page.locator("a#box-referral--talk-it-over")
    if width > 1000:
        drawn.click()
        expect(yours.locator("#role-teacher")).to_be_visible()
        page.go_back()
        expect(page.get_by_text("Marked for you: Teacher or designated safeguarding lead.")).to_be_visible()
    page.get_by_role("link", name="Somerset").first.click()
    expect(page.get_by_role("region", name="Your five most needed places")).to_be_visible()
    assert kept(page) == {}
    assert not [each for each in asked if "#" in each or "?" in each]
    # It is left by a press, and the address no longer says it.
    page.get_by_role("button", name="Leave this role").click()
    expect(page.get_by_role("region", name="Your five most needed places")).to_have_count(0)
    assert "#" not in page.url
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("region", name="Your five most needed places")).to_have_count(0)


def test_a_role_in_a_link_gives_way_to_ones_own_and_ends_where_one_chooses(
    opened: Opened, served: Served
) -> None:
    page = opened()
    page.goto(f"{served.address}/somerset/referral/tell-the-referrer#for=teacher")
    yours = page.get_by_role("region", name="For you", exact=True)
    expect(yours.locator("#role-teacher")).to_be_visible()
    page.locator(".foot").get_by_role("link", name="For your job").click()
    expect(page.get_by_role("button", name=REMEMBER).first).to_be_visible()
    assert page.url.endswith("for.html")
    page.get_by_role("button", name="Remember this on this device: Social worker").click()
    page.goto("about:blank")
    page.goto(f"{served.address}{BOX}#for=teacher")
    expect(yours.locator("#role-social-worker")).to_be_visible()
    page.locator(".onward__ways a").first.click()
    expect(page.get_by_role("region", name="For you", exact=True)).to_be_visible()
    assert "#" not in page.url


@pytest.mark.parametrize("role", ["constructor", "nobody", "%3Cb%3E", ""])
def test_a_link_for_a_role_that_there_is_not_changes_nothing(
    role: str, opened: Opened, served: Served
) -> None:
    page = opened()
    for path in (BOX, "/somerset/referral", "/somerset/"):
        page.goto(f"{served.address}{path}#for={role}", wait_until="networkidle")
        expect(page.locator(".facet--yours, .kind--yours, #yours-title")).to_have_count(0)
    assert kept(page) == {}


def test_a_step_that_is_taken_on_a_path_with_a_role_in_the_link_is_taken(
    opened: Opened, served: Served
) -> None:
    page = opened()
    page.goto(f"{served.address}{BOX}#for=teacher")
    page.get_by_role("button", name="Start my path here").click()
    expect(page.get_by_role("heading", name="My path: step 1")).to_be_focused()
    page.locator(".onward__ways a").first.click()
    expect(page.get_by_role("heading", name="My path: step 2")).to_be_visible()
    expect(page.locator(".facet--yours #role-teacher")).to_be_visible()
    assert list(kept(page)) == ["waymark-path"]


@pytest.mark.parametrize("width", [360, 1280])
def test_with_scripting_off_the_page_of_a_role_is_whole(width: int, opened: Opened, served: Served) -> None:
    page = opened(width, java_script_enabled=False)
    page.goto(f"{served.address}/somerset/for")
    page.get_by_role("link", name="Teacher or designated safeguarding lead").click()
    expect(page.get_by_role("heading", name="What you may need most")).to_be_visible()
    assert page.locator(".role").count() > 40
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    note = page.locator(".role__title a").first
    address = note.get_attribute("href") or ""
    assert address.endswith("#role-teacher")
    note.click()
    expect(page.locator("#role-teacher")).to_be_in_viewport()


def test_how_to_use_this_is_one_short_page(opened: Opened, served: Served) -> None:
    page = opened(360)
    page.goto(f"{served.address}/somerset/")
    page.get_by_role("link", name="How to use this").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How to use this")
    height = page.evaluate("document.querySelector('main').getBoundingClientRect().height")
    assert height <= 2.2 * 740
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []
    for link in page.locator("main a").all():
        assert link.get_attribute("href")


def test_from_a_memory_stick(opened: Opened, served: Served) -> None:
    page = opened()
    here = served.folder / "somerset"
    remember(page, (here / "for" / "social-worker.html").as_uri())
    requests: list[str] = []
    page.on("request", lambda each: requests.append(each.url))
    page.goto((here / "referral" / "decide-on-the-referral.html").as_uri())
    expect(page.locator(".facet--yours #role-social-worker")).to_be_visible()
    page.goto((here / "index.html").as_uri())
    five = page.get_by_role("region", name="Your five most needed places")
    expect(five.get_by_role("listitem")).to_have_count(5)
    five.get_by_role("link").nth(2).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert all(each.startswith("file:") for each in requests)


def test_where_storage_is_refused_it_says_so_calmly(opened: Opened, served: Served) -> None:
    page = opened()
    page.add_init_script(
        "for (const way of ['getItem', 'setItem', 'removeItem'])"
        " Storage.prototype[way] = () => { throw new Error('refused'); };"
    )
    page.goto(f"{served.address}/somerset/for/teacher")
    page.get_by_role("button", name=REMEMBER).click()
    expect(page.get_by_text("This browser keeps nothing, so it cannot remember.")).to_be_visible()
    expect(spoken(page, "This browser keeps nothing")).to_have_count(1)
    page.goto(served.address + BOX)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_what_one_tab_remembers_another_shows(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + BOX)
    other = page.context.new_page()
    remember(other, f"{served.address}/somerset/for/social-worker")
    yours = page.locator(".facet--yours #role-social-worker")
    expect(yours).to_be_visible()
    remember(other, f"{served.address}/somerset/for/manager")
    expect(page.locator(".facet--yours #role-manager")).to_be_visible()
    expect(yours).to_have_count(0)
    other.get_by_role("button", name=FORGET).click()
    expect(page.locator("#for-your-role #role-manager")).to_be_visible()
    expect(page.locator(".facet--yours")).to_have_count(0)


def test_a_link_to_a_spot_still_lands_there(opened: Opened, served: Served) -> None:
    page = opened(360)
    remember(page, f"{served.address}/somerset/for/social-worker")
    for spot in ("role-social-worker", "next", "for-your-role"):
        page.goto("about:blank")
        page.goto(f"{served.address}{BOX}#{spot}")
        expect(page.locator(".facet--yours")).to_be_attached()
        expect(page.locator(f"#{spot}")).to_be_in_viewport()
        for _ in range(50):
            top = page.locator(f"#{spot}").evaluate("one => one.getBoundingClientRect().top")
            if 0 <= top < 120:
                break
            page.wait_for_timeout(100)
        assert 0 <= top < 120, spot


def test_searching_favours_a_role_only_once_it_is_remembered(opened: Opened, served: Served) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.goto(served.address + BOX)
    status = page.locator(".find__status")
    page.fill("#find-words", "when is the meeting")
    expect(status).to_have_text(re.compile("the likeliest first$"))
    assert not [each for each in asked if each.endswith("for/roles.js")]
    remember(page, f"{served.address}/somerset/for/social-worker")
    page.goto(served.address + BOX)
    asked.clear()
    page.fill("#find-words", "when is the meeting")
    expect(status).to_have_text(re.compile("those for your role a little sooner$"))
    assert len([each for each in asked if each.endswith("for/roles.js")]) == 1
    assert axe(page) == []
