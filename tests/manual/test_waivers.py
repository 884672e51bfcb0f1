"""Waivers as data: what they are known by, until when they hold, and what their file may say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests.hard_words import UNTIL, WAIVER, hard_box, manual, waiver
from tests.small_pack import SHARED
from waymark.manual.findings import Finding
from waymark.manual.manuscript import Manuscript, canonical
from waymark.manual.pack.manuscript_form import read_manuscript, write_manuscript
from waymark.manual.pack.origins import Origins
from waymark.manual.waivers import FacetName
from waymark.manual.wholeness import check_manuscript


def read(waivers: str) -> tuple[Manuscript | None, list[Finding], Origins]:
    return read_manuscript({**SHARED, "waivers.yaml": waivers.encode()})


def test_a_waiver_is_known_by_its_facet():
    assert waiver().key == "a/begin#how-to-do-it"
    assert waiver().named == "how to do it"
    role = waiver(facet=FacetName.ROLE, role="social-worker")
    assert (role.key, role.named) == ("a/begin#for-your-role-social-worker", "for your role: social-worker")


def test_it_holds_up_to_its_last_day():
    assert waiver().holds(date(2020, 1, 1))
    assert waiver().holds(UNTIL)
    assert not waiver().holds(UNTIL + timedelta(days=1))


def test_it_is_read_from_its_file_and_written_there_again():
    made, found, _ = read(WAIVER)
    assert (found, made and made.waivers) == ([], (waiver(),))
    assert made is not None
    assert write_manuscript(made)["waivers.yaml"] == WAIVER.encode()
    assert "waivers.yaml" not in write_manuscript(manual())


def test_waivers_stand_in_the_order_of_their_facets():
    later, earlier = waiver(), waiver(facet=FacetName.KEY_POINTS, place="a/a")
    assert canonical(replace(manual(), waivers=(later, earlier))).waivers == (earlier, later)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  reason: The court asks for these words\n", "", "The field “reason” is missing"),
        ("  given_by: Kay Green\n", "", "The field “given_by” is missing"),
        ("  until: 2027-03-31\n", "", "The field “until” is missing"),
        ("2027-03-31", "the spring", "Invalid"),
        ("how to do it", "how", "“how” is not one of the words allowed"),
        ("- place: a/begin\n  facet", "- facet", "The field “place” is missing"),
        ("  until", "  forever: true\n  until", "Nobody knows the field “forever”"),
    ],
)
def test_a_waiver_without_reason_name_or_end_is_none(old, new, problem):
    assert old in WAIVER
    made, (found,), _ = read(WAIVER.replace(old, new))
    assert made is None
    assert (found.rule, found.file) == ("form", "waivers.yaml")
    assert problem in found.what


def test_a_facet_has_one_waiver_at_most():
    made, found, origins = read(WAIVER + WAIVER.replace("Kay", "Lee"))
    assert made is not None, found
    (twice,) = (each for each in check_manuscript(made) if each.rule == "place-twice")
    assert origins.located(twice).file == "waivers.yaml"


def test_a_finding_about_a_facet_names_the_line_of_its_heading():
    box = hard_box("Hard words.") + b"\n### If you are a child or young person\n\nAsk.\n"
    box += b"\n## For your role\n\n### gp\n\nRing.\n\n### teacher\n\nAsk.\n"
    _, found, origins = read_manuscript({**SHARED, "boxes/a/begin.md": box})
    assert found == []
    lines = box.decode().splitlines()
    for path, heading in (
        ("key_points", "## Key points"),
        ("how_to_do_it", "## How to do it"),
        ("what_if", "## What if"),
        ("for_families.parents", "## For families"),
        ("for_families.child", "### If you are a child or young person"),
        ("for_your_role[0]", "### gp"),
        ("for_your_role[1]", "### teacher"),
    ):
        at = Finding(
            rule="x", severity="warn", what="", mend="", place="a/begin", path=f"$.facets.{path}"
        )
        assert origins.located(at).line == lines.index(heading) + 1, path
