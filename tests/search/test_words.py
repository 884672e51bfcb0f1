"""Words as searching compares them, spellings that are nearly right, and numbers packed as letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.search.families import Families
from waymark.search.packing import Reader, packed, read, wide, width_of
from waymark.search.spelling import Speller, distance
from waymark.search.words import stem, told, words_of

TOGETHER = [
    ("baby", "babies"), ("smack", "smacked", "smacking", "smacks"), ("move", "moved", "moving", "moves"),
    ("worry", "worried", "worries"), ("injury", "injuries"), ("refer", "referred", "referring", "refers"),
    ("bruise", "bruises", "bruised", "bruising"), ("touch", "touches", "touched"),
    ("live", "lived", "living"),
    ("stop", "stopped", "stopping"), ("child", "child's", "Child’s"), ("quick", "quickly"),
]  # fmt: skip
APART = [("abuse", "bus"), ("thing", "th"), ("this", "thi"), ("need", "ne"), ("police", "policy")]


@pytest.mark.parametrize("forms", TOGETHER, ids=lambda forms: forms[0])
def test_the_forms_of_a_word_are_one(forms):
    assert len({stem(word) for form in forms for word in words_of(form)}) == 1


@pytest.mark.parametrize("pair", APART, ids=" ".join)
def test_other_words_stay_other_words(pair):
    assert len(set(map(stem, pair))) == 2


def test_words_are_letters_and_figures():
    assert words_of("Don’t ring: s47(1), it's the child's ‘home’ — café!") == [
        "dont", "ring", "s47", "1", "it", "the", "child", "home", "cafe",
    ]  # fmt: skip
    assert words_of("?!… ") == []


@given(st.text(max_size=60))
def test_words_of_anything_are_plain_and_stand_where_they_are_said_to(text):
    for word in words_of(text):
        assert word.isascii()
        assert word.isalnum()
        assert word == word.lower()
        assert stem(word)
    for each in told(text):
        assert 0 <= each.start < each.end <= len(text)


@given(st.lists(st.integers(0, 2000)))
def test_numbers_come_back_as_they_were_packed(numbers):
    assert list(read(packed(numbers))) == numbers
    width = width_of(2001)
    reader = Reader("".join(wide(number, width) for number in numbers))
    assert [reader.wide(width) for _ in numbers] == numbers
    assert not reader


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_of_words_is_the_same_both_ways(one, two):
    assert distance(one, two, 9) == distance(two, one, 9)
    assert (distance(one, two, 9) == 0) == (one == two)
    assert distance(one, two, 1) in (distance(one, two, 9), 2)


def test_nearly_spelt_words_are_found_by_what_one_letter_does():
    speller = Speller({"conference": 90, "neglect": 90, "bruis": 90, "social": 40, "societi": 40, "~1": 20})
    for typed, meant in (
        ("conferance", "conference"),
        ("confrence", "conference"),
        ("neglcet", "neglect"),
        ("bruiss", "bruis"),
        ("soc", "social"),
    ):
        assert speller.nearly(typed)[0] == meant
    for typed in ("zzzz", "so", "xy", "conf3r3nc3"):
        assert speller.nearly(typed) == []


def test_families_are_found_by_words_and_by_phrases():
    families = Families()
    families.take(families.members("alone, on his own, by herself, left alone at home"))
    families.take(families.members("hit, smack"))
    stems = families.stems("She was smacked and left by herself")
    assert families.named(stems) == ["~1", "~0"]
    assert families.long(stems) == ["~0"]
    # A phrase that holds another member is found by that one.
    assert families.named(families.stems("left alone at home")) == ["~0"]
    assert families.named(families.stems("nothing of it")) == []


def test_words_that_are_kept_apart_are_never_one():
    assert stem("caring") == stem("care")
    families = Families(["caring, care", "police, policy"])
    assert families.stem("caring") != families.stem("care")
    assert families.are_apart(families.stem("police"), families.stem("policy"))
    assert not families.are_apart(families.stem("police"), families.stem("caring"))
