"""What could lead agreement astray: words put back, imports, two at once, examples, letters nobody sees."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from waymark.desk.agreeing import needing
from waymark.desk.agreeing.bringing import run
from waymark.desk.agreeing.freezing import freeze
from waymark.desk.agreeing.may import signs_for, waiting_for
from waymark.desk.agreeing.proposal import propose
from waymark.desk.agreeing.signing import all_said, ruling, writers
from waymark.desk.agreeing.unsigning import UNSIGNED, look
from waymark.desk.doors.into import import_pack
from waymark.desk.doors.out import write_pack
from waymark.desk.drafts import saving
from waymark.desk.models import Bringing, Candidate, Draft, Duty, Frozen, Record
from waymark.desk.parts import part_of
from waymark.desk.people.standing import Standing
from waymark.editions.shelf import Shelf
from waymark.manual.pack.whole import read_pack

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("desk-shelf")]
BOX = "referral/talk-it-over"


def contact() -> Draft:
    return Draft.objects.filter(partnership="devon", kind="local contact").order_by("order")[0]


def met(candidate: Candidate) -> bool:
    proposal = propose(candidate)
    return ruling(proposal, all_said(candidate, proposal.seal)).met


@pytest.fixture
def devons(rewrite: Any, proposed: Any) -> Candidate:
    """A supplement of Devon's, not signed yet."""
    rewrite("devon-editor", contact().place, "devon", name="Another name")
    made: Candidate = proposed(contact().place, partnership="devon", by="devon-editor")
    return made


@pytest.fixture
def signed(rewrite: Any, proposed: Any, all_sign: Any) -> Candidate:
    """An edition that everyone signed."""
    rewrite("editor", BOX, title="Talk it through")
    made: Candidate = proposed(BOX)
    all_sign(made)
    look(propose(made))
    assert met(made)
    return made


def test_words_that_another_put_back_are_still_their_first_writers(
    person: Any, rewrite: Any, proposed: Any, signs: Any
) -> None:
    both, other = person("devon-editor"), person("devon-reader")
    Duty.objects.create(user=both, partnership="devon", what=Duty.What.SIGNATORY)
    Duty.objects.create(user=other, partnership="devon", what=Duty.What.EDITOR)
    draft, old = contact(), contact().data["name"]
    rewrite("devon-editor", draft.place, "devon", name="Another name")
    rewrite("devon-editor", draft.place, "devon", name=old)
    draft.refresh_from_db()
    saving.restore(other, draft, draft.number, draft.saves.get(number=2))
    candidate = proposed(draft.place, partnership="devon", by="devon-editor")
    assert set(writers(propose(candidate))) == {both.pk, other.pk}
    signs(candidate, "devon-editor")
    assert not met(candidate), "nobody both writes and alone signs"


def test_an_import_unsigns_and_says_so(
    signed: Candidate, person: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    write_pack(tmp_path)
    box = next((tmp_path / "shared").rglob("talk-it-over*"))
    box.write_text(box.read_text().replace("Talk it through", "Talk it all through"))
    pack, _ = read_pack(tmp_path)
    assert pack is not None
    with django_capture_on_commit_callbacks(execute=True):
        import_pack(pack, person("keeper"))
    assert Record.objects.filter(what=UNSIGNED).count() == 1
    assert waiting_for(Standing.of(person("devon-signatory"))) == [signed]


def test_a_changed_key_unsigns_and_says_so(
    person: Any, proposed: Any, signs: Any, django_capture_on_commit_callbacks: Any
) -> None:
    said = {"key": "brand-new", "title": "Brand new", "owner": "Devon", "text": "Words that anyone can read."}
    editor = person("devon-editor")
    draft = saving.make(editor, "devon", "guidance", part_of("guidance", said))
    candidate = proposed("guidance:brand-new", partnership="devon", by="devon-editor")
    signs(candidate, "devon-signatory")
    look(propose(candidate))
    with django_capture_on_commit_callbacks(execute=True):
        saving.change(editor, draft, draft.number, part_of("guidance", {**said, "key": "brand-newer"}))
    assert Record.objects.filter(what=UNSIGNED).count() == 1


def test_nothing_waits_for_who_cannot_sign_it(person: Any, rewrite: Any, proposed: Any) -> None:
    Frozen.objects.filter(partnership="torbay").delete()
    rewrite("editor", BOX, title="Talk it through")
    candidate = proposed(BOX)
    look(propose(candidate))
    standing = Standing.of(person("torbay-signatory"))
    assert (signs_for(standing, candidate), waiting_for(standing)) == ([], [])


def test_on_a_live_desk_each_answers_for_its_own_examples(
    person: Any, proposed: Any, signs: Any, shelf: Shelf, settings: Any
) -> None:
    settings.LIVE = True
    editor = person("devon-editor")
    places = []
    for draft in Draft.objects.filter(partnership="devon", kind="local contact"):
        data = {name: value for name, value in draft.data.items() if name != "example"}
        data |= {"telephone": "01392 383000", "checked": "2026-07-01"}
        saving.change(editor, draft, draft.number, part_of("local contact", data))
        places.append(draft.place)
    some = proposed(*places[1:], partnership="devon", by="devon-editor")
    assert "is an example" in " ".join(propose(some).unready)
    some.chosen.create(place=places[0], reason="It is the real one.")
    signs(some, "devon-signatory")
    asked = freeze(person("devon-signatory"), some)
    run(asked.pk)
    asked.refresh_from_db()
    assert asked.state == Bringing.State.DONE, asked.told


def test_a_day_that_is_set_blames_nobody_for_other_words(
    devons: Candidate, signs: Any, signed_in: Any
) -> None:
    signs(devons, "devon-signatory")
    look(propose(devons))
    draft = contact()
    Draft.objects.filter(pk=draft.pk).update(data={**draft.data, "name": "By a pack"}, number=9)
    signed_in("devon-signatory").post(
        reverse("desk_candidate_day", args=[devons.pk]), {"when": "day", "day": "2027-01-01"}
    )
    assert Record.objects.get(what=UNSIGNED).by_name == ""


def test_the_slower_of_two_who_choose_is_shown_what_the_other_wrote(
    devons: Candidate, signed_in: Any
) -> None:
    client, address, place = (
        signed_in("devon-editor"),
        reverse("desk_choose", args=[devons.pk]),
        contact().place,
    )
    started = re.search(r'name="started" value="(\w*)"', client.get(address).content.decode())
    assert started is not None

    def send(reason: str, seal: str) -> Any:
        return client.post(address, {"started": seal, "take": place, f"reason {place}": reason})

    assert send("Theirs, and first.", started[1]).status_code == 302
    answer = send("Mine, and later.", started[1])
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs, and first." in page
    assert "Mine, and later.</textarea>" in page
    now = re.search(r'name="started" value="(\w*)"', page)
    assert now is not None
    assert send("Mine, and later.", now[1]).status_code == 302
    assert devons.chosen.get().reason == "Mine, and later."


def test_a_partnership_has_one_open_supplement(signed_in: Any, rewrite: Any) -> None:
    place = contact().place
    rewrite("devon-editor", place, "devon", name="Another name")
    client, address = signed_in("devon-editor"), reverse("desk_new_supplement", args=["devon"])
    for _ in range(2):
        answer = client.post(address, {"take": place, f"reason {place}": "It changed."})
    (only,) = Candidate.objects.filter(partnership="devon")
    assert answer["Location"] == reverse("desk_choose", args=[only.pk])


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\u202e", "\ufffe"])
def test_letters_that_nobody_sees_are_kept_nowhere(signed_in: Any, rewrite: Any, letter: str) -> None:
    place = contact().place
    rewrite("devon-editor", place, "devon", name="Another name")
    client = signed_in("devon-editor")
    given = {"take": place, f"reason {place}": f"It{letter} changed."}
    client.post(reverse("desk_new_supplement", args=["devon"]), given)
    candidate = Candidate.objects.get(partnership="devon")
    assert candidate.chosen.get().reason == "It changed."
    said = {"say": "object", "words": f"No{letter}.", "seal": str(propose(candidate).seal)}
    signed_in("devon-signatory").post(reverse("desk_sign", args=[candidate.pk]), said)
    assert candidate.sign_offs.get().words == "No."


def test_choosing_more_of_what_was_given_up_says_that_nothing_was_done(
    devons: Candidate, signed_in: Any
) -> None:
    Candidate.objects.filter(pk=devons.pk).update(state=Candidate.State.GIVEN_UP)
    answer = signed_in("devon-editor").post(
        reverse("desk_choose_more", args=[devons.pk]), {"place": [contact().place]}
    )
    (told,) = get_messages(answer.wsgi_request)
    assert str(told).startswith("Nothing was chosen")


def test_what_is_needed_too_is_worked_out_once_for_each_state(
    person: Any, proposed: Any, monkeypatch: Any
) -> None:
    editor = person("editor")
    saving.make(editor, "", "term", part_of("term", {"key": "new", "term": "Quite new", "meaning": "It is."}))
    draft = Draft.objects.get(partnership="", place=BOX)
    facets = {**draft.data.get("facets", {}), "how_to_do_it": "Say the [quite new](terms/new) word."}
    saving.change(editor, draft, draft.number, part_of("box", {**draft.data, "facets": facets}))
    candidate, times = proposed(BOX), []
    monkeypatch.setattr(needing, "_needed", lambda it, real=needing._needed: times.append(1) or real(it))
    for _ in range(3):
        assert [each.place for each in needing.also_needed(propose(candidate))] == ["terms/new"]
    assert len(times) == 1
    term = Draft.objects.get(partnership="", place="terms/new")
    saving.take_out(editor, term, term.number)
    assert needing.also_needed(propose(candidate)) == []
