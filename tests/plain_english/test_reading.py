"""How a manual reads: terms set aside, facets apart, the hardest sentences first."""

from __future__ import annotations

import msgspec

from tests.hard_words import OVER
from tests.small_pack import SHARED
from waymark.manual.boxes import ForFamilies, RoleNote
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.text import Text
from waymark.manual.words import Term
from waymark.plain_english.reading import WHOLE, SettingAside, check_reading, read

LONG = "Say what you saw " + "and what you heard " * 5 + "on that day."


def manuscript(**facets: object) -> Manuscript:
    """The small manual, with other facets in its first box."""
    read, found, _ = read_manuscript(SHARED)
    assert read is not None, found
    box = read.boxes[0]
    box = msgspec.structs.replace(box, facets=msgspec.structs.replace(box.facets, **facets))
    return msgspec.structs.replace(read, boxes=(box, *read.boxes[1:]))


def test_every_facet_is_read_apart_and_together():
    whole = manuscript(
        for_families=ForFamilies(parents=Text("You can ask."), child=Text("You can say.")),
        for_your_role=(RoleNote(role="teacher", text=Text("Ring first.")),),
    )
    place = whole.boxes[0].place
    reading = read(whole)
    facets = [each.facet for each in reading.facets if each.place == place]
    assert facets == [
        "key points",
        "how to do it",
        "what if",
        "for families",
        "for a child",
        "for your role: teacher",
    ]
    (box,) = [each for each in reading.boxes if each.place == place]
    parts = [each for each in reading.facets if each.place == place]
    assert box.facet == WHOLE
    assert box.counts.words == sum(each.counts.words for each in parts)
    (chart,) = reading.charts
    assert chart.place == "a"
    assert chart.counts.sentences == sum(each.counts.sentences for each in reading.boxes)


def test_terms_are_set_aside_and_still_count_as_words():
    term = Term(key="x", term="strategy discussion", also=("strategy meeting",), meaning=Text("A talk."))
    aside = SettingAside(msgspec.structs.replace(manuscript(), terms=(term,)))
    assert aside("Strategy discussions and a Strategy Meeting.") == "term term and a term term."
    assert aside("A strategy.") == "A strategy."


def test_a_facet_that_is_too_hard_is_found():
    found = list(check_reading(manuscript(how_to_do_it=Text(OVER))))
    assert [each.rule for each in found] == ["reading-age"]
    assert "“how to do it” of a/begin reads at age 14.4" in found[0].what
    assert found[0].path == "$.facets.how_to_do_it"
    hard = "Institutional responsibilities necessitate comprehensive multidisciplinary consideration. " * 2
    assert list(check_reading(manuscript(how_to_do_it=Text(hard)))) == [], "that is for the gate to say"
    few = Text("Institutional responsibilities necessitate consideration.")
    assert list(check_reading(manuscript(how_to_do_it=few))) == [], "too few words to judge"
    plain = Text("Write it down and sign it. Then put it away safe.")
    assert list(check_reading(manuscript(how_to_do_it=plain))) == []


def test_a_sentence_of_more_than_25_words_is_found():
    found = [each.rule for each in check_reading(manuscript(how_to_do_it=Text(LONG)))]
    assert found.count("sentence-long") == 1
    two = LONG.replace(" on that", ". Then what you heard on that")
    assert "sentence-long" not in [each.rule for each in check_reading(manuscript(how_to_do_it=Text(two)))]


def test_the_hardest_sentences_stand_first_and_short_ones_say_nothing():
    hard = "Everybody immediately communicates particularly complicated information to everybody."
    reading = read(manuscript(how_to_do_it=Text(f"Institutional responsibility. {hard} {LONG}")))
    assert [each.sentence for each in reading.hardest][:2] == [hard, LONG]
    assert all(each.words >= 8 for each in reading.hardest)
