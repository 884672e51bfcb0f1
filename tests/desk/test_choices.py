"""What can be picked: nothing of another partnership's that is not in force."""

from __future__ import annotations

from typing import Any

import pytest

from waymark.desk.drafts import saving
from waymark.desk.models import Draft
from waymark.desk.parts import part_of

pytestmark = pytest.mark.django_db


def test_what_a_partnership_calls_itself_in_its_draft_is_its_own(person: Any, signed_in: Any) -> None:
    draft = Draft.objects.get(partnership="torbay", kind="partnership")
    part = part_of("partnership", {**draft.data, "name": "Not yet told"})
    saving.change(person("torbay-editor"), draft, draft.number, part)
    page = signed_in("devon-reader").get("/desk/choices/").content.decode()
    assert "Not yet told" not in page
    assert "Bath and North East Somerset" in page
