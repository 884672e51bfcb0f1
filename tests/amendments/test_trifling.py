"""What may be called a trifle, and what never may."""

import pytest

from waymark.amendments import of_part
from waymark.amendments.trifling import why_not_trifling
from waymark.manual.boxes import Box, Facets, Kind
from waymark.manual.contacts import Contact, ContactKind
from waymark.manual.text import Text


def box(point, title="Talk it over", who=None):
    return Box(
        place="a/step", title=title, kind=Kind.STEP, who=who, facets=Facets(key_points=(Text(point),))
    )


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
        ("Ring them today.", "Ring them.", "spelling"),
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
