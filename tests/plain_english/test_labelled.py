"""The sentences labelled by hand, by which noticing is measured: whole, apart, and of every kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.plain_english import SETS, compared, labelled
from waymark.plain_english.noticing import notice

ROOT = Path(__file__).parents[2]
KINDS = {
    "acronym", "double-negative", "link-words", "must-without-law", "noun-pile", "passive", "passive-voice",
    "plainer-word", "sentence-long", "vague-actor",
}  # fmt: skip


@pytest.mark.parametrize("name", SETS)
def test_each_set_has_sixty_sentences_of_every_kind_and_clean_ones(name):
    every = list(labelled(name))
    assert len({each.sentence.plain for each in every}) == 60
    kinds = Counter(kind for each in every for kind, _ in each.marks)
    assert set(kinds) == KINDS
    assert sum(not each.marks for each in every) >= 15, "near misses and clean sentences"


@pytest.mark.parametrize("name", SETS)
def test_what_is_marked_stands_in_its_sentence(name):
    for each in labelled(name):
        for kind, words in each.marks:
            assert words in each.sentence.plain, each.sentence.plain
            assert bool(words) == (kind != "sentence-long")


def test_no_sentence_is_in_both_sets():
    first, second = ({each.sentence.plain for each in labelled(name)} for name in SETS)
    assert first.isdisjoint(second)


def test_a_finding_is_right_where_an_editor_marks_the_same_kind_at_words_it_shares():
    each = next(each for each in labelled("sentences") if "got thrown" in each.sentence.plain)
    found = notice(each.sentence, every_passive=True)
    assert list(compared(each, found)) == [("passive-voice", "right", "got thrown")]
    assert list(compared(each, ())) == [("passive-voice", "missed", "got thrown")]
    clean = each._replace(marks=())
    assert list(compared(clean, found)) == [("passive-voice", "false", "got thrown")]
    other = each._replace(marks=(("passive", "got thrown"),))
    assert [how for _, how, _ in compared(other, found)] == ["false", "missed"]
