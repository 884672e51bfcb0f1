"""What a candidate says: changes found, composed in order, checked, and sealed."""

from __future__ import annotations

from typing import Any

import pytest

from waymark.desk.agreeing.changes import How, compared, composed, woven
from waymark.desk.agreeing.freezing import reasons_of
from waymark.desk.agreeing.needing import also_needed
from waymark.desk.agreeing.proposal import propose
from waymark.desk.doors.out import draft_manuscript
from waymark.desk.drafts import saving
from waymark.desk.models import Candidate, Draft
from waymark.desk.parts import part_of
from waymark.manual.json_form import fingerprint, own_fingerprint
from waymark.manual.manuscript import Manuscript

pytestmark = pytest.mark.django_db
BOX = "referral/talk-it-over"
#: Its title with nothing changed but a sign.
SPELT = "Talk it over with your manager or safeguarding lead."


def test_nothing_is_changed_until_something_is_written() -> None:
    assert compared("").changes == {}
    assert compared("devon").changes == {}


def test_changed_new_and_withdrawn_places_are_found(rewrite: Any, person: Any) -> None:
    rewrite("editor", BOX, title="Talk it through")
    term = part_of("term", {"key": "quite-new", "term": "Quite new", "meaning": "Not there before."})
    saving.make(person("editor"), "", "term", term)
    old = Draft.objects.get(partnership="", place="procedures/exploitation")
    saving.take_out(person("editor"), old, old.number, ["procedures/female-genital-mutilation"])
    changes = compared("").changes
    assert {place: change.how for place, change in changes.items()} == {
        BOX: How.CHANGED,
        "terms/quite-new": How.NEW,
        "procedures/exploitation": How.WITHDRAWN,
    }
    assert changes["procedures/exploitation"].see == ("procedures/female-genital-mutilation",)


def test_a_new_draft_that_was_taken_out_again_is_no_change(person: Any) -> None:
    term = part_of("term", {"key": "quite-new", "term": "Quite new", "meaning": "Not there before."})
    draft = saving.make(person("editor"), "", "term", term)
    saving.take_out(person("editor"), draft, draft.number)
    assert compared("").changes == {}


def test_a_proposal_with_every_change_says_what_the_drafts_say(rewrite: Any, proposed: Any) -> None:
    rewrite("editor", BOX, title="Talk it through")
    rewrite("editor", "manual", title="Another title")
    candidate = proposed(*compared("").changes)
    assert propose(candidate).seal.words == fingerprint(draft_manuscript())


def test_a_proposal_takes_up_what_was_chosen_and_nothing_else(rewrite: Any, proposed: Any) -> None:
    rewrite("editor", BOX, title="Talk it through")
    rewrite("editor", "manual", title="Another title")
    said = propose(proposed(BOX)).manuscript
    assert isinstance(said, Manuscript)
    assert said.title != "Another title"
    assert {box.title for box in said.boxes if box.place == BOX} == {"Talk it through"}


def test_the_order_of_contacts_is_a_change_of_its_own(person: Any, proposed: Any) -> None:
    first, *_, last = Draft.objects.filter(partnership="devon", kind="local contact")
    saving.reorder(person("devon-editor"), first, first.number, last.order + 1)
    changes = compared("devon").changes
    assert [(place, change.how) for place, change in changes.items()] == [("order:contacts", How.MOVED)]
    before = propose(proposed(partnership="devon")).manuscript
    after = propose(proposed("order:contacts", partnership="devon")).manuscript
    assert before is not None
    assert after is not None
    assert [each.key for each in after.contacts] == [
        *[each.key for each in before.contacts][1:],
        before.contacts[0].key,
    ]


def test_a_new_contact_stands_where_its_draft_does_and_leaves_the_others_in_order(person: Any) -> None:
    drafts = list(Draft.objects.filter(partnership="devon", kind="local contact"))
    part = part_of("local contact", {**drafts[0].data, "key": "quite-new", "name": "Quite new"})
    made = saving.make(person("devon-editor"), "devon", "local contact", part)
    seen = compared("devon")
    kinds = [place for place, (kind, _) in composed(seen, [made.place]).items() if kind == "local contact"]
    assert kinds == [*[draft.place for draft in drafts], made.place]


def test_two_orders_are_woven_into_one() -> None:
    assert woven("abcd", "abxcd", "abcdx") == list("abxcd")
    assert woven("dcba", "abxcd", "abcdx") == list("dcbxa")
    assert woven("ab", "yabz", "abyz") == list("yabz")
    assert woven("abc", "abc", "ac") == list("ac")


def test_a_reason_belongs_to_what_is_signed(rewrite: Any, proposed: Any) -> None:
    rewrite("editor", BOX, title="Talk it through")
    candidate = proposed(BOX)
    before = propose(candidate)
    candidate.chosen.update(reason="Another reason.")
    after = propose(candidate)
    assert before.seal.words == after.seal.words
    assert before.seal != after.seal


def test_without_a_reason_or_a_change_nobody_can_sign(rewrite: Any, proposed: Any) -> None:
    rewrite("editor", BOX, title="Talk it through")
    candidate = proposed(BOX)
    assert propose(candidate).unready == ()
    candidate.chosen.update(reason=" ")
    assert propose(candidate).unready == ("A reason is missing for “Talk it through”.",)
    candidate.chosen.all().delete()
    assert propose(candidate).unready == ("It holds no change: choose what it is to bring.",)


def new_box_between(person: Any) -> Draft:
    """A new box, which its chart names: each is a change that needs the other."""
    editor = person("editor")
    old = Draft.objects.get(partnership="", place=BOX)
    data = {**old.data, "place": "referral/quite-new", "title": "A new step", "kind": "step"}
    new = saving.make(editor, "", "box", part_of("box", data))
    chart = Draft.objects.get(partnership="", place="referral")
    arrows = chart.data["arrows"]
    into = next(arrow for arrow in arrows if arrow["to"] == BOX)
    held = {
        **chart.data,
        "boxes": [*chart.data["boxes"], new.place],
        "arrows": [
            *[{**arrow, "to": new.place} if arrow is into else arrow for arrow in arrows],
            {"from": new.place, "to": BOX},
        ],
    }
    saving.change(editor, chart, chart.number, part_of("chart", held))
    return new


@pytest.mark.parametrize(
    ("chosen", "lacks"), [("referral/quite-new", "referral"), ("referral", "referral/quite-new")]
)
def test_what_a_chosen_change_needs_too_is_named(chosen: str, lacks: str, person: Any, proposed: Any) -> None:
    new_box_between(person)
    proposal = propose(proposed(chosen))
    assert proposal.refusals
    assert "It is not whole yet" in proposal.unready[0]
    assert [change.place for change in also_needed(proposal)] == [lacks]
    assert propose(proposed("referral", "referral/quite-new")).refusals == []


def test_what_has_nothing_to_do_with_a_refusal_is_not_said_to_be_needed(
    person: Any, proposed: Any, rewrite: Any
) -> None:
    new_box_between(person)
    rewrite("editor", "referral/not-safe-now", title="A child is in danger now")
    proposal = propose(proposed("referral/quite-new"))
    assert [change.place for change in also_needed(proposal)] == ["referral"]


def test_a_withdrawn_place_is_told_with_what_to_see_instead(person: Any, proposed: Any) -> None:
    term = Draft.objects.filter(partnership="", kind="term").order_by("place").last()
    assert term is not None
    saving.take_out(person("editor"), term, term.number, ["terms/referral"])
    proposal = propose(proposed(term.place))
    assert isinstance(proposal.manuscript, Manuscript)
    gone = {each.place: each for each in proposal.manuscript.withdrawn}
    assert gone[term.place].see == ("terms/referral",)
    assert gone[term.place].edition == proposal.number
    assert [line.event for line in proposal.new_lines] == ["withdrawn"]


def test_a_place_that_a_partnerships_note_stands_at_cannot_be_withdrawn(person: Any, proposed: Any) -> None:
    note = Draft.objects.filter(kind="note", data__place__startswith="procedures/").first()
    assert note is not None
    draft = Draft.objects.get(partnership="", place=note.data["place"])
    saving.take_out(person("editor"), draft, draft.number)
    proposal = propose(proposed(draft.place))
    assert "note-to-nowhere" in {each.rule for each in proposal.refusals}


def test_numbers_follow_the_year_and_the_last(rewrite: Any, proposed: Any) -> None:
    from datetime import date

    rewrite("editor", BOX, title="Talk it through")
    assert propose(proposed(BOX, in_force=date(2030, 1, 2))).number == "2030-1"
    assert propose(proposed(BOX, in_force=date(2026, 12, 1))).number == "2026-5"
    assert propose(proposed(partnership="devon")).number == "3"
    assert propose(proposed(partnership="cornwall")).number == "2"


def test_a_day_before_the_last_edition_or_past_is_refused(rewrite: Any, proposed: Any) -> None:
    from datetime import date

    rewrite("editor", BOX, title="Talk it through")
    said = " ".join(propose(proposed(BOX, in_force=date(2026, 9, 1))).unready)
    assert "cannot come before it" in said
    assert "has passed" in said


def test_in_earnest_an_example_contact_is_refused(rewrite: Any, proposed: Any, settings: Any) -> None:
    contact = Draft.objects.filter(partnership="devon", kind="local contact").first()
    assert contact is not None
    rewrite("devon-editor", contact.place, "devon", name="Another name")
    candidate = proposed(contact.place, partnership="devon")
    assert propose(candidate).unready == ()
    settings.LIVE = True
    assert any("give the real number" in each for each in propose(candidate).unready)


def test_a_candidate_needs_no_more_questions_of_the_database_for_more_boxes(
    rewrite: Any, proposed: Any, django_assert_max_num_queries: Any
) -> None:
    places = list(Draft.objects.filter(kind="box").values_list("place", flat=True)[:20])
    for place in places:
        rewrite("editor", place, title=f"Again: {place.replace('/', ' ')}")
    candidate: Candidate = proposed(*places)
    assert propose(candidate).chosen
    assert propose(candidate).findings is not None
    with django_assert_max_num_queries(6):
        assert propose(candidate).findings is not None


def test_a_trifle_belongs_to_what_is_signed_and_old_choices_keep_their_seal(
    rewrite: Any, proposed: Any
) -> None:
    rewrite("editor", BOX, title=SPELT)
    candidate = proposed(BOX)
    before = propose(candidate)
    assert before.seal.reasons == own_fingerprint([(BOX, f"Because of {BOX}.")]), "as sign-offs have it"
    candidate.chosen.update(trifling=True)
    after = propose(candidate)
    assert (before.unready, after.unready) == ((), ())
    assert before.seal.words == after.seal.words
    assert before.seal.reasons != after.seal.reasons


def test_what_is_no_trifle_cannot_be_signed_as_one(rewrite: Any, proposed: Any) -> None:
    rewrite("editor", BOX, title="Talk it through")
    candidate = proposed(BOX)
    candidate.chosen.update(trifling=True)
    (why,) = propose(candidate).unready
    assert why.startswith("“Talk it through” is called a trifle, and is none: ")


def test_a_trifle_where_a_time_limit_changes_too_is_none(rewrite: Any, proposed: Any) -> None:
    """The words of the procedure alone would be a trifle; its readers meet the other limit there too."""
    place, limit = "procedures/people-who-work-with-children", "timescales:tell-the-designated-officer"
    title = Draft.objects.get(partnership="", place=place).title
    rewrite("editor", place, title=f"{title}.")
    rewrite("editor", limit, limit=2)
    alone, both = proposed(place), proposed(place, limit)
    for candidate in (alone, both):
        candidate.chosen.filter(place=place).update(trifling=True)
    assert propose(alone).unready == ()
    assert "time limit changed" in " ".join(propose(both).unready)


def test_the_order_of_what_readers_see_is_no_trifle(person: Any, proposed: Any) -> None:
    first, *_, last = Draft.objects.filter(partnership="devon", kind="local contact")
    saving.reorder(person("devon-editor"), first, first.number, last.order + 1)
    candidate = proposed("order:contacts", partnership="devon")
    candidate.chosen.update(trifling=True)
    assert "another order" in propose(candidate).unready[0]


def test_trifles_are_frozen_by_the_places_that_readers_know(rewrite: Any, proposed: Any) -> None:
    one, two = Draft.objects.filter(partnership="devon", kind="local contact")[:2]
    for draft in (one, two):
        rewrite("devon-editor", draft.place, "devon", purpose=f"{draft.data['purpose']}.")
    candidate = proposed(one.place, two.place, partnership="devon")
    candidate.chosen.filter(place=one.place).update(trifling=True)
    assert [row[0] for row in reasons_of(propose(candidate))] == ["contacts", "contacts"]
    assert [len(row) for row in reasons_of(propose(candidate))] == [2, 2], "one of them is none"
    candidate.chosen.update(trifling=True)
    assert [row[2:] for row in reasons_of(propose(candidate))] == [[True], [True]]
