"""Plainer words: forms, capitals, names, terms set aside, words of law that stay, and the list itself."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small_pack import SHARED
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.text import Text
from waymark.manual.words import Term
from waymark.plain_english import plainer
from waymark.plain_english.inflecting import plural, verb_forms
from waymark.plain_english.plainer import PLAINER, swaps
from waymark.plain_english.positions import standing
from waymark.plain_english.reading import SettingAside


def found(sentence, aside=None):
    """Each heavy phrase with what to write for it; every one stands where it says it does."""
    told = list(swaps(sentence, standing(sentence, aside(sentence) if aside else None)))
    assert all(sentence[each.start : each.end] == each.words for each in told)
    return [(each.words, *each.plainer) for each in told]


def setting_aside(*names: str) -> SettingAside:
    manuscript, faults, _ = read_manuscript(SHARED)
    assert manuscript is not None, faults
    terms = tuple(Term(key=f"t{n}", term=name, meaning=Text("A word.")) for n, name in enumerate(names))
    return SettingAside(msgspec.structs.replace(manuscript, terms=terms))


def test_the_list_is_long_and_says_each_form_once():
    assert len(PLAINER) >= 200
    forms = Counter(form for each in PLAINER for form in each.forms)
    assert [form for form, times in forms.items() if times > 1] == []


@pytest.mark.parametrize("line", PLAINER, ids=lambda line: line.words)
def test_each_line_is_found_by_every_form_and_its_plainer_words_are_not_heavy(line):
    assert line.words in line.forms
    for form, (usual, participle) in line.forms.items():
        assert found(form) == [(form, *usual)]
        assert [found(words) for words in (*usual, *participle) if found(words)] == []


def test_each_phrase_that_stays_would_be_found_otherwise(monkeypatch):
    stay = plainer._STAY
    assert [phrase for phrase in stay if found(phrase)] == []
    monkeypatch.setattr(plainer, "_STAY", frozenset())
    assert [phrase for phrase in stay if not found(phrase)] == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("We commence today.", ("commence", "start", "begin")),
        ("He commences today.", ("commences", "starts", "begins")),
        ("It commenced late.", ("commenced", "started", "began")),
        ("It was formally commenced late.", ("commenced", "started", "begun")),
        ("Commencing today, we ring.", ("Commencing", "Starting", "Beginning")),
        ("They utilized it.", ("utilized", "used")),
        ("In a timely manner, ring.", ("In a timely manner", "Quickly", "In good time")),
        ("UTILISE it.", ("UTILISE", "Use")),
        ("Ask about siblings' rooms.", ("siblings", "brothers and sisters")),
        ("Ask for the sibling’s room.", ("sibling", "brother or sister")),
        ("There was non-engagement.", ("non-engagement", "not meeting us", "not taking part")),
        ("She didn’t attend.", ("didn’t attend", "was not brought", "didn't come")),
        (
            "Was the injury a non-accidental injury?",
            ("non-accidental injury", "injury someone may have caused"),
        ),
        ("Tell the other agencies.", ("agencies", "services")),
        ("We undertook a visit.", ("undertook", "did", "carried out")),
        ("It was undertaken at once.", ("undertaken", "done", "carried out")),
    ],
)
def test_forms_and_capitals_are_kept(sentence, words):
    assert found(sentence) == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "She commenter is no word.",
        "Ring in good time, in a manner that suits.",
        "prior, to us, is a word",  # a comma between: not “prior to”
        "An évia and a viaé are no words.",
        "The agency-led plan.",
        "He told us she was sad.",
        "The Somerset Placement Team rings.",
        "Ask the National Crime Agency.",
        "Do not write “did not attend” of a child.",
        "Do not write 'perpetrator'.",
    ],
)
def test_near_misses_names_and_words_only_spoken_about_are_not_found(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The child is suffering, or is likely to suffer, significant harm.",
        "There is reasonable cause to suspect it.",
        "The officer has reasonable grounds.",
        "They have regard to the child's wishes and feelings, as soon as practicable.",
        "A person with parental responsibility gives consent.",
        "The council makes enquiries under section 47.",
        "Statutory guidance says so.",
        "The threshold criteria are met.",
        "A placement order was made.",
        "The parent gave an undertaking to the court.",
        "An appropriate adult sits in.",
        "The adoption agency rings.",
        "She has to give informed consent.",
    ],
)
def test_words_of_law_and_other_senses_stay(sentence):
    assert found(sentence) == []


def test_the_longest_phrase_is_found_and_nothing_inside_it():
    assert [
        words for words, *_ in found("An alleged perpetrator did not attend prior to a placement move.")
    ] == [
        "alleged perpetrator",
        "did not attend",
        "prior to",
        "placement move",
    ]


def test_words_inside_a_term_are_left_alone():
    sentence = "The multi-agency risk conference and a multi-agency talk."
    aside = setting_aside(
        "multi-agency risk conference", "child protection conference", "child", "child in need"
    )
    assert [words for words, *_ in found(sentence)] == ["multi-agency", "multi-agency"]
    (only,) = swaps(sentence, standing(sentence, aside(sentence)))
    assert only.start == sentence.rindex("multi-agency")
    assert found("The voice of the child counts.", aside) == [("voice of the child", "what the child says")]
    assert found("The voice of the child in need counts.", aside) == []
    assert found("Agency.", setting_aside("agency")) == []


def test_where_words_do_not_line_up_nothing_is_suggested():
    assert all(each.aside for each in standing("One two agency.", "One agency."))
    assert found("One agency.", lambda sentence: "One") == []


def test_words_stand_where_they_are_said_to():
    sentence = "A 15-year-old's “note”, the parents’ – one – child’s."
    told = standing(sentence)
    assert [each.word for each in told] == ["A", "15-year-old", "note", "the", "parents", "one", "child"]
    assert all(sentence[each.start : each.end] == each.word for each in told)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("help", "help helps helped helping"),
        ("stop", "stop stops stopped stopping"),
        ("try", "try tries tried trying"),
        ("play", "play plays played playing"),
        ("agree", "agree agrees agreed agreeing"),
        ("tie", "tie ties tied tying"),
        ("submit", "submit submits submitted submitting"),
        ("allow", "allow allows allowed allowing"),
        ("pass", "pass passes passed passing"),
        ("do", "do does did done doing"),
        ("have", "have has had having"),
        ("be", "be is was been being"),
    ],
)
def test_verbs(verb, forms):
    assert list(dict.fromkeys(verb_forms(verb))) == forms.split()


def test_phrases_and_plurals():
    assert verb_forms("take part").participle == "taken part"
    nouns = ["child", "young person", "agency", "day", "address", "child's voice"]
    plurals = ["children", "young people", "agencies", "days", "addresses", "child's voices"]
    assert [plural(noun) for noun in nouns] == plurals


HEAVY = st.sampled_from([form for each in PLAINER for form in each.forms])
ANY = st.text(max_size=20)


@given(st.lists(st.one_of(HEAVY, ANY), max_size=8), st.sampled_from(["child", "agency", "é", "x-y", "term"]))
def test_any_words_can_be_looked_through(said, name):
    sentence = " ".join(said)
    ends = [0]
    for each in swaps(sentence, standing(sentence, setting_aside(name)(sentence))):
        assert sentence[each.start : each.end] == each.words
        assert each.plainer
        assert each.start >= ends[-1]
        ends.append(each.end)
