"""The ways in for families, and pages that help to use the rest, are found and push nothing aside."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bench.queries import queries
from tests.search.conftest import PAPERS
from waymark.manual.places import NOT_SAFE_NOW
from waymark.search import compiling
from waymark.search.asking import ready
from waymark.search.beside import beside
from waymark.search.compiling import local_index
from waymark.search.index import Kind
from waymark.search.intents import BOTH, VOICES
from waymark.search.likeness import BEST
from waymark.search.worth import VOICE

WAYS = {*VOICES.values(), BOTH[1]}
FAMILY = [
    ("a social worker came to my house what happens now", "families"),
    ("can I see what they write about me", "families"),
    ("Why do I have a social worker?", "families"),
    ("are they going to take my kids off me", "for/parents"),
    ("they had a meeting about us and we weren't asked", "for/parents"),
    ("do i have to let her in", "for/parents"),
    ("There is going to be a conference about our child", "for/parents"),
    ("my dad hits me", "for/children"),
    ("mums bf comes in my room at night", "for/children"),
    ("Can I read what they write about me?", "for/children"),
]
IN_DANGER = ["I am scared at home", "he is hurting me right now", "i am 14 and scared of my stepdad"]
NAMED = [
    ("for families", "families"),
    ("how to leave no trace", "leaving"),
    ("delete my history", "leaving"),
    ("practise", "practise"),
    ("a training exercise", "practise"),
    ("training scenario", "practise"),
    ("work out a date", "deadline"),
    ("deadline calculator", "deadline"),
    ("how do I work out a deadline", "deadline"),
    ("keep a copy", "keep"),
    ("no signal", "keep"),
    ("offline copy", "keep"),
    ("how to use this", "how"),
    ("my path", "path"),
    ("for your role", "for"),
]


@pytest.mark.parametrize(("typed", "way"), FAMILY, ids=lambda each: str(each)[:20])
def test_parents_and_children_find_their_way_in_near_the_top(find, typed, way):
    found = find(typed)
    assert way in found[:4]
    assert found[0] not in WAYS, "what the manual says about it comes first"


@pytest.mark.parametrize("typed", IN_DANGER)
def test_the_way_to_safety_stays_before_the_way_in(find, typed):
    found = find(typed)
    assert found[0] == NOT_SAFE_NOW
    assert WAYS.intersection(found[:3])


def test_a_way_in_never_passes_the_place_that_answers_best():
    assert VOICE < BEST


@pytest.mark.parametrize(("typed", "page"), NAMED, ids=lambda each: str(each)[:20])
def test_a_page_is_found_by_its_name_and_by_what_it_is_for(find, tellers, typed, page):
    assert page in find(typed)[:2]
    (result,) = (each for each in tellers["somerset"].searcher.search(typed).results if each.place == page)
    assert result.kind == Kind.PAGE


def test_of_who_asks_no_word_is_told_that_stands_there_by_chance(tellers):
    results = tellers["somerset"].searcher.search("are they going to take my kids").results
    (way,) = (each for each in results if each.place == "for/parents")
    assert way.words == ()
    assert all(each.words for each in results if each is not way)


def test_nobody_at_work_is_shown_a_way_in(find):
    asked = [each.words for each in queries() if each.voice == "practitioner"]
    assert len(asked) == 120
    assert [typed for typed in asked if WAYS.intersection(find(typed))] == []


def test_every_other_place_stands_as_it_would_without_these_pages(starter, made, monkeypatch):
    pack, manuscript = starter
    shared, whole = made["somerset"]
    monkeypatch.setattr(compiling, "beside", lambda manuscript: iter(()))
    local, _, _ = pack.read_local_draft("somerset")
    bare = local_index(local, PAPERS, manuscript, shared)
    with_pages = ready(shared.index, shared.finer, whole.near)
    without = ready(shared.index, shared.finer, bare.near)
    for query in queries():
        pages = {each.spot.place for each in beside(manuscript)}
        got = [each.place for each in with_pages.search(query.words, 20).results if each.place not in pages]
        was = [each.place for each in without.search(query.words, 20).results]
        assert got == was[: len(got)], query.words
        assert got[:1] == was[:1] == [with_pages.search(query.words).results[0].place], query.words


def test_what_a_manual_does_not_have_is_not_found(starter):
    _, manuscript = starter
    bare = replace(manuscript, ways_in=(), scenarios=(), roles=(), timescales=())
    assert [each.spot.place for each in beside(bare)] == ["how", "keep", "path"]
    assert {each.spot.place for each in beside(manuscript)} > {"deadline", "practise", "for", *WAYS}


def test_how_somebody_writes_leads_nowhere_without_ways_in(starter, made):
    pack, manuscript = starter
    shared, _ = made["somerset"]
    local, _, _ = pack.read_local_draft("somerset")
    near = local_index(local, {}, replace(manuscript, ways_in=()), shared).near
    found = ready(shared.index, shared.finer, near).search("my dad hits me").results
    assert found
    assert not WAYS.intersection(each.place for each in found)
