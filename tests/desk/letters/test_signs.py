"""The list of words by which a letter may be about a child in danger: it is to catch more than it misses."""

from __future__ import annotations

import pytest

from waymark.desk.letters.signs import listed, may_be_disclosure, signs_in

#: What a child, a parent, a neighbour or a worker might write where they should ring.
DISCLOSURES = """
My dad hits me when he is drunk
mum's boyfriend comes in my room at night
i dont want to be here any more
I don’t want to live
he TOUCHED me
im scared to go home
please help me
my uncle sends me pictures
I am 13 and nobody believes me
theres no food in the house
the boy next door is always left alone
A girl in my class has bruises
They said they would kill my brother
the man I work for keeps my passport and threatens me
I can hear screaming from upstairs
my step dad makes me do things
I cut myself
She told me it is a secret
someone should ring the police
my son is going missing with older men
We have nowhere to sleep tonight
i took pills
he strangled her in front of the kids
there is a baby crying at home on his own
A pupil has told me about her father
""".strip().splitlines()

#: What somebody writes about a page.
CALM = """
The second link is old.
I could not find what I need.
The words are too long for my phone.
The telephone number of the front door has changed.
It does not say who chairs the conference.
Please put this into Welsh.
The chart does not fit on my screen.
This page helped, thank you.
There is a spelling mistake in line three.
It says ten working days, our area has fifteen.
""".strip().splitlines()


@pytest.mark.parametrize("words", DISCLOSURES)
def test_what_may_be_a_disclosure_is_caught(words: str) -> None:
    assert may_be_disclosure(words)
    assert may_be_disclosure(f"The page is fine.\r\n{words}, really")


@pytest.mark.parametrize("words", CALM)
def test_what_is_about_a_page_is_let_be(words: str) -> None:
    assert not signs_in(words)


def test_a_word_within_another_is_not_a_sign() -> None:
    assert not may_be_disclosure("white diet scarf architect")


def test_signs_are_told_in_order_and_once() -> None:
    assert signs_in("Hurt, hit and hurt: MY  DAD") == ["hurt", "hit", "my dad"]


def test_every_line_of_the_list_catches_itself() -> None:
    lines = listed()
    assert len(lines) > 200
    assert len(set(lines)) == len(lines)
    for line in lines:
        assert may_be_disclosure(line.rstrip("*")), line
