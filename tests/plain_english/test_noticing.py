"""Noticing: each rule finds what it is for and lets its near misses be; offsets are exact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.manual.strategies import TEXTS
from tests.small_pack import SHARED
from waymark.manual.boxes import Box, Procedure
from waymark.manual.duties import backed
from waymark.manual.manuscript import Lookup
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.pack.whole import read_pack
from waymark.manual.text import Text
from waymark.manual.words import Term
from waymark.plain_english.ages import ages, count
from waymark.plain_english.noticing import Noticed, age_of, mostly_passive, notice
from waymark.plain_english.reading import SettingAside
from waymark.plain_english.sentences import sentences

ROOT = Path(__file__).parents[2]
HARD = "Institutional responsibilities necessarily include multilateral deliberation and negotiation."


def setting_aside(*names: str) -> SettingAside:
    manuscript, faults, _ = read_manuscript(SHARED)
    assert manuscript is not None, faults
    terms = tuple(Term(key=f"t{n}", term=name, meaning=Text("A word.")) for n, name in enumerate(names))
    return SettingAside(msgspec.structs.replace(manuscript, terms=terms))


def exact(found: tuple[Noticed, ...]) -> bool:
    return all(each.sentence[each.start : each.end] == each.words for each in found)


def told(text: Text | str, rule: str, **more) -> list[str]:
    """What one rule is about, in order."""
    found = notice(text, **more)
    assert exact(found)
    return [each.words for each in found if each.rule == rule]


def test_plain_words_have_nothing_to_notice():
    assert notice(Text("Write it down and sign it. Then ring [the front door](terms/front-door).")) == ()
    assert notice("") == ()


def test_a_sentence_of_more_than_25_words_is_told_as_a_whole():
    long = "Ask " + "and ask " * 12 + "now."
    assert notice(long[:-4] + "it now.")[0].what == "This sentence has 27 words."
    (only,) = notice(long.replace("Ask and", "Then ask and", 1)[:-5] + ".")
    assert (only.rule, only.words, only.start, only.end) == ("sentence-long", "", 0, 0)
    assert only.mend == "Make it two: no sentence has more than 25 words."
    assert notice("Ask " + "and ask " * 12) == (), "25 words are not too many"


def test_a_sentence_that_asks_for_a_much_older_reader_names_its_longest_words():
    (only,) = notice(f"Ring us. {HARD}")
    assert (only.rule, only.sentence, only.words) == ("sentence-hard", HARD, "")
    assert "“responsibilities”" in only.mend
    assert told("Institutional responsibilities necessarily include deliberation.", "sentence-hard") == []
    aside = setting_aside("institutional responsibilities", "multilateral deliberation and negotiation")
    assert notice(HARD, aside) == (), "terms are set aside"


def test_a_hard_sentence_without_very_long_words_is_to_be_made_two():
    (only,) = notice("Everyone’s several recent family referrals concerned various violent grandmothers.")
    assert only.rule == "sentence-hard"
    assert only.mend == "Make it two, or use shorter words."


def test_plainer_words_come_in_the_right_form():
    (only,) = notice(Text("Then **commenced** it."))
    assert (only.rule, only.words, only.start, only.end) == ("plainer-word", "commenced", 5, 14)
    assert only.plainer == ("started", "began")
    assert only.mend == "Write “started” or “began”, or say it in your own plain words."
    assert notice("The multi-agency hub rings.", setting_aside("multi-agency hub")) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ask the ICPC.", ["ICPC"]),
        ("Ask both CIC’s and LACs.", ["CIC", "LAC"]),
        ("Use CP-IS and a CiN plan.", ["CP-IS", "CiN"]),
        ("A CIN/CP plan.", ["CIN", "CP"]),
        ("The ICPC met. Ask the ICPC.", ["ICPC"]),
        ("Go to A&E in the UK with a PDF.", []),
        ("Do NOT stop.", []),
        ("RING 999 AT ONCE OR ASK ICPC", []),
        ("See Part III and EX4 4QJ.", []),
        ("Ask McDonald or WhatsApp.", []),
        ("See www.ABC.org/DEF or https://GHI.uk and GOV.UK.", []),
        ("A child in need (CIN) has a plan. A CIN plan helps.", []),
        ("CAMHS (child and adolescent mental health services) help.", []),
        ("The team around the family, also called the TAF, meets.", []),
        ("CAMHS means the child and adolescent mental health service. TAFs do not.", ["TAF"]),
        ("Child protection helps. Ask now what CP is.", ["CP"]),
    ],
)
def test_acronyms(words, found):
    assert told(words, "acronym") == found
    assert told(Text(words), "acronym") == found


def test_acronyms_that_the_terms_explain_are_known():
    assert told("Ask the DSL or the DSLs.", "acronym", known=frozenset({"DSL"})) == []
    assert told("Ask the DSL.", "acronym", aside=setting_aside("DSL")) == []
    assert told("Ask the DSLX.", "acronym", aside=setting_aside("DSL")) == ["DSLX"]


@pytest.mark.parametrize(
    "words", ["here", "Click here", "this link", "more", "Read more", "here.", "this document"]
)
def test_links_say_where_they_lead(words):
    text = Text(f"Ring first. See [{words}](referral/talk-it-over) for it.")
    (only,) = notice(text)
    assert exact((only,))
    assert (only.rule, only.words.rstrip(".")) == ("link-words", words.rstrip("."))
    assert only.start == 4


def test_links_that_say_it_are_left_alone():
    text = Text(
        "More help is here: [talk it over here](referral/talk-it-over), [more help](terms/help). Here."
    )
    assert told(text, "link-words") == []
    both = Text("See [here](a/b) and [here](a/c).\n\n- [More](a/d)")
    assert [(each.words, each.start) for each in notice(both)] == [("here", 4), ("here", 13), ("More", 0)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The child should be referred.", ["should be referred"]),
        ("It must always be clearly written down.", ["must always be clearly written"]),
        ("He has to be seen by a doctor.", ["has to be seen by"]),
        ("She was told by the police.", ["was told by"]),
        ("They were then seen by Dr Khan.", ["were then seen by"]),
        ("It must be sent by Friday.", ["must be sent"]),
        ("It was sent by the end of May.", []),
        ("It was done by ringing him.", []),
        ("It was done by two o’clock.", []),
        ("She was seen by two doctors.", ["was seen by"]),
        ("It was known by this time.", []),
        ("She was told.", []),
        ("You should be told why.", []),
        ("He should be worried by now.", []),
        ("The plan should be clear.", []),
        ("The doctor must be trained.", []),
        ("She was sat by the door.", []),
        ("It should be red.", []),
    ],
)
def test_duties_without_a_doer(words, found):
    assert told(words, "passive") == found


def test_who_does_it_is_said_or_said_first():
    by, without = notice("She was told by the police. He should be seen.")
    assert by.mend == "Say who does it first."
    assert without.mend == "Say who does it."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It is not unlikely.", ["not unlikely"]),
        ("It isn’t an impossible hope.", ["isn’t an impossible"]),
        ("Do not fail to ring.", ["not fail to"]),
        ("Not without reason.", ["Not without"]),
        ("We cannot not act.", ["cannot not"]),
        ("It is not under the bed, until not one is left.", []),
        ("It is unlikely. It is not likely.", []),
        ("Not all are unlikely.", []),
        ("Do not fall.", []),
        ("No visit may go unseen.", ["No visit may go unseen"]),
        ("Nothing she wrote was untrue.", ["Nothing she wrote was untrue"]),
        ("She does not doubt that he was not there.", ["not doubt that he was not"]),
        ("No one was seen under the bed.", []),
        ("We do not doubt him.", []),
    ],
)
def test_two_negatives(words, found):
    assert told(words, "double-negative") == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It should be ensured that he rings.", ["It should be ensured that"]),
        ("Then it was agreed that he rings.", ["it was agreed that"]),
        ("It is important that he rings.", ["It is important that"]),
        ("Consideration should be given to it.", ["Consideration should be given"]),
        ("Steps must be taken now.", ["Steps must be taken"]),
        ("We agreed that he rings.", []),
        ("It is important to him.", []),
        ("Take steps.", []),
        ("Steps will be taken to find him.", ["Steps will be taken"]),
        ("Measures have been put in place.", ["Measures have been put in place"]),
        ("There is an expectation that he rings.", ["There is an expectation that"]),
        ("It was understood that he rings.", ["It was understood that"]),
        ("Steps will be taken by the school.", []),
        ("Say what action was taken.", []),
        ("If no action is taken, ring.", []),
        ("There is a phone that rings.", []),
    ],
)
def test_sentences_with_nobody_in_them(words, found):
    assert told(words, "vague-actor") == found
    assert told(words, "passive") == [], "told once"
    if found:
        assert told(words, "plainer-word") == [], "the whole turn of phrase is to go"


def test_findings_stand_in_the_order_of_the_text():
    text = Text(
        "Utilise it, then ring the ICPC.\n\n- See [here](a/b).\n- It should be ensured that we commence."
    )
    assert [(each.rule, each.words) for each in notice(text)] == [
        ("plainer-word", "Utilise"),
        ("acronym", "ICPC"),
        ("link-words", "here"),
        ("vague-actor", "It should be ensured that"),
        ("plainer-word", "commence"),
    ]


def test_offsets_are_those_of_the_sentence_it_stands_in():
    text = Text("Ring. “Ring here.” See [here](a/b). See [here](a/b)")
    assert [(each.sentence, each.start) for each in notice(text)] == [("See here.", 4), ("See here", 4)]


def test_ages_of_one_text_and_of_several():
    text = Text("Write down what you saw.\n\n- Sign it.\n- Ring the front door.")
    assert age_of(text) == ages(count(sentences(text)))
    assert age_of([text, "Then go home."]) == ages(count([*sentences(text), "Then go home."]))
    assert age_of(text.plain) == age_of(text)
    nine, ten = (
        "one two three four five six seven eight nine",
        "one two three four five six seven eight nine ten",
    )
    assert age_of(nine) is None
    assert age_of(ten) is not None
    assert age_of(()) is None
    hard = age_of([HARD, HARD])
    easier = age_of([HARD, HARD], setting_aside("institutional responsibilities"))
    assert hard is not None
    assert easier is not None
    assert easier.highest < hard.highest


@given(TEXTS, st.sampled_from(["child", "é", "X-y", "9", "term"]))
def test_any_text_can_be_noticed(text, name):
    aside = setting_aside(name)
    assert exact(notice(text, aside, law=False, every_passive=True))
    assert exact(notice(text))
    age_of(text, aside)


@given(st.text(max_size=80))
def test_any_words_can_be_noticed(words):
    assert exact(notice(words, setting_aside("child"), law=False, every_passive=True))
    age_of(words)


def facets_of(part: Box | Procedure) -> Iterator[tuple[list[Text | str], bool]]:
    """The texts of each facet, and whether they say what to do, so that a must needs a law."""
    facets = part.facets
    families = facets.for_families
    yield [*facets.key_points], True
    yield [facets.how_to_do_it] if facets.how_to_do_it else [], True
    yield [said for each in facets.what_if for said in (each.question, each.answer)], True
    yield [each for each in (families.parents, families.child) if each] if families else [], False
    yield [note.text for note in facets.for_your_role], True


def all_noticed(part: Box | Procedure, lookup: Lookup, aside: SettingAside, known: frozenset[str]) -> list:
    """What an editor is told of a part."""
    law = "must" in backed(part.sources, lookup)
    found: list[Noticed] = []
    for texts, duties in facets_of(part):
        every = mostly_passive(texts)
        for text in texts:
            found += notice(text, aside, known=known, law=law if duties else None, every_passive=every)
    return found


def test_the_starter_manual_is_plain_already():
    pack, found = read_pack(ROOT / "southwest")
    assert pack is not None, found
    manuscript, found, _ = pack.read_draft()
    assert manuscript is not None, found
    aside = SettingAside(manuscript)
    known = frozenset(name for term in manuscript.terms for name in (term.term, *term.also))
    lookup = Lookup(manuscript)
    per_box, passive = {}, {}
    for part in [*manuscript.boxes, *manuscript.procedures]:
        noticed = all_noticed(part, lookup, aside, known)
        assert exact(tuple(noticed)), part.place
        per_box[part.place] = len([each for each in noticed if each.rule != "passive-voice"])
        passive[part.place] = len(noticed) - per_box[part.place]
    assert len(per_box) > 70
    assert sum(per_box.values()) / len(per_box) < 1
    assert max(per_box.values()) <= 3, per_box
    # The mildest rule of all is not to drown the others.
    assert sum(passive.values()) / len(passive) < 1
    assert sum(count > 3 for count in passive.values()) <= 2, passive
