"""What is found for what people type."""

from __future__ import annotations

import pytest

from tests.search.conftest import learning
from waymark.manual.places import NOT_SAFE_NOW
from waymark.search.asking import ready
from waymark.search.compiling import shared_index
from waymark.search.index import (
    RAREST,
    Facet,
    Finer,
    Index,
    Kind,
    Near,
    decode,
    decode_said,
    encode,
    encode_said,
)
from waymark.search.packing import read
from waymark.search.telling import teller
from waymark.search.worth import FAVOUR

SENTENCES = [
    (
        "There's a toddler out in the street on his own again.",
        ("referral/worried-about-a-child", "referral/not-safe-now"),
    ),
    (
        "They want me at a meeting about my kids, do I have to go.",
        ("after-strategy-discussion/arrange-the-conference",),
    ),
    ("Boss says drop it.", ("referral/still-worried",)),
]
EVERYDAY = [
    ("smacked", "referral/worried-about-a-child"),
    ("sofa-surfing", "assessment/decide-on-services"),
    ("left home alone", "referral/not-safe-now"),
    ("ICPC", "after-strategy-discussion/arrange-the-conference"),
    ("LADO", "procedures/people-who-work-with-children"),
    ("baby with a bruise", "procedures/injuries-to-babies"),
    ("county lines", "procedures/exploitation"),
]


@pytest.mark.parametrize(("typed", "right"), SENTENCES, ids=lambda each: str(each)[:20])
def test_a_whole_sentence_leads_to_the_right_box(find, typed, right):
    assert find(typed)[0] in right


@pytest.mark.parametrize(("typed", "right"), EVERYDAY, ids=lambda each: str(each)[:20])
def test_everyday_words_job_words_and_short_forms_lead_there(find, typed, right):
    assert right in find(typed)[:3]


def test_mistypings_and_word_forms_lead_to_the_same_place(find):
    for typed, meant in (
        ("child protecton conferance", "child protection conference"),
        ("child conferences", "child conference"),
        ("CHILD CONFERENCE", "child conference"),
    ):
        assert find(typed)[0] == find(meant)[0], typed
    assert set(find("strategy discusion")[:2]) == set(find("strategy discussion")[:2])


def test_each_partnership_is_found_by_its_own_names(find):
    assert "contacts" in find("MARU", "cornwall")[:3]
    assert "contacts" in find("first response number", "bristol")[:3]
    assert "contacts" not in find("MARU", "somerset")[:3]


def test_what_is_local_comes_first_where_it_answers(find, tellers):
    assert find("resolving professional differences")[0] == "local/resolving-professional-differences"
    result = tellers["somerset"].searcher.search("resolving professional differences").results[0]
    assert (result.kind, result.where) == (Kind.GUIDANCE, "In Somerset")
    assert not any(place.startswith("local/") for place in find("a toddler is out in the road")[:3])


def test_the_words_inside_a_file_are_found(find, tellers):
    assert find("knitting zebras")[0] == "local/taf-one-minute-guide"
    result = tellers["somerset"].searcher.search("zebras").results[0]
    assert result.facet == Facet.FILE
    assert result.words == ("zebras",)


def test_a_local_note_is_found_at_its_place(starter, find, tellers):
    pack, _ = starter
    local, _, _ = pack.read_local_draft("somerset")
    note = next(each for each in local.notes if each.place == "referral/make-a-referral")
    typed = note.text.plain.split("\n")[0]
    found = tellers["somerset"].searcher.search(typed).results[:2]
    assert ("referral/make-a-referral", Facet.LOCAL_NOTE) in [(each.place, each.facet) for each in found]


def test_questions_of_time_are_answered_from_the_manuals_own_limits(tellers):
    searcher = tellers["somerset"].searcher
    answer = searcher.search("how many days until the first core group meets").limits[0]
    assert answer.words == "within 10 working days"
    assert answer.place == "after-conference/core-group-meets"
    assert answer.source.startswith("Working Together")
    assert answer.at
    assert searcher.search("what is a core group").limits == ()


def test_whoever_asks_for_a_number_is_told_who_to_ring(tellers):
    outcome = tellers["somerset"].searcher.search("who do i ring at night")
    assert outcome.ring
    assert outcome.results[0].place == "contacts"
    assert not tellers["somerset"].searcher.search("he goes through my phone").ring


def test_for_a_role_what_concerns_it_comes_a_little_sooner(tellers):
    searcher = tellers["somerset"].searcher
    typed = "when is the meeting"
    plain = searcher.search(typed).results
    third, fourth = plain[2], plain[3]
    assert third.score - fourth.score < 3 * FAVOUR
    mine = searcher.search(typed, favoured={fourth.place: 3}).results
    assert [each.place for each in mine[2:4]] == [fourth.place, third.place]
    assert mine[2].score == fourth.score + 3 * FAVOUR
    assert searcher.search(typed, favoured={}) == searcher.search(typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("neglect", "terms/neglect"),
        ("resolving professional differences", "local/resolving-professional-differences"),
        ("who do i ring at night", "contacts"),
        ("he is hurting the child right now", NOT_SAFE_NOW),
    ],
)
def test_no_role_passes_what_was_named_nor_who_to_ring_nor_the_way_to_safety(tellers, typed, first):
    searcher = tellers["somerset"].searcher
    plain = searcher.search(typed).results
    # However many ways a role is concerned.
    everything = {each.place: 80 for each in plain if each.place != first}
    mine = searcher.search(typed, favoured=everything).results
    assert (mine[0].place, mine[0].score) == (plain[0].place, plain[0].score) == (first, plain[0].score)
    assert [each.score for each in mine] == sorted((each.score for each in mine), reverse=True)


def test_nothing_typed_and_nothing_found_are_told_apart(tellers):
    searcher = tellers["somerset"].searcher
    assert searcher.search("  ?! ") == (False, (), (), False)
    assert searcher.search("qqqqqqqqq xxxxxxx") == (True, (), (), False)


def test_a_result_shows_the_words_that_were_found(tellers):
    teller = tellers["somerset"]
    results = teller.searcher.search("boss told me to drop it").results
    told = teller.told("boss told me to drop it", results)[0]
    assert (told.facet, "".join(run.text for run in told.runs)) in teller._said[results[0].place]
    assert {run.text.lower() for run in told.runs if run.found} & {"boss", "drop it", "drop"}
    assert {"boss", "drop"} <= set(" ".join(results[0].words).split())


def test_a_line_is_the_same_however_often_its_place_was_found(tellers, made):
    shared, local = made["somerset"]
    fresh = teller(ready(shared.index, shared.finer, local.near), shared.said, local.said)
    for typed in (
        "my mum hits me",
        "boss says drop it",
        "section 47 and the gp",
        "is it ok to ring",
        "?",
        "a",
    ):
        results = fresh.searcher.search(typed).results
        fresh._begun.clear()
        first = fresh.told(typed, results)
        assert [fresh.told(typed, results) for _ in range(2)] == [first, first], typed


def test_an_index_is_whole_numbers_and_comes_back_from_its_file(made):
    shared, local = made["somerset"]
    for each, form in ((shared.index, Index), (shared.finer, Finer), (local.near, Near)):
        assert decode(encode(each), form) == each
    for said in (shared.said, local.said):
        assert decode_said(encode_said(said)) == said
    words, more = shared.index.words.split(" "), shared.finer.words.split(" ")
    assert len({*words, *more}) == len(words) + len(more)
    rows = len(words) + len(shared.index.families)
    assert len(list(read(shared.index.tells))) == rows == len(list(read(shared.index.leads.many)))
    assert len(list(read(shared.finer.leads.many))) == rows + len(more)
    assert all(1 <= tells <= RAREST for tells in read(shared.index.tells))
    assert len(shared.said) == len(shared.index.spots)


def test_an_index_of_another_form_is_none(made):
    from msgspec.structs import replace

    shared, _ = made["somerset"]
    with pytest.raises(ValueError, match="form 1, not 2"):
        decode(encode(replace(shared.index, form=1)), Index)


def test_the_first_part_answers_alone_and_the_finer_part_adds_to_it(made):
    shared, local = made["somerset"]
    first, whole = ready(shared.index, None, local.near), ready(shared.index, shared.finer, local.near)
    for name, leads in first.held.leads.items():
        assert {lead[:2] for lead in leads} <= {lead[:2] for lead in whole.held.leads[name]}
    assert not any(" " in name for name in first.held.leads)
    assert sum(map(len, whole.held.leads.values())) > 3 * sum(map(len, first.held.leads.values()))
    assert first.search("boss says drop it").results[0].facet == -1
    assert whole.search("boss says drop it").results[0].facet >= 0


def test_the_same_words_give_the_same_index(starter, made):
    _, manuscript = starter
    with learning():
        again = shared_index(manuscript)
    assert encode(again.index) == encode(made["somerset"][0].index)
    assert encode(again.finer) == encode(made["somerset"][0].finer)


def test_no_matter_how_long_or_odd_an_answer_comes(find):
    for typed in ("baby " * 4000, "\x00", "<script>alert(1)</script>", "' OR 1=1 --", "🙂" * 500, "a" * 5000):
        assert len(find(typed)) <= 10
