"""The heat map: charts, boxes and facets, the worst first at each level, with what is to be said of each."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.hard_words import OVER, PLAIN, STOPPED, manual, waiver
from waymark.manual.boxes import RoleNote
from waymark.manual.manuscript import Manuscript
from waymark.manual.text import Text
from waymark.plain_english.heat import BANDS, BoxHeat, Mark, band_of, heat_map
from waymark.plain_english.reading import read

DAY = date(2027, 1, 1)


def box(manuscript: Manuscript, place: str = "a/begin", day: date = DAY) -> BoxHeat:
    (chart,) = heat_map(manuscript, day)
    return next(each for each in chart.boxes if each.place == place)


def test_the_worst_comes_first_at_each_level():
    made = manual(OVER)
    other = replace(made.charts[0], key="b", number=2, title="Another", boxes=("a/choose",), arrows=())
    first = replace(made.charts[0], boxes=("a/begin", "a/step", "a/end"))
    boxes = tuple(
        replace(each, facets=replace(each.facets, how_to_do_it=Text(STOPPED)))
        if each.place == "a/choose"
        else each
        for each in made.boxes
    )
    charts = heat_map(replace(made, charts=(first, other), boxes=boxes), DAY)
    assert [(chart.key, chart.age) for chart in charts] == [("b", 15.3), ("a", 14.4)]
    assert charts[1].boxes[0].place == "a/begin"
    assert charts[1].boxes[0].facets[0].facet == "how to do it"


def test_a_box_is_as_hot_as_its_hottest_facet_and_its_words_together_stand_beside():
    found = box(manual(STOPPED))
    assert found.age == 15.3
    reading = {each.place: each for each in read(manual(STOPPED)).boxes}["a/begin"]
    assert found.together == round(reading.ages.highest, 1)
    assert found.together < found.age
    assert found.words == reading.counts.words == sum(each.words for each in found.facets)


def test_what_stands_in_no_chart_is_among_the_procedures():
    made = manual(PLAIN)
    alone = replace(made, charts=(replace(made.charts[0], boxes=("a/choose", "a/step", "a/end")),))
    charts = {chart.key: chart for chart in heat_map(alone, DAY)}
    assert [each.place for each in charts["procedures"].boxes] == ["a/begin"]
    assert charts["procedures"].title == "Procedures"


@pytest.mark.parametrize(
    ("how", "given", "mark"),
    [
        (PLAIN, (), Mark.NONE),
        (OVER, (), Mark.OVER),
        (STOPPED, (), Mark.STOPPED),
        (STOPPED, (waiver(),), Mark.WAIVED),
        (STOPPED, (waiver(until=date(2026, 12, 31)),), Mark.STOPPED),
        (PLAIN, (waiver(),), Mark.NONE),
        ("Write it down.", (), Mark.SHORT),
    ],
)
def test_each_facet_has_its_mark(how, given, mark):
    facet = next(each for each in box(manual(how, *given)).facets if each.facet == "how to do it")
    assert facet.mark is mark
    assert facet.waiver == (given[0] if given else None)
    assert (facet.age is None) == (mark is Mark.SHORT)


def test_what_cannot_be_told_comes_last():
    notes = (RoleNote(role="a", text=Text("Ring.")), RoleNote(role="b", text=Text(PLAIN)))
    made = manual(OVER)
    first = next(each for each in made.boxes if each.place == "a/begin")
    first = replace(first, facets=replace(first.facets, for_your_role=notes))
    rest = (each for each in made.boxes if each.place != "a/begin")
    ages = [each.age for each in box(replace(made, boxes=(first, *rest))).facets]
    told = [age for age in ages if age is not None]
    assert ages == [*sorted(told, reverse=True), *[None] * (len(ages) - len(told))]
    assert None in ages


def test_a_facet_tells_what_drives_its_age():
    how = f"{PLAIN} {STOPPED} {OVER} Write down what you saw and heard, and when it was."
    facet = next(each for each in box(manual(how)).facets if each.facet == "how to do it")
    assert facet.why.sentences[0].sentence == STOPPED
    assert facet.why.words
    assert facet.why.ages.highest == pytest.approx(facet.age, abs=0.06)
    bare = heat_map(manual(how), DAY, why=False)
    assert all(each.why is None for each in bare[0].facets)


def test_an_age_at_the_edge_belongs_to_the_lower_band():
    named = {0: "cool", 10: "cool", 10.1: "mild", 12: "mild", 13: "warm", 14: "hot", 14.1: "over", 15: "over"}
    assert {age: band_of(age).name for age in named} == named
    assert band_of(15.1).name == band_of(99).name == "stop"
    assert "target" in BANDS[4].words
    assert "gate" in BANDS[5].words
