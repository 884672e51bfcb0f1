"""The form at every box with a time limit, the page of all limits, and the script that answers in place."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from tests.pages.gateways import gateway, local, local_part, manuscript, shared_part
from waymark.manual.words import Timescale
from waymark.pages.deadline.page import PAGE
from waymark.pages.dress import style
from waymark.pages.setting import Press
from waymark.timescales.counting import is_counted


def page_of(path: str) -> str:
    return gateway("somerset")[path].decode()


def limits_of(place: str) -> list[Timescale]:
    lookup = {each.key: each for each in manuscript().timescales}
    (box,) = [each for each in (*manuscript().boxes, *manuscript().procedures) if each.place == place]
    return [lookup[key] for key in box.timescales]


def forms(page: str) -> list[str]:
    return re.findall(r'<form class="when .*?</form>', page, re.DOTALL)


def test_every_limit_that_gives_a_date_has_a_form_where_it_is_shown() -> None:
    seen = 0
    for box in (*manuscript().boxes, *manuscript().procedures):
        page = page_of(f"{box.place}.html")
        limits = limits_of(box.place)
        counted = [each for each in limits if is_counted(each)]
        asked = [re.findall(r'name="limit" value="([^"]+)"', form)[0] for form in forms(page)]
        assert asked == [each.key for each in counted], box.place
        assert ('id="by-when"' in page) == bool(counted), box.place
        for form, limit in zip(forms(page), counted, strict=True):
            assert 'action="../deadline.html"' in form
            assert 'method="post"' in form
            assert f'data-limit="{limit.limit} {limit.unit}"' in form
            assert ("data-longest" in form) == limit.longest
            assert ('name="time"' in form) == (limit.unit == "hours")
            assert f'name="place" value="{box.place}"' in form
            assert f'id="by-{limit.key}"' in page
            # What the script shows as the rule and its source.
            assert f'<p class="law__limit" id="rule-{limit.key}"><strong>{limit.title}:</strong>' in page
        seen += len(asked)
    assert seen >= 16


def test_a_box_with_several_limits_offers_each() -> None:
    page = page_of("after-strategy-discussion/lead-the-enquiries.html")
    assert len(forms(page)) == 2
    assert page.index('id="key-points"') < page.index('id="by-when"') < page.index('id="how-to-do-it"')
    assert '<a class="govuk-link" href="#by-when">Work out the date</a>' in page


def test_orders_of_a_court_have_no_form_and_say_why() -> None:
    page = page_of("urgent-action/emergency-action.html")
    assert len(forms(page)) == 1
    assert 'value="police-protection"' in forms(page)[0]
    assert page.count("No date is worked out here: the order states its end. Read it there.") == 3
    orders = [each for each in manuscript().timescales if each.by_order]
    assert {each.who for each in orders} == {"The court"}
    assert len(orders) == 4


def test_the_page_of_all_limits_has_each_once() -> None:
    page = page_of(PAGE)
    counted = [each for each in manuscript().timescales if is_counted(each)]
    assert len(forms(page)) == len(counted)
    for limit in manuscript().timescales:
        assert page.count(f'id="{limit.key}"') == 1
        assert page.count(f'id="rule-{limit.key}"') == 1
    assert "No national limit. Your partnership may set one." in page
    assert "court’s timetable states the end" in page
    assert "31 December 2028" in page
    assert 'href="./assets' not in page


def test_every_page_of_a_gateway_leads_there_and_the_front_does_not(tmp_path: Path) -> None:
    for path in ("index.html", "referral/talk-it-over.html", "about.html"):
        prefix = "../" * path.count("/")
        assert f'href="{prefix}deadline.html">Work out a date</a>' in page_of(path)
    press = Press(shared_part(manuscript()), tmp_path)
    made, _ = press.front([local("somerset").partnership], "South West")
    assert not [each.path for each in made if b"deadline.html" in each.joined()]


def test_a_manual_without_limits_has_no_page_of_them(tmp_path: Path) -> None:
    bare = msgspec.structs.replace(
        manuscript(),
        timescales=(),
        boxes=tuple(msgspec.structs.replace(box, timescales=()) for box in manuscript().boxes),
        procedures=tuple(msgspec.structs.replace(each, timescales=()) for each in manuscript().procedures),
    )
    made, _ = Press(shared_part(bare), tmp_path).gateway(local_part(local("somerset")))
    pages = {each.path: each.joined() for each in made}
    assert PAGE not in pages
    assert b"deadline.html" not in pages["index.html"]


def test_the_script_brings_what_it_counts_with_in_one_asset() -> None:
    late = style.late()["deadline"].data.decode()
    order = [late.index(words) for words in (".waymarkWhen=", "self.waymarkHolidays=", "parts.deadline=")]
    assert order == sorted(order)
    assert "2026-12-28" in late
    assert "fetch(" not in late
    assert "localStorage" not in late
