"""How pages look: two palettes over the same names, and scripts that stay small and keep to themselves."""

from __future__ import annotations

import re

import brotli
import pytest

from tests.pages.gateways import gateway, local, pack
from tests.pages.test_pages import ELSEWHERE
from waymark.pages.dress import style
from waymark.pages.dress.colours import DARK_SHEET, PALETTES, contrast, pale, palettes

KEYS = sorted(pack().partnerships)


def names(palette: str) -> set[str]:
    return set(re.findall(r"^(--[\w-]+):", (PALETTES / f"{palette}.css").read_text(), flags=re.MULTILINE))


def test_each_palette_sets_every_colour_that_light_has_but_what_stays_the_same() -> None:
    page = (style.PAGES / "dress" / "page.css").read_text()
    light = set(re.findall(r"^  (--(?!type|govuk)[\w-]+):", page, flags=re.MULTILINE))
    assert light - names("dark") == {"--danger", "--focus", "--focus-ink", "--flag", "--on-flag"}
    assert light - names("contrast") == set()
    assert names("dark") | names("contrast") <= light


def test_palettes_are_for_screens_alone() -> None:
    rules = re.sub(r"@media screen[^{]*\{(?:[^{}]*\{[^{}]*\})*\}", "", palettes())
    assert rules == ""
    chosen = (style.PAGES / "look" / "style.css").read_text()
    outside = re.sub(r"@media screen \{.*?\n\}", "", chosen, flags=re.DOTALL)
    assert not re.search(r"\[data-(?:size|space|view)", outside)


@pytest.mark.parametrize("key", KEYS)
def test_a_partnerships_colour_is_seen_on_dark_paper_and_white_is_read_on_it(key: str) -> None:
    accent = local(key).partnership.accent
    assert contrast(pale(accent), DARK_SHEET) >= 4.5
    assert contrast("#ffffff", accent) >= 7


def test_contrast_is_as_wcag_works_it_out() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_the_first_script_is_tiny_and_stores_nothing() -> None:
    early = style.early().data.decode()
    assert len(early) < 1000
    assert "setItem" not in early
    assert "fetch" not in early


def test_all_scripts_together_stay_small_and_ask_nobody_anything() -> None:
    made = [each for each in (*style.scripts(), style.engine()) if not each.path.startswith(ELSEWHERE)]
    assert sum(len(brotli.compress(each.data)) for each in made) < 20_000
    for each in style.scripts():
        # Who keeps a copy asks for the list of its pages, and for nothing else.
        told = re.sub(r'fetch\(\w+\+"keep/list\.json"', "", each.data.decode(), count=1)
        assert not re.search(r"fetch\(|XMLHttpRequest|sendBeacon|cookie|\beval\b|https?:", told)


def test_every_page_brings_one_script_that_holds_nothing_up_and_no_button_of_its_own() -> None:
    for path, page in gateway("somerset").items():
        if path.endswith(".html"):
            head = page.decode().partition("</head>")[0]
            tag = re.findall(r"<script[^>]*>", head)
            assert len(tag) == 1, path
            assert tag[0].startswith("<script async "), f"{path}: a script that holds the page up"
            assert "look__open" not in page.decode(), path
