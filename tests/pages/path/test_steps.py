"""What a browser knows of each step, so that a path can be shown without fetching a page."""

from __future__ import annotations

import json
import re

import brotli

from tests.pages.gateways import gateway, manuscript, shared_part
from waymark.manual.charts import IN_EVERY_CASE
from waymark.manual.manuscript import Lookup
from waymark.pages.dress import style
from waymark.pages.path.page import TIMES
from waymark.pages.path.steps import PATH, steps
from waymark.pages.path.words import SAYS

LATE = style.PAGES / "path" / "late"
LIST = style.PAGES / "path_list" / "late"


def known() -> dict[str, dict[str, list[object]]]:
    said = re.fullmatch(r"self\.waymark\.steps=(\{.*\});\n", gateway("somerset")[PATH].decode())
    assert said is not None
    told: dict[str, dict[str, list[object]]] = json.loads(said[1])
    return told


def test_every_box_is_known_with_its_words_and_where_its_answers_lead() -> None:
    lookup, part = Lookup(manuscript()), shared_part(manuscript())
    boxes = known()["boxes"]
    assert list(boxes) == [box.place for box in manuscript().boxes]
    for place, (title, fingerprint, chart, limits, points, answers) in boxes.items():
        box = lookup.boxes[place]
        assert (title, chart) == (box.title, lookup.chart_of[place].number)
        assert fingerprint == part.fingerprints[place][:12]
        assert points == [point.plain for point in box.facets.key_points]
        assert isinstance(limits, list)
        assert [limit[0] for limit in limits] == list(box.timescales)
        arrows = lookup.arrows_from.get(place, [])
        said = [arrow.answer if arrow.answer != IN_EVERY_CASE else None for arrow in arrows]
        assert answers == [[arrow.end, answer or ""] for arrow, answer in zip(arrows, said, strict=True)]


def test_a_limit_is_known_with_what_it_counts_from() -> None:
    limits = known()["boxes"]["urgent-action/emergency-action"][3]
    assert isinstance(limits, list)
    held = next(limit for limit in limits if limit[0] == "police-protection")
    assert held[2:] == [
        "no longer than 72 hours",
        72,
        "hours",
        "the child is taken into police protection",
        1,
    ]
    order = next(limit for limit in limits if limit[0] == "emergency-protection-order")
    assert order[2:4] == ["no longer than 8 days", 0], "a court's own order states its end"
    local = known()["boxes"]["referral/make-a-referral"][3]
    assert isinstance(local, list)
    assert local[0][2:5] == ["set locally", 0, ""]


def test_all_gateways_share_the_same_bytes_and_a_changed_box_has_another_fingerprint() -> None:
    assert gateway("somerset")[PATH] == gateway("devon")[PATH] == steps(shared_part(manuscript())).data
    part = shared_part(manuscript())
    place = "referral/talk-it-over"
    changed = steps(part._replace(fingerprints={**part.fingerprints, place: "0" * 64})).data
    assert changed != gateway("somerset")[PATH]
    assert changed.count(b'"000000000000"') == 1


def test_what_is_said_is_said_somewhere_and_nothing_is_said_that_has_no_words() -> None:
    scripts = "".join(file.read_text() for file in (*LATE.glob("*.js"), *LIST.glob("*.js")))
    asked = set(re.findall(r'(?:says|drawList|draw)\(\s*"([a-z-]+)"', scripts))
    asked |= {name for pair in re.findall(r'\? "([a-z-]+)" : "([a-z-]+)"', scripts) for name in pair}
    assert set(SAYS) <= asked
    said = set(re.findall(r'says\("([a-z-]+)"', scripts))
    assert said <= set(SAYS)


def test_the_times_that_the_page_offers_are_those_that_the_browser_takes() -> None:
    keeping = (LATE / "keeping.js").read_text()
    taken = re.search(r"\[([\d, ]+)\]\.indexOf\(all\.hours\)", keeping)
    assert taken is not None
    assert [int(hours) for hours in taken[1].split(", ")] == [hours for hours, _ in TIMES]
    assert "hours: 8," in keeping


def test_nothing_is_read_as_html_sent_or_kept_elsewhere() -> None:
    files = [*LATE.glob("*.js"), *LIST.glob("*.js"), style.PAGES / "path" / "open.js"]
    for file in files:
        words = file.read_text()
        sent = r"innerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp|sendBeacon|WebSocket"
        kept = r"localStorage|sessionStorage|indexedDB|cookie|\.search\b|location"
        assert not re.search(f"{sent}|{kept}", words), file.name


def test_it_weighs_little() -> None:
    assert len(brotli.compress(style.late()["path"].data, quality=11)) <= 4_600
    assert len(brotli.compress(gateway("somerset")[PATH], quality=11)) <= 14_000
    hook = style.plain((style.PAGES / "path" / "open.js").read_text())
    assert len(brotli.compress(hook.encode(), quality=11)) <= 500


def test_a_box_page_knows_nothing_of_a_path_until_somebody_begins_one() -> None:
    page = gateway("somerset")["referral/talk-it-over.html"].decode()
    assert 'href="../path.html"' in page
    assert "mypath" not in page
    assert "path/steps.js" not in page
