"""Every example of every standing page is valid HTML, has one heading, and says must only of law."""

from __future__ import annotations

import re

import html5lib
import pytest

from waymark.pages.env import render
from waymark.pages.standing.examples import EXAMPLES

CASES = [(name, number) for name, given in EXAMPLES.items() for number in range(len(given))]


@pytest.mark.parametrize(("name", "number"), CASES)
def test_an_example(name: str, number: int) -> None:
    words = render(f"standing/{name.removesuffix('.html')}.html", **EXAMPLES[name][number])
    html5lib.HTMLParser(strict=True).parseFragment(words)
    assert words.count("<h1") == 1
    ids = re.findall(r'\bid="([^"]+)"', words)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<script|<style|\bstyle=|\son[a-z]+=|http://", words)
