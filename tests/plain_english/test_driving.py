"""What drives a reading age: parts that come to it, and what each sentence or word adds."""

from __future__ import annotations

import pytest

from tests.plain_english.test_noticing import setting_aside
from waymark.plain_english.ages import ages, count
from waymark.plain_english.driving import Drivers, drivers

HEAVY = "Immediately after consultation, the organisation investigates allegations."
LINES = ["Ring the team.", HEAVY, "Write it down and sign it.", "The organisation rings you back."]


def driven(lines: list[str], **more) -> Drivers:
    found = drivers(lines, **more)
    assert found is not None
    return found


def test_the_parts_of_each_formula_come_to_its_age():
    found = driven(LINES * 8)
    assert [each.name for each in found.formulas] == [
        "Flesch–Kincaid",
        "Gunning Fog",
        "Coleman–Liau",
        "ARI",
        "SMOG",
    ]
    by_name = {each.name: each for each in found.formulas}
    expected = ages(count(LINES * 8))
    assert found.ages == expected
    assert by_name["ARI"].age == expected.ari
    assert by_name["SMOG"].age == expected.smog
    # What is always there is the number at the end of the published formula, and five years.
    always = {name: round(each.always, 4) for name, each in by_name.items()}
    assert always == {
        "Flesch–Kincaid": -10.59,
        "Gunning Fog": 5,
        "Coleman–Liau": -10.8,
        "ARI": -16.43,
        "SMOG": 8.1291,
    }
    words, syllables = by_name["Flesch–Kincaid"].parts
    assert (words.counted, words.amount) == ("words in a sentence", found.counts.words / 32)
    assert syllables.years == pytest.approx(11.8 * syllables.amount)


def test_smog_is_told_from_thirty_sentences_on_and_never_the_highest():
    assert [each.name for each in driven(LINES).formulas][-1] == "ARI"
    assert driven(LINES * 8).highest in {"Flesch–Kincaid", "Gunning Fog", "Coleman–Liau", "ARI"}


def test_the_highest_is_named():
    found = driven(LINES)
    (age,) = [each.age for each in found.formulas if each.name == found.highest]
    assert age == found.ages.highest


def test_the_sentences_without_which_the_age_falls_most():
    found = driven(LINES)
    first = found.sentences[0]
    assert (first.sentence, first.words) == (HEAVY, 7)
    without = ages(count([line for line in LINES if line != HEAVY])).highest
    assert first.years == pytest.approx(found.ages.highest - without)
    assert all(each.years > 0 for each in found.sentences)
    assert "Ring the team." not in {each.sentence for each in found.sentences}, "it lowers the age"


def test_the_words_that_add_most_with_how_often_they_stand_there():
    found = driven(LINES)
    words = {each.word: each for each in found.words}
    assert words["organisation"].times == 2
    assert found.words[0].word == "organisation", "twice weighs more than once"
    swapped = [line.replace("organisation", "term") for line in LINES]
    assert words["organisation"].years == pytest.approx(found.ages.highest - ages(count(swapped)).highest)
    assert {"ring", "team", "write"}.isdisjoint(words)


def test_no_more_than_asked_for():
    found = driven(LINES, most=1)
    assert (len(found.sentences), len(found.words)) == (1, 1)


def test_terms_are_set_aside_and_counted_as_the_manual_writes_them():
    aside = setting_aside("strategy discussion", "referral")
    lines = ["Hold a Strategy Discussion after the referral.", "Strategy discussions help.", "Ring us."]
    found = driven(lines, aside=aside)
    assert [(each.term, each.times) for each in found.aside] == [("strategy discussion", 2), ("referral", 1)]
    assert found.counts == count(aside(line) for line in lines)
    assert "discussion" not in {each.word for each in found.words}
    assert found.sentences == () or "term" not in found.sentences[0].sentence, "sentences stay as written"
    assert driven(lines).aside == ()


def test_passives_are_counted():
    assert driven(["He was told.", "He was seen and was asked.", "He ran."]).passive == 2


def test_one_sentence_that_is_all_there_is_drives_it():
    found = driven([HEAVY])
    assert [(each.sentence, each.years) for each in found.sentences] == [(HEAVY, 0.0)]
    assert found.words


def test_no_words_have_no_drivers():
    assert drivers([]) is None
    assert drivers(["–", ""]) is None
