"""What may be called a trifle, and what never may."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waymark.amendments import of_part
from waymark.amendments.trifling import _BINDING, why_not_trifling
from waymark.manual.boxes import Box, Facets, Kind
from waymark.manual.contacts import Contact, ContactKind
from waymark.manual.sources import LearningPoint, Review, ReviewKind
from waymark.manual.text import Text

MARKS = st.text("abc de", max_size=12).map(lambda rough: " ".join(rough.split()) or "x")


def box(point, title="Talk it over", who=None):
    return Box(place="a/step", title=title, kind=Kind.STEP, who=who, facets=Facets(key_points=(Text(point),)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Talk to your manger today.", "Talk to your manager today."),
        ("Talk to your manager today", "Talk to your manager today."),
        ("talk to your manager  today.", "Talk to your manager today."),
        ("See [the form](referral/form).", "See [the form](referral/new-form)."),
        ("See [it](https://a.example/1).", "See [it](https://a.example/2)."),
        ("Write the child’s own words.", "Write the child's own words."),
        ("Make a judgement.", "Make a judgment."),
        ("The safe guarding lead.", "The safeguarding lead."),
        ("Safegaurding comes first.", "Safeguarding comes first."),
        ("You recieve it.", "You receive it."),
        ("They organize it.", "They organise it."),
        ("The childs words.", "The child's words."),
        ("Do not wait: ring.", "Do not wait. Ring."),
    ],
)
def test_a_trifle(before, after):
    assert why_not_trifling(of_part(box(before), box(after))) is None


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("You should ring.", "You must ring.", "must"),
        ("Do ring them.", "Do not ring them.", "not"),
        ("Wait 10 days.", "Wait 15 days.", "number"),
        ("Wait ten days.", "Wait two days.", "number"),
        ("Ring on Monday.", "Ring on Friday.", "number"),
        ("Ring the police.", "Ring the school.", "spelling"),
        ("Ring them.", "Ring them and write.", "and"),
        ("Ring them today.", "Ring them.", "today"),
        ("Ring them kindly.", "Ring them.", "spelling"),
        ("Wait 1.5 hours.", "Wait 15 hours.", "number"),
        ("Wait 1-2 days.", "Wait 12 days.", "number"),
        ("Ring in a day.", "Ring in a week.", "number"),
        ("Wait twenty minutes.", "Wait thirty minutes.", "number"),
        ("Give them under 5%.", "Give them under 5.", "number"),
        ("It is safe to ask.", "It is unsafe to ask.", "spelling"),
        ("It is lawful.", "It is unlawful.", "spelling"),
        ("They agree.", "They disagree.", "spelling"),
        ("Ask the parent.", "Ask the parents.", "spelling"),
        ("Children are harmed.", "Children are harmless.", "spelling"),
        ("Ask if he knows.", "Ask if she knows.", "spelling"),
        ("You can tell them.", "You can't tell them.", "can"),
        ("The child is hurt?", "The child is hurt.", "question"),
        ("Ask before you ring.", "Ask after you ring.", "after"),
        ("one tow theree fuor fvie sxi", "one two there four five six", ""),
    ],
)
def test_no_trifle(before, after, why):
    found = why_not_trifling(of_part(box(before), box(after)))
    assert found is not None
    assert why in found


def test_what_comes_and_goes_and_who_acts_is_no_trifle():
    assert why_not_trifling(of_part(None, box("Ring."))) == "it is added"
    assert why_not_trifling(of_part(box("Ring."), None)) == "it is withdrawn"
    assert why_not_trifling(of_part(box("Ring.", who="Nurse"), box("Ring.", who="Nurses")))
    assert why_not_trifling(of_part(box("Ring."), box("Ring.", title="Act at once")))
    assert why_not_trifling(of_part(box("Ring."), box("Ring.", title="Talk it over."))) is None


def test_a_number_to_ring_is_no_trifle():
    def door(number):
        return Contact(
            key="door",
            name="Front door",
            purpose="To tell us",
            kind=ContactKind.FRONT_DOOR,
            telephone=number,
            hours="always",
            hours_in_words="Any time",
            example=True,
        )

    assert "telephone" in why_not_trifling(of_part(door("01632 960001"), door("01632 960002")))


def test_a_number_where_an_address_leads_is_no_number_that_anyone_acts_on():
    def review(**more):
        return Review(
            place="reviews/one",
            title="One",
            publisher="A partnership",
            kind=ReviewKind.LOCAL,
            area="Here",
            **more,
        )

    before, after = review(web="https://a.example/2024"), review(web="https://a.example/2025/two")
    assert why_not_trifling(of_part(before, after)) is None
    point = LearningPoint(key="one", text=Text("Ask the chlid."))
    learnt = review(learning=(point,))
    again = review(learning=(LearningPoint(key="one", text=Text("Ask the child.")),))
    assert "learning" in why_not_trifling(of_part(learnt, again))
    assert "lesson added" in why_not_trifling(of_part(review(), again))


@settings(max_examples=200, deadline=None)
@given(MARKS, st.sampled_from(sorted(_BINDING)))
def test_a_word_that_binds_is_never_put_in_or_taken_out_as_a_trifle(rest, word):
    said, says = f"Ring {rest} them", f"Ring {rest} {word} them"
    for before, after in ((said, says), (says, said)):
        assert why_not_trifling(of_part(box(before), box(after))) is not None
