"""Moving drafts whose order readers see."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from waymark.desk.doors.out import draft_local
from waymark.desk.models import Draft, Save

pytestmark = pytest.mark.django_db


def contacts() -> list[Draft]:
    rows = Draft.objects.filter(partnership="devon", kind="local contact", gone=False)
    return list(rows.order_by("order", "place"))


def test_a_contact_changes_places_with_its_neighbour(signed_in: Any) -> None:
    before = [each.place for each in contacts()]
    client, saves = signed_in("devon-editor"), Save.objects.count()
    second = contacts()[1]
    answer = client.post(reverse("desk_move", args=[second.pk]), {"move": "up"})
    assert answer["Location"] == f"/desk/local/devon/#row-{second.pk}"
    wanted = [before[1], before[0], *before[2:]]
    assert [each.place for each in contacts()] == wanted
    assert [f"contacts:{each.key}" for each in draft_local("devon").contacts] == wanted
    assert Save.objects.count() == saves + 2, "the others stand where they stood"
    client.post(reverse("desk_move", args=[second.pk]), {"move": "down"})
    assert [each.place for each in contacts()] == before


def test_the_first_goes_no_further_up_and_the_last_no_further_down(signed_in: Any) -> None:
    before, saves = [each.place for each in contacts()], Save.objects.count()
    client = signed_in("devon-editor")
    client.post(reverse("desk_move", args=[contacts()[0].pk]), {"move": "up"})
    client.post(reverse("desk_move", args=[contacts()[-1].pk]), {"move": "down"})
    assert ([each.place for each in contacts()], Save.objects.count()) == (before, saves)


def test_two_on_one_spot_part(signed_in: Any) -> None:
    Draft.objects.filter(partnership="devon", kind="local contact").update(order=3)
    before = [each.place for each in contacts()]
    signed_in("devon-editor").post(reverse("desk_move", args=[contacts()[0].pk]), {"move": "down"})
    assert [each.place for each in contacts()] == [before[1], before[0], *before[2:]]


def test_only_who_writes_there_moves_and_only_what_has_an_order(signed_in: Any) -> None:
    contact = contacts()[0]
    for name in ("torbay-editor", "devon-signatory", "editor", "keeper"):
        answer = signed_in(name).post(reverse("desk_move", args=[contact.pk]), {"move": "down"})
        assert answer.status_code == 404, name
    client = signed_in("devon-editor")
    assert client.post(reverse("desk_move", args=[contact.pk]), {"move": "away"}).status_code == 404
    guidance = Draft.objects.filter(partnership="devon", kind="guidance").first()
    assert guidance is not None
    assert client.post(reverse("desk_move", args=[guidance.pk]), {"move": "up"}).status_code == 404
    page = client.get("/desk/local/devon/").content.decode()
    assert page.count('name="move" value="up"') == len(contacts())
