"""Pages for a role, where each role comes in, and how to use this: they say all there is, and no more."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from tests.pages.gateways import front, gateway, local, local_part, manuscript, shared_part
from waymark.manual.acting import acts, needed, note_of
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.pages.dress import style
from waymark.pages.how.page import LINES, how_page
from waymark.pages.reading import Reader
from waymark.pages.roles.where import PATH
from waymark.pages.setting import Press

ROLES = [role.key for role in manuscript().roles]


def main_of(page: bytes) -> str:
    found = re.search(r"<main.*?</main>", page.decode(), re.DOTALL)
    assert found is not None
    return found[0]


def made(shared: Manuscript, folder: Path) -> dict[str, bytes]:
    pages, assets = Press(shared_part(shared), folder).gateway(local_part(local("somerset")))
    return {each.path: each.joined() for each in pages} | {each.path: each.data for each in assets}


def test_one_page_offers_every_role() -> None:
    page = main_of(gateway("somerset")["for.html"])
    assert re.findall(r'href="for/([a-z-]+)\.html"', page) == ROLES
    assert re.findall(r'data-role="([a-z-]+)"', page) == ROLES
    assert page.count("<button") == 0, "what only scripting can do is made by it"


@pytest.mark.parametrize("key", ROLES)
def test_the_page_of_a_role_has_what_it_needs_and_every_note_for_it(key: str) -> None:
    page, lookup = main_of(gateway("somerset")[f"for/{key}.html"]), Lookup(manuscript())
    role = lookup.roles[key]
    most, rest = page.split('id="notes-title"')
    assert re.findall(r'card__name"><a href="\.\./([^"]+)\.html"', most) == list(needed(role, lookup))
    every = [*manuscript().boxes, *manuscript().procedures]
    noted = {part.place for part in every if note_of(role, part)}
    linked = re.findall(rf'role__title"><a href="\.\./([^"#]+)\.html#role-{key}"', rest)
    assert len(linked) == len(noted)
    assert set(linked) == noted
    acting = {part.place for part in every if acts(role, part)}
    assert rest.count("You act here</span>") == len(acting & noted)
    for place in acting - noted:
        assert f'href="../{place}.html"' in rest


def test_notes_stand_in_the_order_of_the_charts() -> None:
    page = main_of(gateway("somerset")["for/teacher.html"])
    linked = re.findall(r'role__title"><a href="\.\./([^"#]+)\.html', page)
    charts = [place for chart in manuscript().charts for place in chart.boxes]
    boxes = [place for place in linked if place in charts]
    assert boxes == sorted(boxes, key=charts.index)
    assert linked[len(boxes) :]
    assert all(place.startswith("procedures/") for place in linked[len(boxes) :])


def test_the_script_of_where_roles_come_in_says_what_the_pages_say() -> None:
    data = gateway("somerset")[PATH].decode()
    told = json.loads(data.removeprefix("self.waymarkRoles=").removesuffix(";\n"))
    lookup = Lookup(manuscript())
    assert list(told) == ROLES
    for key, its in told.items():
        role = lookup.roles[key]
        assert its["title"] == role.title
        assert [place for place, _ in its["needed"]] == list(needed(role, lookup))
        assert all(place in lookup.places for place in (*its["acts"], *its["noted"]))
        assert its["acts"]


def test_a_manual_without_roles_has_no_pages_for_them(tmp_path: Path) -> None:
    boxes = tuple(
        msgspec.structs.replace(box, facets=msgspec.structs.replace(box.facets, for_your_role=()))
        for box in manuscript().boxes
    )
    bare = msgspec.structs.replace(
        manuscript(), roles=(), boxes=boxes, procedures=(), scenarios=(), ways_in=()
    )
    pages = made(bare, tmp_path)
    assert not [path for path in pages if path.startswith("for")]
    assert b"for.html" not in pages["index.html"] + pages["how.html"]


def test_a_role_that_needs_a_chart_most_is_led_to_it(tmp_path: Path) -> None:
    first, *others = manuscript().roles
    first = msgspec.structs.replace(first, needed=("urgent-action",))
    pages = made(msgspec.structs.replace(manuscript(), roles=(first, *others)), tmp_path)
    chart = Lookup(manuscript()).charts["urgent-action"]
    page = main_of(pages[f"for/{first.key}.html"])
    assert f'href="../urgent-action.html">{chart.title}</a>' in page
    assert chart.summary in page


def test_how_to_use_this_names_only_what_is_there() -> None:
    pages = gateway("somerset")
    page = main_of(pages["how.html"])
    for line in LINES:
        assert (f">{line.called}</a>" in page) == (line.page in pages), line.called
    reader, partnership = Reader(manuscript()), local("somerset").partnership
    whole = how_page(reader, partnership, {line.page for line in LINES}).main.words[0]
    assert [whole.count(f">{line.called}</a>") for line in LINES] == [1] * len(LINES)
    bare = how_page(reader, partnership, ()).main.words[0]
    assert not any(line.called in bare for line in LINES)


def test_home_and_every_foot_lead_to_both() -> None:
    for path in ("index.html", "terms.html", "referral.html"):
        page = gateway("somerset")[path].decode()
        foot = page[page.index('<footer class="foot">') :]
        assert 'href="how.html"' in foot
        assert 'href="for.html"' in foot
    home = main_of(gateway("somerset")["index.html"])
    assert home.index("need--now") < home.index('href="for.html"') < home.index('id="charts"')
    assert b"for.html" not in front()["index.html"] + front()["about.html"]


def test_what_every_page_loads_for_it_is_small() -> None:
    file = style.PAGES / "roles" / "remembered.js"
    code = [line.strip() for line in file.read_text().splitlines() if not line.strip().startswith("//")]
    assert len("\n".join(code)) <= 400
    assert {"roles"} <= set(style.late())
