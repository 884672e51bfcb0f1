"""Ways in as data: in order, told among amendments, read as lines, and no part of a manual without them."""

from __future__ import annotations

import msgspec

from tests.pages.gateways import manuscript
from waymark.amendments import Sort, between
from waymark.amendments.parts import page_of
from waymark.manual.json_form import decode, encode
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.pack.manuscript_form import read_manuscript, write_manuscript
from waymark.manual.ways_in import Question, Reply, WayIn, WayKey
from waymark.manual.wholeness import check_manuscript
from waymark.manual.words import Role
from waymark.plain_english.reading import check_reading


def with_ways(*ways: WayIn) -> Manuscript:
    """The starter manual with these ways in."""
    return msgspec.structs.replace(manuscript(), ways_in=ways)


def asking(key: WayKey, asked: str) -> WayIn:
    """A way in of one question."""
    replies = (Reply(place="terms/advocate"),)
    return WayIn(key=key, title="For all", questions=(Question(asked=asked, replies=replies),))


def test_a_way_in_comes_back_from_its_pack_and_its_json() -> None:
    of = manuscript()
    assert [way.key for way in of.ways_in] == [WayKey.CHILDREN, WayKey.PARENTS]
    files = write_manuscript(of)
    again, found, _ = read_manuscript(files)
    assert again is not None, found
    assert again.ways_in == of.ways_in
    assert decode(encode(of), Manuscript).ways_in == of.ways_in
    without = write_manuscript(with_ways())
    assert "ways-in.yaml" not in without
    assert b"ways_in" not in encode(with_ways())


def test_the_starter_manual_answers_the_five_questions_for_both() -> None:
    ways = Lookup(manuscript()).ways_in
    five = ["What is happening?", "Who are these people?", "What can I ask?", "How does it end?"]
    for key in WayKey:
        assert [each.asked for each in ways[key].questions] == [*five, "Who can help me today?"]


def test_a_changed_question_is_told_among_amendments_at_its_page() -> None:
    before = with_ways(asking(WayKey.PARENTS, "Who are you?"), asking(WayKey.CHILDREN, "Who are you?"))
    after = with_ways(asking(WayKey.PARENTS, "Who are they?"), asking(WayKey.CHILDREN, "Who are you?"))
    (told,) = between(before, after)
    assert (told.kind, told.sort, told.place) == ("way in", Sort.CHANGED, "ways-in:parents")
    assert page_of(told.place) == "for/parents"
    (change,) = told.changes
    assert change.where == "Question: Who are they?"
    assert (change.before, change.after) == ("Who are you?", "Who are they?")


def test_what_is_written_for_a_way_in_is_read_as_everything_is() -> None:
    long = "Did he " + "say so, and " * 8 + "go?"
    found = list(check_reading(with_ways(asking(WayKey.PARENTS, long))))
    assert [(each.rule, each.place) for each in found] == [("sentence-long", "ways-in:parents")]
    hard = "Which institutional responsibilities necessitate multidisciplinary consideration of everybody?"
    found = list(check_reading(with_ways(asking(WayKey.CHILDREN, hard))))
    assert [(each.rule, each.place) for each in found] == [("reading-age", "ways-in:children")]


def test_no_role_has_the_page_of_a_way_in() -> None:
    of = manuscript()
    parents = msgspec.structs.replace(of, roles=(*of.roles, Role(key="parents", title="Parents")))
    found = [(each.rule, each.place) for each in check_manuscript(parents) if each.rule == "place-twice"]
    assert found == [("place-twice", "for/parents")]
