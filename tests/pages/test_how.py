"""How to use this: what it names stands where it leads, under that very name."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest
from msgspec.structs import replace

from tests.pages.gateways import gateway, local, manuscript
from waymark.pages.how.page import LINES, how_page
from waymark.pages.reading import Reader


@cache
def page(path: str) -> str:
    return gateway("somerset")[path].decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def links(html: str) -> list[tuple[str, str]]:
    """Where links lead, with their words."""
    return [
        (to, words(said))
        for to, said in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL)
    ]


def main() -> str:
    whole = page("how.html")
    return whole[whole.index("<main") : whole.index("</main>")]


def names(to: str) -> set[str]:
    """What a page, or a spot of it, is called: by its heading, or by the ways that lead there from home."""
    path, _, spot = to.partition("#")
    at = f'id="{spot}"' if spot else "class="
    headings = re.findall(rf"<h[12][^>]* {at}[^>]*>(.*?)</h[12]>", page(path), re.DOTALL)
    return {words(each) for each in headings} | {
        said for there, said in links(page("index.html")) if there == to
    }


def test_every_line_stands_on_the_page() -> None:
    shown = links(main())
    assert [(f"{line.page}{line.at}", line.called) for line in LINES] == shown[: len(LINES)]
    assert len(shown) == len(LINES) + 1, "and the privacy notice"


@pytest.mark.parametrize(("to", "called"), links(main()), ids=lambda each: each)
def test_each_link_leads_to_what_is_called_so(to: str, called: str) -> None:
    assert called.casefold() in {each.casefold() for each in names(to)}


def test_every_page_asks_whether_it_is_clear_in_these_words() -> None:
    from waymark.pages.tell.show import ask

    assert "<strong>Is this page clear?</strong>" in main()
    assert "Is this page clear?" in ask("how.html", "somerset").decode()


def test_it_names_only_what_stands_beside_it() -> None:
    partnership = local("somerset").partnership
    reader = Reader(replace(manuscript(), ways_in=(), scenarios=()))
    made = how_page(reader, partnership, {"index.html", "keep.html"})
    said = "".join(made.main.words)
    assert {to.partition("#")[0] for to, _ in links(said)} == {"index.html", "keep.html", "privacy.html"}


def test_home_leads_here_and_it_is_short() -> None:
    assert ("how.html", "How to use this") in links(page("index.html"))
    assert len(words(main()).split()) < 350
