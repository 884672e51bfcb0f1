"""How clear pages are: a table by page, of numbers alone, deleted in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.desk.letters.sending import PLACE, TITLE, said
from waymark.desk.letters import tallies
from waymark.desk.models import Consortium, Tally
from waymark.desk.record.letting_go import let_go

pytestmark = pytest.mark.django_db

WAY = "/desk/letters/clear/"


@pytest.fixture
def answers(db: None) -> None:
    for answer, times in (("no", 3), ("yes", 2), ("hard", 2), ("link", 1)):
        for _ in range(times):
            tallies.count("devon", PLACE, answer)
    tallies.count("plymouth", PLACE, "no")
    tallies.count("plymouth", "plymouth/local/early-help", "no")
    tallies.count("devon", "", "yes")


def test_an_area_sees_its_own_readers_and_the_consortium_all(answers: None, signed_in: Any) -> None:
    today = timezone.localdate()
    (first, second) = tallies.how_clear(["devon"], 90, today)
    assert first == (PLACE, 2, 3, [("The words are hard", 2), ("A link does not work", 1)])
    assert second == ("", 1, 0, [])
    assert tallies.how_clear([""], 90, today)[0][:3] == (PLACE, 2, 4)
    assert not any("local" in each.place for each in tallies.how_clear([""], 90, today))
    assert [each.place for each in tallies.how_clear(["plymouth"], 90, today)] == [
        "plymouth/local/early-help",
        PLACE,
    ]


def test_the_page_tells_titles_numbers_and_reasons(answers: None, signed_in: Any) -> None:
    page = said(signed_in("devon-editor").get(WAY))
    assert TITLE in page
    assert "The words are hard: 2" in page
    assert "The first page" in page
    assert "early-help" not in page
    assert WAY in said(signed_in("devon-editor").get("/desk/letters/"))
    for name in ("reader", "devon-reader", "steering", "keeper"):
        assert signed_in(name).get(WAY).status_code == 404, name


def test_what_is_older_than_letters_are_kept_is_left_out_and_deleted(answers: None) -> None:
    today = timezone.localdate()
    Tally.objects.filter(answer="yes", place="").update(day=today - timedelta(days=91))
    Consortium.objects.update(keep_letters=90)
    assert len(tallies.how_clear(["devon"], 90, today)) == 1
    assert let_go(timezone.now()).tallies == 1
    assert Tally.objects.count() == 6
