"""Asking and answering: two people, one of whom signs for the words; and no word is kept longer than that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.desk.withholding.conftest import BOX, GROUND
from waymark.desk.models import Record, WithholdingAsked
from waymark.desk.record.tasks import let_go_daily
from waymark.desk.withholding import asking
from waymark.desk.withholding.asking import LAPSES, Answered

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("desk-shelf")]
State = WithholdingAsked.State
NEW, LIST = "/desk/withholding/new/", "/desk/withholding/"
NAME = "Jo Example"


def form(**more: Any) -> dict[str, Any]:
    return {"of": "", "place": BOX, "ground": GROUND, "where": "all", "words": f"{NAME}\n"} | more


@pytest.mark.parametrize("name", ["reader", "editor", "devon-editor", "devon-reader"])
def test_it_is_not_there_for_those_who_sign_nothing(signed_in: Any, asked: Any, name: str) -> None:
    made = asked()
    client = signed_in(name)
    for path in (LIST, NEW, f"{LIST}{made.pk}/"):
        assert client.get(path).status_code == 404
    for path in ("answer", "take-back", "again"):
        assert client.post(f"{LIST}{made.pk}/{path}/", {"say": "agree", "sure": "on"}).status_code == 404
    assert "Withholding" not in client.get("/desk/").content.decode()
    made.refresh_from_db()
    assert made.state == State.ASKED


def test_a_signatory_sees_their_own_and_no_other(signed_in: Any, asked: Any) -> None:
    shared = asked()
    torbays = asked("torbay-signatory", "torbay", "contacts")
    client = signed_in("devon-signatory")
    assert "Nothing was asked for." in client.get(LIST).content.decode()
    for each in (shared, torbays):
        assert client.get(f"{LIST}{each.pk}/").status_code == 404
        assert client.post(f"{LIST}{each.pk}/answer/", {"say": "decline", "why": "No."}).status_code == 404
    assert client.get(f"{NEW}?for=torbay").status_code == 404
    assert client.post(NEW, form()).status_code == 404
    keeper = signed_in("keeper")
    assert keeper.get(f"{LIST}{torbays.pk}/").status_code == 200
    assert keeper.get(NEW).status_code == 404, "a keeper signs for no words"


def test_one_asks_and_another_agrees(signed_in: Any) -> None:
    client = signed_in("steering")
    answered = client.post(NEW, form())
    (made,) = WithholdingAsked.objects.all()
    assert (answered.status_code, answered["Location"]) == (302, f"{LIST}{made.pk}/")
    assert (made.state, made.words, made.numbers) == (State.ASKED, [NAME], [])
    page = client.get(f"{LIST}{made.pk}/").content.decode()
    assert "Take it back" in page
    assert "for ever" not in page.split("<main")[-1].split("What happens")[-1], "not by the same person"
    assert "a second person is needed" not in client.get("/desk/").content.decode()
    own = client.post(f"{LIST}{made.pk}/answer/", {"say": "agree", "sure": "on"})
    assert own.status_code == 404
    keeper = signed_in("keeper")
    assert "a second person is needed" in keeper.get("/desk/").content.decode()
    unsure = keeper.post(f"{LIST}{made.pk}/answer/", {"say": "agree"})
    assert unsure.status_code == 422
    assert "cannot be undone" in unsure.content.decode()
    assert keeper.post(f"{LIST}{made.pk}/answer/", {"say": "agree", "sure": "on"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.answered_by_name) == (State.AGREED, "keeper@example.org")
    assert [each.what for each in Record.objects.order_by("-pk")[:2]] == [
        "agreed that words are withheld",
        "asked for words to be withheld",
    ]


@pytest.mark.parametrize("end", ["declined", "taken back", "lapsed"])
def test_words_are_kept_no_longer_than_needed(
    signed_in: Any, asked: Any, person: Any, end: str
) -> None:
    made = asked(words=[NAME])
    if end == "declined":
        client = signed_in("keeper")
        assert client.post(f"{LIST}{made.pk}/answer/", {"say": "decline", "why": ""}).status_code == 422
        named = client.post(f"{LIST}{made.pk}/answer/", {"say": "decline", "why": f"Not {NAME}."})
        assert named.status_code == 422
        client.post(f"{LIST}{made.pk}/answer/", {"say": "decline", "why": "It names another child."})
    elif end == "taken back":
        assert signed_in("keeper").post(f"{LIST}{made.pk}/take-back/").status_code == 404
        signed_in("steering").post(f"{LIST}{made.pk}/take-back/")
    else:
        WithholdingAsked.objects.update(asked_at=timezone.now() - LAPSES - timedelta(minutes=1))
        with pytest.raises(Answered):
            asking.agree(person("keeper"), made)
        let_go_daily.call()
    made.refresh_from_db()
    assert (made.state, made.words) == (end, [])
    with pytest.raises(Answered):
        asking.agree(person("keeper"), made)
    assert not [each for each in Record.objects.all() if NAME in f"{each.title}{each.more}"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"place": ""}, "Choose whose words"),
        ({"place": "referral/nowhere"}, "Choose whose words"),
        ({"ground": "A court"}, "legal ground"),
        ({"ground": f"Order on {NAME}, 3 May 2027"}, "may not hold the words"),
        ({"words": "Jo"}, "three letters or more"),
        ({"words": "\n".join(f"Name {n}" for n in range(30))}, "At most 20"),
        ({"words": "Who to ring"}, "stands on every page"),
        ({"where": "some"}, "Choose in which"),
        ({"where": "some", "number": ["2026-1"]}, "The very same words stand in 2026-2, 2026-3, 2026-4 too."),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(
    signed_in: Any, shelf: Any, wrong: dict[str, str], told: str
) -> None:
    answered = signed_in("steering").post(NEW, form(**wrong))
    page = answered.content.decode()
    assert answered.status_code == 422
    assert told in page
    assert form(**wrong)["ground"] in page
    assert not WithholdingAsked.objects.exists()


def test_local_places_are_asked_for_by_their_own_signatory(signed_in: Any) -> None:
    client = signed_in("devon-signatory")
    page = client.get(NEW).content.decode()
    assert "All contacts" in page
    assert "Local guidance: " in page
    assert "Local note: " in page
    some = {"of": "devon", "place": "contacts", "where": "some", "number": ["1"], "title": "on"}
    assert client.post(NEW, form(**some)).status_code == 302
    (made,) = WithholdingAsked.objects.all()
    assert (made.partnership, made.numbers, made.with_title) == ("devon", ["1"], True)
