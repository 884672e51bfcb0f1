"""Widths of text, and lines as even as can be."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from waymark.pages.chart.atkinson import atkinson
from waymark.pages.chart.measure import Metrics, read_metrics

EVEN = Metrics((("a", 500), ("i", 250), (" ", 250), ("-", 250)), 1000)
FONT = "node_modules/@fontsource/atkinson-hyperlegible/files"


def test_a_width_is_the_sum_of_its_letters_rounded_up() -> None:
    assert EVEN.width("aai", 16) == 20
    assert EVEN.width("i", 15) == 4
    assert EVEN.width("?", 10) == 10
    assert EVEN.width("", 16) == 0


def test_lines_are_as_few_and_as_even_as_can_be() -> None:
    assert EVEN.wrap("aa aa aa aa", 10, 40) == ("aa aa", "aa aa")
    assert EVEN.wrap("aa aa aa", 10, 1000) == ("aa aa aa",)
    assert EVEN.wrap("", 10, 40) == ("",)


def test_a_word_is_split_only_where_longer_than_a_line() -> None:
    assert EVEN.wrap("aaaaaaaa", 10, 23) == ("aaaa-", "aaaa")


@given(st.text("ai -", max_size=80), st.integers(30, 200))
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(text: str, most: int) -> None:
    lines = EVEN.wrap(text, 10, most)
    assert all(EVEN.width(line, 10) <= most for line in lines)
    if all(EVEN.width(word, 10) <= most for word in text.split()):
        assert " ".join(lines).split() == text.split()


def test_the_widths_kept_are_those_of_the_font() -> None:
    folder = next(up / FONT for up in Path(__file__).parents if (up / FONT).is_dir())
    for weight, kept in ((400, atkinson().regular), (700, atkinson().bold)):
        assert read_metrics(folder / f"atkinson-hyperlegible-latin-{weight}-normal.woff2") == kept
