"""Musts: a duty without a law is told once a sentence; guesses, quotations and questions are not."""

from __future__ import annotations

import pytest

from tests.plain_english.test_noticing import told
from waymark.plain_english.musts import musts
from waymark.plain_english.noticing import notice


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("You must ring.", ["must"]),
        ("They MUST NOT wait, and he must ring.", ["MUST", "must"]),
        ("Staff mustn’t wait.", ["mustn’t"]),
        ("The plan must have a date.", ["must"]),
        ("Every plan must be clear and must be hard to misread.", ["must", "must"]),
        ("The school’s lead must ring the child’s nan.", ["must"]),
        ("The law says that you must ring.", ["must"]),
        ("Once told, the council must visit.", ["must"]),
        ("If she tells you, you must ring.", ["must"]),
        ("Tell them that they must ring.", ["must"]),
        ("You must be tired.", []),
        ("It must have been raining.", []),
        ("It must really hurt.", []),
        ("He said that nobody must know.", []),
        ("“I must go,” she said.", []),
        ('She wrote: "He must not know." Ring her.', []),
        ("‘You must go,’ she said.", []),
        ("A torch is a must.", []),
        ("Read our must-read guide.", []),
        ("Must I ring?", []),
        ("What must we show?", []),
        ("How often must they visit?", []),
        ("There is mustard in the fridge.", []),
    ],
)
def test_musts_that_lay_a_duty_on_somebody(words, found):
    assert [words[start:end] for start, end in musts(words)] == found


def test_a_must_is_told_only_where_no_law_backs_it():
    words = "You must ring, and you must write."
    assert told(words, "must-without-law") == [], "not known"
    assert told(words, "must-without-law", law=True) == []
    assert told(words, "must-without-law", law=False) == ["must"], "once a sentence"
    assert told("You should ring.", "must-without-law", law=False) == []


def test_what_to_do_about_it():
    (only,) = notice("Ring. You must ring.", law=False)
    assert (only.sentence, only.start, only.end) == ("You must ring.", 4, 8)
    assert "should" in only.mend
