"""Every way of changing a chart, as it is saved: all of it in one go, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.desk.charting.conftest import Sheet, draft, state, words
from waymark.desk.doors.out import parts
from waymark.desk.drafts import saving
from waymark.desk.models import Draft, Save
from waymark.desk.parts import part_of
from waymark.manual.boxes import Box, Kind

pytestmark = pytest.mark.django_db

TALK, STILL, MAKE = "referral/talk-it-over", "referral/still-worried", "referral/make-a-referral"
NEW = "referral/write-it-down"
Open = Callable[..., Sheet]


def saves() -> int:
    return Save.objects.count()


def test_a_box_and_two_arrows(sheet: Open) -> None:
    mine, before = sheet(), saves()
    mine.add(NEW, "Write it down", at=4)
    mine.join(TALK, NEW, "if you want to think first")
    mine.join(NEW, STILL)
    answer = mine.save()
    assert (answer.status_code, answer.json()["address"]) == (200, mine.address)
    assert saves() == before + 2
    chart, box = draft("referral"), draft(NEW)
    assert chart.data["boxes"][4] == NEW
    assert chart.data["arrows"][-2:] == [
        {"from": TALK, "to": NEW, "answer": "if you want to think first"},
        {"from": NEW, "to": STILL},
    ]
    assert (box.title, box.kind, box.number) == ("Write it down", "box", 1)
    assert [(each.what, each.by.username) for each in (*chart.saves.all()[:1], *box.saves.all())] == [
        ("changed", "editor@example.org"),
        ("made", "editor@example.org"),
    ]


def test_an_answer_changed_an_arrow_taken_away_and_the_order_of_telling(sheet: Open) -> None:
    mine, before = sheet(), saves()
    arrows, boxes = mine.proposal["arrows"], mine.boxes
    gone, changed = arrows.pop(), arrows[0]
    changed["answer"] = "if   the child is hurt "
    boxes[3], boxes[4] = boxes[4], boxes[3]
    assert mine.save().status_code == 200
    data = draft("referral").data
    assert data["boxes"] == [box["place"] for box in boxes]
    assert data["arrows"][0]["answer"] == "if the child is hurt"
    assert {"from": gone["from"], "to": gone["to"]} not in [
        {"from": arrow["from"], "to": arrow["to"]} for arrow in data["arrows"]
    ]
    assert saves() == before + 1


def test_nothing_changed_is_no_save(sheet: Open) -> None:
    mine, before = sheet(), state()
    assert mine.save().status_code == 200
    assert state() == before


def test_a_title_and_a_kind(sheet: Open) -> None:
    mine, before = sheet(), saves()
    mine.box(TALK).update(title="Talk it through", kind="step")
    assert mine.save().status_code == 200
    held = draft(TALK)
    assert (held.title, held.data["kind"]) == ("Talk it through", "step")
    assert "facets" in held.data
    assert saves() == before + 1


def test_a_withdrawn_box_says_what_to_see_and_takes_its_arrows_along(sheet: Open) -> None:
    mine = sheet("/desk/charts/assessment/")
    place = next(arrow["to"] for arrow in sheet().proposal["arrows"] if arrow["to"].startswith("assessment/"))
    see = next(box["place"] for box in mine.boxes if box["place"] != place)
    mine.withdraw(place, see, "procedures/injuries-to-babies")
    told = mine.draw()
    assert "is withdrawn. Readers see" in " ".join(told.json()["told"].split())
    assert mine.save().status_code == 200
    held = draft(place)
    assert (held.gone, held.see) == (True, [see, "procedures/injuries-to-babies"])
    assert held.saves.first().what == "taken out"
    for key in ("assessment", "referral"):
        chart = draft(key)
        assert chart.number == 2
        assert place not in chart.data["boxes"]
        assert not [arrow for arrow in chart.data["arrows"] if place in (arrow["from"], arrow["to"])]


def test_a_box_moved_to_another_chart_keeps_its_place_and_the_arrows_out_of_it(sheet: Open) -> None:
    mine = sheet()
    out = [arrow for arrow in mine.proposal["arrows"] if arrow["from"] == MAKE]
    mine.take_off(MAKE)
    mine.proposal["away"] = [{"place": MAKE, "chart": "assessment"}]
    told = mine.draw().json()
    assert "moves to chart 2" in " ".join(told["told"].split())
    assert (
        "Chart 2: Refer to" in told["svg"].replace("</tspan> <tspan", " ")
        or "chart__shape--away" in told["svg"]
    )
    assert mine.save().status_code == 200
    here, there = draft("referral").data, draft("assessment").data
    assert there["boxes"][-1] == MAKE
    assert MAKE not in here["boxes"]
    assert [arrow for arrow in there["arrows"] if arrow["from"] == MAKE] == [
        {name: value for name, value in arrow.items() if value} for arrow in out
    ]
    assert [arrow for arrow in here["arrows"] if arrow["to"] == MAKE]
    assert draft(MAKE).number == 1


def test_a_key_is_fixed_once_in_force(sheet: Open) -> None:
    mine, before = sheet(), state()
    assert TALK in mine.start["fixed"]
    mine.box(TALK).update(place="referral/talk-it-through", was=TALK)
    for arrow in mine.proposal["arrows"]:
        for end in ("from", "to"):
            arrow[end] = arrow[end].replace(TALK, "referral/talk-it-through")
    answer = mine.save()
    assert answer.status_code == 422
    assert "has been in force, so it stays referral/talk-it-over" in words(answer)
    assert state() == before


def test_a_key_never_in_force_can_change_and_every_arrow_follows(sheet: Open, person: Any) -> None:
    mine = sheet()
    mine.add(NEW, "Write it down")
    mine.join(NEW, STILL)
    assert mine.save().status_code == 200
    other = draft("assessment")
    chart = parts()["assessment"][1]
    start = {"from": chart.boxes[0], "to": NEW, "answer": "if it was not written down"}
    data = {**other.data, "arrows": [*other.data["arrows"], start]}
    saving.change(person("editor"), other, 1, part_of("chart", data))

    again = sheet()
    assert NEW not in again.start["fixed"]
    again.box(NEW).update(place="referral/write-down", was=NEW)
    again.proposal["arrows"][-1]["from"] = "referral/write-down"
    assert again.save().status_code == 200
    assert not Draft.objects.filter(place=NEW).exists()
    assert draft("referral/write-down").number == 2
    assert draft("referral").data["arrows"][-1]["from"] == "referral/write-down"
    assert draft("assessment").data["arrows"][-1]["to"] == "referral/write-down"


def test_a_box_on_no_chart_is_put_on_one(sheet: Open, person: Any) -> None:
    box = Box(place="assessment/left-over", title="Left over", kind=Kind.STEP)
    saving.make(person("editor"), "", "box", box)
    mine = sheet()
    assert [each["place"] for each in mine.start["loose"]] == ["assessment/left-over"]
    assert "Left over" in mine.client.get("/desk/charts/").content.decode()
    mine.add("assessment/left-over", "Left over")
    assert mine.save().status_code == 200
    assert draft("referral").data["boxes"][-1] == "assessment/left-over"
    assert draft("assessment/left-over").number == 1


# --- Two people at once


def test_a_chart_saved_meanwhile_is_a_conflict_and_nothing_is_saved(sheet: Open) -> None:
    theirs, mine = sheet(), sheet()
    theirs.add("referral/theirs", "Their step")
    assert theirs.save().status_code == 200
    before = state()
    mine.add(NEW, "Write it down")
    mine.box(TALK)["title"] = "Talk it through"
    answer = mine.save()
    assert answer.status_code == 409
    assert "editor saved “You are worried about a child” on " in words(answer)
    assert "Nothing of yours was saved" in words(answer)
    assert state() == before


def test_a_box_retitled_by_both_is_a_conflict_and_the_chart_stays_too(sheet: Open, person: Any) -> None:
    mine = sheet()
    held = draft(TALK)
    saving.change(person("editor"), held, 1, part_of("box", {**held.data, "title": "Theirs"}))
    before = state()
    mine.box(TALK)["title"] = "Mine"
    mine.add(NEW, "Write it down")
    answer = mine.save()
    assert answer.status_code == 409
    assert "saved “Theirs”" in words(answer)
    assert state() == before


def test_a_box_that_only_they_retitled_keeps_their_title(sheet: Open, person: Any) -> None:
    mine = sheet()
    held = draft(TALK)
    saving.change(person("editor"), held, 1, part_of("box", {**held.data, "title": "Theirs"}))
    mine.add(NEW, "Write it down")
    assert mine.save().status_code == 200
    assert draft(TALK).title == "Theirs"
    assert draft(TALK).number == 2


def test_a_box_withdrawn_while_someone_wrote_it_is_a_conflict(sheet: Open, person: Any) -> None:
    mine = sheet()
    held = draft(TALK)
    saving.change(person("editor"), held, 1, part_of("box", {**held.data, "who": "You"}))
    before = state()
    mine.withdraw(TALK, STILL)
    assert mine.save().status_code == 409
    assert state() == before


def test_a_box_taken_out_meanwhile_is_told(sheet: Open, person: Any) -> None:
    mine = sheet()
    saving.take_out(person("editor"), draft(TALK), 1)
    answer = mine.draw()
    assert answer.status_code == 422
    assert "is no longer there: someone took it out since you opened this page" in words(answer)


# --- What cannot be so


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: s.join(TALK, TALK), "cannot lead from “Talk it over with your manager"),
        (lambda s: s.join(TALK, STILL), "There is an arrow from"),
        (lambda s: s.join("assessment/plan-the-assessment", STILL), "not on this chart"),
        (lambda s: s.join(TALK, "referral/nowhere"), "there is no such box"),
        (lambda s: s.add(TALK), "Two boxes have the key referral/talk-it-over"),
        (lambda s: s.add("assessment/new"), "starts with referral/"),
        (lambda s: s.add("referral/Bad Key"), "small letters, figures and single hyphens"),
        (lambda s: s.add(NEW, "   "), "Give the box a title."),
        (lambda s: s.add(NEW, "x" * 401), "too long"),
        (lambda s: s.add(NEW, "a\u0000b"), "cannot be shown"),
        (lambda s: s.add(NEW, "A box", "circle"), "could not be read"),
        (lambda s: s.take_off(TALK), "neither on the chart nor withdrawn"),
        (lambda s: s.withdraw(TALK, TALK), "cannot be sent to referral/talk-it-over"),
        (lambda s: s.withdraw(TALK, "referral/nowhere"), "cannot be sent to referral/nowhere"),
        (lambda s: s.proposal["gone"].append({"place": TALK}), "can only do one thing"),
        (lambda s: s.withdraw("assessment/assessment-done"), "now stands in chart 2"),
        (lambda s: s.proposal["away"].append({"place": TALK, "chart": "no-such"}), "no other chart"),
        (
            lambda s: s.proposal["boxes"].extend(
                {"place": f"referral/b{n}", "title": "B", "kind": "step"} for n in range(100)
            ),
            "at most 100 boxes",
        ),
    ],
)
def test_what_cannot_be_so_is_told_in_words(change: Callable[[Sheet], None], said: str, sheet: Open) -> None:
    mine, before = sheet(), state()
    change(mine)
    for answer in (mine.draw(), mine.save()):
        assert answer.status_code == 422
        assert said in words(answer)
    assert state() == before


def test_a_place_once_used_is_not_used_again(sheet: Open, person: Any) -> None:
    saving.make(person("editor"), "", "box", Box(place=NEW, title="Once", kind=Kind.STEP))
    saving.take_out(person("editor"), draft(NEW), 1)
    mine = sheet()
    assert NEW in mine.start["taken"]
    mine.add(NEW, "Write it down")
    answer = mine.save()
    assert answer.status_code == 422
    assert "is taken, or was used once" in words(answer)
