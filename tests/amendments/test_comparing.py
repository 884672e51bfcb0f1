"""One part against itself as it was: each thing it says is found again, however it moved or was reworded."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from tests.manual.strategies import TEXTS
from waymark.amendments import ChangeSort, Sort, of_part
from waymark.amendments.words import Sort as Words
from waymark.manual.boxes import Box, Facets, ForFamilies, Kind, RoleNote, WhatIf
from waymark.manual.charts import Arrow, FlowChart
from waymark.manual.data import Force
from waymark.manual.sources import Lesson, Provision, Source, SourceKind
from waymark.manual.text import Text
from waymark.manual.words import Role, Term


@given(TEXTS, TEXTS)
def test_any_two_texts_that_differ_show_a_change(one: Text, two: Text) -> None:
    for before, after in (
        (box(Facets(key_points=(one,))), box(Facets(key_points=(two,)))),
        (box(Facets(how_to_do_it=one)), box(Facets(how_to_do_it=two))),
    ):
        amendment = of_part(before, after)
        assert (amendment is None) == (one == two)
        assert amendment is None or amendment.changes


def box(facets: Facets, title: str = "Talk it over", **more: Any) -> Box:
    return Box(place="referral/talk-it-over", title=title, kind=Kind.STEP, facets=facets, **more)


def points(*words: str) -> Facets:
    return Facets(key_points=tuple(Text(each) for each in words))


def changes(before: Any, after: Any, **more: Any) -> list[tuple[str, str, str | None, str | None]]:
    amendment = of_part(before, after, **more)
    assert amendment is not None
    return [(each.sort.value, each.where, each.before, each.after) for each in amendment.changes]


def sorts(before: Any, after: Any, **more: Any) -> list[tuple[str, str]]:
    return [each[:2] for each in changes(before, after, **more)]


ONE, TWO, THREE = (
    "Ring the front door now.",
    "Write down what the child said.",
    "Tell your manager the same day.",
)


def test_a_reworded_point_is_one_change_with_its_words() -> None:
    amendment = of_part(box(points(ONE, TWO)), box(points(ONE, "Write down what the child told you.")))
    assert amendment is not None
    (change,) = amendment.changes
    assert (change.sort, change.where) == (ChangeSort.REWORDED, "Key points, 2")
    assert [run.words for run in change.runs if run.sort is Words.OUT] == ["said"]
    assert [run.words for run in change.runs if run.sort is Words.INTO] == ["told you"]


def test_a_point_that_moved_is_not_taken_out_and_put_in() -> None:
    assert sorts(box(points(ONE, TWO, THREE)), box(points(TWO, THREE, ONE))) == [
        ("moved", "Key points, from 1 to 3")
    ]


def test_a_point_that_moved_and_was_reworded_is_told_as_both() -> None:
    after = box(points(TWO, THREE, "Ring the front door at once."))
    assert sorts(box(points(ONE, TWO, THREE)), after) == [
        ("reworded", "Key points, 3"),
        ("moved", "Key points, from 1 to 3"),
    ]


def test_a_point_put_in_before_others_leaves_them_alone() -> None:
    assert sorts(box(points(ONE, TWO)), box(points(THREE, ONE, TWO))) == [("added", "Key points, 1")]


def test_of_two_equal_points_the_one_that_stayed_is_kept() -> None:
    assert sorts(box(points(ONE, TWO, ONE)), box(points(TWO, ONE))) == [("taken out", "Key points, 1")]


def test_a_point_about_something_else_is_taken_out_and_put_in_not_reworded() -> None:
    assert changes(box(points(ONE, TWO)), box(points(THREE, TWO))) == [
        ("added", "Key points, 1", None, THREE),
        ("taken out", "Key points, 1", ONE, None),
    ]


def test_a_new_title_and_a_changed_way_of_a_link_are_told() -> None:
    before = box(points("See [the list](terms/referral)."))
    after = box(points("See [the list](terms/neglect)."), "Talk it through")
    assert changes(before, after) == [
        ("retitled", "Title", "Talk it over", "Talk it through"),
        (
            "reworded",
            "Key points",
            "See the list (leads to terms/referral).",
            "See the list (leads to terms/neglect).",
        ),
    ]


def test_an_address_that_changed_is_out_and_in_as_a_whole() -> None:
    amendment = of_part(
        box(points("See [it](terms/female-genital-mutilation).")),
        box(points("See [it](procedures/female-genital-mutilation).")),
    )
    assert amendment is not None
    assert [run.words for run in amendment.changes[0].runs if run.sort is not Words.SAME] == [
        "terms/female-genital-mutilation",
        "procedures/female-genital-mutilation",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ring **now** please.", "Ring now please."),
        ("- One\n- Two", "1. One\n2. Two"),
        ("One", "- One"),
        ("Ring \\*\\*now\\*\\*.", "Ring **now**."),
        ("the list (leads to terms/referral)", "[the list](terms/referral)"),
    ],
)
def test_bold_a_list_or_a_link_alone_is_a_change_even_where_the_words_stay(before: str, after: str) -> None:
    assert sorts(box(Facets(how_to_do_it=Text(before))), box(Facets(how_to_do_it=Text(after))))


def test_one_point_of_a_numbered_list_put_in_is_one_change() -> None:
    before, after = (
        box(Facets(how_to_do_it=Text("\n".join(f"{at}. {words}" for at, words in enumerate(those, 1)))))
        for those in ((ONE, TWO), (THREE, ONE, TWO))
    )
    assert sorts(before, after) == [("added", "How to do it, 1")]


def what_ifs(*pairs: tuple[str, str]) -> Box:
    return box(Facets(what_if=tuple(WhatIf(question=q, answer=Text(a)) for q, a in pairs)))


def test_a_difficulty_is_the_same_one_while_its_question_is() -> None:
    before = what_ifs(("Nobody answers", "Ring again."))
    after = what_ifs(
        ("It is night", "Ring the night team."), ("Nobody answers", "Ring someone else at once, and say so.")
    )
    assert sorts(before, after) == [
        ("added", "What if: It is night"),
        ("reworded", "What if: Nobody answers"),
    ]


def test_a_difficulty_with_another_question_is_the_same_one_while_its_answer_is() -> None:
    same = ("It is night", "Ring the night team on its own number.")
    answer = "Ring again, and if nobody answers ring 999 and say so."
    before, after = what_ifs(same, ("Nobody answers", answer)), what_ifs(same, ("No one picks up", answer))
    assert changes(before, after) == [
        ("reworded", "What if: No one picks up", "Nobody answers", "No one picks up")
    ]


def test_what_is_said_to_families_and_roles_is_named_as_readers_see_it() -> None:
    def said(end: str) -> Box:
        families = ForFamilies(
            parents=Text(f"You can ask {end}."), child=Text(f"You can tell someone {end}.")
        )
        notes = (RoleNote(role="school-nurse", text=Text(f"Check the record {end}.")),)
        return box(Facets(for_families=families, for_your_role=notes), who=f"A person {end}")

    found = sorts(said("now"), said("today"), names={"roles:school-nurse": "School nurse or health visitor"})
    assert found == [
        ("reworded", "Who"),
        ("reworded", "For a parent"),
        ("reworded", "For a child or young person"),
        ("reworded", "For your role: School nurse or health visitor"),
    ]
    assert sorts(said("now"), said("today"))[-1] == ("reworded", "For your role: school nurse")


def test_sources_lessons_and_time_limits_are_put_in_and_taken_out_never_reworded() -> None:
    before = box(
        Facets(lessons=("sources/study#one",)), sources=("sources/act#s47",), timescales=("one-day",)
    )
    after = box(
        Facets(lessons=("sources/study#two",)), sources=("sources/act#s17",), timescales=("two-days",)
    )
    assert changes(before, after, names={"sources/act#s17": "Children Act 1989, section 17"}) == [
        ("time limit added", "Time limits", None, "two-days"),
        ("time limit taken out", "Time limits", "one-day", None),
        ("lesson added", "Lessons", None, "sources/study#two"),
        ("lesson taken out", "Lessons", "sources/study#one", None),
        ("source added", "Sources", None, "Children Act 1989, section 17 (sources/act#s17)"),
        ("source taken out", "Sources", "sources/act#s47", None),
    ]


def drawn(boxes: str, *arrows: tuple[str, str, str | None]) -> FlowChart:
    return FlowChart(
        key="referral",
        number=1,
        title="Referral",
        need="Help",
        summary="What to do.",
        boxes=tuple(f"referral/{each}" for each in boxes),
        arrows=tuple(Arrow(start=f"referral/{a}", end=f"referral/{b}", answer=c) for a, b, c in arrows),
    )


def test_an_arrow_with_another_answer_or_another_end_is_a_changed_arrow() -> None:
    before = drawn("abc", ("a", "b", "yes"), ("a", "c", "no"), ("b", "c", None))
    names = {"referral/b": "Ring", "referral/a": "Is it safe?"}
    assert changes(
        before, drawn("abc", ("a", "b", "maybe"), ("a", "c", "no"), ("b", "c", None)), names=names
    ) == [
        (
            "arrow changed",
            "Arrow to Ring, from Is it safe?",
            "From Is it safe? (referral/a) to Ring (referral/b), if the answer is: yes",
            "From Is it safe? (referral/a) to Ring (referral/b), if the answer is: maybe",
        )
    ]
    turned = drawn("abc", ("a", "b", "yes"), ("a", "d", "no"), ("b", "c", None))
    assert sorts(before, turned, names=names) == [("arrow changed", "Arrow to referral/d, from Is it safe?")]


def test_arrows_put_in_and_taken_out_and_boxes_in_another_order_are_told_as_such() -> None:
    before, after = drawn("abc", ("a", "b", None)), drawn("acb", ("c", "b", None))
    assert sorts(before, after) == [
        ("moved", "Boxes, in the order they are told, from 2 to 3"),
        ("arrow added", "Arrow to referral/b, from referral/c"),
        ("arrow taken out", "Arrow to referral/b, from referral/a"),
    ]


def source(*parts: Provision | Lesson) -> Source:
    return Source(
        place="sources/act",
        title="Children Act 1989",
        kind=SourceKind.STATUTE,
        provisions=tuple(each for each in parts if isinstance(each, Provision)),
        lessons=tuple(each for each in parts if isinstance(each, Lesson)),
    )


def test_a_provision_is_the_same_one_while_its_key_is() -> None:
    made = Provision(key="s47-1", where="section 47(1)", force=Force.MUST, requires="Make enquiries.")
    other = msgspec.structs.replace(made, force=Force.SHOULD, requires="Look into it.")
    assert changes(source(made), source(other)) == [
        (
            "reworded",
            "Provision: section 47(1)",
            "Force: must\nMake enquiries.",
            "Force: should\nLook into it.",
        )
    ]


def test_a_lesson_with_a_new_key_alone_shows_its_key() -> None:
    one, two = (source(Lesson(key=key, text=Text("See the child alone."))) for key in ("alone", "seen-alone"))
    assert changes(one, two) == [("changed", "Lessons, its key", "alone", "seen-alone")]


def test_a_part_is_added_or_withdrawn_with_all_it_says() -> None:
    term = Term(key="dsl", term="Designated safeguarding lead", also=("DSL",), meaning=Text("A teacher."))
    new, gone = of_part(None, term), of_part(term, None, see=("terms/lead",))
    assert new is not None
    assert gone is not None
    assert (new.sort, new.place, new.kind, new.title) == (Sort.ADDED, "terms/dsl", "word", term.term)
    assert [change.after for change in new.changes] == [term.term, "DSL", "A teacher."]
    assert (gone.sort, gone.see, gone.made) == (Sort.WITHDRAWN, ("terms/lead",), None)
    assert [change.before for change in gone.changes] == [term.term, "DSL", "A teacher."]
    assert of_part(None, None) is None
    assert of_part(term, msgspec.structs.replace(term)) is None


def test_a_chart_that_is_no_longer_being_written_says_so() -> None:
    written = drawn("a")
    begun = msgspec.structs.replace(written, being_written=True)
    assert changes(begun, written) == [("changed", "Being written", "yes", "no")]
    added = of_part(None, written)
    assert added is not None
    assert "Being written" not in [change.where for change in added.changes]


def test_what_a_role_needs_most_is_told_by_the_titles_of_places() -> None:
    before = Role(key="police", title="Police", needed=("a/one", "a/two"))
    after = Role(key="police", title="Police", needed=("a/three", "a/two"), as_said=("the police",))
    names = {"a/one": "See the child", "a/three": "Take police protection"}
    assert changes(before, after, names=names) == [
        ("added", "How this role is named where it acts", None, "the police"),
        ("added", "The places this role needs most, 1", None, "Take police protection (a/three)"),
        ("taken out", "The places this role needs most, 1", "See the child (a/one)", None),
    ]
    turned = Role(key="police", title="Police", needed=("a/two", "a/one"))
    assert sorts(before, turned)[0][0] == "moved"
