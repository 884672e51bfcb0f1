"""Pages that searching finds beside the places stand in every gateway, under the names that results give."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.pages.gateways import gateway, manuscript
from waymark.search.beside import beside

SPOTS = [each.spot for each in beside(manuscript())]


def test_there_are_the_ways_in_and_the_pages_that_help() -> None:
    assert {spot.place for spot in SPOTS} == {
        *("families", "for/parents", "for/children", "leaving"),
        *("deadline", "practise", "for", "how", "keep", "path"),
    }


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.place)
def test_each_is_there_and_headed_as_it_is_found(spot) -> None:
    page = gateway("somerset")[f"{spot.place}.html"].decode()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading
    assert " ".join(unescape(re.sub(r"<[^>]+>", "", heading[1])).split()) == spot.title
