"""Noun piles: three nouns in a row and more, and what only looks like them."""

from __future__ import annotations

import pytest

from tests.plain_english.test_noticing import setting_aside, told


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Read the case file audit policy.", ["case file audit policy"]),
        ("Staff recruitment policy changes can wait.", ["Staff recruitment policy changes"]),
        ("The panel, the budget meeting agenda and the rota.", ["budget meeting agenda"]),
        ("Our record transfer process documents are old.", ["record transfer process documents"]),
        ("A pupil absence report.", ["pupil absence report"]),
        ("A pupil policy report and staff training files.", ["pupil policy report", "staff training files"]),
        ("Two nouns: the team meeting.", []),
        ("The team, meeting, agenda and minutes.", []),
        ("The team meeting – agenda later.", []),
        ("The school’s attendance policy.", []),
        ("Review team policy today.", []),
        ("You audit team policy each year.", []),
        ("They plan to audit team policy.", []),
        ("The team meeting reviews the plan.", []),
        ("The team meeting reports are late.", ["team meeting reports"]),
        ("The managers team policy.", []),
        ("The services quality policy.", ["services quality policy"]),
        ("Ask Bristol Housing Policy Team.", []),
        ("", []),
    ],
)  # fmt: skip
def test_nouns_in_a_row(words, found):
    assert told(words, "noun-pile") == found


def test_a_pair_that_everybody_says_counts_as_one_noun():
    assert told("The health visitor team came.", "noun-pile") == []
    assert told("The health visitors team came.", "noun-pile") == [], "a plural ends a row"
    assert told("The health visitor team meeting was long.", "noun-pile") == ["health visitor team meeting"]


def test_a_term_counts_as_one_noun_and_never_makes_a_pile_by_itself():
    words = "The child protection plan review meeting is late."
    aside = setting_aside("child protection plan", "risk matrix review panel")
    assert told(words, "noun-pile", aside=aside) == ["child protection plan review meeting"]
    assert told("The child protection plan meeting is late.", "noun-pile", aside=aside) == []
    assert told("The risk matrix review panel met.", "noun-pile", aside=aside) == []
    assert told("The risk matrix review panel met.", "noun-pile") == ["risk matrix review panel"]


def test_the_title_of_something_called_by_a_term_is_a_name():
    aside = setting_aside("strategy discussion")
    assert told("Read the Strategy Discussion practice guidance.", "noun-pile", aside=aside) == []
    assert told("Read the strategy discussion practice guidance.", "noun-pile", aside=aside) == [
        "strategy discussion practice guidance"
    ]
