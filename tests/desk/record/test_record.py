"""The record: who did what, narrowed by person, place, partnership, kind and days, for those who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.desk.record.marked import mark
from tests.desk.record.test_past import retitled, said
from waymark.desk.drafts import saving
from waymark.desk.models import Draft, Record

pytestmark = pytest.mark.django_db


def lines(page: str) -> int:
    return page.count("record-clock")


def test_each_line_leads_to_what_changed(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    client = signed_in("devon-reader")
    page = said(client.get("/desk/record/"))
    assert f'href="/desk/drafts/{draft.pk}/saves/2/"' in page
    imported = Record.objects.get(what="imported a pack")
    assert f'href="/desk/record/{imported.pk}/"' in page
    whole = said(client.get(f"/desk/record/{imported.pk}/"))
    assert f'href="/desk/drafts/{draft.pk}/saves/1/"' in whole


def test_a_line_whose_save_was_let_go_leads_to_the_history(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    retitled(person("editor"), "Talk it over")
    draft.saves.filter(number=2).delete()
    page = said(signed_in("editor").get("/desk/record/"))
    assert f'href="/desk/drafts/{draft.pk}/history/"' in page


def test_it_is_narrowed_by_person_place_partnership_kind_and_days(person: Any, signed_in: Any) -> None:
    retitled(person("editor"), "Talk it through")
    contact = Draft.objects.filter(partnership="devon", kind="local contact").first()
    assert contact is not None
    saving.take_out(person("devon-editor"), contact, 1)
    Record.objects.filter(what="imported a pack").update(at=timezone.now() - timedelta(days=40))
    client = signed_in("devon-editor")
    assert lines(said(client.get("/desk/record/"))) == 3
    today = timezone.localdate()
    for asked, count, words in (
        ({"person": "editor"}, 1, "Talk it through"),
        ({"place": "talk-it"}, 1, "Talk it through"),
        ({"place": "TALK IT"}, 1, "Talk it through"),
        ({"partnership": "devon"}, 1, contact.title),
        ({"partnership": "shared"}, 2, "Talk it through"),
        ({"kind": "draft-local-contact"}, 1, contact.title),
        ({"kind": "draft-box"}, 1, "Talk it through"),
        ({"kind": "writing"}, 2, contact.title),
        ({"kind": "packs"}, 1, "imported a pack"),
        ({"since": today.isoformat()}, 2, "Talk it through"),
        ({"until": (today - timedelta(days=1)).isoformat()}, 1, "imported a pack"),
        ({"person": "editor", "kind": "draft-term"}, 0, "No line fits"),
    ):
        page = said(client.get("/desk/record/", asked))
        assert (asked, lines(page)) == (asked, count)
        assert words.replace("'", "&#x27;") in page


def test_what_cannot_be_asked_for_is_told(signed_in: Any) -> None:
    answer = signed_in("editor").get("/desk/record/", {"since": "last week"})
    assert answer.status_code == 422
    assert "Enter a valid date" in said(answer)
    assert signed_in("editor").get("/desk/record/", {"partnership": "devon"}).status_code == 422


def test_lines_of_a_partnership_are_seen_by_its_own_people_only(person: Any, signed_in: Any) -> None:
    devon = mark("devon", person("devon-editor"))
    for name, sees in (
        ("devon-reader", True),
        ("devon-editor", True),
        ("plymouth-editor", False),
        ("plymouth-signatory", False),
        ("editor", False),
        ("steering", False),
        ("keeper", False),
    ):
        client = signed_in(name)
        assert (devon.word in said(client.get("/desk/record/"))) is sees, name
        assert (client.get(f"/desk/record/{devon.line.pk}/").status_code == 200) is sees, name
        for way in ("history", "saves/1", "take-out"):
            answer = client.get(f"/desk/drafts/{devon.guidance.pk}/{way}/")
            assert answer.status_code == 404 or sees, (name, way)
        assert (f"/drafts/{devon.gone.pk}/" in said(client.get("/desk/gone/"))) is sees, name


def test_people_and_settings_are_seen_by_keepers_and_the_signatories_they_concern(
    person: Any, signed_in: Any
) -> None:
    keeper = person("keeper")
    for key in ("devon", "plymouth", ""):
        Record.add(keeper, "invited", partnership=key, title=f"Someone of {key or 'all'}", email="a@b.org")
    for name, sees in (
        ("keeper", {"devon", "plymouth", "all"}),
        ("devon-signatory", {"devon"}),
        ("plymouth-signatory", {"plymouth"}),
        ("steering", {"all"}),
        ("devon-editor", set()),
        ("devon-reader", set()),
        ("editor", set()),
    ):
        page = said(signed_in(name).get("/desk/record/"))
        assert {key for key in ("devon", "plymouth", "all") if f"Someone of {key}" in page} == sees, name


def test_what_nobody_thought_of_is_closed_rather_than_open(person: Any, signed_in: Any) -> None:
    Record.add(person("keeper"), "did something quite new", title="Quite new")
    assert "Quite new" not in said(signed_in("reader").get("/desk/record/"))
    assert "Quite new" in said(signed_in("keeper").get("/desk/record/"))


def test_settings_are_told_from_what_to_what(person: Any, signed_in: Any) -> None:
    changes = {"keep_letters": [90, 30], "must_sign": [[], ["devon"]]}
    line = Record.add(person("keeper"), "changed the settings", title="Settings", changes=changes)
    page = said(signed_in("keeper").get(f"/desk/record/{line.pk}/"))
    assert "Keep letters (days)</dt><dd>from 90 to 30" in page
    assert "from nothing to devon" in page


def test_deeds_of_agreeing_lead_to_the_candidate(person: Any, signed_in: Any) -> None:
    devon = mark("devon", person("devon-editor"))
    line = Record.add(
        person("devon-editor"),
        "signed",
        partnership="devon",
        title="Supplement 9",
        candidate=devon.candidate.pk,
    )
    page = said(signed_in("devon-editor").get("/desk/record/", {"kind": "agreeing"}))
    assert f'href="/desk/agreeing/{devon.candidate.pk}/"' in page
    assert line.title in page
