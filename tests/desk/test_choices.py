"""What can be picked: nothing of another partnership's that is not in force."""

from __future__ import annotations

from typing import Any

import pytest

from waymark.desk.drafts import saving
from waymark.desk.models import Draft, Duty
from waymark.desk.parts import part_of
from waymark.manual.local import LocalGuidance
from waymark.manual.text import Text

pytestmark = pytest.mark.django_db


def test_what_a_partnership_calls_itself_in_its_draft_is_its_own(person: Any, signed_in: Any) -> None:
    draft = Draft.objects.get(partnership="torbay", kind="partnership")
    part = part_of("partnership", {**draft.data, "name": "Not yet told"})
    saving.change(person("torbay-editor"), draft, draft.number, part)
    page = signed_in("devon-reader").get("/desk/choices/").content.decode()
    assert "Not yet told" not in page
    assert "Bath and North East Somerset" in page


def test_who_writes_for_two_partnerships_links_each_ones_guidance_from_its_own_pages(
    person: Any, signed_in: Any
) -> None:
    Duty.objects.create(user=person("devon-editor"), partnership="torbay", what="editor")
    Duty.objects.create(user=person("devon-editor"), partnership="", what="editor")
    own = {}
    for area in ("devon", "torbay"):
        guidance = LocalGuidance(key=f"only-{area}", title=f"Only {area}", owner="A", text=Text("Words."))
        own[area] = saving.make(person(f"{area}-editor"), area, "guidance", guidance)
    client = signed_in("devon-editor")
    for area, draft in own.items():
        page = client.get(f"/desk/drafts/{draft.pk}/").content.decode()
        assert f"/desk/choices/?for={area}" in page
        offered = client.get("/desk/choices/", {"for": area}).json()["places"]
        local = {each["words"] for each in offered if each["more"] == "Local guidance"}
        assert f"Only {area}" in local
        assert not local & {f"Only {other}" for other in own if other != area}
    shared = client.get("/desk/choices/", {"for": ""}).json()["places"]
    assert not [each for each in shared if each["more"] == "Local guidance"]
    assert shared


def test_a_way_in_is_answered_from_boxes_procedures_words_and_national_lines_alone(signed_in: Any) -> None:
    offered = signed_in("editor").get("/desk/choices/").json()["replies"]
    assert {each["more"] for each in offered} == {"Box", "Procedure", "Word", "National line"}
    assert "contacts:childline" in {each["to"] for each in offered}
    assert signed_in("editor").get("/desk/new/way-in/").status_code == 200
