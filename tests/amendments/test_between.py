"""Amendments miss nothing and invent nothing: applied to the one before, they give the one after."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from tests.amendments.siblings import LOCAL_SIBLINGS, SIBLINGS
from tests.manual.strategies import LOCAL_MANUSCRIPTS, MANUSCRIPTS
from waymark.amendments import Amendment, Change, Sort, apply, between, between_local
from waymark.amendments.parts import parts
from waymark.amendments.words import Sort as Words
from waymark.manual.boxes import Box, Facets, Kind, Procedure
from waymark.manual.charts import FlowChart
from waymark.manual.contacts import Contact, ContactKind
from waymark.manual.data import Force
from waymark.manual.json_form import canonical_json
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript, canonical, canonical_local
from waymark.manual.pack.whole import read_pack
from waymark.manual.sources import LearningPoint, Provision, Review, ReviewKind, Source, SourceKind
from waymark.manual.text import Text
from waymark.manual.words import Role, Term, Timescale, Unit

SOUTHWEST = Path(__file__).parents[2] / "southwest"
PATIENT = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@PATIENT
@given(MANUSCRIPTS, MANUSCRIPTS)
def test_amendments_of_any_two_manuscripts_make_the_second_of_the_first(
    one: Manuscript, two: Manuscript
) -> None:
    assert apply(one, between(one, two)) == canonical(two)


@PATIENT
@given(LOCAL_MANUSCRIPTS, LOCAL_MANUSCRIPTS)
def test_amendments_of_any_two_local_manuscripts_do_too(one: LocalManuscript, two: LocalManuscript) -> None:
    assert apply(one, between_local(one, two)) == canonical_local(two)


@PATIENT
@given(SIBLINGS)
def test_so_do_those_of_manuscripts_that_share_places(both: tuple[Manuscript, Manuscript]) -> None:
    before, after = both
    found = between(before, after)
    assert apply(before, found) == canonical(after)
    _whole(found)


@PATIENT
@given(LOCAL_SIBLINGS)
def test_so_do_those_of_local_manuscripts_that_share_places(
    both: tuple[LocalManuscript, LocalManuscript],
) -> None:
    before, after = both
    found = between_local(before, after)
    assert apply(before, found) == canonical_local(after)
    _whole(found)


def _whole(found: tuple[Amendment, ...]) -> None:
    """Every amendment says what changed, and every change's words are all there."""
    spots = [(each.kind, each.place, each.sort is Sort.ORDERED) for each in found]
    assert len(spots) == len(set(spots))
    for each in found:
        assert each.changes, each
        for change in each.changes:
            assert change.before is not None or change.after is not None
            stayed_or_went = "".join(run.words for run in change.runs if run.sort is not Words.INTO)
            stayed_or_came = "".join(run.words for run in change.runs if run.sort is not Words.OUT)
            assert (stayed_or_went, stayed_or_came) == (change.before or "", change.after or "")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(MANUSCRIPTS)
def test_a_manuscript_has_no_amendment_against_itself(one: Manuscript) -> None:
    assert between(one, canonical(one)) == between(canonical(one), canonical(one)) == ()


def manual(**parts: Any) -> Manuscript:
    return Manuscript(title="Procedures", about=Text("About."), notice=Text("Starter text."), **parts)


def box(key: str, title: str = "A step") -> Box:
    return Box(place=f"referral/{key}", title=title, kind=Kind.STEP)


def chart(key: str, number: int, *boxes: str) -> FlowChart:
    return FlowChart(
        key=key,
        number=number,
        title=f"The {key}",
        need="Help",
        summary="What to do.",
        boxes=tuple(f"referral/{each}" for each in boxes),
    )


def test_a_box_that_went_to_another_chart_is_told_at_the_box_and_at_both_charts() -> None:
    both = (box("one", "Ring"), box("two", "Write"))
    before = manual(charts=(chart("referral", 1, "one", "two"), chart("assessment", 2)), boxes=both)
    after = manual(charts=(chart("referral", 1, "two"), chart("assessment", 2, "one")), boxes=both)
    found = {each.place: each for each in between(before, after)}
    assert set(found) == {"referral", "assessment", "referral/one"}
    (moved,) = found["referral/one"].changes
    assert (moved.sort, moved.before, moved.after) == ("moved", "The referral", "The assessment")
    assert found["referral/one"].made is None
    assert [change.sort for change in found["referral"].changes] == ["box taken out"]
    assert [change.after for change in found["assessment"].changes] == ["Ring (referral/one)"]
    assert apply(before, tuple(found.values())) == after


def test_a_changed_time_limit_is_told_at_every_place_that_shows_it_and_no_other() -> None:
    def scaled(limit: int) -> Manuscript:
        tell = Timescale(
            key="tell", title="Tell the officer", limit=limit, unit=Unit.DAYS, starts="the worry"
        )
        shows = Procedure(place="procedures/shows", title="Shows it", timescales=("tell",))
        return manual(
            procedures=(Procedure(place="procedures/other", title="Other"), shows), timescales=(tell,)
        )

    found = {each.place: each for each in between(scaled(5), scaled(1))}
    assert set(found) == {"procedures/shows", "timescales:tell"}
    for each in found.values():
        (change,) = each.changes
        assert (change.sort, change.before, change.after) == (
            "time limit changed",
            "within 5 days",
            "within 1 day",
        )


def test_roles_in_another_order_are_one_amendment_that_says_what_moved() -> None:
    one, two, three = (Role(key=key, title=key.capitalize()) for key in ("parent", "teacher", "police"))
    before, after = manual(roles=(one, two, three)), manual(roles=(three, one, two))
    (order,) = between(before, after)
    assert (order.sort, order.place) == (Sort.ORDERED, "roles")
    assert order.order == ("roles:police", "roles:parent", "roles:teacher")
    assert [(change.where, change.after) for change in order.changes] == [("From 3 to 1", "Police")]
    assert apply(before, (order,)) == after


def test_a_new_role_at_the_end_is_no_change_of_order() -> None:
    one, two = Role(key="parent", title="Parent"), Role(key="police", title="Police")
    assert [each.sort for each in between(manual(roles=(one,)), manual(roles=(one, two)))] == [Sort.ADDED]


def test_a_chart_may_be_called_what_another_kind_of_place_is_called() -> None:
    before = manual(charts=(chart("manual", 1),))
    after = msgspec.structs.replace(manual(charts=(chart("manual", 2),)), title="Other procedures")
    assert [each.kind for each in between(before, after)] == ["about the manual", "chart"]
    assert apply(before, between(before, after)) == after


def test_a_box_that_becomes_a_procedure_is_withdrawn_and_added() -> None:
    before = manual(boxes=(Box(place="procedures/one", title="One", kind=Kind.STEP),))
    after = manual(procedures=(Procedure(place="procedures/one", title="One"),))
    found = between(before, after)
    assert [(each.kind, each.sort) for each in found] == [("procedure", "added"), ("box", "withdrawn")]
    assert apply(before, found) == after


def test_places_of_what_is_local_are_named_as_everywhere() -> None:
    pack, _ = read_pack(SOUTHWEST)
    assert pack is not None
    local, _, _ = pack.read_local_draft("devon")
    assert local is not None
    bare = LocalManuscript(partnership=local.partnership)
    found = between_local(bare, local)
    assert {each.place.partition(":")[0] for each in found} == {"contacts", "notes", "guidance"}
    assert apply(bare, found) == canonical_local(local)
    renamed = msgspec.structs.replace(local.partnership, council="Another council")
    (area,) = between_local(local, msgspec.structs.replace(local, partnership=renamed))
    assert (area.place, area.kind) == ("partnership", "partnership")
    (change,) = area.changes
    assert (change.sort, change.where, change.after) == ("reworded", "Council", "Another council")


def test_a_local_number_is_a_contact_with_its_number_out_and_in() -> None:
    def line(telephone: str) -> Contact:
        return Contact(
            key="front-door",
            name="Front door",
            purpose="Worries",
            kind=ContactKind.FRONT_DOOR,
            telephone=telephone,
            hours="always",
            hours_in_words="Always",
        )

    (found,) = between(manual(contacts=(line("01632 960001"),)), manual(contacts=(line("01632 960002"),)))
    assert (found.place, found.kind, found.title) == ("contacts:front-door", "contact", "Front door")
    (change,) = found.changes
    assert (change.sort, change.where) == ("changed", "Telephone")
    assert [run.words for run in change.runs] == ["01632 ", "960001", "960002"]


def test_an_amendment_about_a_place_that_is_not_there_is_refused_with_its_name() -> None:
    gone = between(manual(boxes=(box("one"),)), manual())
    with pytest.raises(ValueError, match="box referral/one"):
        apply(manual(), gone)


#: What was changed by hand between the two editions of the starter manual, place by place.
CHANGED_BY_HAND = {
    "after-conference/plan-continues": {"lesson added"},
    "after-strategy-discussion/decide-on-enquiries": {"reworded"},
    "assessment/look-deeper": {"retitled"},
    "assessment/no-support-needed": {"lesson added"},
    "assessment/significant-harm": {"reworded"},
    "assessment/strategy-discussion": {"reworded"},
    "referral/decide-on-the-referral": {"reworded", "lesson added"},
    "referral/make-a-referral": {"reworded"},
    "referral/worried-about-a-child": {"reworded"},
    "procedures/missing-children": {"reworded"},
    "procedures/people-who-work-with-children": {"time limit changed"},
    "procedures/sexual-abuse": {"reworded"},
    "timescales:tell-the-designated-officer": {"time limit changed"},
}
SEX, ALL = "procedures/child-sexual-exploitation", "procedures/exploitation"
TERM, PAGE = "terms/female-genital-mutilation", "procedures/female-genital-mutilation"
SEEN = (
    "Safeguarding children in elective home education: Home education is not a risk in itself, but these "
    "children were seen by fewer people. Find out who sees the child, and ask health services what they "
    "know. "
    "(reviews/elective-home-education-2024#seen-less-often)"
)
LOOK = (
    "Safeguarding children in elective home education: More than half of the children were already known to "
    "children’s social care. When a child leaves school to be taught at home, look at what is on file. "
    "(reviews/elective-home-education-2024#look-at-the-history)"
)
#: The same word by word, as a comparison of the two folders shows it: what went out and what came in.
WORDS_BY_HAND = [
    ("after-conference/plan-continues", "", SEEN),
    ("after-strategy-discussion/decide-on-enquiries", SEX, ALL),
    ("after-strategy-discussion/decide-on-enquiries", TERM, PAGE),
    ("assessment/look-deeper", "A deeper is needed", "The needs to look deeper"),
    ("assessment/no-support-needed", "", SEEN),
    ("assessment/significant-harm", SEX, ALL),
    ("assessment/strategy-discussion", SEX, ALL),
    ("procedures/missing-children", SEX, ALL),
    ("procedures/people-who-work-with-children", "as soon as possible", "within 1 working day"),
    ("procedures/sexual-abuse", SEX, ALL),
    (
        "referral/decide-on-the-referral",
        "look into if a child may be coming",
        "make enquiries if has good reason suspect",
    ),
    ("referral/decide-on-the-referral", "", LOOK),
    ("referral/make-a-referral", TERM, PAGE),
    ("referral/worried-about-a-child", SEX, ALL),
    ("referral/worried-about-a-child", TERM, PAGE),
    ("timescales:tell-the-designated-officer", "as soon as possible", "within 1 working day"),
]
#: What no editor gave a reason for by itself, and the place whose reason tells it.
EXPLAINED = {
    "timescales:tell-the-designated-officer": "procedures/people-who-work-with-children",
    "withdrawn:procedures/child-sexual-exploitation": "procedures/child-sexual-exploitation",
}
NEW_BY_HAND = {
    "procedures/exploitation",
    "procedures/female-genital-mutilation",
    "reviews/elective-home-education-2024",
    "withdrawn:procedures/child-sexual-exploitation",
}
Editions = tuple[Manuscript, Manuscript, set[str]]


@pytest.fixture(scope="module")
def editions() -> Editions:
    """The first two editions of the starter manual, and the places the second gives reasons for."""
    pack, _ = read_pack(SOUTHWEST)
    assert pack is not None
    one, two = (edition.read()[0] for edition in pack.editions[:2])
    assert one is not None
    assert two is not None
    return one, two, {reason.place for reason in pack.editions[1].head.amendments}


def test_the_two_editions_of_the_starter_manual_differ_just_where_they_were_changed(
    editions: Editions,
) -> None:
    before, after, reasons = editions
    found = between(before, after)
    changed = {
        each.place: {change.sort.value for change in each.changes}
        for each in found
        if each.sort is Sort.CHANGED
    }
    assert changed == CHANGED_BY_HAND
    assert {each.place for each in found if each.sort is Sort.ADDED} == NEW_BY_HAND
    (gone,) = (each for each in found if each.sort is Sort.WITHDRAWN)
    assert (gone.place, gone.see) == ("procedures/child-sexual-exploitation", ("procedures/exploitation",))
    places = {each.place for each in found}
    assert reasons <= places, "a reason is given where nothing changed"
    assert places - reasons == set(EXPLAINED)
    assert set(EXPLAINED.values()) <= reasons


def test_the_two_editions_of_the_starter_manual_differ_in_just_these_words(editions: Editions) -> None:
    before, after, _ = editions
    found = [
        (each.place, *(_words(change, sort) for sort in (Words.OUT, Words.INTO)))
        for each in between(before, after)
        if each.sort is Sort.CHANGED
        for change in each.changes
    ]
    assert sorted(found) == sorted(WORDS_BY_HAND)


def _words(change: Change, sort: Words) -> str:
    return " ".join(" ".join(run.words for run in change.runs if run.sort is sort).split())


def test_amendments_of_the_two_editions_make_the_second_of_the_first_and_go_back_again(
    editions: Editions,
) -> None:
    before, after, _ = editions
    assert apply(before, between(before, after)) == after
    assert apply(after, between(after, before)) == before
    _whole(between(before, after))
    _whole(between(after, before))


def test_every_page_of_the_starter_manual_can_be_told_as_new_and_as_withdrawn(editions: Editions) -> None:
    after = editions[1]
    for old, new in ((manual(), after), (after, manual())):
        found = between(old, new)
        assert apply(old, found) == new
        _whole(found)


def test_two_editions_are_compared_while_a_reader_waits_for_nothing(editions: Editions) -> None:
    before, after, _ = editions
    between(before, after)
    started = time.process_time()
    between(before, after)
    # A tenth of this in practice. Time of this process alone, so that a busy machine does not fail it.
    assert time.process_time() - started < 0.2


def test_amendments_can_be_kept_as_json(editions: Editions) -> None:
    found = between(*editions[:2])
    assert msgspec.json.decode(msgspec.json.encode(found), type=tuple[Amendment, ...]) == found


def _told_at(before: Manuscript, after: Manuscript) -> dict[str, list[tuple[str, str, str | None]]]:
    return {
        each.place: [(change.sort.value, change.where, change.after) for change in each.changes]
        for each in between(before, after)
    }


def shows(place: str, **more: Any) -> Box:
    return Box(place=place, title="A step", kind=Kind.STEP, **more)


def test_a_reworded_lesson_is_told_at_the_boxes_that_show_it_and_at_its_source() -> None:
    def taught(words: str, *, lesson: str = "reviews/one#listen") -> Manuscript:
        point = LearningPoint(key="listen", text=Text(words))
        review = Review(
            place="reviews/one",
            title="One",
            publisher="P",
            kind=ReviewKind.LOCAL,
            area="A",
            learning=(point, LearningPoint(key="more", text=Text("More."))),
        )
        there = shows("a/there", facets=Facets(lessons=(lesson,)))
        return manual(boxes=(there, shows("a/other")), reviews=(review,))

    told = _told_at(taught("Listen."), taught("Listen twice."))
    assert set(told) == {"reviews/one", "a/there"}
    assert told["a/there"] == [("lesson reworded", "Lesson from One", "Listen twice.")]
    (review,) = (
        each for each in between(taught("Listen."), taught("Listen twice.")) if each.kind == "review"
    )
    assert review.shown_at == ("a/there",)
    swapped = _told_at(taught("Listen.", lesson="reviews/one#more"), taught("Listen twice."))
    assert [sort for sort, _, _ in swapped["a/there"]] == ["lesson added", "lesson taken out"]


def test_a_provision_that_binds_otherwise_is_told_at_the_boxes_that_carry_it() -> None:
    def law(force: Force, requires: str = "Ring the police.") -> Manuscript:
        duty = Provision(key="s1", where="Section 1", force=force, requires=requires)
        source = Source(place="sources/act", title="The Act", kind=SourceKind.STATUTE, provisions=(duty,))
        carries = Procedure(place="procedures/carries", title="Carries", sources=("sources/act#s1",))
        return manual(procedures=(carries,), sources=(source,), boxes=(shows("a/other"),))

    told = _told_at(law(Force.SHOULD), law(Force.MUST))
    assert told["procedures/carries"] == [
        ("source reworded", "Source: The Act, Section 1", "must: Ring the police.")
    ]
    assert set(told) == {"procedures/carries", "sources/act"}


def test_a_word_explained_otherwise_is_told_where_it_is_explained() -> None:
    def explained(meaning: str) -> Manuscript:
        term = Term(key="harm", term="harm", meaning=Text(meaning))
        there = shows("a/there", facets=Facets(key_points=(Text("See [harm](terms/harm)."),)))
        return manual(boxes=(there, shows("a/other")), terms=(term,))

    told = _told_at(explained("Being hurt."), explained("Being hurt badly."))
    assert told["a/there"] == [("word explained otherwise", "Word: harm", "Being hurt badly.")]
    assert set(told) == {"a/there", "terms/harm"}


def test_a_time_limit_counted_from_something_else_is_told_where_it_is_shown() -> None:
    def counted(starts: str, note: str | None = None) -> Manuscript:
        tell = Timescale(
            key="tell",
            title="Tell",
            limit=1,
            unit=Unit.DAYS,
            starts=starts,
            note=Text(note) if note else None,
        )
        return manual(boxes=(shows("a/there", timescales=("tell",)),), timescales=(tell,))

    assert _told_at(counted("the worry"), counted("the meeting"))["a/there"] == [
        ("time limit changed", "Time limit: Tell, counted from", "the meeting")
    ]
    noted = _told_at(counted("the worry"), counted("the worry", "Best the same day."))
    assert noted["a/there"] == [("reworded", "Time limit: Tell, its note", "Best the same day.")]


def _plain_parts(manuscript: Any) -> dict[tuple[str, str], str]:
    return {spot: canonical_json(part) for spot, part in parts(manuscript).items()}


def _differing(before: Any, after: Any) -> set[tuple[str, str]]:
    one, two = _plain_parts(before), _plain_parts(after)
    return {spot for spot in one.keys() | two.keys() if one.get(spot) != two.get(spot)}


def _edited(found: tuple[Amendment, ...]) -> set[tuple[str, str]]:
    """The parts that are other parts now, without those where only what they show of others changed."""
    return {
        (each.kind, each.place)
        for each in found
        if each.sort is not Sort.ORDERED and (each.made is not None or each.sort is Sort.WITHDRAWN)
    }


@PATIENT
@given(SIBLINGS)
def test_the_places_told_are_just_those_whose_canonical_form_differs(
    both: tuple[Manuscript, Manuscript],
) -> None:
    assert _edited(between(*both)) == _differing(*both)


@PATIENT
@given(LOCAL_SIBLINGS)
def test_so_are_the_local_places(both: tuple[LocalManuscript, LocalManuscript]) -> None:
    assert _edited(between_local(*both)) == _differing(*both)


@PATIENT
@given(SIBLINGS)
def test_a_place_that_is_told_for_what_it_shows_is_named_by_what_changed(
    both: tuple[Manuscript, Manuscript],
) -> None:
    found = between(*both)
    shown = {place for each in found for place in each.shown_at}
    told = {each.place for each in found}
    assert shown <= told
    carried = {
        each.place
        for each in found
        if each.made is None
        and each.sort is Sort.CHANGED
        and any(change.where != "In which chart" for change in each.changes)
    }
    assert carried <= shown
