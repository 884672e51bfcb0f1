"""Telling us whether a page is clear: a phone, scripting off, the keyboard alone, and the desk down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served
from tests.journeys.test_journeys import AXE, faults

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("whole")]

PAGE = "/devon/referral/talk-it-over"
ASK = "Is this page clear?"
WARNING = "Nobody reads this at night and nobody will act on it. If a child may be in danger"
#: Longer than a form must be open before it can be sent.
A_MOMENT = 2_200


@pytest.fixture
def phone(opened: Callable[..., Page]) -> Page:
    """A small phone with scripting off."""
    return opened(360, java_script_enabled=False, has_touch=True)


def fits(page: Page) -> None:
    """Nothing stands out beyond the edge of the screen, and what is pressed is large enough."""
    expect(page.locator("h1")).to_have_count(1)
    widest = page.locator("body *:not(.unseen, .unseen *)").evaluate_all(
        "all => Math.max(...all.map(each => each.getBoundingClientRect().right))"
    )
    assert widest <= 360, page.title()
    heights = page.locator("main button").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert all(each >= 44 for each in heights), page.title()


def sound(page: Page) -> None:
    """Axe finds nothing. It needs scripting, so the page is looked at with it."""
    page.evaluate(AXE)
    assert faults(page) == []


def test_yes_is_one_press_and_the_way_back(whole: str, phone: Page) -> None:
    phone.goto(f"{whole}{PAGE}")
    phone.get_by_role("button", name="Yes", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. Your answer is counted.")
    assert phone.url == f"{whole}/letters/", "no word of what is read stands in the address"
    fits(phone)
    phone.get_by_role("link", name="Back to").click()
    assert phone.url == f"{whole}{PAGE}"
    assert not phone.context.cookies()


def test_no_goes_by_a_reason_and_what_to_do_before_any_words(whole: str, phone: Page) -> None:
    phone.goto(f"{whole}{PAGE}")
    phone.get_by_role("button", name="No", exact=True).click()
    expect(phone.locator("textarea")).to_have_count(0)
    fits(phone)
    phone.get_by_role("button", name="Send this").click()
    expect(phone.get_by_role("alert")).to_contain_text("Choose what fits best.")
    phone.get_by_label("The words are hard").check()
    phone.wait_for_timeout(A_MOMENT)
    phone.get_by_role("button", name="Go on, and write more").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(WARNING)
    expect(phone.locator("textarea")).to_have_count(0)
    expect(phone.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")
    expect(phone.get_by_role("link", name="0800 1111")).to_be_visible()
    fits(phone)
    phone.get_by_role("button", name="I have read this").click()
    fits(phone)
    words = phone.get_by_label("What would you like to tell us")
    words.fill("The second sentence is long.")
    phone.get_by_role("button", name="Send the letter").click()
    expect(phone.get_by_role("alert")).to_contain_text("That was very quick")
    expect(words).to_have_value("The second sentence is long.")
    phone.wait_for_timeout(A_MOMENT)
    phone.get_by_role("button", name="Send the letter").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. Your letter is sent.")
    fits(phone)
    assert phone.url == f"{whole}/letters/"


def test_by_keyboard_alone_a_worry_leads_to_what_to_do(whole: str, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{whole}{PAGE}")
    no = page.get_by_role("button", name="No", exact=True)
    page.get_by_role("button", name="Yes", exact=True).focus()
    page.keyboard.press("Tab")
    expect(no).to_be_focused()
    page.keyboard.press("Enter")
    worried = page.get_by_label("I am worried about a child")
    expect(worried).to_be_visible()
    sound(page)
    for _ in range(6):
        page.keyboard.press("Tab")
        if worried.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(worried).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(WARNING)
    expect(page.locator("main")).to_contain_text("It cannot get help to a child, but these people can.")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_at_any_step(width: int, whole: str, opened: Callable[..., Page]) -> None:
    page = opened(width)
    page.goto(f"{whole}/letters/")
    sound(page)
    page.get_by_role("button", name="No, it is not").click()
    sound(page)
    page.get_by_label("I am worried about a child").check()
    page.get_by_role("button", name="Send this").click()
    sound(page)
    page.get_by_role("button", name="I have read this").click()
    sound(page)
    page.get_by_label("What would you like to tell us").fill("Please help me. My dad hits me.")
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Send the letter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your letter is sent. Do not wait for us.")
    sound(page)


def test_a_letter_that_may_be_a_disclosure_goes_to_its_named_owner_alone(
    whole: str, phone: Page, at_the_desk: Callable[[str], Page]
) -> None:
    keeper = at_the_desk("keeper")
    keeper.goto("/desk/letters/owners/")
    keeper.get_by_label("Devon").select_option(label="Devon Editor")
    keeper.get_by_role("button", name="Save who reads them").click()
    expect(keeper.locator("main")).to_contain_text("Saved who reads these letters.")
    phone.goto(f"{whole}{PAGE}")
    phone.get_by_role("button", name="No", exact=True).click()
    phone.get_by_label("I am worried about a child").check()
    phone.get_by_role("button", name="Go on, and write more").click()
    phone.get_by_role("button", name="I have read this").click()
    phone.get_by_label("What would you like to tell us").fill("Something about Quiet Lane.")
    phone.wait_for_timeout(A_MOMENT)
    phone.get_by_role("button", name="Send the letter").click()
    expect(phone.locator("main")).to_contain_text("perhaps nobody reads it in time")
    fits(phone)
    owner = at_the_desk("devon-editor")
    owner.goto("/desk/")
    card = owner.get_by_role("region", name="Letters about a child in danger")
    expect(card).to_contain_text("not read yet")
    card.get_by_role("link", name="A letter that may be about a child in danger").first.click()
    expect(owner.locator("main")).to_contain_text("Something about Quiet Lane.")
    other = at_the_desk("devon-signatory")
    assert other.goto(owner.url).status == 404  # type: ignore[union-attr]


def test_with_no_desk_behind_reading_goes_on_and_the_form_says_so(served: Served, phone: Page) -> None:
    phone.goto(f"{served.address}{PAGE}")
    phone.get_by_role("button", name="No", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("This form is closed just now")
    expect(phone.locator("main")).to_contain_text("Nothing was sent.")
    expect(phone.locator("main")).to_contain_text("ring 999")
    expect(phone.get_by_role("region", name="Who to ring")).to_contain_text("Devon")
    fits(phone)
    phone.get_by_role("link", name="Back to the page").click()
    assert phone.url == f"{served.address}{PAGE}"
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Talk it over")


def test_copies_from_disk_and_pages_of_other_days_do_not_ask(
    served: Served, opened: Callable[..., Page], phone: Page
) -> None:
    phone.goto(f"{served.address}/devon/on/2026-11-01/referral/talk-it-over")
    expect(phone.get_by_text(ASK)).to_have_count(0)
    stick = opened(360)
    stick.goto((served.folder / "somerset/referral/talk-it-over.html").as_uri())
    expect(stick.get_by_role("heading", level=1)).to_be_visible()
    expect(stick.get_by_text(ASK)).to_have_count(0)
    phone.goto(f"{served.address}/devon/referral/talk-it-over")
    expect(phone.get_by_text(ASK)).to_have_count(1)
