"""What words lead to: learned from lines in whole numbers, counted where there are too many places."""

from __future__ import annotations

import pytest

from waymark.search.gathering import Line
from waymark.search.index import LEVELS, Facet
from waymark.search.leading import Lead, Table, counted, learned, level_of
from waymark.search.learning import CERTAIN, Lesson, learn
from waymark.search.packing import read

DOOR, DRINK, BOTH = 0, 1, 2
LINES = [
    *(Line(("slam", "door", "slam door"), 0, Facet.PEOPLE_SAY) for _ in range(3)),
    *(Line(("drunk", "again"), 1, Facet.PEOPLE_SAY) for _ in range(3)),
    Line(("again", "door"), 0, Facet.KEY_POINTS),
]
NAMES = sorted({name for line in LINES for name in line.features})


def lessons(pairs):
    return [Lesson(tuple(features), place, 16) for features, place in pairs]


def strong(rows, feature):
    return dict(zip(rows[feature].places, rows[feature].strong, strict=True))


def test_a_word_leads_where_its_lines_belong():
    rows = learn(lessons([((DOOR, BOTH), 0), ((DRINK, BOTH), 1)] * 4), 3, 2)
    assert strong(rows, DOOR)[0] > 0 >= strong(rows, DOOR).get(1, 0)
    assert strong(rows, DRINK)[1] > 0 >= strong(rows, DRINK).get(0, 0)
    even = strong(rows, BOTH)
    assert abs(even.get(0, 0) - even.get(1, 0)) < strong(rows, DOOR)[0] // 2, "it tells of neither"


def test_what_teaches_more_counts_more():
    told = [Lesson((DOOR,), 0, 32), Lesson((DOOR,), 1, 2)] * 4
    rows = learn(told, 1, 2)
    assert strong(rows, DOOR)[0] > strong(rows, DOOR).get(1, 0)


def test_the_same_lines_teach_the_same_and_all_in_whole_numbers():
    told = lessons([((DOOR, BOTH), 0), ((DRINK,), 1), ((BOTH,), 1)] * 5)
    once, again = learn(told, 3, 2), learn(told, 3, 2)
    assert once == again
    assert all(type(each) is int for row in once for part in row for each in part)


def test_nothing_is_learned_from_nothing():
    assert [row.places for row in learn([], 2, 3)] == [[], []]


def test_odds_fall_by_e_for_every_unit():
    from waymark.search.learning import UNIT, _odds

    odds = _odds()
    assert odds[0] == 1 << 16
    assert abs(odds[UNIT] / odds[0] - 0.36788) < 0.001
    assert odds[-1] * CERTAIN < odds[0]


@pytest.mark.parametrize("make", [learned, counted])
def test_both_ways_find_the_place_of_a_line(make):
    table = make(LINES, NAMES, 2)
    for word, place in (("slam", 0), ("slam door", 0), ("drunk", 1)):
        best = max(table.rows[word], key=lambda lead: LEVELS[lead.level])
        assert (best.place, LEVELS[best.level] > 0) == (place, True), word


def test_the_facet_of_a_lead_is_one_that_readers_see_where_there_is_one():
    table = counted(LINES, NAMES, 2)
    facets = list(
        read(table.facets(["again", "slam"], [], {"again": frozenset({0, 1}), "slam": frozenset({0})}))
    )
    assert facets == [Facet.KEY_POINTS, Facet.PEOPLE_SAY, Facet.PEOPLE_SAY]


@pytest.mark.parametrize(
    ("strength", "level"), [(1, 8), (8, 8), (9, 8), (10, 11), (250, 249), (9999, 249), (-1, -10), (-31, -40)]
)
def test_a_strength_is_told_by_the_nearest_level_on_its_side(strength, level):
    assert LEVELS[level_of(strength)] == level


def test_what_matters_most_comes_first_and_the_rest_behind_it():
    table = Table({"one": [Lead(0, 3, 50), Lead(2, 3, 1)], "one two": [Lead(1, 3, 99)]}, {})
    first = table.first(1)
    assert first == {"one": frozenset({0})}
    assert list(read(table.leads(["one"], first).further)) == [0]
    assert list(read(table.leads(["one"], first, among=False).further)) == [2]
    assert table.pairs(["one", "two"]).names == ["one two"]
