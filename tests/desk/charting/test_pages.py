"""The pages of charts: who sees what, what they say, and what they cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.desk.charting.conftest import CHART, Sheet, draft, state
from waymark.desk.doors.out import draft_manuscript
from waymark.desk.drafts import saving
from waymark.desk.models import Draft
from waymark.desk.parts import part_of
from waymark.manual.boxes import Box, Kind
from waymark.manual.charts import FlowChart

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Any]


@pytest.mark.parametrize("name", ["reader", "steering", "devon-editor", "devon-reader", "keeper"])
def test_readers_see_the_drawing_and_the_words_and_no_tools(name: str, signed_in: SignedIn) -> None:
    page = signed_in(name).get(CHART).content.decode()
    assert '<svg class="chart"' in page
    assert "if there is time to talk it over first" in page
    assert f'href="/desk/drafts/{draft("referral/talk-it-over").pk}/"' in page
    for tool in ("data-do", "charting-start", "<dialog", "Save the chart"):
        assert tool not in page


def test_an_editor_sees_the_tools_and_the_chart_reads_without_scripts(signed_in: SignedIn) -> None:
    page = signed_in("editor").get(CHART).content.decode()
    assert "Save the chart" in page
    assert "<noscript>" in page
    for place in draft("referral").data["boxes"]:
        assert f'data-place="{place}"' in page


def test_only_editors_of_the_consortium_draw_and_save(signed_in: SignedIn) -> None:
    body = Sheet(signed_in("editor")).proposal
    before = state()
    for name in ("reader", "steering", "devon-editor", "devon-signatory", "keeper"):
        for what in ("draw", "save"):
            answer = signed_in(name).post(f"{CHART}{what}/", body, content_type="application/json")
            assert answer.status_code == 404, (name, what)
        assert signed_in(name).post("/desk/charts/", {"key": "new"}).status_code == 404
    assert signed_in("nobody").get(CHART).status_code == 404
    for address in ("/desk/charts/", CHART):
        assert Client().get(address)["Location"].startswith("/desk/account/login/")
    for what in ("draw/", "save/"):
        answer = Client().post(CHART + what, body, content_type="application/json")
        assert answer.status_code == 401
        assert "Sign in" in answer.content.decode()
    assert state() == before


def test_a_chart_that_is_not_there_is_not_there(signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    assert editor.get("/desk/charts/no-such-chart/").status_code == 404
    assert editor.get("/desk/charts/talk-it-over/").status_code == 404
    for what in ("draw", "save"):
        assert (
            editor.post(f"/desk/charts/no-such/{what}/", {}, content_type="application/json").status_code
            == 404
        )
        assert editor.get(f"{CHART}{what}/").status_code == 405


def test_the_style_and_the_letters_are_there_for_whoever_comes_in(signed_in: SignedIn) -> None:
    style = signed_in("reader").get("/desk/charts/chart.css")
    assert ".chart__outline" in style.content.decode()
    for name in ("letters", "letters-bold"):
        address = f"/desk/charts/{name}.woff2"
        assert address in style.content.decode()
        assert signed_in("reader").get(address).content[:4] == b"wOF2"
    assert Client().get("/desk/charts/chart.css").status_code == 302


def test_drawing_keeps_nothing(sheet: Callable[..., Sheet], settings: Any) -> None:
    mine, before = sheet(), state()
    mine.add("referral/new", "A <b>new</b> step", at=1)
    mine.join("referral/talk-it-over", "referral/new", "if <i>so</i>")
    answer = mine.draw().json()
    assert 'id="box-referral--new"' in answer["svg"]
    for part in (answer["svg"], answer["told"], answer["noticed"]):
        assert "<b>new" not in part
    assert "if &lt;i&gt;so&lt;/i&gt;" in answer["told"]
    assert {each["place"] for each in answer["findings"]} == {"referral/new"}
    assert any("no arrow leads on" in each["what"] and not each["words"] for each in answer["findings"])
    assert any("key points" in each["what"] and each["words"] for each in answer["findings"])
    assert state() == before


def test_findings_of_other_places_that_a_change_would_bring_are_told(sheet: Callable[..., Sheet]) -> None:
    mine = sheet()
    linked = "referral/make-a-referral"
    mine.withdraw(linked, "referral/decide-on-the-referral")
    places = {each["place"] for each in mine.draw().json()["findings"]}
    assert places - {box["place"] for box in mine.boxes} - {"referral"}


def test_a_chart_with_faults_still_opens_and_says_what_it_leaves_out(
    sheet: Callable[..., Sheet], person: Any
) -> None:
    held = draft("referral")
    arrows = [
        *held.data["arrows"],
        held.data["arrows"][0],
        {"from": "referral/talk-it-over", "to": "referral/no"},
    ]
    data = {**held.data, "boxes": [*held.data["boxes"], "referral/no"], "arrows": arrows}
    saving.change(person("editor"), held, 1, part_of("chart", data))
    mine = sheet()
    page = mine.client.get(CHART).content.decode()
    assert "There is no box at referral/no any more" in page
    assert "2 arrows lead from or to no box, or stands twice" in page
    assert mine.start["tidied"]
    assert mine.draw().status_code == 200
    assert mine.save().status_code == 200
    assert "referral/no" not in draft("referral").data["boxes"]


def test_a_chart_too_tangled_to_draw_is_told(sheet: Callable[..., Sheet]) -> None:
    mine = sheet()
    places = [box["place"] for box in mine.boxes]
    have = {(arrow["from"], arrow["to"]) for arrow in mine.proposal["arrows"]}
    for start in places:
        for end in places:
            if start != end and (start, end) not in have and len(mine.proposal["arrows"]) < 80:
                mine.join(start, end, f"if {end}")
    answer = mine.draw()
    assert answer.status_code == 200
    assert answer.json()["svg"] == ""
    assert answer.json()["told"].count("charting-ways__answer") == 80


# --- The list


def test_the_list_shows_every_chart_with_its_boxes(signed_in: SignedIn) -> None:
    page = signed_in("devon-reader").get("/desk/charts/").content.decode()
    for chart in draft_manuscript().charts:
        assert f'href="/desk/charts/{chart.key}/"' in page
        assert f"{len(chart.boxes)} boxes" in page
    assert "Make the chart" not in page


NEW_CHART = {
    "title": "When a child goes missing",
    "key": "missing",
    "number": "6",
    "need": "A child is missing",
    "summary": "What to do.",
}


def test_a_new_chart_is_made_and_opens_empty(signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    answer = editor.post("/desk/charts/", NEW_CHART)
    assert answer["Location"] == "/desk/charts/missing/"
    assert part_of("chart", draft("missing").data) == FlowChart(**{**NEW_CHART, "number": 6})  # type: ignore[arg-type]
    assert "This chart has no boxes yet." in editor.get("/desk/charts/missing/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("key", "referral", "taken"),
        ("key", "search", "already means something"),
        ("key", "devon", "already means something"),
        ("key", "Bad Key", "small letters"),
        ("number", "1", "There is a chart 1 already."),
        ("number", "0", "greater than or equal to 1"),
        ("title", " ", "required"),
        ("need", "a\u0007b", "cannot be kept"),
    ],
)
def test_a_new_chart_that_cannot_be_is_told(field: str, value: str, said: str, signed_in: SignedIn) -> None:
    before = state()
    answer = signed_in("editor").post("/desk/charts/", NEW_CHART | {field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert state() == before


# --- What it costs


def test_no_page_asks_more_of_the_database_as_charts_grow(
    sheet: Callable[..., Sheet], person: Any, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection

    mine = sheet()

    def cost() -> list[int]:
        counts = []
        for ask in (lambda: mine.client.get(CHART), lambda: mine.client.get("/desk/charts/"), mine.draw):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert ask().status_code == 200
            counts.append(len(seen))
        return counts

    cost()
    before = cost()
    for number in range(30):
        box = Box(place=f"referral/more-{number}", title=f"More {number}", kind=Kind.STEP)
        saving.make(person("editor"), "", "box", box)
    held = draft("referral")
    boxes = [*held.data["boxes"], *(f"referral/more-{number}" for number in range(30))]
    saving.change(person("editor"), held, 1, part_of("chart", {**held.data, "boxes": boxes}))
    mine.proposal = Sheet(mine.client).proposal
    assert cost() == before
    assert Draft.objects.filter(place__startswith="referral/more-").count() == 30
