"""What a person sees who goes where there is nothing, or when the desk itself fails."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.desk.people.conftest import text

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_shows_the_way_back(signed_in: Any) -> None:
    answer = signed_in("devon-editor").get("/desk/local/cornwall/")
    assert answer.status_code == 404
    assert "There is no such page here" in text(answer)
    assert 'href="/desk/"' in answer.content.decode()
    assert "cornwall" not in answer.content.decode().lower()


def test_a_failure_is_owned_and_says_what_to_do() -> None:
    # A failing desk sets this page with nothing at hand: no person, no request, no database.
    page = render_to_string("500.html")
    assert "It is our fault, not yours." in page
    assert 'href="/desk/"' in page
