"""The pages of agreeing, as each person finds them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.desk.agreeing.conftest import next_edition
from waymark.desk.agreeing.bringing import run
from waymark.desk.agreeing.proposal import propose
from waymark.desk.models import Bringing, Candidate, Draft, Record, SignOff
from waymark.desk.templatetags.desk_frame import in_full
from waymark.editions.shelf import Shelf

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("desk-shelf")]
BOX = "referral/talk-it-over"


def contact_of(area: str) -> str:
    contact = Draft.objects.filter(partnership=area, kind="local contact").first()
    assert contact is not None
    return str(contact.place)


def words(answer: Any) -> str:
    """What a page says, without its tags."""
    main = answer.content.decode().split('<div class="desk', 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def devons(rewrite: Any, proposed: Any) -> Candidate:
    rewrite("devon-editor", contact_of("devon"), "devon", name="Another name")
    made: Candidate = proposed(contact_of("devon"), partnership="devon", by="devon-editor")
    return made


@pytest.fixture
def shared(rewrite: Any, proposed: Any) -> Candidate:
    rewrite("editor", BOX, title="Talk it through")
    made: Candidate = proposed(BOX)
    return made


def test_a_phone_number_goes_from_draft_to_gateway_in_three_pages(
    signed_in: Any, rewrite: Any, shelf: Shelf
) -> None:
    place = contact_of("devon")
    rewrite("devon-editor", place, "devon", telephone="01632 960999")
    editor, signatory = signed_in("devon-editor"), signed_in("devon-signatory")
    send = reverse("desk_new_supplement", args=["devon"])
    page = editor.get(send)
    assert "put in: 960999" in words(page)
    assert 'value="contacts:' in page.content.decode()
    started = re.search(r'name="started" value="(\w+)"', page.content.decode())
    assert started
    given = {"started": started[1], "take": [place], f"reason {place}": "The number changed."}
    sent = editor.post(send, given, follow=True)
    candidate = Candidate.objects.get()
    assert sent.redirect_chain[-1][0] == reverse("desk_candidate", args=[candidate.pk])
    assert "Nobody who signs for Devon has signed yet." in words(sent)
    assert "waits for you" in words(signatory.get(reverse("desk_candidates")))
    page = signatory.get(reverse("desk_candidate", args=[candidate.pk]))
    assert "Sign and bring into force now" in words(page)
    seal = re.search(r'name="seal" value="([\w-]+)"', page.content.decode())
    assert seal
    given = {"seal": seal[1], "for": "devon", "say": "agree and bring"}
    signed = signatory.post(reverse("desk_sign", args=[candidate.pk]), given)
    asked = Bringing.objects.get()
    assert signed.url == reverse("desk_bringing", args=[asked.pk])
    assert "It waits for its turn." in words(signatory.get(signed.url))
    run(asked.pk)
    told = signatory.get(reverse("desk_bringing_state", args=[asked.pk])).json()
    assert (told["state"], told["words"], told["ended"]) == ("done", "It is in force.", True)
    assert shelf.in_force(timezone.now())["devon"].supplement == 3
    page = words(editor.get(reverse("desk_candidate", args=[candidate.pk])))
    assert "In force" in page
    assert "The number changed." in page
    assert "put in: 960999" in page


def test_the_worker_finds_the_work_that_was_asked_for(
    devons: Candidate, signs: Any, signed_in: Any, shelf: Shelf
) -> None:
    from django_tasks_db.models import DBTaskResult

    signs(devons, "devon-signatory")
    signed_in("devon-editor").post(reverse("desk_bring", args=[devons.pk]))
    (task,) = DBTaskResult.objects.ready()
    assert task.task.call(*task.task_result.args) is None
    assert Bringing.objects.get().state == Bringing.State.DONE


def test_a_candidate_shows_what_is_in_force_against_what_is_proposed(
    shared: Candidate, signed_in: Any
) -> None:
    page = signed_in("torbay-signatory").get(reverse("desk_candidate", args=[shared.pk]))
    said = page.content.decode()
    assert "<del>" in said
    assert "<ins>" in said
    assert f"Because of {BOX}." in said
    assert "All 12 partnerships sign, and the steering group does too." in words(page)


def test_whoever_signs_something_new_has_all_of_it_before_them(
    person: Any, proposed: Any, signed_in: Any
) -> None:
    from waymark.desk.drafts import saving
    from waymark.desk.parts import part_of

    new = {"key": "quite-new", "term": "Quite <b>new</b>", "meaning": "Not there before."}
    saving.make(person("editor"), "", "term", part_of("term", new))
    candidate = proposed("terms/quite-new")
    page = signed_in("torbay-signatory").get(reverse("desk_candidate", args=[candidate.pk])).content.decode()
    assert "<details open>" in page
    assert "Quite &lt;b&gt;new&lt;/b&gt;" in page


def test_objecting_needs_words(shared: Candidate, signed_in: Any) -> None:
    torbay, address = signed_in("torbay-signatory"), reverse("desk_sign", args=[shared.pk])
    given = {"seal": str(propose(shared).seal), "for": "torbay", "say": "object"}
    refused = torbay.post(address, given)
    assert refused.status_code == 422
    assert "Say what you object to" in words(refused)
    told = torbay.post(address, {**given, "words": "The time is wrong."}, follow=True)
    assert "torbay-signatory objects for Torbay." in words(told)
    assert "The time is wrong." in words(told)


def test_signing_words_that_changed_meanwhile_is_a_conflict(
    shared: Candidate, signed_in: Any, rewrite: Any
) -> None:
    given = {"seal": str(propose(shared).seal), "for": "torbay", "say": "agree"}
    rewrite("editor", BOX, title="Talk it all through")
    answer = signed_in("torbay-signatory").post(reverse("desk_sign", args=[shared.pk]), given)
    assert answer.status_code == 409
    assert "The words changed after you opened this page" in words(answer)
    assert not SignOff.objects.exists()


def test_the_page_says_who_unsigned_it_and_who_had_signed(
    shared: Candidate, signed_in: Any, signs: Any, rewrite: Any
) -> None:
    client = signed_in("torbay-signatory")
    client.get(reverse("desk_candidate", args=[shared.pk]))
    signs(shared, "devon-signatory")
    rewrite("editor", BOX, title="Talk it all through")
    said = words(client.get(reverse("desk_candidate", args=[shared.pk])))
    assert "devon-signatory had signed earlier words. Since then editor changed “Talk it all through”" in said
    assert "Said before the words changed" in said


def test_choosing_asks_for_a_reason_for_each_change(signed_in: Any, rewrite: Any) -> None:
    rewrite("editor", BOX, title="Talk it through")
    editor, address = signed_in("editor"), reverse("desk_new_edition")
    started = re.search(r'name="started" value="(\w+)"', editor.get(address).content.decode())
    assert started
    given = {"started": started[1], "title": "Spring", "take": [BOX], f"reason {BOX}": " "}
    refused = editor.post(address, given)
    assert refused.status_code == 422
    assert "Say in a sentence why this was changed." in words(refused)
    nothing = editor.post(address, {**given, "take": []})
    assert (nothing.status_code, Candidate.objects.count()) == (422, 0)
    assert "Choose at least one change." in words(nothing)
    editor.post(address, {**given, f"reason {BOX}": "It was  said\nbadly."})
    made = Candidate.objects.get()
    assert (made.title, made.chosen.get().reason, made.number) == (
        "Spring",
        "It was said badly.",
        next_edition(),
    )


def test_a_trifle_is_ticked_beside_its_reason_and_what_is_none_is_refused(
    signed_in: Any, rewrite: Any
) -> None:
    rewrite("editor", BOX, title="Talk it through")
    editor, address = signed_in("editor"), reverse("desk_new_edition")
    page = editor.get(address).content.decode()
    started = re.search(r'name="started" value="(\w+)"', page)
    assert started
    label = re.search(rf'<label for="trifling-{BOX}">([^<]+)', page)
    assert label
    assert label[1] == "A trifle: spelling or a link, nothing that changes what anyone does"
    given = {"started": started[1], "take": [BOX], f"reason {BOX}": "A slip.", f"trifling {BOX}": "on"}
    refused = editor.post(address, given)
    assert refused.status_code == 422
    assert "This is no trifle: " in words(refused)
    assert "checked" in refused.content.decode().partition(f'id="trifling-{BOX}"')[2].partition(">")[0]
    assert not Candidate.objects.exists()
    rewrite("editor", BOX, title="Talk it over with your manager or safeguarding lead.")
    answer = editor.post(address, given, follow=True)
    assert Candidate.objects.get().chosen.get().trifling
    assert "a trifle" in words(answer)
    choose = reverse("desk_choose", args=[Candidate.objects.get().pk])
    seal = re.search(r'name="started" value="(\w+)"', editor.get(choose).content.decode())
    assert seal
    editor.post(choose, {"started": seal[1], "take": [BOX], f"reason {BOX}": "A slip."})
    assert not Candidate.objects.get().chosen.get().trifling, "an empty box is no tick"


def test_two_who_choose_at_once_are_told_of_each_other(shared: Candidate, signed_in: Any) -> None:
    editor, address = signed_in("editor"), reverse("desk_choose", args=[shared.pk])
    started = re.search(r'name="started" value="(\w+)"', editor.get(address).content.decode())
    assert started
    given = {"started": started[1], "take": [BOX], f"reason {BOX}": "One reason."}
    assert editor.post(address, given).status_code == 302
    second = editor.post(address, {**given, f"reason {BOX}": "Another reason."})
    assert second.status_code == 409
    assert "Someone else changed this choice" in words(second)
    assert "Another reason." in second.content.decode()
    assert shared.chosen.get().reason == "One reason."


def test_choosing_what_is_needed_too(person: Any, proposed: Any, signed_in: Any) -> None:
    from tests.desk.agreeing.test_proposing import new_box_between

    new_box_between(person)
    candidate = proposed("referral/quite-new")
    editor = signed_in("editor")
    page = editor.get(reverse("desk_candidate", args=[candidate.pk]))
    assert "Choose this too" in words(page)
    assert "is not in any" in words(page) or "To be put right" in words(page)
    editor.post(reverse("desk_choose_more", args=[candidate.pk]), {"place": ["referral", "no/such"]})
    assert set(candidate.chosen.values_list("place", flat=True)) == {"referral", "referral/quite-new"}
    assert "Choose this too" not in words(editor.get(reverse("desk_candidate", args=[candidate.pk])))


def test_the_day_can_be_set_and_is_recorded(devons: Candidate, signed_in: Any, signs: Any) -> None:
    client, address = signed_in("devon-editor"), reverse("desk_candidate_day", args=[devons.pk])
    signs(devons, "devon-signatory")
    day = timezone.localdate() + timedelta(days=9)
    client.post(address, {"when": "day", "day": day.isoformat()})
    devons.refresh_from_db()
    assert devons.in_force == day
    record = Record.objects.filter(what="changed the day").get()
    assert (record.more["before"], record.more["after"]) == ("at once", in_full(day))
    page = words(client.get(reverse("desk_candidate", args=[devons.pk])))
    assert "Set it to come into force on" in page
    client.post(address, {"when": "day", "day": day.isoformat(), "time": "09:30"})
    devons.refresh_from_db()
    assert (devons.in_force, devons.at) == (day, "09:30")
    assert f"{in_full(day)}, 09:30" in words(client.get(reverse("desk_candidate", args=[devons.pk])))
    today = timezone.localdate().isoformat()
    for wrong in (("2026-01-01", ""), ("soon", ""), (day.isoformat(), "9"), (today, "00:00")):
        given = dict(zip(("day", "time"), wrong, strict=True))
        assert client.post(address, {"when": "day", **given}).status_code == 422, wrong
    client.post(address, {"when": "now"})
    devons.refresh_from_db()
    assert (devons.in_force, devons.at) == (None, "")


def test_what_is_not_agreed_says_what_is_missing(devons: Candidate, signed_in: Any) -> None:
    answer = signed_in("devon-editor").post(reverse("desk_bring", args=[devons.pk]))
    assert answer.status_code == 422
    assert "Nobody who signs for Devon has signed yet." in words(answer)


def test_giving_up_keeps_the_drafts(devons: Candidate, signed_in: Any) -> None:
    before = Draft.objects.get(partnership="devon", place=contact_of("devon")).data
    signed_in("devon-editor").post(reverse("desk_give_up", args=[devons.pk]))
    devons.refresh_from_db()
    assert devons.state == Candidate.State.GIVEN_UP
    assert Draft.objects.get(partnership="devon", place=contact_of("devon")).data == before
    page = signed_in("devon-editor").get(reverse("desk_candidate", args=[devons.pk]))
    assert "Another name" in words(page)


#: Who finds what at a candidate's addresses: asked with GET and with POST.
DOES = {
    "devons": {
        "desk_candidate": {"devon-editor", "devon-signatory", "devon-reader"},
        "desk_choose": {"devon-editor"},
        "desk_choose_more": {"devon-editor"},
        "desk_candidate_day": {"devon-editor", "devon-signatory"},
        "desk_give_up": {"devon-editor"},
        "desk_bring": {"devon-editor", "devon-signatory"},
        "desk_sign": {"devon-signatory"},
        "desk_bringing": {"devon-editor", "devon-signatory", "devon-reader"},
        "desk_bringing_state": {"devon-editor", "devon-signatory", "devon-reader"},
        "desk_bring_again": {"devon-editor", "devon-signatory"},
    },
    "shared": {
        "desk_choose": {"editor"},
        "desk_choose_more": {"editor"},
        "desk_candidate_day": {"editor", "steering"},
        "desk_give_up": {"editor"},
        "desk_bring": {"editor", "steering"},
        "desk_bring_again": {"editor", "steering"},
    },
}
PEOPLE = ("devon-editor", "devon-signatory", "devon-reader", "torbay-editor", "torbay-signatory")
PEOPLE += ("editor", "steering", "reader", "keeper", "nobody")
READ = {"desk_candidate", "desk_choose", "desk_bringing", "desk_bringing_state"}


@pytest.mark.parametrize("whose", ["devons", "shared"])
def test_nobody_finds_what_is_not_theirs(whose: str, request: Any, signed_in: Any, person: Any) -> None:
    candidate = request.getfixturevalue(whose)
    asked = Bringing.objects.create(
        pk=candidate.pk, candidate=candidate, asked_at=timezone.now(), asked_by=person("keeper")
    )
    for name in PEOPLE:
        client = signed_in(name)
        for address, people in DOES[whose].items():
            ask = client.get if address in READ else client.post
            given = {"for": "devon", "say": "take back", "seal": "", "when": "now"}
            Candidate.objects.update(state=Candidate.State.GIVEN_UP)
            answer = ask(reverse(address, args=[asked.pk]), given)
            assert (answer.status_code != 404) == (name in people), (name, address, answer.status_code)


@pytest.mark.parametrize(
    ("address", "people"),
    [
        (("desk_new_edition",), {"editor"}),
        (("desk_new_urgent",), {"editor"}),
        (("desk_new_supplement", "devon"), {"devon-editor"}),
    ],
)
def test_only_those_who_write_propose(address: tuple[str, ...], people: set[str], signed_in: Any) -> None:
    name, *args = address
    for who in PEOPLE:
        answer = signed_in(who).get(reverse(name, args=args))
        assert answer.status_code == (200 if who in people else 404), who


def test_everyone_of_the_desk_reads_a_shared_candidate_and_nobody_else(
    shared: Candidate, signed_in: Any
) -> None:
    for who in PEOPLE:
        answer = signed_in(who).get(reverse("desk_candidate", args=[shared.pk]))
        assert answer.status_code == (404 if who == "nobody" else 200), who


def test_nobody_signs_for_others(shared: Candidate, signed_in: Any) -> None:
    seal = str(propose(shared).seal)
    for who, partnership in (
        ("devon-signatory", "torbay"),
        ("devon-signatory", ""),
        ("devon-editor", "devon"),
    ):
        given = {"seal": seal, "for": partnership, "say": "agree"}
        answer = signed_in(who).post(reverse("desk_sign", args=[shared.pk]), given)
        assert answer.status_code == 404
    assert not SignOff.objects.exists()


def test_a_partnerships_candidates_are_listed_to_its_own_people_only(
    devons: Candidate, shared: Candidate, signed_in: Any
) -> None:
    Candidate.objects.filter(pk=devons.pk).update(title="A trial of Devon's")
    for who, sees in (
        ("devon-reader", True),
        ("torbay-signatory", False),
        ("editor", False),
        ("keeper", False),
    ):
        said = words(signed_in(who).get(reverse("desk_candidates")))
        assert ("A trial of Devon" in said) is sees
        assert "Edition" in said


def test_the_list_asks_the_database_no_more_for_more_candidates(
    devons: Candidate, proposed: Any, signed_in: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in("devon-signatory")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("desk_candidates"))
    for _ in range(5):
        proposed(contact_of("devon"), partnership="devon")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("desk_candidates"))
    assert len(many) == len(few)
