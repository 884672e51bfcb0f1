"""Passives of every kind: found with all their verbs, told only where they weigh."""

from __future__ import annotations

import pytest

from tests.plain_english.test_noticing import told
from waymark.manual.text import Text
from waymark.plain_english.noticing import mostly_passive
from waymark.plain_english.passives import passive_sentences, passives

LONG = " and then he went home to see his nan and his two dogs in the house by the sea"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The door was opened.", ["was opened"]),
        ("She has not yet been told.", ["has not yet been told"]),
        ("It will be kept and can be seen.", ["will be kept", "can be seen"]),
        ("They are being moved.", ["are being moved"]),
        ("He got thrown out.", ["got thrown"]),
        ("He keeps getting hit.", ["getting hit"]),
        ("He wasn’t asked.", ["wasn’t asked"]),
        ("It was quickly agreed.", ["was quickly agreed"]),
        ("He was hurt.", ["was hurt"]),
        ("He is worried by the man.", ["is worried"]),
        ("He is worried.", []),
        ("She was tired, frightened and used to it.", []),
        ("He is hurt.", []),
        ("He got dressed.", []),
        ("She got lost.", []),
        ("She is married and aged nine.", []),
        ("She was born here.", []),
        ("We were in need.", []),
        ("It is indeed red.", []),
        ("They are well-known.", []),
        ("He has opened the door.", []),
        ("It was open.", []),
    ],
)
def test_passives(words, found):
    assert [words[start:end] for start, end in passives(words)] == found


def test_a_passive_is_told_of_a_long_sentence_alone():
    assert told("He was seen at nine.", "passive-voice") == []
    assert told(f"He was seen at nine{LONG}.", "passive-voice") == ["was seen"]
    assert told("He was seen at nine.", "passive-voice", every_passive=True) == ["was seen"]


def test_a_duty_or_a_vague_actor_is_not_told_twice():
    words = "He should be seen. She was told by the police. Steps will be taken. He was seen."
    assert told(words, "passive", every_passive=True) == ["should be seen", "was told by"]
    assert told(words, "vague-actor", every_passive=True) == ["Steps will be taken"]
    assert told(words, "passive-voice", every_passive=True) == ["was seen"]


def test_a_text_is_full_of_passives_above_a_third_of_six_sentences():
    passive, active = "He was seen. ", "He ran. "
    assert mostly_passive([passive * 3 + active * 5])
    assert not mostly_passive([passive * 2 + active * 4]), "a third is not more than a third"
    assert not mostly_passive([passive * 5]), "too few to say"
    assert mostly_passive([Text(passive * 3), Text(active * 3)]), "texts of a facet count together"
    assert not mostly_passive([])


def test_a_sentence_counts_once():
    assert passive_sentences(["He was seen and was told.", "He ran."]) == 1
