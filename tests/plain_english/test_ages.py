"""Reading ages: the formulas give the figures of published worked examples."""

from __future__ import annotations

import pytest

from waymark.manual.text import Text
from waymark.plain_english.ages import Counts, ages, count
from waymark.plain_english.sentences import sentences, words
from waymark.plain_english.syllables import syllables

# Flesch's ease of these sentences is given in encyclopaedias as 116, 69 and 37.5.
CAT = "The cat sat on the mat."
PASSAGE = "This sentence, taken as a reading passage unto itself, is being used to prove a point."
PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."


def test_flesch_by_the_worked_examples():
    assert round(ages(count([CAT])).ease) == 116
    assert round(ages(count([PASSAGE])).ease) == 69
    assert ages(count([PLATYPUS])).ease == pytest.approx(37.5, abs=0.1)


def test_coleman_and_liau_by_the_worked_example():
    # 537 letters and 4.20 sentences in 100 words: grade 14.5.
    counts = Counts(sentences=5, words=119, letters=639, syllables=0, long=0, hard=0)
    assert ages(counts).coleman_liau - 5 == pytest.approx(14.5, abs=0.1)


def test_the_other_formulas_by_hand():
    counts = Counts(sentences=30, words=300, letters=1300, syllables=400, long=36, hard=27)
    found = ages(counts)
    assert found.flesch_kincaid == pytest.approx(0.39 * 10 + 11.8 * 400 / 300 - 15.59 + 5)
    assert found.gunning_fog == pytest.approx(0.4 * (10 + 9) + 5)
    assert found.ari == pytest.approx(4.71 * 13 / 3 + 5 - 21.43 + 5)
    assert found.smog == pytest.approx(1.043 * 6 + 3.1291 + 5)
    assert found.highest == max(found.flesch_kincaid, found.gunning_fog, found.coleman_liau, found.ari)


def test_smog_needs_thirty_sentences():
    assert ages(count([CAT] * 29)).smog is None
    assert ages(count([CAT] * 30)).smog is not None


def test_no_words_have_no_age():
    with pytest.raises(ValueError, match="no words"):
        ages(count(["–"]))


def test_hard_words_leave_out_names_compounds_and_endings():
    # created: creat-ed is long only by its ending; Somerset is a name; mother-in-law is made of short words.
    counts = count(["Yesterday we expected mother-in-law in Somerset immediately."])
    assert counts.long == 5
    assert counts.hard == 2  # yesterday, immediately


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("child", 1), ("safe", 1), ("mother", 2), ("safety", 2), ("people", 2), ("worried", 2), ("needed", 2),
        ("helped", 1), ("services", 3), ("changes", 2), ("family", 3), ("social", 2), ("decision", 3),
        ("enquiries", 3), ("idea", 3), ("being", 2), ("quiet", 2), ("area", 3), ("somebody", 3),
        ("little", 2), ("movement", 2), ("well-being", 3), ("999", 1), ("I", 1),
    ],
)  # fmt: skip
def test_syllables(word, number):
    assert syllables(word) == number


def test_sentences_and_words():
    text = Text('Say: "I am worried. Can you help?" Then wait.\n\n- One point\n- Another; still one.')
    assert list(sentences(text)) == [
        "Say:",
        '"I am worried.',
        "Can you help?",
        "Then wait.",
        "One point",
        "Another; still one.",
    ]
    assert words("A 15-year-old's note, at 10am.") == ["A", "15-year-old's", "note", "at", "10am"]
