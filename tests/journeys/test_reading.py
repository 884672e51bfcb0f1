"""Reading it easily: words explained where they stand, and how this looks, on paper and on every screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served
from tests.journeys.test_journeys import AXE, KINDS, faults
from tests.pages.gateways import pack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

WORD = "designated safeguarding lead"
MEANING = "The person in a school, college or nursery"
BOX = "/somerset/referral/talk-it-over"
#: A page of each kind that shows text with terms, and how it is told where the first one stands.
EXPLAINED = {
    "box": BOX,
    "procedure": "/somerset/procedures/injuries-to-babies",
    "chart": "/somerset/assessment",
    "local note": "/torbay/referral/other-help",
    "local guidance": "/somerset/local/resolving-professional-differences",
    "source": "/somerset/sources/children-act-1989",
    "review": "/somerset/reviews/family-m-2018",
    "term": "/somerset/terms/partnership",
    "another day": "/devon/on/2026-10-01/referral/talk-it-over",
}
HEAD, FOOT = ".masthead .look__open", ".foot .look__open"


def kept(page: Page) -> str | None:
    found: str | None = page.evaluate("localStorage.getItem('waymark-look')")
    return found


# Words explained


@pytest.mark.parametrize("width", [360, 1280])
def test_a_word_is_explained_by_keyboard_and_the_focus_comes_back(
    width: int, opened: Callable[..., Page], served: Served
) -> None:
    page = opened(width)
    page.goto(served.address + BOX)
    word = page.get_by_role("button", name=WORD).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('term')"):
            break
    expect(word).to_be_focused()
    expect(word).to_have_attribute("aria-expanded", "false")
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(word).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".bubble")).to_contain_text(MEANING)
        expect(page.locator(".bubble")).to_be_in_viewport()
        expect(word).to_be_focused()
        page.keyboard.press(key)
        expect(page.locator(".bubble")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".bubble")).to_have_count(0)
    expect(word).to_be_focused()
    assert "#" not in page.url


def test_a_word_is_explained_by_touch(opened: Callable[..., Page], served: Served) -> None:
    page = opened(360, has_touch=True, is_mobile=True)
    page.goto(served.address + BOX)
    word = page.locator("a.term", has_text=WORD).first
    word.tap()
    expect(page.locator(".bubble")).to_contain_text(MEANING)
    close = page.get_by_role("button", name="Close").bounding_box()
    assert close
    assert min(close["width"], close["height"]) >= 24
    page.locator("h1").tap()
    expect(page.locator(".bubble")).to_have_count(0)
    assert "#" not in page.url


@pytest.mark.parametrize("kind", EXPLAINED)
def test_every_kind_of_page_explains_its_words_with_scripting_and_without(
    kind: str, opened: Callable[..., Page], served: Served
) -> None:
    page = opened(360)
    page.goto(served.address + EXPLAINED[kind])
    word = page.locator("main a.term").first
    meaning = page.locator(f"{word.get_attribute('href')} dd").inner_text()
    word.click()
    expect(page.locator(".bubble")).to_contain_text(meaning)
    plain = opened(360, java_script_enabled=False)
    plain.goto(served.address + EXPLAINED[kind])
    link = plain.locator("main a.term").first
    expect(link).to_have_role("link")
    spot = link.get_attribute("href")
    link.click()
    assert plain.url.endswith(str(spot))
    expect(plain.locator(f"{spot} dd")).to_be_in_viewport()


def test_what_a_screen_reader_is_told_of_a_word(opened: Callable[..., Page], served: Served) -> None:
    page = opened()
    page.goto(served.address + BOX)
    session = page.context.new_cdp_session(page)

    def told() -> list[dict[str, Any]]:
        return [
            {
                "role": node["role"]["value"],
                "name": node["name"]["value"],
                "description": node.get("description", {}).get("value", ""),
                **{each["name"]: each["value"].get("value") for each in node.get("properties", [])},
            }
            for node in session.send("Accessibility.getFullAXTree")["nodes"]
            if not node["ignored"] and "name" in node
        ]

    def words() -> list[dict[str, Any]]:
        return [each for each in told() if each["role"] == "button" and each["name"] == WORD]

    first = words()[0]
    assert first["expanded"] is False
    assert first["description"] == ""
    assert not [each for each in told() if each["role"] == "link" and each["name"].startswith(WORD + ",")]
    page.get_by_role("button", name=WORD).first.press("Enter")
    first = words()[0]
    assert first["expanded"] is True
    assert first["description"].startswith(MEANING)
    region = page.locator("p[role=status]", has_text="means:")
    expect(region).to_have_text(re.compile(f"^{WORD} means: {MEANING}"))
    page.keyboard.press("Escape")
    expect(page.locator("p[role=status]", has_text="means:")).to_have_count(0)


def test_axe_finds_nothing_while_a_word_is_explained(opened: Callable[..., Page], served: Served) -> None:
    for width in (360, 1280):
        page = opened(width)
        page.goto(served.address + BOX)
        page.evaluate(AXE)
        page.locator("a.term").first.click()
        expect(page.locator(".bubble")).to_be_visible()
        assert faults(page) == []


def test_a_short_form_is_spelled_out_where_it_first_stands(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened(java_script_enabled=False)
    page.goto(served.address + "/gloucestershire/referral/make-a-referral")
    note = page.locator("#local")
    expect(note).to_contain_text("multi-agency safeguarding hub (MASH)")
    expect(page.locator("#word-mash dt")).to_have_text("multi-agency safeguarding hub (MASH)")


def test_words_are_explained_from_disk(opened: Callable[..., Page], served: Served) -> None:
    page = opened()
    page.goto((served.folder / "somerset" / "referral" / "talk-it-over.html").as_uri())
    page.locator("a.term", has_text=WORD).first.click()
    expect(page.locator(".bubble")).to_contain_text(MEANING)


# On paper


@pytest.mark.parametrize("look", ["", "size-150 space-easy view-dark", "size-125 view-contrast"])
def test_paper_is_light_and_plain_and_has_the_meanings(
    look: str, opened: Callable[..., Page], served: Served
) -> None:
    page = opened(color_scheme="dark")
    page.add_init_script(f"localStorage.setItem('waymark-look', '{look}')")
    page.goto(served.address + BOX)
    page.locator("a.term").first.click()
    page.emulate_media(media="print")
    seen = page.evaluate(
        """() => {
          const style = getComputedStyle(document.body), of = e => getComputedStyle(document.querySelector(e))
          return [style.backgroundColor, style.color, style.letterSpacing, of('html').fontSize,
                  of('.bubble').display, of('.look__way').display, of('.facet').backgroundColor]
        }"""
    )
    plain = ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "normal", "9.6px", "none", "none", "rgb(255, 255, 255)"]
    assert seen == plain
    expect(page.locator("#word-dsl dd")).to_be_visible()


# How this looks


@pytest.mark.parametrize("opener", [HEAD, FOOT])
def test_a_choice_takes_effect_at_once_goes_on_to_the_next_page_and_can_be_put_back(
    opener: str, opened: Callable[..., Page], served: Served
) -> None:
    page = opened(360)
    page.goto(served.address + BOX)
    assert kept(page) is None
    page.locator(opener).click()
    expect(page.get_by_role("heading", name="How this looks")).to_be_focused()
    page.get_by_label("150%").check()
    page.get_by_label("Easy: more room").check()
    page.get_by_label("Dark").check()
    assert kept(page) == "size-150 space-easy view-dark"
    page.goto(served.address + "/somerset/terms")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 27)"
    page.locator(opener).click()
    expect(page.get_by_label("150%")).to_be_checked()
    page.get_by_role("button", name="Put everything back").click()
    assert kept(page) is None
    assert page.evaluate("localStorage.length") == 0
    expect(page.get_by_label("100%")).to_be_checked()
    assert page.evaluate("Object.keys(document.documentElement.dataset)") == ["scripting"]


def test_it_is_worked_by_keyboard_alone(opened: Callable[..., Page], served: Served) -> None:
    page = opened()
    page.goto(served.address + "/somerset/")
    page.locator(HEAD).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How this looks")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("125%")).to_be_focused()
    assert kept(page) == "size-125"
    page.keyboard.press("Escape")
    expect(page.locator(".look")).to_have_count(0)
    expect(page.locator(HEAD)).to_be_focused()
    expect(page.locator(HEAD)).to_have_attribute("aria-expanded", "false")


def test_it_stands_whatever_becomes_of_the_other_script(opened: Callable[..., Page], served: Served) -> None:
    page = opened()
    page.add_init_script("localStorage.setItem('waymark-look', 'view-contrast')")
    page.route("**/script-*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(served.address + BOX)
    assert page.evaluate("document.documentElement.dataset.view") == "contrast"
    expect(page.locator(HEAD)).to_have_count(0)


def test_no_script_holds_the_page_up(opened: Callable[..., Page], served: Served) -> None:
    page = opened()
    page.route("**/*.js", lambda route: None)  # asked for, and never answered
    page.goto(served.address + BOX, wait_until="commit")
    painted = "performance.getEntriesByName('first-contentful-paint').length"
    for _ in range(100):
        if page.evaluate(painted):
            break
        page.wait_for_timeout(50)
    assert page.evaluate(painted), "nothing was shown while its scripts were asked for"
    expect(page.locator("#sources-title")).to_be_visible()
    assert page.evaluate("document.readyState") == "interactive"


def test_when_storage_is_refused_a_choice_holds_for_the_page(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused') } })"
    )
    page.goto(served.address + BOX)
    page.locator(HEAD).click()
    page.get_by_label("High contrast").check()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    expect(page.get_by_text("your choice holds for this page")).to_be_visible()
    page.get_by_role("button", name="Put everything back").click()
    assert page.evaluate("document.documentElement.dataset.view") is None


def test_it_is_remembered_from_disk(opened: Callable[..., Page], served: Served) -> None:
    page = opened()
    home = served.folder / "somerset"
    page.goto((home / "index.html").as_uri())
    page.locator(FOOT).click()
    page.get_by_label("Dark").check()
    page.goto((home / "referral" / "talk-it-over.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 27)"


def test_without_scripting_nobody_sees_a_button_that_does_nothing(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened(java_script_enabled=False)
    page.goto(served.address + BOX)
    expect(page.locator(".look__open")).to_have_count(0)
    expect(page.get_by_text("How this looks")).to_have_count(0)


def test_what_the_device_says_holds_until_something_is_chosen(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened(color_scheme="dark")
    page.goto(served.address + "/somerset/referral")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 25, 27)"
    page.locator(HEAD).click()
    page.get_by_label("Light", exact=True).check()
    assert page.evaluate(ground) == "rgb(251, 248, 241)"
    assert contrasts(page)[0][0] >= 4.5  # the drawing too is light again
    page.get_by_label("As the device says").check()
    assert page.evaluate(ground) == "rgb(20, 25, 27)"


def test_easy_spacing_gives_what_wcag_asks_and_leaves_the_drawing_alone(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened()
    page.add_init_script("localStorage.setItem('waymark-look', 'space-easy')")
    page.goto(served.address + BOX)
    for where in (".points li", "#how-to-do-it p", ".local p:not(.local__by)"):
        found = page.locator(where).first.evaluate(
            """e => { const s = getComputedStyle(e), z = parseFloat(s.fontSize)
                 return [s.lineHeight, s.letterSpacing, s.wordSpacing].map(n => parseFloat(n) / z) }"""
        )
        assert found[0] >= 1.5, where
        assert found[1] >= 0.119, where
        assert found[2] >= 0.159, where
    after = page.locator("#how-to-do-it p").first.evaluate(
        "e => parseFloat(getComputedStyle(e).marginBottom) / parseFloat(getComputedStyle(e).fontSize)"
    )
    assert after >= 2
    page.goto(served.address + "/somerset/referral")
    assert page.locator("svg text").first.evaluate("e => getComputedStyle(e).letterSpacing") in (
        "normal",
        "0px",
    )


def test_no_page_is_wider_than_a_phone_in_the_largest_text_and_easy_spacing(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened(360)
    too_wide = []
    for kind, path in KINDS.items():
        page.goto(served.address + path)
        for look in ({"size": "150"}, {"space": "easy"}, {"size": "150", "space": "easy"}):
            wide = page.evaluate(
                """look => { const root = document.documentElement
                     for (const of of ['size', 'space']) delete root.dataset[of]
                     Object.assign(root.dataset, look)
                     return root.scrollWidth }""",
                look,
            )
            if wide > 360:
                too_wide.append((kind, look, wide))
    assert too_wide == []


CONTRASTS = """() => {
  const numbers = c => (c.match(/[\\d.]+/g) || []).map(Number)
  const linear = p => (p /= 255) <= .04045 ? p / 12.92 : ((p + .055) / 1.055) ** 2.4
  const light = c => { const [r, g, b] = c.map(linear); return .2126 * r + .7152 * g + .0722 * b }
  const clear = c => c.length === 4 && c[3] === 0
  const ground = e => { for (; e; e = e.parentElement) {
    const c = numbers(getComputedStyle(e).backgroundColor); if (c.length && !clear(c)) return c }
    return [255, 255, 255] }
  const drawn = text => {
    const tag = text.closest('.chart__tag'), shape = text.closest('.chart__shape')
    const on = tag ? tag.querySelector('rect')
      : text.classList.contains('chart__question') ? shape.querySelector('.chart__badge')
      : shape ? shape.querySelector('.chart__outline') : null
    return on ? numbers(getComputedStyle(on).fill) : ground(text.closest('svg')) }
  const found = new Map(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const node = walk.currentNode, e = node.parentElement
    if (!node.data.trim() || e.closest('script, noscript, desc, title')) continue
    if (!e.getClientRects().length) continue
    const box = e.getBoundingClientRect()
    if (box.width <= 1 || e.closest('.govuk-visually-hidden, .govuk-skip-link, .amendment__said')) continue
    const inSvg = e.closest('svg'), style = getComputedStyle(e)
    const ink = numbers(inSvg ? style.fill : style.color), on = inSvg ? drawn(e.closest('text')) : ground(e)
    const [a, b] = [light(ink), light(on)].sort((x, y) => y - x)
    const key = ink.slice(0, 3) + ' on ' + on.slice(0, 3)
    const said = (e.getAttribute('class') || e.tagName) + ': ' + node.data.trim().slice(0, 40)
    if (!found.has(key)) found.set(key, [(a + .05) / (b + .05), key, said])
  }
  return [...found.values()].sort((a, b) => a[0] - b[0])
}"""


def contrasts(page: Page) -> list[tuple[float, str, str]]:
    """Every pair of text and ground that stands on a page, with its contrast, the faintest first."""
    found: list[tuple[float, str, str]] = page.evaluate(CONTRASTS)
    return found


NEEDED = {"light": 4.5, "dark": 4.5, "contrast": 7}


def test_every_pair_of_text_and_ground_on_every_kind_of_page_is_told_apart(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened()
    kinds = KINDS | {f"home of {key}": f"/{key}/" for key in sorted(pack().partnerships)}
    seen = 0
    for kind, path in kinds.items():
        page.goto(served.address + path)
        if page.locator("a.term").count():
            page.locator("a.term").first.click()
        for view, needed in NEEDED.items():
            page.evaluate("view => { document.documentElement.dataset.view = view }", view)
            pairs = contrasts(page)
            seen += len(pairs)
            assert pairs[0][0] >= needed, f"{kind}, {view}: {[each for each in pairs if each[0] < needed]}"
    assert seen > 500


def test_a_partnerships_band_and_the_edges_can_be_seen_in_the_dark(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened()
    for key in sorted(pack().partnerships):
        page.goto(f"{served.address}/{key}/")
        for view, needed in (("dark", 3), ("contrast", 7)):
            page.evaluate("view => { document.documentElement.dataset.view = view }", view)
            band = page.locator(".local").first.evaluate(
                """e => { const s = getComputedStyle(e), n = c => c.match(/[\\d.]+/g).slice(0, 3).map(Number)
                     const l = c => { const [r, g, b] = n(c).map(p => (p /= 255) <= .04045 ? p / 12.92
                       : ((p + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b + .05 }
                     const [a, b] = [l(s.borderLeftColor), l(s.backgroundColor)]
                     return Math.max(a, b) / Math.min(a, b) }"""
            )
            assert band >= needed, (key, view)


@pytest.mark.parametrize("view", ["", "dark", "contrast"])
def test_axe_finds_nothing_in_how_this_looks(view: str, opened: Callable[..., Page], served: Served) -> None:
    for width in (360, 1280):
        page = opened(width)
        page.add_init_script(f"localStorage.setItem('waymark-look', 'view-{view}')")
        page.goto(served.address + "/somerset/referral")
        page.locator(HEAD).click()
        expect(page.locator(".look")).to_be_visible()
        page.evaluate(AXE)
        assert faults(page) == []


def test_forced_colours_are_the_devices_own_whatever_was_chosen(
    opened: Callable[..., Page], served: Served
) -> None:
    page = opened(forced_colors="active")
    page.goto(served.address + "/somerset/referral")
    drawn = "getComputedStyle(document.querySelector('.chart__outline')).fill"
    before = [page.evaluate("getComputedStyle(document.body).backgroundColor"), page.evaluate(drawn)]
    page.locator(HEAD).click()
    page.get_by_label("High contrast").check()
    after = [page.evaluate("getComputedStyle(document.body).backgroundColor"), page.evaluate(drawn)]
    assert before == after
    assert contrasts(page)[0][0] >= 4.5
    edge = page.locator(".look").evaluate("e => getComputedStyle(e).borderTopStyle")
    assert edge == "solid"


def test_nothing_moves_when_the_way_to_it_comes(opened: Callable[..., Page], served: Served) -> None:
    stands = """() => [...document.querySelectorAll('.masthead__ways a, .danger, h1')].map(e => {
                 const box = e.getBoundingClientRect();
                 return [box.x, box.y].map(at => Math.round(at * 10)) })"""
    for width in (360, 768, 1280):
        without, page = opened(width), opened(width)
        without.route("**/script-*.js", lambda way: way.fulfill(body="", content_type="text/javascript"))
        found = []
        for each in (without, page):
            each.goto(served.address + BOX)
            each.evaluate("document.fonts.ready")
            found.append(each.evaluate(stands))
        expect(page.locator(HEAD)).to_be_visible()
        expect(without.locator(HEAD)).to_have_count(0)
        assert found[0] == found[1], width
