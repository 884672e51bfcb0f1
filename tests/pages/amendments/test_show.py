"""Amendments as a reader sees them: in words as well as by mark, with nothing that acts."""

from __future__ import annotations

import html5lib

from waymark.amendments import of_part
from waymark.manual.boxes import Box, Facets, Kind
from waymark.manual.text import Text
from waymark.pages.amendments import AMENDMENTS_CSS, amendments_html


def shown(before: str, after: str) -> str:
    one, two = (
        Box(place="referral/talk", title="Talk <i>", kind=Kind.STEP, facets=Facets(key_points=(Text(words),)))
        for words in (before, after)
    )
    amendment = of_part(one, two)
    assert amendment is not None
    return str(amendments_html((amendment,)))


def test_what_went_and_what_came_is_said_in_words() -> None:
    html = shown("Ring within 15 days.", "Ring within 10 days.")
    assert '<del><span class="amendment__said">taken out: </span>15<' in html
    assert '<ins><span class="amendment__said">put in: </span>10<' in html


def test_a_long_stretch_that_stayed_is_cut_to_the_words_next_to_a_change() -> None:
    long = " ".join(f"word{n}" for n in range(60))
    html = shown(f"{long} old", f"{long} new")
    assert "word59" in html
    assert "word10 " not in html
    assert "…" in html


def test_words_cannot_become_html() -> None:
    html = shown("Say 2 \\< 3 now.", "Say 2 \\< 4 now.")
    assert "Talk &lt;i&gt;" in html
    html5lib.HTMLParser(strict=True).parseFragment(html)


def test_its_style_is_there_to_be_served() -> None:
    assert ".amendment ins" in AMENDMENTS_CSS.read_text()
