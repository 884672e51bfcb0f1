"""Preview is the real thing: the same manuscript and pages as a printing, with an unsaved draft in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from waymark.desk.doors.out import draft_manuscript, frozen_by, frozen_parts, parts_of
from waymark.desk.models import Draft, Preview, Save

pytestmark = pytest.mark.django_db


def look(client: Any, draft: Draft, gateway: str, path: str, marks: str = "yes") -> Any:
    client.get(f"/desk/drafts/{draft.pk}/preview/saved/")
    preview = Preview.objects.get(place=draft.place, partnership=draft.partnership)
    return client.get(f"/desk/previews/{preview.pk}/{gateway}/{path}", {"marks": marks})


@pytest.fixture
def box() -> Draft:
    draft = Draft.objects.get(place="referral/talk-it-over")
    draft.data["title"] = draft.title = "Talk it over, today"
    draft.save()
    return draft


def test_a_box_shows_in_any_gateway_with_what_is_different_marked(signed_in: Any, box: Draft) -> None:
    client = signed_in("editor")
    for gateway in ("devon", "somerset"):
        answer = look(client, box, gateway, "referral/talk-it-over.html")
        html = answer.content.decode()
        assert answer.status_code == 200
        assert gateway.capitalize() in html
        assert '<ins><span class="mark-said">put in: </span>' in html
        assert int(answer["X-Changes"]) > 0
    plain = look(client, box, "devon", "referral/talk-it-over.html", marks="no").content.decode()
    assert "<ins>" not in plain
    assert "Talk it over, today" in plain


def test_what_is_not_changed_is_the_page_in_force_with_nothing_marked(signed_in: Any, box: Draft) -> None:
    answer = look(signed_in("editor"), box, "devon", "terms/neglect.html")
    assert answer["X-Changes"] == "0" or "<ins>" not in answer.content.decode().split("<footer")[0]


def test_the_assets_of_the_page_are_there(signed_in: Any, box: Draft) -> None:
    import re

    client = signed_in("editor")
    html = look(client, box, "devon", "referral/talk-it-over.html").content.decode()
    for path in re.findall(r'(?:href|src)="\.\./(assets/[^"]+)"', html):
        assert look(client, box, "devon", path).status_code == 200


def test_the_page_round_it_lists_the_differences_and_saves_nothing(signed_in: Any, box: Draft) -> None:
    before = Save.objects.count()
    client = signed_in("editor")
    html = client.get(f"/desk/drafts/{box.pk}/preview/saved/", follow=True).content.decode()
    assert "retitled" in html
    assert 'value="wiltshire"' in html
    assert Save.objects.count() == before


def test_what_is_local_shows_in_its_own_gateway_only(signed_in: Any) -> None:
    contact = Draft.objects.filter(partnership="devon", kind="local contact").order_by("order")[0]
    contact.data["telephone"] = "01632 960123"
    contact.save()
    client = signed_in("devon-editor")
    html = look(client, contact, "devon", "contacts.html").content.decode()
    assert "01632 960123" in html
    assert look(client, contact, "plymouth", "contacts.html").status_code == 404


def test_nobody_looks_at_another_persons_preview(signed_in: Any, box: Draft) -> None:
    signed_in("editor").get(f"/desk/drafts/{box.pk}/preview/saved/")
    preview = Preview.objects.get(place=box.place)
    for name in ("devon-editor", "steering", "keeper"):
        assert signed_in(name).get(f"/desk/previews/{preview.pk}/").status_code == 404
        assert signed_in(name).get(f"/desk/previews/{preview.pk}/devon/index.html").status_code == 404


def test_a_draft_that_leads_nowhere_says_so_in_place_of_a_page(signed_in: Any, box: Draft) -> None:
    box.data["facets"]["lessons"] = ["reviews/no-such-review#point"]
    box.save()
    answer = look(signed_in("editor"), box, "devon", "referral/talk-it-over.html")
    assert answer.status_code == 422
    assert "cannot be shown yet" in answer.content.decode()


def test_the_last_edition_and_a_manuscript_are_told_apart_place_by_place() -> None:
    edition = frozen_by(timezone.now())
    assert edition is not None
    assert set(frozen_parts(edition)) <= set(parts_of(draft_manuscript()))
