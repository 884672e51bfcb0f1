"""Waivers at the desk: written, changed and taken out, and what a candidate makes of them and of the gate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from tests.desk.agreeing.conftest import proposed  # noqa: F401
from tests.desk.posted import posted
from tests.hard_words import OVER, STOPPED
from waymark.desk.agreeing.changes import compared
from waymark.desk.agreeing.freezing import reasons_of
from waymark.desk.agreeing.needing import also_needed
from waymark.desk.agreeing.proposal import propose
from waymark.desk.doors.into import import_pack
from waymark.desk.doors.out import draft_manuscript, pack_files
from waymark.desk.drafts import saving
from waymark.desk.forms.part_form import PartForm
from waymark.desk.forms.reading import as_read
from waymark.desk.models import Draft
from waymark.desk.noticing.field_by_field import told
from waymark.desk.parts import part_of, plain
from waymark.desk.today.state import noticed, stamps
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.folders import write_folder
from waymark.manual.pack.whole import read_pack

pytestmark = pytest.mark.django_db
TALK = "referral/talk-it-over"
KEY = f"waivers:{TALK}#how-to-do-it"
DATA = {
    "place": TALK,
    "facet": "how to do it",
    "reason": "The court's own words",
    "given_by": "Kay Green",
    "until": "2030-03-31",
}


def sent(**more: str) -> dict[str, str]:
    return {f"part-{name}": value for name, value in {**DATA, "role": "", **more}.items()}


def test_an_editor_writes_a_waiver_changes_it_and_takes_it_out(signed_in: Any) -> None:
    client = signed_in("editor")
    new = reverse("desk_new", args=("waiver",))
    page = client.get(f"{new}?place=referral%2Ftalk-it-over&facet=for+your+role&role=teacher")
    form = page.content.decode()
    assert f'value="{TALK}"' in form
    assert '<option value="for your role" selected>For your role</option>' in form
    assert 'value="teacher"' in form
    assert client.post(new, sent()).status_code == 302
    draft = Draft.objects.get(place=KEY)
    assert draft.title == f"“how to do it” of {TALK}"
    assert draft.data == DATA
    again = client.post(new, sent(reason="Twice"))
    assert again.status_code == 422
    assert "is taken" in again.content.decode()
    way = reverse("desk_draft", args=(draft.pk,))
    assert client.post(way, {**sent(until="2031-01-01"), "number": "1"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.data["until"], draft.number, draft.place) == ("2031-01-01", 2, KEY)
    assert "Waivers" in client.get(reverse("desk_manual")).content.decode()
    gone = reverse("desk_take_out", args=(draft.pk,))
    assert client.get(gone).status_code == 200
    saving.take_out(None, draft, draft.number)
    assert draft_manuscript().waivers == ()


@pytest.mark.parametrize("name", ["reason", "given_by", "until", "place", "facet"])
def test_a_waiver_needs_a_reason_a_name_and_an_end(name: str, signed_in: Any) -> None:
    answer = signed_in("editor").post(reverse("desk_new", args=("waiver",)), sent(**{name: ""}))
    assert answer.status_code == 422
    assert not Draft.objects.filter(kind="waiver").exists()


def test_only_an_editor_of_the_consortium_writes_one(signed_in: Any) -> None:
    for name in ("reader", "steering", "devon-editor", "devon-signatory"):
        assert signed_in(name).post(reverse("desk_new", args=("waiver",)), sent()).status_code == 404


@pytest.mark.parametrize("role", [None, "teacher"])
def test_a_waiver_comes_back_from_its_form_unchanged(role: str | None) -> None:
    data = DATA if role is None else {**DATA, "facet": "for your role", "role": role}
    for fixed in (True, False):
        form = PartForm("waiver", data, fixed=fixed)
        again = PartForm("waiver", data, posted(form), fixed=fixed)
        assert again.is_valid(), again.errors
        assert plain(again.part) == data
    labels = [each.label for each in as_read("waiver", data, {})]
    assert {"Where it stands", "Facet", "Why it cannot be plainer yet", "Given by", "Until"} <= set(labels)


def test_waivers_go_out_in_a_pack_and_come_in_again(waived: Any, tmp_path: Any) -> None:
    waived(place=TALK, until="2030-03-31")
    files = pack_files()
    assert b"given_by: Kay Green" in files["shared/waivers.yaml"]
    write_folder(tmp_path, files)
    Draft.objects.filter(kind="waiver").update(gone=True)
    pack, found = read_pack(tmp_path)
    assert pack is not None, found
    import_pack(pack)
    assert not Draft.objects.get(place=KEY).gone
    assert pack_files() == files


def test_a_candidate_with_a_facet_above_15_cannot_be_signed(facet: Any, proposed: Any) -> None:  # noqa: F811
    facet(TALK, how_to_do_it=STOPPED)
    proposal = propose(proposed(TALK))
    assert [each.rule for each in proposal.refusals] == ["reading-age-gate"]
    assert "It is not whole yet: see what is to be put right." in proposal.unready
    facet(TALK, how_to_do_it=OVER)
    proposal = propose(proposal.candidate)
    assert [each.rule for each in proposal.findings] == ["reading-age"]
    assert proposal.unready == ()


def test_the_page_of_a_candidate_tells_of_the_gate(signed_in: Any, facet: Any, proposed: Any) -> None:  # noqa: F811
    facet(TALK, how_to_do_it=STOPPED)
    page = signed_in("editor").get(reverse("desk_candidate", args=(proposed(TALK).pk,))).content.decode()
    assert "“how to do it” of referral/talk-it-over reads at age 15.3" in page


def test_a_waiver_is_offered_to_a_candidate_that_needs_it_and_lets_it_through(
    facet: Any,
    waived: Any,
    proposed: Any,  # noqa: F811
) -> None:
    facet(TALK, how_to_do_it=STOPPED)
    waived(place=TALK, until="2030-03-31")
    candidate = proposed(TALK)
    assert [each.place for each in also_needed(propose(candidate))] == [KEY]
    candidate.chosen.create(place=KEY)
    proposal = propose(candidate)
    assert proposal.unready == (), "its own reason is enough"
    assert [each.rule for each in proposal.findings] == ["reading-age-waived"]
    assert {each.change.place: each.reason for each in proposal.chosen}[KEY] == "The court's own words"
    assert [place for place, *_ in reasons_of(proposal)] == [TALK], "readers are not told of waivers"
    assert isinstance(proposal.manuscript, Manuscript)
    assert [each.key for each in proposal.manuscript.waivers] == [KEY.removeprefix("waivers:")]


def test_a_waiver_must_hold_on_the_day_the_candidate_comes_into_force(
    facet: Any,
    waived: Any,
    proposed: Any,  # noqa: F811
) -> None:
    today = timezone.localdate()
    facet(TALK, how_to_do_it=STOPPED)
    waived(place=TALK, until=(today + timedelta(days=5)).isoformat())
    soon = propose(proposed(TALK, KEY, in_force=today + timedelta(days=5)))
    assert soon.refusals == []
    late = propose(proposed(TALK, KEY, in_force=today + timedelta(days=6)))
    assert [each.rule for each in late.refusals] == ["reading-age-gate"]


def test_choosing_shows_a_waivers_own_reason_and_asks_for_no_other(
    signed_in: Any, facet: Any, waived: Any
) -> None:
    client = signed_in("editor")
    facet(TALK, how_to_do_it=STOPPED)
    waived(place=TALK, until="2030-03-31")
    way = reverse("desk_new_edition")
    page = client.get(way).content.decode()
    assert "The court&#x27;s own words</textarea>" in page
    answer = client.post(
        way, {"take": [TALK, KEY], f"reason {TALK}": "It was unclear.", f"reason {KEY}": "", "title": "Next"}
    )
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "“how to do it” of referral/talk-it-over" in page
    assert "Given by" in page
    assert "Kay Green" in page


def test_a_new_note_above_15_cannot_be_sent_for_sign_off(proposed: Any, person: Any) -> None:  # noqa: F811
    note = Draft.objects.filter(partnership="devon", kind="note").first()
    assert note is not None
    part = part_of("note", {**note.data, "text": STOPPED})
    saving.change(person("devon-editor"), note, note.number, part)
    proposal = propose(proposed(note.place, partnership="devon", by="devon-editor"))
    assert [each.rule for each in proposal.refusals] == ["reading-age-gate-local"]
    contact = Draft.objects.filter(partnership="devon", kind="local contact").first()
    assert contact is not None
    moved = part_of("local contact", {**contact.data, "purpose": "Another purpose"})
    saving.change(person("devon-editor"), contact, contact.number, moved)
    assert propose(proposed(contact.place, partnership="devon", by="devon-editor")).refusals == []
    assert set(compared("devon").changes) == {note.place, contact.place}


def test_while_writing_the_gate_is_told_at_the_field(facet: Any) -> None:
    draft = facet(TALK, how_to_do_it=STOPPED)
    form = PartForm("box", draft.data, posted(PartForm("box", draft.data, fixed=True)), fixed=True)
    found = told(form, "", TALK)
    said = found["fields"]["part-facets-how_to_do_it"]["noticed"]
    assert [each["what"] for each in said if each["severity"] == "refuse"] == [
        "“how to do it” of referral/talk-it-over reads at age 15.3; no edition has one above 15, "
        "and 14 is what we want."
    ]


def test_while_writing_a_waiver_that_is_not_needed_says_so() -> None:
    data = QueryDict(mutable=True)
    data.update(sent())
    found = told(PartForm("waiver", {}, data), "", None)
    (said,) = found["fields"]["part-facet"]["noticed"]
    assert "does not need one" in said["what"]


def test_today_tells_of_the_gate_and_of_waivers(signed_in: Any, facet: Any, waived: Any) -> None:
    facet(TALK, how_to_do_it=STOPPED)
    ended = waived(place=TALK, until="2020-03-31")
    (stamp,) = stamps([""]).values()
    rules = [each.rule for each in noticed(stamp, timezone.localdate()).findings]
    assert rules == ["reading-age-gate", "waiver-ended"]
    page = signed_in("editor").get("/desk/").content.decode()
    assert "reads at age 15.3" in page
    assert reverse("desk_draft", args=(ended.pk,)) in page
