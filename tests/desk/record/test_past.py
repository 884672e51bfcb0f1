"""A draft's past: every save can be found, read, laid against another, and put back."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.desk.record.marked import mark
from waymark.desk.drafts import saving
from waymark.desk.models import Draft, Record, Save
from waymark.desk.parts import part_of

pytestmark = pytest.mark.django_db

BOX = "referral/talk-it-over"


def saved(by: Any, draft: Draft, change: Callable[[dict[str, Any]], Any], what: str = "changed") -> Draft:
    data = copy.deepcopy(draft.data)
    change(data)
    return saving.change(by, draft, draft.number, part_of(draft.kind, data), what)


def retitled(by: Any, title: str) -> Draft:
    draft = Draft.objects.get(partnership="", place=BOX)
    return saved(by, draft, lambda data: data.update(title=title))


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_history_tells_every_save_with_who_when_and_what(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    answer = signed_in("devon-editor").get(f"/desk/drafts/{draft.pk}/history/")
    page = said(answer)
    assert "Save 2" in page
    assert "Changed by editor" in page
    assert "Imported" in page
    now = timezone.localtime(draft.changed_at)
    assert f"{now:%A} {now.day} {now:%B %Y}" in page
    assert page.index("what readers have") > page.index("Save 1")


def test_what_readers_have_is_marked_on_one_page_of_a_long_history_only(person: Any, signed_in: Any) -> None:
    for at in range(60):
        draft = retitled(person("editor"), f"Talk it through {at}")
    client = signed_in("editor")
    pages = [said(client.get(f"/desk/drafts/{draft.pk}/history/", {"page": str(at)})) for at in (1, 2)]
    assert [page.count("what readers have") for page in pages] == [0, 1]
    assert client.get(f"/desk/drafts/{draft.pk}/saves/1/").status_code == 200
    draft = saving.restore(person("editor"), draft, draft.number, draft.saves.get(number=1))
    pages = [said(client.get(f"/desk/drafts/{draft.pk}/history/", {"page": str(at)})) for at in (1, 2)]
    assert [page.count("what readers have") for page in pages] == [1, 0]


def test_a_save_is_told_in_words_against_the_one_before_and_against_any_other(
    person: Any, signed_in: Any
) -> None:
    first = retitled(person("editor"), "Talk it through on Whit Sunday")
    retitled(person("editor"), "Talk it through tomorrow")
    client = signed_in("editor")
    page = said(client.get(f"/desk/drafts/{first.pk}/saves/3/"))
    assert "What changed since save 2" in page
    assert "Whit" in page.split("All it said in save 3")[0]
    other = said(client.get(f"/desk/drafts/{first.pk}/saves/3/", {"against": "1"}))
    assert "What changed from save 1 to save 3" in other
    assert "Whit" not in other
    assert client.get(f"/desk/drafts/{first.pk}/saves/3/", {"against": "77"}).status_code == 404
    assert client.get(f"/desk/drafts/{first.pk}/saves/77/").status_code == 404


def test_putting_back_makes_a_new_save_and_loses_none(person: Any, signed_in: Any) -> None:
    before = Draft.objects.get(place=BOX).data
    draft = retitled(person("editor"), "Talk it through")
    answer = signed_in("editor").post(f"/desk/drafts/{draft.pk}/saves/1/restore/", {"number": "2"})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.data, draft.number) == (before, 3)
    assert [row.what for row in draft.saves.all()] == ["restored", "changed", "imported"]
    assert Record.objects.first().what == "restored"


def test_putting_back_what_someone_saved_meanwhile_is_a_conflict(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    answer = signed_in("editor").post(f"/desk/drafts/{draft.pk}/saves/1/restore/", {"number": "1"})
    assert answer.status_code == 409
    assert "editor saved it" in said(answer)
    draft.refresh_from_db()
    assert (draft.title, draft.number) == ("Talk it through", 2)


def test_only_who_writes_there_puts_back_takes_out_and_brings_back(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    for name in ("devon-editor", "steering", "reader", "keeper"):
        client = signed_in(name)
        assert "Put this save back" not in said(client.get(f"/desk/drafts/{draft.pk}/saves/1/"))
        for way in ("saves/1/restore", "take-out", "bring-back"):
            answer = client.post(f"/desk/drafts/{draft.pk}/{way}/", {"number": "2", "sure": "yes"})
            assert answer.status_code == 404, (name, way)
    draft.refresh_from_db()
    assert (draft.number, draft.gone) == (2, False)


def test_a_save_of_another_place_is_not_put_back_where_the_place_is_fixed(
    person: Any, signed_in: Any
) -> None:
    draft = retitled(person("editor"), "Talk it through")
    Save.objects.filter(draft=draft, number=1).update(data={**draft.data, "place": "referral/elsewhere"})
    answer = signed_in("editor").post(f"/desk/drafts/{draft.pk}/saves/1/restore/", {"number": "2"})
    assert answer.status_code == 422
    assert "its place can no longer change" in said(answer)


def test_a_save_in_a_form_no_longer_read_is_told_and_not_put_back(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    Save.objects.filter(draft=draft, number=1).update(data={"place": BOX, "title": "Odd", "was": "once"})
    client = signed_in("editor")
    page = client.get(f"/desk/drafts/{draft.pk}/saves/1/")
    assert page.status_code == 200
    assert "earlier form" in said(page)
    answer = client.post(f"/desk/drafts/{draft.pk}/saves/1/restore/", {"number": "2"})
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.title == "Talk it through"


def test_taking_out_asks_first_and_tells_what_leads_there(signed_in: Any) -> None:
    draft = Draft.objects.get(place=BOX)
    client = signed_in("editor")
    page = said(client.get(f"/desk/drafts/{draft.pk}/take-out/"))
    chart = Draft.objects.get(kind="chart", data__boxes__icontains=BOX)
    assert f"/desk/drafts/{chart.pk}/" in page
    assert "What should readers see instead?" in page
    asked = client.post(f"/desk/drafts/{draft.pk}/take-out/", {"number": "1"})
    assert asked["Location"].endswith(f"/desk/drafts/{draft.pk}/take-out/")
    draft.refresh_from_db()
    assert not draft.gone


def test_taking_out_keeps_what_to_see_instead_and_can_be_undone(signed_in: Any) -> None:
    draft = Draft.objects.get(place=BOX)
    client = signed_in("editor")
    given = {"number": "1", "sure": "yes", "see": ["referral/make-a-referral", ""]}
    assert client.post(f"/desk/drafts/{draft.pk}/take-out/", given).status_code == 302
    draft.refresh_from_db()
    assert (draft.gone, draft.see) == (True, ["referral/make-a-referral"])
    gone = said(client.get("/desk/gone/"))
    assert draft.title in gone
    assert "Bring back" in gone
    assert "Bring back<" not in said(signed_in("devon-editor").get("/desk/gone/"))
    assert client.post(f"/desk/drafts/{draft.pk}/bring-back/", {"number": "2"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.gone, draft.see, draft.number) == (False, [], 3)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"number": "7", "sure": "yes"}, 409),
        ({"number": "1", "sure": "yes", "see": ["referral/not-there"]}, 422),
        ({"number": "1", "sure": "yes", "see": [BOX]}, 422),
    ],
)
def test_nothing_is_taken_out_from_an_older_save_or_to_a_place_that_is_not_there(
    given: dict[str, Any], status: int, signed_in: Any
) -> None:
    draft = Draft.objects.get(place=BOX)
    assert signed_in("editor").post(f"/desk/drafts/{draft.pk}/take-out/", given).status_code == status
    draft.refresh_from_db()
    assert not draft.gone


def test_the_heads_of_the_manual_and_of_a_partnership_are_never_taken_out(signed_in: Any) -> None:
    for name, head in (("editor", {"place": "manual"}), ("devon-editor", {"place": "partnership"})):
        own = "devon" if name.startswith("devon") else ""
        draft = Draft.objects.get(partnership=own, **head)
        answer = signed_in(name).post(f"/desk/drafts/{draft.pk}/take-out/", {"number": "1", "sure": "yes"})
        assert answer.status_code == 404


def test_what_leads_to_a_time_limit_and_a_role_is_found_by_its_key(person: Any) -> None:
    from waymark.desk.people.standing import Standing
    from waymark.desk.record.leading import leading_to

    standing = Standing.of(person("editor"))
    boxes = list(Draft.objects.filter(kind="box"))
    key = next(box.data["timescales"][0] for box in boxes if box.data.get("timescales"))
    named = {box.pk for box in boxes if key in box.data.get("timescales", ())}
    limit = Draft.objects.get(place=f"timescales:{key}")
    assert {each.pk for each in leading_to(standing, limit) if each.kind == "box"} == named


def test_files_that_were_replaced_are_in_the_history(person: Any, signed_in: Any) -> None:
    made = mark("devon", person("devon-editor"))
    page = said(signed_in("devon-editor").get(f"/desk/drafts/{made.guidance.pk}/history/"))
    assert page.count(f"{made.word}.pdf") == 2
    assert f"/desk/drafts/{made.guidance.pk}/file/" in page


def test_pages_of_the_past_ask_the_database_as_often_however_much_there_is(
    person: Any, signed_in: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    draft = retitled(person("editor"), "Talk 0")
    client = signed_in("editor")
    ways = (f"/desk/drafts/{draft.pk}/history/", f"/desk/drafts/{draft.pk}/saves/1/", "/desk/record/")
    ways += ("/desk/gone/",)
    counts = []
    for round_ in range(2):
        asked = []
        for way in ways:
            client.get(way)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(way).status_code == 200
            asked.append(len(queries))
        counts.append(asked)
        if not round_:
            for number in range(1, 30):
                retitled(person("editor"), f"Talk {number}")
            for each in Draft.objects.filter(kind="term")[:20]:
                saving.take_out(person("editor"), each, each.number)
    assert counts[0] == counts[1]


def test_older_lines_and_saves_come_page_by_page(person: Any, signed_in: Any) -> None:
    for number in range(60):
        retitled(person("editor"), f"Talk {number}")
    Record.objects.update(at=timezone.now() - timedelta(days=1))
    client = signed_in("editor")
    first = said(client.get("/desk/record/", {"person": "editor"}))
    assert first.count("record-clock") == 50
    assert "person=editor&amp;page=2" in first
    assert said(client.get("/desk/record/", {"person": "editor", "page": "2"})).count("record-clock") == 10
