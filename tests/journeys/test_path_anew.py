"""A path, and what comes into force while it is kept: another edition, another supplement, another limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.keeping import Machine
from tests.journeys.test_path import begin, faults, follow, kept, pages_of
from tests.packs import edit, freeze_edition, freeze_supplement

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Opened = Callable[..., Page]
NOTE = "partnerships/somerset/draft/notes/a/step.md"
LIMITS = """- key: answer
  title: Answer
  limit: 15
  unit: working days
  starts: the call comes
  source: sources/an-act#s1
- key: held
  title: Police protection
  limit: 72
  unit: hours
  longest: true
  starts: the child is taken
  source: sources/an-act#s1
- key: visit
  title: Visit
  limit: 10
  unit: working days
  starts: you asked
  source: sources/an-act#s1
- key: ask-again
  title: Ask again
  limit: set locally
  starts: you wrote
  source: sources/an-act#s1
"""
OWN = """limits:
- timescale: answer
  limit: 5
  unit: working days
  reason: the partnership agreed it with the police
- timescale: ask-again
  limit: 2
  unit: working days
  reason: Nobody waits longer here.
"""
CHANGED = "The charts have changed since you were there. Look at these steps again:"


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A small gateway with time limits, two of which are shorter or only there in this area."""
    made = Machine(tmp_path)
    (made.pack / "shared/timescales.yaml").write_text(LIMITS)
    named = "who: Anyone\ntimescales:\n- answer\n- held\n- visit\n- ask-again\n"
    edit(made.pack, "shared/boxes/a/step.md", "who: Anyone\n", named)
    freeze_edition(made.pack, date(2026, 10, 1))
    edit(made.pack, NOTE, "place: a/step\n", f"place: a/step\n{OWN}")
    freeze_supplement(made.pack, "somerset", date(2026, 10, 2))
    made.compile()
    made.start()
    yield made
    made.cut()


def walked(page: Page, machine: Machine) -> None:
    """From the first step to the last of the one chart."""
    begin(page, machine.address + "a/begin")
    follow(page, "Choose", 2)
    follow(page, "Take a step", 3)
    page.get_by_label("The day when the call comes").fill("2026-11-24")
    page.get_by_label("The day and time when the child is taken").fill("2026-11-24T16:30")
    page.get_by_label("The day when you asked").fill("2026-11-23")
    page.get_by_label("The day when you wrote").fill("2026-11-25")
    follow(page, "The end", 4)


def listed(page: Page, machine: Machine) -> Locator:
    """The page of the path, and what it says above its steps."""
    page.goto(machine.address + "path")
    expect(page.locator(".mypath__step").first).to_be_visible()
    return page.locator("#my-path-here > .mypath__changed")


@pytest.mark.parametrize("width", [360, 1280])
def test_an_areas_own_limit_is_marked_and_counted_and_the_shared_one_told(
    width: int, machine: Machine, opened: Opened, tmp_path: Path
) -> None:
    page = opened(width)
    begin(page, machine.address + "a/step")
    own = page.locator(".mystep .mypath__due", has=page.locator(".local__flag"))
    expect(own).to_have_text(
        [
            "In Somerset Answer: within 5 working days. The partnership agreed it with the police. "
            "The shared manual: within 15 working days.",
            "In Somerset Ask again: within 2 working days. Nobody waits longer here. "
            "The shared manual: no national limit.",
        ]
    )
    page.get_by_label("The day when the call comes").fill("2026-11-24")
    expect(own.first).to_contain_text(
        "In Somerset Answer: within 5 working days. By Tuesday 1 December 2026."
    )
    expect(own.first).to_contain_text("The shared manual: within 15 working days.")
    page.get_by_label("The day when you asked").fill("2026-11-24")
    shared = page.locator(".mystep .mypath__due", has_text="Visit")
    expect(shared).to_contain_text("within 10 working days. By Tuesday 8 December 2026.")
    expect(shared.locator(".local__flag")).to_have_count(0)
    assert listed(page, machine).count() == 0
    expect(page.locator(".mypath__due", has=page.locator(".local__flag")).first).to_contain_text(
        "By Tuesday 1 December 2026."
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
    number, said = pages_of(page, tmp_path)
    assert number == 1
    assert "In Somerset Answer: within 5 working days. By Tuesday 1 December 2026." in said


def test_a_new_edition_names_the_step_that_changed_and_the_one_that_was_withdrawn(
    machine: Machine, opened: Opened
) -> None:
    page = opened()
    walked(page, machine)
    page.locator(".mystep__tick input").first.check()
    assert listed(page, machine).count() == 0
    edit(machine.pack, "shared/boxes/a/end.md", "- Do this first.", "- Do this first.\n- Tell the child.")
    (machine.pack / "shared/boxes/a/choose.md").unlink()
    chart = "shared/charts/a.yaml"
    edit(machine.pack, chart, "- a/choose\n", "")
    edit(machine.pack, chart, "- from: a/choose\n  to: a/step\n  answer: if yes\n", "")
    edit(machine.pack, chart, "- from: a/choose\n  to: a/end\n  answer: if no\n", "")
    edit(machine.pack, chart, "to: a/choose", "to: a/step")
    freeze_edition(machine.pack, date(2026, 11, 3), withdraw={"a/choose": ("a/step",)})
    machine.compile()

    changed = listed(page, machine)
    expect(changed).to_have_count(1)
    expect(changed.locator("p")).to_have_text(CHANGED)
    expect(changed.locator("li")).to_have_text(
        ["2. a/choose. This step is no longer on the charts.", "4. The end"]
    )
    told = page.locator("#my-path-here > ol > li")
    expect(told).to_have_count(4)
    expect(told.locator("> .mypath__changed")).to_have_count(1)
    expect(told.nth(3).locator("> .mypath__changed")).to_have_text(
        "The words of this step have changed since you were here. Read it again."
    )
    expect(told.nth(3).locator("> .mypath__count")).to_contain_text("1 of 2 key points ticked.")
    expect(told.nth(2)).to_contain_text("By Tuesday 1 December 2026.")
    changed.get_by_role("link", name="The end").click()
    expect(page.locator(".mypath__strip")).to_contain_text("Changed since you were there: 2")
    page.get_by_role("button", name="I have read it again").click()
    expect(page.locator(".mypath__strip")).to_contain_text("Changed since you were there: 1")
    expect(listed(page, machine).locator("li")).to_have_text(
        ["2. a/choose. This step is no longer on the charts."]
    )


def test_a_new_note_of_the_area_is_told_apart(machine: Machine, opened: Opened) -> None:
    page = opened()
    walked(page, machine)
    edit(machine.pack, NOTE, "Use our form.", "Use our new form.")
    (machine.pack / "partnerships/somerset/draft/notes/a/end.md").write_text(
        "---\nplace: a/end\n---\nTell the night team.\n"
    )
    freeze_supplement(machine.pack, "somerset", date(2026, 11, 3))
    machine.compile()
    changed = listed(page, machine)
    expect(changed).to_have_count(1)
    expect(changed.locator("p")).to_have_text(
        "In Somerset, local notes or time limits have changed since you were there. "
        "Look at these steps again:"
    )
    expect(changed.locator("li")).to_have_text(["3. Take a step", "4. The end"])
    said = page.locator("li.mypath__step > .mypath__changed")
    expect(said).to_have_text(
        [
            "Your area’s own note or time limit has changed since you were here. Read it again.",
            "Your area has added a note or time limit of its own since you were here. Read it.",
        ]
    )
    assert faults(page) == []
    page.goto(machine.address + "a/step")
    expect(page.locator(".mypath__strip")).to_contain_text("Changed since you were there: 2")
    page.get_by_role("button", name="I have read it again").click()
    expect(page.locator(".mypath__strip")).to_contain_text("Changed since you were there: 1")
    # It is taken out again: that is told too, and the limits that stood in it are no longer the area's.
    (machine.pack / NOTE).unlink()
    freeze_supplement(machine.pack, "somerset", date(2026, 11, 4))
    machine.compile()
    page.reload()
    changed = page.locator(".mystep > .mypath__changed")
    expect(changed.first).to_have_text(
        "Your area’s own note and time limits are no longer here. They were when you were here."
    )
    expect(changed.last).to_contain_text(
        "You gave Wednesday 25 November 2026. That time limit is no longer here"
    )
    answer = page.locator(".mystep .mypath__said").first
    expect(answer).to_contain_text("The time limit has changed since you gave Tuesday 24 November 2026.")
    expect(answer).to_contain_text("Answer: within 15 working days. By Tuesday 15 December 2026.")
    expect(answer.locator(".local__flag")).to_have_count(0)


def test_a_date_whose_limit_changed_is_told_and_never_counted_from_something_else(
    machine: Machine, opened: Opened
) -> None:
    page = opened(360)
    walked(page, machine)
    scales = "shared/timescales.yaml"
    edit(machine.pack, scales, "limit: 10", "limit: 8")
    edit(machine.pack, scales, "starts: the child is taken", "starts: the child is taken into protection")
    freeze_edition(machine.pack, date(2026, 11, 3))
    edit(machine.pack, NOTE, "limit: 2\n  unit: working days", "limit: 4\n  unit: hours")
    freeze_supplement(machine.pack, "somerset", date(2026, 11, 4))
    machine.compile()

    assert listed(page, machine).locator("p").all_inner_texts()[0] == CHANGED
    step = page.locator("#my-path-here > ol > li").nth(2)
    dates = step.locator(".mypath__date")
    # Its number is another: counted anew, and said so. One that did not change says nothing.
    expect(dates.nth(0)).not_to_contain_text("has changed")
    visit = dates.nth(2)
    expect(visit).to_contain_text(
        "The time limit has changed since you gave Monday 23 November 2026. The new limit is used below."
    )
    expect(visit).to_contain_text("Visit: within 8 working days. By Thursday 3 December 2026.")
    # What it counts from is another: no date is taken for it.
    held = dates.nth(1)
    expect(held.locator("input")).to_have_value("")
    expect(held).to_contain_text("Police protection: no longer than 72 hours.")
    expect(step.locator("> .mypath__changed").last).to_contain_text(
        "You gave Tuesday 24 November 2026 at 16:30. That time limit is no longer here"
    )
    # It is in hours now, and the day alone is not enough.
    again = dates.nth(3)
    expect(again.locator("input")).to_have_value("")
    expect(again).to_contain_text(
        "You gave Wednesday 25 November 2026. The time limit is in hours now, so give the time as well."
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults(page) == []
    again.locator("input").fill("2026-11-25T09:00")
    expect(again).not_to_contain_text("so give the time as well")
    expect(again).to_contain_text("Ask again: within 4 hours. By 1:00pm on Wednesday 25 November 2026.")
    visit.locator("input").fill("2026-11-24")
    expect(visit).not_to_contain_text("has changed")
    # Once the step was read again, what fits nothing is gone.
    page.goto(machine.address + "a/step")
    expect(page.locator(".mystep > .mypath__changed")).to_have_count(3)
    page.get_by_role("button", name="I have read it again").click()
    expect(page.locator(".mystep .mypath__changed")).to_have_count(0)
    starts = kept(page)["paths"]["somerset"]["steps"][2]["starts"]
    assert starts == {"answer": "2026-11-24", "visit": "2026-11-24", "ask-again": "2026-11-25T09:00"}
