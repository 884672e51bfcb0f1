"""Passages are found just where they stand; what tells of withheld words is what nothing left says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from waymark.editions.blanking import SHORTEST, Seeker, Tells, all_words, blank_shared, plain
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.whole import read_pack

PASSAGES = some.text("ab .", max_size=12).map(plain)


@given(some.lists(PASSAGES, max_size=4), some.lists(PASSAGES, max_size=3))
def test_a_seeker_finds_what_looking_through_every_line_finds(sought: list[str], lines: list[str]) -> None:
    """Also within words, at either end, and where a passage is one word or none."""
    found = list(Seeker(sought).found("\n".join(lines)))
    assert found == [each for each in sought if not each or any(each in line for line in lines)]
    assert Seeker(sought).within("\n".join(lines)) == bool(found)


@pytest.fixture(scope="module")
def starter() -> Manuscript:
    """The draft of the starter manual."""
    pack, _ = read_pack(Path(__file__).parents[2] / "southwest")
    assert pack is not None
    manuscript, _, _ = pack.read_draft()
    assert manuscript is not None
    return manuscript


@pytest.mark.parametrize(
    "place", ["referral/talk-it-over", "terms/abuse", "practise/a-bruise-on-a-baby", "no/such-place"]
)
def test_what_tells_of_words_is_what_went_and_nothing_that_is_left(starter: Manuscript, place: str) -> None:
    after = blank_shared(starter, place, title=False)
    tells = Tells(title=False)
    tells.went(starter, after)
    before, left = all_words(starter), all_words(after)
    gone = set(before.split("\n")) - set(left.split("\n"))
    assert tells.lines() == gone
    assert bool(gone) == (place != "no/such-place")
    said = tells.words()
    assert all(each in before and each not in left for each in said)
    assert {line for line in gone if len(line) >= SHORTEST and " " in line and line not in left} <= said


def test_what_another_text_says_as_well_tells_nothing(starter: Manuscript) -> None:
    tells = Tells(title=False)
    tells.went(starter, blank_shared(starter, "referral/talk-it-over", title=False))
    assert tells.words()
    tells.stays(starter)
    assert (tells.words(), tells.lines()) == (set(), set())
