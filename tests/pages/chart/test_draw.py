"""The SVG: its links and names, and nothing a strict policy would refuse."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import waymark.pages.chart
from waymark.pages.chart.atkinson import atkinson
from waymark.pages.chart.draw import svg
from waymark.pages.chart.layout import lay_out
from waymark.pages.chart.plan import KINDS, Plan, Shape, Way

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = tuple(Shape(f"c/{kind}", f"A & B <{kind}>", kind) for kind in KINDS)
PLAN = Plan(SHAPES, (Way("c/start", "c/decision"), Way("c/decision", "c/step", 'if "so" & <so>')))
HREFS = {shape.key: f"{shape.key}.html?a&b" for shape in SHAPES if shape.kind != "away"}


def drawn(current: str | None = None, yours: tuple[str, ...] = ()) -> str:
    drawing = lay_out(PLAN, atkinson())
    return svg(drawing, "The <chart>", "All & sundry", HREFS, current=current, yours=yours)


def test_every_shape_is_a_link_with_its_kind_and_title_as_its_name() -> None:
    links = {link.get("id"): link for link in ElementTree.fromstring(drawn()).iter(f"{SVG}a")}
    assert len(links) == len(HREFS)
    decision = links["box-c--decision"]
    assert decision.get("href") == "c/decision.html?a&b"
    assert decision.get("aria-label") == "Decision: A & B <decision>"
    assert decision.get("class") == "chart__shape chart__shape--decision"


def test_a_shape_without_an_address_is_not_a_link() -> None:
    away = next(e for e in ElementTree.fromstring(drawn()).iter() if e.get("id") == "box-c--away")
    assert away.tag == f"{SVG}g"
    assert away.get("aria-label") == "On another chart: A & B <away>"


def test_a_title_that_says_its_kind_is_not_told_it_twice() -> None:
    plan = Plan((Shape("c/go", "Go to chart 3", "connector"),), ())
    assert 'aria-label="Go to chart 3"' in svg(lay_out(plan, atkinson()), "T", "D", {})


def test_the_drawing_has_a_name_a_description_and_a_size() -> None:
    root = ElementTree.fromstring(drawn())
    assert root.get("aria-label") == "The <chart>"
    assert root.get("role") == "group"
    assert root.findtext(f"{SVG}desc") == "All & sundry"
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_where_you_are_and_what_is_yours_are_told_in_words_too() -> None:
    root = ElementTree.fromstring(drawn("c/step", ("c/step", "c/outcome")))
    shapes = {shape.get("id"): shape for shape in root.iter(f"{SVG}a")}
    step, outcome = shapes["box-c--step"], shapes["box-c--outcome"]
    assert step.get("aria-current") == "true"
    assert (step.get("class") or "").endswith("chart__shape--here chart__shape--yours")
    assert "(You are here) (Your role)" in (step.get("aria-label") or "")
    assert "Your role" in "".join(outcome.itertext())
    assert outcome.get("aria-current") is None


def test_nothing_inline_that_a_strict_policy_refuses() -> None:
    assert not re.search(r"<style|<script| style=| on\w+=|url\(|<title", drawn("c/step"))


def test_ids_are_only_those_of_the_boxes() -> None:
    assert all(found.startswith("box-c--") for found in re.findall(r' id="([^"]*)"', drawn()))


def test_every_class_drawn_has_a_rule_and_every_rule_is_of_a_class_drawn() -> None:
    css = (Path(waymark.pages.chart.__file__).parent / "chart.css").read_text()
    ruled = set(re.findall(r"\.(chart[\w-]*)", css.replace("chart.css", "")))
    used = set(" ".join(re.findall(r'class="([^"]*)"', drawn("c/step", ("c/step",)))).split())
    wrappers = {"chart__ways", "chart__way"}
    main = {"chart__way--main", "chart__tag--here"}
    assert used - ruled <= wrappers | main
    assert ruled - used <= {"chart__shape--step"}
