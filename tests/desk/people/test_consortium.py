"""The consortium's settings: for keepers, within bounds, written down from what to what."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.desk.conftest import AREAS, PEOPLE
from tests.desk.people.conftest import text
from tests.desk.worked import work
from waymark.desk.doors.out import consortium_facts
from waymark.desk.models import Consortium, Record
from waymark.desk.people.consortium_form import FACTS
from waymark.editions.gather import settings_of
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import Settings as ShelfSettings

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/account/settings/"


@pytest.fixture
def given() -> dict[str, Any]:
    """What the page would send if nothing were changed."""
    row = Consortium.the()
    return {
        **{name: row.facts.get(name) or "" for name in FACTS},
        "quorum": row.quorum,
        "must_sign": row.must_sign,
        "steering_signs": "on",
        "urgent_quorum": row.urgent_quorum,
        "urgent_changes": row.urgent_changes,
        "keep_drafts": row.keep_drafts,
        "keep_record": row.keep_record,
        "keep_accounts": row.keep_accounts,
        "keep_letters": row.keep_letters,
        "contact_days": row.contact_days,
        "review_days": row.review_days,
    }


@pytest.mark.parametrize("name", ["nobody", *PEOPLE])
def test_only_keepers_see_the_settings(signed_in: Any, name: str, given: dict[str, Any]) -> None:
    client = signed_in(name)
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, given | {"quorum": 1}).status_code == 404
    assert Consortium.the().quorum == 0


def test_saving_what_is_there_changes_nothing(signed_in: Any, given: dict[str, Any]) -> None:
    before = Consortium.objects.values().get()
    answer = signed_in("keeper").post(ADDRESS, given, follow=True)
    assert "Nothing was different" in text(answer)
    assert Consortium.objects.values().get() == before
    assert not Record.objects.filter(what="changed the settings").exists()


def test_changes_are_written_down_from_what_to_what(signed_in: Any, given: dict[str, Any]) -> None:
    changed = {
        "quorum": 8,
        "must_sign": ["devon", "bristol"],
        "urgent_quorum": 3,
        "keep_letters": 60,
        "title": "Our Procedures",
        "address": "https://procedures.example.org/",
    }
    del given["steering_signs"]
    assert signed_in("keeper").post(ADDRESS, given | changed).status_code == 302
    row = Consortium.the()
    assert (row.quorum, row.must_sign, row.steering_signs, row.urgent_quorum, row.keep_letters) == (
        8,
        ["devon", "bristol"],
        False,
        3,
        60,
    )
    assert consortium_facts().title == "Our Procedures"
    assert consortium_facts().address == "https://procedures.example.org"
    line = Record.objects.get(what="changed the settings")
    assert line.more["changes"] == {
        "title": ["South West Child Protection Procedures", "Our Procedures"],
        "address": ["http://localhost:8000", "https://procedures.example.org"],
        "quorum": [0, 8],
        "must_sign": [[], ["devon", "bristol"]],
        "steering_signs": [True, False],
        "urgent_quorum": [2, 3],
        "keep_letters": [90, 60],
    }


def test_no_address_is_no_address(signed_in: Any, given: dict[str, Any]) -> None:
    signed_in("keeper").post(ADDRESS, given | {"address": ""})
    assert "address" not in Consortium.the().facts
    assert consortium_facts().address is None


def test_the_days_of_the_next_edition_are_shown_changed_and_taken_out(
    signed_in: Any, given: dict[str, Any]
) -> None:
    client = signed_in("keeper")
    assert 'value="2027-03-31"' in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, given | {"next_edition": "2027-05-01", "comments_close": ""})
    assert consortium_facts().next_edition == date(2027, 5, 1)
    assert consortium_facts().comments_close is None
    line = Record.objects.get(what="changed the settings")
    assert line.more["changes"] == {
        "next_edition": ["2027-03-31", "2027-05-01"],
        "comments_close": ["2027-01-15", ""],
    }


def test_what_readers_see_of_the_settings_is_on_the_shelf_without_a_compile(
    signed_in: Any, given: dict[str, Any], settings: Any, tmp_path: Path
) -> None:
    settings.SHELF = tmp_path / "shelf"
    shelf = Shelf(settings.SHELF)
    client = signed_in("keeper")
    client.post(ADDRESS, given | {"comments_close": "2027-01-20"})
    work()
    assert not shelf.folder.exists()  # a shelf that is not in use is not begun

    with shelf.locked():
        shelf.put_settings(ShelfSettings("Before"))
    client.post(ADDRESS, given | {"comments_close": "2027-01-21"})
    with shelf.locked():  # whoever writes to the shelf is waited for
        work()
    assert shelf.settings().name == "Before"
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert waiting.update(run_after=timezone.now()) == 1
    work()
    assert shelf.settings() == settings_of(consortium_facts())
    assert shelf.settings().comments_close == date(2027, 1, 21)

    client.post(ADDRESS, given | {"comments_close": "2027-01-21", "quorum": 8})
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"quorum": len(AREAS) + 1}, f"There are {len(AREAS)} partnerships"),
        ({"quorum": -1}, "greater than or equal to 0"),
        ({"urgent_quorum": len(AREAS) + 1}, f"There are {len(AREAS)} partnerships"),
        ({"urgent_quorum": 0}, "greater than or equal to 1"),
        ({"quorum": 1, "must_sign": ["devon", "bristol"]}, "2 partnerships must always sign"),
        ({"must_sign": ["atlantis"]}, "atlantis"),
        ({"urgent_changes": 0}, "greater than or equal to 1"),
        ({"urgent_changes": 21}, "less than or equal to 20"),
        ({"keep_drafts": 30}, "365 days or more"),
        ({"keep_record": 364}, "365 days or more"),
        ({"keep_accounts": 10}, "90 days or more"),
        ({"keep_letters": 0}, "greater than or equal to 7"),
        ({"keep_letters": 5000}, "less than or equal to 730"),
        ({"contact_days": 0}, "greater than or equal to 7"),
        ({"next_edition": "soon"}, "a day that is in the calendar"),
        (
            {"next_edition": "2027-03-31", "comments_close": "2027-04-01"},
            "after the next edition is due",
        ),
        ({"address": "javascript:alert(1)"}, "beginning with https://"),
        ({"name": ""}, "Fill this in"),
        ({"title": " "}, "Fill this in"),
        ({"review_days": "many"}, "whole number"),
    ],
)
def test_what_is_out_of_bounds_is_refused_whole(
    signed_in: Any, given: dict[str, Any], wrong: dict[str, Any], why: str
) -> None:
    before = Consortium.objects.values().get()
    answer = signed_in("keeper").post(ADDRESS, given | {"contact_days": 80} | wrong)
    assert answer.status_code == 422
    assert why in text(answer)
    assert Consortium.objects.values().get() == before


@pytest.mark.parametrize("name", ["keep_drafts", "keep_record", "keep_accounts"])
def test_0_keeps_for_ever(signed_in: Any, given: dict[str, Any], name: str) -> None:
    assert signed_in("keeper").post(ADDRESS, given | {name: 0}).status_code == 302
    assert getattr(Consortium.the(), name) == 0


def seen_by(client: Any) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', client.get(ADDRESS).content.decode())
    assert found is not None
    return html.unescape(found[1])


def test_two_keepers_at_once_keep_what_each_of_them_set(signed_in: Any, given: dict[str, Any]) -> None:
    client = signed_in("keeper")
    seen = seen_by(client)
    client.post(ADDRESS, given | {"seen": seen, "quorum": 8})
    assert client.post(ADDRESS, given | {"seen": seen, "keep_letters": 60}).status_code == 302
    row = Consortium.the()
    assert (row.quorum, row.keep_letters) == (8, 60)


def test_two_keepers_who_set_the_same_are_told(signed_in: Any, given: dict[str, Any]) -> None:
    client = signed_in("keeper")
    seen = seen_by(client)
    client.post(ADDRESS, given | {"seen": seen, "quorum": 8, "must_sign": ["devon"]})
    sent = given | {"seen": seen, "quorum": 5, "must_sign": ["bristol"], "keep_letters": 60}
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == 422
    assert "Someone else set this to “8”" in text(answer)
    assert "Someone else set this to “Devon”" in text(answer)
    row = Consortium.the()
    assert (row.quorum, row.must_sign, row.keep_letters) == (8, ["devon"], 90)
    # Theirs has been seen now, so sending mine again sets it.
    again = re.search(r'name="seen" value="([^"]*)"', answer.content.decode())
    assert again is not None
    assert client.post(ADDRESS, sent | {"seen": html.unescape(again[1])}).status_code == 302
    assert Consortium.the().quorum == 5


@pytest.mark.parametrize("seen", ["", "[]", "not json", "null"])
def test_what_was_seen_may_be_anything(signed_in: Any, given: dict[str, Any], seen: str) -> None:
    assert signed_in("keeper").post(ADDRESS, given | {"seen": seen, "quorum": 8}).status_code == 302
    assert Consortium.the().quorum == 8
