"""My path: begun by a press, kept on the device alone, shown as a line and a list, printed and cleared."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served
from tests.journeys.test_journeys import AXE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

FIRST = "/somerset/referral/worried-about-a-child"
DANGER = "/somerset/referral/not-safe-now"
DECIDE = "/somerset/referral/decide-on-the-referral"
HELD = "/somerset/urgent-action/emergency-action"
LIST = "/somerset/path"
Opened = Callable[..., Page]
Step = dict[str, Any]


def begin(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Start my path here").click()
    expect(page.get_by_role("heading", name="My path: step 1")).to_be_focused()


def follow(page: Page, title: str, step: int) -> None:
    page.locator(".onward__ways a", has_text=title).click()
    expect(page.get_by_role("heading", name=f"My path: step {step}")).to_be_visible()


def kept(page: Page) -> dict[str, Any]:
    words = page.evaluate("localStorage.getItem('waymark-path')")
    return dict(json.loads(words)) if words else {}


def steps(page: Page) -> list[Step]:
    return list(kept(page)["paths"]["somerset"]["steps"])


def keep(page: Page, changed: Callable[[dict[str, Any]], None]) -> None:
    """Change what is kept, as another edition or another hour would have left it."""
    whole = kept(page)
    changed(whole)
    page.evaluate(
        "words => localStorage.setItem('waymark-path', words)", json.dumps(whole, separators=(",", ":"))
    )


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def walked(page: Page, served: Served) -> None:
    """A path of four steps, the second answer at the second step taken after the first."""
    begin(page, served.address + FIRST)
    follow(page, "You think the child may not be safe", 2)
    follow(page, "Go to chart 3", 3)
    page.go_back()
    expect(page.get_by_role("heading", name="My path: step 2")).to_be_visible()
    follow(page, "Refer to children's social care", 4)


def test_nothing_is_fetched_or_kept_until_a_path_is_begun(opened: Opened, served: Served) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.address + FIRST)
    button = page.get_by_role("button", name="Start my path here")
    expect(button).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    assert not [url for url in asked if "/path" in url]
    button.click()
    expect(page.get_by_role("heading", name="My path: step 1")).to_be_focused()
    assert page.evaluate("Object.keys(localStorage)") == ["waymark-path"]
    more = [url.removeprefix(served.address + "/somerset/") for url in asked if "/path" in url]
    names = (r"assets/path-\w+\.js", r"path/steps\.js", r"path/near\.js", r"path/style\.css")
    assert len(more) == len(names)
    assert all(re.fullmatch(name, each) for name, each in zip(names, more, strict=True))
    assert all(url.startswith(served.address) for url in asked)
    expect(page.locator(".mystep")).to_contain_text("Do not type names")
    assert page.locator("input[type=text], textarea").count() == 0


def test_on_a_phone_answers_ticks_dates_and_a_branch(opened: Opened, served: Served) -> None:
    page = opened(360, has_touch=True, is_mobile=True)
    begin(page, served.address + FIRST)
    point = page.locator(".points > li").nth(2)
    words = point.inner_text()
    page.get_by_role("checkbox", name=words).check()
    expect(page.locator(".mystep")).to_contain_text("1 of 6 key points ticked.")
    assert point.inner_text() == words
    page.get_by_label("The day when you did this step").fill("2026-11-24")
    expect(page.locator(".mystep")).to_contain_text("Tuesday 24 November 2026")
    assert faults(page) == []
    follow(page, "You think the child may not be safe", 2)
    follow(page, "Go to chart 3", 3)
    page.get_by_role("link", name="You think the child may not be safe right now").first.click()
    expect(page.get_by_role("heading", name="My path: step 2")).to_be_visible()
    expect(page.locator(".mystep__taken")).to_have_text("You took this: step 3")
    follow(page, "Refer to children's social care", 4)
    assert [(each["from"], each["answer"][:9]) for each in steps(page)] == [
        (-1, ""),
        (0, "if the ch"),
        (1, "if yes, o"),
        (1, "if the ch"),
    ]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".mypath__strip a").click()
    whole = page.locator("#my-path-here > ol > li")
    expect(whole).to_have_count(3)
    expect(whole.nth(0)).to_contain_text("1 of 6 key points ticked.")
    expect(whole.nth(0).locator(".mypath__day").first).to_have_text("Tuesday 24 November 2026")
    expect(whole.nth(0)).to_contain_text("Your answer: “If the child may not be safe right now”")
    branch = whole.nth(1).locator(".mypath__branch")
    expect(branch).to_contain_text("You also went, by the answer “If yes, or if you are not sure”:")
    expect(branch.locator("li.mypath__step")).to_contain_text("Go to chart 3")
    expect(whole.nth(2)).to_contain_text("You are here")
    expect(whole.nth(2)).to_contain_text("Step 4")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_line_on_the_chart_and_in_the_told_list(width: int, opened: Opened, served: Served) -> None:
    page = opened(width)
    walked(page, served)
    page.goto(served.address + "/somerset/referral")
    taken = page.locator(".chart__way--taken")
    expect(taken).to_have_count(3)
    ways = [each.get_attribute("data-way") for each in taken.all()]
    assert "referral/not-safe-now referral/make-a-referral" in ways
    assert "referral/worried-about-a-child referral/talk-it-over" not in ways
    box = page.locator("#box-referral--make-a-referral")
    expect(box.locator(".chart__tag")).to_have_text("Here, step 4")
    assert (box.get_attribute("aria-label") or "").endswith(". Here, step 4. You are here")
    told = page.locator("#step-referral--not-safe-now .told__kind")
    expect(told).to_contain_text("You were here, step 2")
    expect(page.locator("#step-referral--talk-it-over .told__kind")).not_to_contain_text("here")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
    # Another tab clears the path: the chart is as it was.
    page.context.new_page().goto(served.address + "/somerset/contacts")
    page.context.pages[1].evaluate("localStorage.removeItem('waymark-path')")
    expect(page.locator(".chart__way--taken, .chart__tag, .mypath__was")).to_have_count(0)
    assert "step 4" not in (box.get_attribute("aria-label") or "")


def test_by_keyboard_alone(opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + FIRST)

    def tab_to(selector: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(selector)

    tab_to("#next > .look__button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My path: step 1")).to_be_focused()
    tab_to(".onward__way")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My path: step 2")).to_be_visible()
    tab_to(".mystep__tick input")
    page.keyboard.press("Space")
    expect(page.locator(".mystep")).to_contain_text("1 of 5 key points ticked.")
    tab_to(".mypath__strip a")
    page.keyboard.press("Enter")
    expect(page.locator(".mypath__step")).to_have_count(2)
    tab_to("[data-press=clear]")
    page.keyboard.press("Enter")
    told = page.locator(".mypath__told")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Your path is cleared. Nothing of it is left on this device")
    expect(page.locator(".mypath__step")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_an_answer_in_a_new_tab_is_taken_and_the_tabs_keep_in_step(opened: Opened, served: Served) -> None:
    page = opened()
    begin(page, served.address + FIRST)
    with page.context.expect_page() as coming:
        page.locator(".onward__ways a").nth(1).click(modifiers=["Control"])
    other = coming.value
    expect(other.get_by_role("heading", name="My path: step 2")).to_be_visible()
    assert page.url.endswith("worried-about-a-child")
    expect(page.locator(".mystep__taken")).to_have_text("You took this: step 2")
    other.locator(".mystep__tick input").first.check()
    other.goto(served.address + LIST)
    page.locator(".mystep__tick input").nth(3).check()
    expect(other.locator(".mypath__step").first).to_contain_text("1 of 6 key points ticked.")
    other.get_by_role("button", name="Clear my path").click()
    expect(page.locator(".mystep, .mypath__strip, .mystep__tick")).to_have_count(0)


def test_a_step_off_the_line_is_added_and_taken_off(opened: Opened, served: Served) -> None:
    page = opened()
    begin(page, served.address + DANGER)
    page.goto(served.address + HELD)
    expect(page.locator(".mystep")).to_contain_text("This step is not on your path. You were last at step 1")
    page.get_by_role("button", name="Add this step to my path").click()
    expect(page.get_by_role("heading", name="My path: step 2")).to_be_focused()
    page.get_by_label("The day and time when the child is taken into police protection").fill(
        "2026-11-24T16:30"
    )
    expect(page.locator(".mystep")).to_contain_text("Tuesday 24 November 2026 at 16:30")
    expect(page.locator(".mystep")).to_contain_text("72 hours")
    assert steps(page)[1]["starts"] == {"police-protection": "2026-11-24T16:30"}
    page.goto(served.address + LIST)
    page.get_by_role("button", name="Take this step off my path").first.click()
    expect(page.locator(".mypath__told")).to_have_text("Step 1 is off your path.")
    assert [each["from"] for each in steps(page)] == [-1]
    page.get_by_role("button", name="Put back the path as it was").click()
    expect(page.locator(".mypath__step")).to_have_count(2)
    expect(page.locator(".mypath__told")).to_be_focused()


def test_dates_of_one_event_are_given_once(opened: Opened, served: Served) -> None:
    page = opened()
    begin(page, served.address + DECIDE)
    expect(page.locator(".mystep input")).to_have_count(2)
    page.get_by_label("The day when the referral is received").fill("2026-11-24")
    said = page.locator(".mypath__said").first
    expect(said).to_contain_text("Decide what to do about a referral:")
    expect(said).to_contain_text("Tell the person who referred that the referral has arrived:")
    assert steps(page)[0]["starts"] == {
        "decide-on-a-referral": "2026-11-24",
        "acknowledge-a-referral": "2026-11-24",
    }
    page.get_by_label("The day when the referral is received").fill("")
    assert set(steps(page)[0]["starts"].values()) == {""}
    assert "November" not in said.inner_text()


def pages_of(page: Page, folder: Path) -> tuple[int, str]:
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(path=folder / "path.pdf", prefer_css_page_size=True)))
    return len(paper.pages), " ".join(" ".join(each.extract_text() for each in paper.pages).split())


def of_charts(page: Page, served: Served) -> dict[str, list[Any]]:
    """The steps of the charts, as a browser knows them."""
    page.goto(served.address + LIST)
    text = page.evaluate("fetch('path/steps.js').then(answer => answer.text())")
    boxes: dict[str, list[Any]] = json.loads(text[text.index("{") : text.rindex(";")])["boxes"]
    return boxes


def put(page: Page, places: list[str], boxes: dict[str, list[Any]], starts: dict[str, str]) -> None:
    """Keep a path of these steps, one after the other, and show it."""
    made = [
        {
            "place": place,
            "print": boxes[place][1],
            "near": "-",
            "answer": "",
            "done": "2026-11-24",
            "from": n - 1,
            "starts": {limit[0]: starts[limit[4]] for limit in boxes[place][3] if limit[4] in starts},
            "marks": {},
            "ticks": {},
        }
        for n, place in enumerate(places)
    ]
    paths = {"somerset": {"here": len(places) - 1, "steps": made}}
    whole = {"until": int(time.time() * 1000) + 3_600_000, "hours": 8, "form": 1, "paths": paths}
    page.evaluate(
        "words => localStorage.setItem('waymark-path', words)", json.dumps(whole, separators=(",", ":"))
    )
    page.reload()
    expect(page.locator(".mypath__step")).to_have_count(len(places))


DAY = "2026-11-24"
STARTS = {"working days": DAY, "days": DAY, "weeks": DAY, "months": DAY, "hours": f"{DAY}T16:30"}


def test_eight_steps_that_each_have_a_deadline_print_as_one_page(
    opened: Opened, served: Served, tmp_path: Path
) -> None:
    page = opened()
    boxes = of_charts(page, served)
    timed = [place for place, box in boxes.items() if any(limit[3] for limit in box[3])][:8]
    put(page, timed, boxes, STARTS)
    expect(page.locator(".mypath__step", has_text="By ")).to_have_count(8)
    number, said = pages_of(page, tmp_path)
    assert number == 1
    for place in timed:
        assert boxes[place][0] in said
        assert boxes[place][4][0] in said, "its key points are there to tick"
    assert len(re.findall(r"By \w+day \d+ \w+ 202\d\.", said)) >= 8


@pytest.mark.parametrize("many", [1, 4, 6, 8, 12, 20, 25])
def test_it_prints_as_one_page(many: int, opened: Opened, served: Served, tmp_path: Path) -> None:
    page = opened()
    boxes = of_charts(page, served)
    made = list(boxes)[:many]
    put(page, made, boxes, {})
    number, said = pages_of(page, tmp_path)
    assert number == 1
    assert "Paper goes out of date" in said
    assert said.count("Tuesday 24 November 2026") >= many
    assert "Clear my path" not in said
    assert "Somerset" in said
    assert (boxes[made[0]][4][0] in said) == (many <= 8)


def test_a_box_on_a_path_still_prints_on_one_page(opened: Opened, served: Served, tmp_path: Path) -> None:
    page = opened()
    begin(page, served.address + FIRST)
    page.locator(".mystep__tick input").first.check()
    number, said = pages_of(page, tmp_path)
    assert number == 1
    assert "My path: step" not in said


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save as a file").click()
    assert coming.value.suggested_filename == "my-path.json"
    coming.value.save_as(folder / "my-path.json")
    return folder / "my-path.json"


def test_saved_and_opened_it_is_the_same_path(opened: Opened, served: Served, tmp_path: Path) -> None:
    page = opened()
    walked(page, served)
    page.locator(".mystep__tick input").first.check()
    before = kept(page)["paths"]
    page.goto(served.address + LIST)
    file = saved(page, tmp_path)
    told = json.loads(file.read_text())
    assert told["gateway"] == "somerset"
    assert told["steps"][3]["title"] == "Refer to children's social care and confirm it in writing"
    assert told["steps"][3]["ticked"][0].startswith("In danger now")
    page.get_by_role("button", name="Clear my path").click()
    assert kept(page) == {}
    page.locator("[type=file]").set_input_files(file)
    expect(page.locator(".mypath__told")).to_have_text("Your path is open. Steps: 4.")
    assert kept(page)["paths"] == before
    assert page.evaluate("localStorage.length") == 1


WRONG = {
    "not JSON": (lambda told: "hello", "is not a path"),
    "broken in a line": (
        lambda told: json.dumps(told, indent=1).replace('"form": 1,', '"form": 1'),
        "cannot be read from line 4 on",
    ),
    "a list": (lambda told: "[1]", "is not a path"),
    "another form": (lambda told: json.dumps({**told, "form": 2}), "in a form that these pages do not know"),
    "another area": (
        lambda told: json.dumps({**told, "gateway": "devon"}),
        "another area. Nothing was opened.",
    ),
    "markup for an area": (lambda told: json.dumps({**told, "gateway": "<b>"}), "on that area’s pages."),
    "a step before its own": (lambda told: _with(told, {"from": 5}, 1), "In step 2 of that file, “from” is"),
    "a name for a date": (lambda told: _with(told, {"done": "Ann"}, 1), "In step 2 of that file, “done” is"),
    "markup for a place": (
        lambda told: _with(told, {"place": "<img src=x>"}),
        "In step 1 of that file, “place”",
    ),
    "a name for a tick": (
        lambda told: _with(told, {"ticks": {"0": "Ann Other"}}, 1),
        "step 2 of that file, “ticks”",
    ),
    "no ticks": (lambda told: _with(told, {"ticks": None}), "In step 1 of that file, “ticks” is not"),
    "a name for a limit": (
        lambda told: _with(told, {"marks": {"a": "Ann"}}),
        "In step 1 of that file, “marks”",
    ),
    "a name for a note": (lambda told: _with(told, {"near": "Ann"}), "In step 1 of that file, “near” is not"),
    "much amiss": (lambda told: _with(told, {"done": 1, "answer": 1}, 1), "Step 2 of that file is not as it"),
    "here nowhere": (
        lambda told: json.dumps({**told, "here": 9}),
        "In that file, “here” is not as it should",
    ),
    "no steps": (lambda told: json.dumps({**told, "steps": []}), "In that file, “steps” is not as it should"),
    "nothing for a step": (lambda told: json.dumps({**told, "steps": [None]}), "Step 1 of that file is not"),
    "too large": (lambda told: json.dumps({**told, "more": "x" * 400_000}), "too large"),
    "of other charts": (lambda told: _with(told, {"place": "referral/was-never-here"}), "None of its steps"),
}


def _with(told: dict[str, Any], changed: dict[str, Any], first: int = 0) -> str:
    """The file with this changed in its steps, from one of them on."""
    steps = [{**each, **changed} if n >= first else each for n, each in enumerate(told["steps"])]
    return json.dumps({**told, "steps": steps})


def test_a_file_that_is_not_as_it_should_be_changes_nothing(
    opened: Opened, served: Served, tmp_path: Path
) -> None:
    page = opened()
    begin(page, served.address + FIRST)
    follow(page, "You think the child may not be safe", 2)
    page.goto(served.address + LIST)
    told = json.loads(saved(page, tmp_path).read_text())
    before = kept(page)["paths"]
    for name, (make, said) in WRONG.items():
        file = tmp_path / "wrong.json"
        file.write_text(make(told))
        page.locator("[type=file]").set_input_files(file)
        expect(page.locator(".mypath__told"), name).to_contain_text(said)
        expect(page.locator(".mypath__told"), name).to_be_focused()
        expect(page.locator(".mypath__told"), name).to_contain_text("Nothing was opened.")
        assert kept(page)["paths"] == before, name
        expect(page.locator(".mypath__step"), name).to_have_count(2)
        assert page.locator("#my-path-here img").count() == 0


def test_a_path_from_before_areas_were_told_apart_is_still_read(
    opened: Opened, served: Served, tmp_path: Path
) -> None:
    page = opened()
    begin(page, served.address + DECIDE)
    page.get_by_label("The day when the referral is received").fill("2026-11-24")
    page.goto(served.address + LIST)
    file = saved(page, tmp_path)
    told = json.loads(file.read_text())
    for step in told["steps"]:
        del step["near"], step["marks"]
    file.write_text(json.dumps(told))
    page.locator("[type=file]").set_input_files(file)
    expect(page.locator(".mypath__told")).to_contain_text("Your path is open. Steps: 1.")
    expect(page.locator("#my-path-here .mypath__changed")).to_have_count(0)
    expect(page.locator(".mypath__said").first).to_contain_text("By Wednesday 25 November 2026.")


def test_what_is_not_on_these_charts_is_left_out_and_told(
    opened: Opened, served: Served, tmp_path: Path
) -> None:
    page = opened()
    walked(page, served)
    page.goto(served.address + LIST)
    file = saved(page, tmp_path)
    told = json.loads(file.read_text())
    told["steps"][1]["place"] = "referral/was-never-here"
    told["steps"][1]["title"] = "<b>Ann</b>"
    told["steps"][3]["answer"] = "Ann said so"
    file.write_text(json.dumps(told))
    page.locator("[type=file]").set_input_files(file)
    said = page.locator(".mypath__told")
    expect(said).to_contain_text("Steps: 3. Steps left out, because they are not on these charts: 1.")
    expect(said).to_contain_text("It took the place of the path that was here.")
    assert [(each["from"], each["answer"]) for each in steps(page)] == [(-1, ""), (0, ""), (0, "")]
    assert "Ann" not in page.content()
    assert "Ann" not in json.dumps(kept(page))
    page.get_by_role("button", name="Put back the path as it was").click()
    assert len(steps(page)) == 4


@pytest.mark.parametrize(("chosen", "hours"), [(None, 8), ("1 hour", 1), ("24 hours", 24), ("7 days", 168)])
def test_it_clears_itself(chosen: str | None, hours: int, opened: Opened, served: Served) -> None:
    page = opened()
    page.clock.install()
    begin(page, served.address + FIRST)
    page.goto(served.address + LIST)
    choice = page.get_by_label("It clears itself when you have not used it for")
    expect(choice).to_have_value("8")
    if chosen:
        choice.select_option(chosen)
    assert 0 <= hours * 3_600_000 - (kept(page)["until"] - page.evaluate("Date.now()")) < 100_000
    # A page that stays open is cleared in time, and not before.
    page.clock.fast_forward((hours * 60 - 2) * 60_000)
    expect(page.locator(".mypath__step")).to_have_count(1)
    assert len(steps(page)) == 1
    page.clock.fast_forward(150_000)
    expect(page.locator(".mypath__told")).to_contain_text("Your path has cleared itself")
    expect(page.locator(".mypath__step")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_a_path_whose_time_is_up_is_gone_before_anything_of_it_is_shown(
    opened: Opened, served: Served
) -> None:
    page = opened()
    begin(page, served.address + FIRST)

    def older(whole: dict[str, Any]) -> None:
        whole["until"] -= 9 * 3_600_000

    keep(page, older)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.address + "/somerset/contacts")
    assert page.evaluate("localStorage.length") == 0
    page.goto(served.address + FIRST)
    expect(page.get_by_role("button", name="Start my path here")).to_be_visible()
    assert not [url for url in asked if "steps.js" in url]


@pytest.mark.parametrize(
    "words", ["x", "{}", '{"until":99999999999999,"hours":8,"form":1,"paths":{"somerset":{}}}']
)
def test_what_cannot_be_read_is_thrown_away_calmly(words: str, opened: Opened, served: Served) -> None:
    page = opened()
    page.goto(served.address + "/somerset/contacts")
    page.evaluate("words => localStorage.setItem('waymark-path', words)", words)
    page.goto(served.address + LIST)
    expect(page.locator("#my-path-here")).to_contain_text("You have no path here.")
    assert page.evaluate("localStorage.length") == 0


def test_another_edition_says_which_steps_were_changed(opened: Opened, served: Served) -> None:
    page = opened()
    walked(page, served)
    page.goto(served.address + DANGER)
    page.locator(".mystep__tick input").nth(0).check()
    page.locator(".mystep__tick input").nth(1).check()

    def edition(whole: dict[str, Any]) -> None:
        one, two, three, _ = whole["paths"]["somerset"]["steps"]
        two["print"] = "0" * 12
        two["ticks"]["1"] = "zzzzzz"  # the words that this tick was put at are no longer here
        three["place"] = "referral/was-here-once"
        assert one["print"] != two["print"]

    keep(page, edition)
    page.goto(served.address + LIST)
    changed = page.locator(".mypath__changed").first
    expect(changed).to_contain_text(
        "The charts have changed since you were there. Look at these steps again:"
    )
    expect(changed.locator("li")).to_have_count(2)
    expect(changed).to_contain_text("referral/was-here-once. This step is no longer on the charts.")
    step = page.locator("#my-path-here > ol > li").nth(1)
    expect(step.locator("> .mypath__changed")).to_contain_text(
        "have changed since you were here. Read it again."
    )
    expect(step.locator("> .mypath__count")).to_have_text(
        "1 of 5 key points ticked. You ticked them before the words of this step changed. "
        "Ticks that belonged to words no longer here: 1."
    )
    assert faults(page) == []
    page.goto(served.address + FIRST)
    expect(page.locator(".mypath__strip")).to_contain_text("Changed since you were there: 2")
    page.goto(served.address + DANGER)
    expect(page.locator(".mystep__tick input").nth(0)).to_be_checked()
    expect(page.locator(".mystep__tick input").nth(1)).not_to_be_checked()
    page.get_by_role("button", name="I have read it again").click()
    expect(page.get_by_role("heading", name="My path: step 2")).to_be_focused()
    expect(page.locator(".mypath__strip")).to_contain_text("Changed since you were there: 1")


def test_where_nothing_may_be_kept_the_path_holds_for_the_page(opened: Opened, served: Served) -> None:
    page = opened()
    page.add_init_script("Storage.prototype.setItem = function () { throw new Error('refused'); };")
    begin(page, served.address + FIRST)
    expect(page.locator(".mystep")).to_contain_text(
        "This browser keeps nothing, so your path holds for this page only."
    )
    page.locator(".mystep__tick input").first.check()
    expect(page.locator(".mystep")).to_contain_text("1 of 6 key points ticked.")
    assert page.evaluate("localStorage.length") == 0


def test_without_scripting_the_page_says_so_and_no_button_is_dead(opened: Opened, served: Served) -> None:
    page = opened(360, java_script_enabled=False)
    page.goto(served.address + FIRST)
    expect(page.locator("#next button")).to_have_count(0)
    page.locator(".foot a", has_text="My path").click()
    expect(page.locator("main")).to_contain_text("This page needs scripting.")
    expect(page.locator("main")).to_contain_text("Open a chart, print it")
    page.get_by_role("link", name="Chart 1").click()
    expect(page.locator(".drawn")).to_be_visible()


def test_from_a_memory_stick(opened: Opened, served: Served) -> None:
    page = opened()
    begin(page, (served.folder / "somerset/referral/worried-about-a-child.html").as_uri())
    follow(page, "You think the child may not be safe", 2)
    page.goto((served.folder / "somerset/path.html").as_uri())
    expect(page.locator(".mypath__step")).to_have_count(2)
    expect(page.locator(".mypath__notice")).to_contain_text("Do not type names.")


def test_where_there_is_no_step_of_a_chart_of_today_nothing_is_offered(
    opened: Opened, served: Served
) -> None:
    page = opened()
    begin(page, served.address + FIRST)
    for path in ("/somerset/procedures/injuries-to-babies", "/somerset/on/2026-10-01/referral/talk-it-over"):
        page.goto(served.address + path, wait_until="networkidle")
        expect(page.locator(".mystep, .mypath__strip, #next .look__button")).to_have_count(0)
    # A path belongs to one gateway: another has none, and may begin its own.
    page.goto(served.address + "/devon/referral/talk-it-over")
    expect(page.get_by_role("button", name="Start my path here")).to_be_visible()
    expect(page.locator(".mypath__strip")).to_have_count(0)
