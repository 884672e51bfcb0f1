"""Words against words: nothing is lost, and what is unlike is not called alike."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from waymark.amendments import woven
from waymark.amendments.matching import ALIKE, steady
from waymark.amendments.words import Sort, likeness

WORDS = st.text(st.sampled_from("ab .,\n’-/()"), max_size=40)


@given(st.one_of(st.text(max_size=60), WORDS), st.one_of(st.text(max_size=60), WORDS))
def test_runs_keep_every_letter_of_both_texts(before: str, after: str) -> None:
    runs = woven(before, after)
    assert "".join(run.words for run in runs if run.sort is not Sort.INTO) == before
    assert "".join(run.words for run in runs if run.sort is not Sort.OUT) == after
    assert all(run.words for run in runs)
    assert all(one.sort is not two.sort for one, two in pairwise(runs))


def test_a_comma_that_moved_is_the_only_change() -> None:
    assert [(run.sort.value, run.words) for run in woven("Ring, now please.", "Ring now, please.")] == [
        ("same", "Ring"),
        ("out", ","),
        ("same", " now"),
        ("into", ","),
        ("same", " please."),
    ]


def test_words_that_changed_in_a_row_are_one_change_not_one_for_each() -> None:
    assert [(run.sort.value, run.words) for run in woven("Ring the nurse.", "Ring your doctor.")] == [
        ("same", "Ring "),
        ("out", "the nurse"),
        ("into", "your doctor"),
        ("same", "."),
    ]


def test_two_sentences_that_share_only_spaces_and_little_words_are_not_alike() -> None:
    assert likeness("Ring the front door now.", "Tell your manager the same day.") < ALIKE
    assert likeness("Ring the front door now.", "Ring the front door at once.") >= ALIKE


def test_what_would_not_reach_the_least_likeness_is_none_at_all() -> None:
    assert likeness("one two three four", "four five six seven") > 0
    assert likeness("one two three four", "four five six seven", ALIKE) == 0


@given(st.permutations(range(7)))
def test_what_stands_steady_rises_and_as_many_as_can(numbers: list[int]) -> None:
    kept = [number for number in numbers if number in steady(numbers)]
    assert kept == sorted(kept)
    longest = max(
        (
            sum(1 for at in range(7) if mask >> at & 1)
            for mask in range(2**7)
            if (chosen := [numbers[at] for at in range(7) if mask >> at & 1]) == sorted(chosen)
        ),
    )
    assert len(kept) == longest


def test_a_long_text_wholly_rewritten_keeps_nobody_waiting() -> None:
    little = ("the", "council", "should", "ring", "a", "family", "and", "write", "it", "down")
    before = " ".join(little[at * at % 10] for at in range(9000))
    after = " ".join(little[at * at * at % 9] for at in range(9000))
    started = time.process_time()
    woven(before, after)
    assert time.process_time() - started < 5
