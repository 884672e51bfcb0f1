"""Signing binds to exact words: any later change un-signs it and says so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.conftest import AREAS
from waymark.desk.agreeing.may import waiting_for
from waymark.desk.agreeing.proposal import propose
from waymark.desk.agreeing.signing import NotOpen, NotReady, WordsChanged, all_said, ruling, sign, writers
from waymark.desk.agreeing.unsigning import UNSIGNED, look, noticed_change
from waymark.desk.drafts import saving
from waymark.desk.models import Candidate, Consortium, Draft, Duty, Record
from waymark.desk.people.standing import Standing

pytestmark = pytest.mark.django_db
BOX, OTHER = "referral/talk-it-over", "referral/not-safe-now"


def said(candidate: Candidate) -> Any:
    proposal = propose(candidate)
    return ruling(proposal, all_said(candidate, proposal.seal))


@pytest.fixture
def candidate(rewrite: Any, proposed: Any) -> Candidate:
    """An edition with one changed box."""
    rewrite("editor", BOX, title="Talk it through")
    made: Candidate = proposed(BOX)
    return made


@pytest.fixture
def full(candidate: Candidate, all_sign: Any) -> Candidate:
    """The same, signed by everyone, and looked at since."""
    all_sign(candidate)
    look(propose(candidate))
    assert said(candidate).met
    return candidate


def unsigned() -> list[Record]:
    return list(Record.objects.filter(what=UNSIGNED))


def test_twelve_and_the_steering_group_agree(candidate: Candidate, signs: Any) -> None:
    for area in AREAS:
        assert not said(candidate).met
        signs(candidate, f"{area}-signatory")
    assert said(candidate).missing == ("The steering group has not signed yet.",)
    signs(candidate, "steering")
    assert said(candidate).met


def test_one_word_changed_after_sign_off_unsigns_it_and_says_who(full: Candidate, rewrite: Any) -> None:
    rewrite("editor", BOX, title="Talk it all through")
    noticed_change("", [BOX])
    assert said(full).missing[0].startswith("Still to sign: Bath and North East Somerset, Bristol")
    (record,) = unsigned()
    assert set(record.more["signed"]) == {"steering", *(f"{area}-signatory" for area in AREAS)}
    assert record.more["changes"] == [["Talk it all through", "editor"]]
    noticed_change("", [BOX])
    assert len(unsigned()) == 1


def test_a_word_put_back_is_signed_again(full: Candidate, rewrite: Any) -> None:
    rewrite("editor", BOX, title="Talk it all through")
    rewrite("editor", BOX, title="Talk it through")
    assert said(full).met


def test_a_change_that_was_not_chosen_unsigns_nothing(full: Candidate, rewrite: Any) -> None:
    rewrite("editor", OTHER, title="A child is not safe at this moment")
    noticed_change("", [OTHER])
    assert said(full).met
    assert unsigned() == []


def test_one_more_choice_or_another_reason_unsigns_it(full: Candidate, rewrite: Any, person: Any) -> None:
    full.chosen.update(reason="Another reason.")
    assert look(propose(full), person("editor"))
    assert not said(full).met
    assert unsigned()[0].by_name == "editor"


def test_another_edition_in_between_unsigns_it(
    full: Candidate, rewrite: Any, proposed: Any, all_sign: Any, person: Any
) -> None:
    from waymark.desk.agreeing.freezing import freeze
    from waymark.editions.freezing import next_number

    rewrite("editor", OTHER, title="A child is not safe at this moment")
    first = proposed(OTHER)
    all_sign(first)
    frozen = freeze(person("editor"), first).frozen
    assert propose(full).number == next_number(frozen.number, frozen.in_force) != frozen.number
    assert not said(full).met
    look(propose(full))
    assert len(unsigned()) == 1


def test_what_was_read_is_what_is_signed(candidate: Candidate, rewrite: Any, person: Any) -> None:
    read = str(propose(candidate).seal)
    rewrite("editor", BOX, title="Talk it all through")
    with pytest.raises(WordsChanged):
        sign(person("devon-signatory"), candidate, "devon", read, True, "")
    assert candidate.sign_offs.count() == 0


def test_what_is_not_ready_cannot_be_signed_but_objected_to(candidate: Candidate, signs: Any) -> None:
    candidate.chosen.update(reason="")
    with pytest.raises(NotReady, match="A reason is missing"):
        signs(candidate, "devon-signatory")
    signs(candidate, "devon-signatory", False, "It says no reason.")
    assert candidate.sign_offs.get().words == "It says no reason."


def test_what_is_not_open_cannot_be_signed(candidate: Candidate, signs: Any) -> None:
    Candidate.objects.update(state=Candidate.State.GIVEN_UP)
    with pytest.raises(NotOpen):
        signs(candidate, "devon-signatory")


def test_an_objection_stops_it_until_taken_back_or_the_words_change(
    full: Candidate, signs: Any, rewrite: Any
) -> None:
    signs(full, "devon-signatory", False, "Too soon.")
    assert said(full).missing == ("Still to sign: Devon.", "devon-signatory objects for Devon.")
    signs(full, "devon-signatory", None)
    assert said(full).missing == ("Still to sign: Devon.",)
    signs(full, "devon-signatory")
    assert said(full).met
    signs(full, "torbay-signatory", False, "Not that word.")
    rewrite("editor", BOX, title="Talk it all through")
    assert said(full).objections == ()


def test_who_no_longer_signs_no_longer_counts(full: Candidate, person: Any) -> None:
    Duty.objects.filter(user=person("devon-signatory")).update(what=Duty.What.READER)
    assert said(full).missing == ("Still to sign: Devon.",)
    user = person("torbay-signatory")
    user.is_active = False
    user.save()
    assert said(full).missing == ("Still to sign: Devon and Torbay.",)


def test_the_quorum_is_a_setting(candidate: Candidate, signs: Any) -> None:
    Consortium.objects.update(quorum=2, must_sign=["torbay"], steering_signs=False)
    signs(candidate, "devon-signatory")
    signs(candidate, "bristol-signatory")
    assert said(candidate).missing == ("Still to sign, as always: Torbay.",)
    signs(candidate, "torbay-signatory")
    assert said(candidate).met


def test_nobody_both_writes_and_alone_signs(person: Any, rewrite: Any, proposed: Any, signs: Any) -> None:
    both = person("devon-editor")
    Duty.objects.create(user=both, partnership="devon", what=Duty.What.SIGNATORY)
    contact = Draft.objects.filter(partnership="devon", kind="local contact").first()
    assert contact is not None
    rewrite("devon-editor", contact.place, "devon", name="Another name")
    candidate = proposed(contact.place, partnership="devon", by="devon-editor")
    signs(candidate, "devon-editor")
    assert "someone who wrote none of it signs too" in said(candidate).missing[0]
    signs(candidate, "devon-signatory")
    assert said(candidate).met


def test_who_wrote_is_who_saved_since_the_words_in_force(rewrite: Any, proposed: Any, person: Any) -> None:
    Duty.objects.create(user=person("steering"), partnership="", what=Duty.What.EDITOR)
    old = Draft.objects.get(partnership="", place=BOX).title
    rewrite("steering", BOX, title="Talk it through")
    rewrite("steering", BOX, title=old)
    rewrite("editor", BOX, title="Talk it all through")
    assert list(writers(propose(proposed(BOX))).values()) == ["editor"]


def test_taking_out_and_moving_are_writing_too(person: Any, proposed: Any) -> None:
    contacts = list(Draft.objects.filter(partnership="devon", kind="local contact"))
    editor = person("devon-editor")
    saving.reorder(editor, contacts[0], contacts[0].number, 99)
    assert set(writers(propose(proposed("order:contacts", partnership="devon")))) == {editor.pk}
    saving.take_out(editor, contacts[1], contacts[1].number)
    assert set(writers(propose(proposed(contacts[1].place, partnership="devon")))) == {editor.pk}


def test_what_waits_for_a_signatory(candidate: Candidate, signs: Any, person: Any, rewrite: Any) -> None:
    look(propose(candidate))
    devon, torbay = Standing.of(person("devon-signatory")), Standing.of(person("torbay-signatory"))
    assert waiting_for(devon) == [candidate]
    signs(candidate, "devon-signatory")
    assert waiting_for(devon) == []
    assert waiting_for(torbay) == [candidate]
    assert waiting_for(Standing.of(person("editor"))) == []
    rewrite("editor", BOX, title="Talk it all through")
    noticed_change("", [BOX])
    assert waiting_for(devon) == [candidate]
