"""The page of the heat map: what it shows, to whom, where it leads, and how much it asks of the database."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.hard_words import OVER, STOPPED
from waymark.desk.models import Draft

pytestmark = pytest.mark.django_db
TALK = "referral/talk-it-over"
PAGE = "/desk/heat/"


def shown(client: Any) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def number(place: str) -> int:
    return int(Draft.objects.get(partnership="", place=place).pk)


def summed(page: str) -> str:
    found = re.search(r'<p class="heat-sum">(.*?)</p>', page, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]*>", "", found[1]).split())


def row(page: str, way: str) -> str:
    """The row of a facet, by where it leads; of several, the first."""
    found = re.search(rf'<li[^>]*><a href="{re.escape(way)}">.*?(?=\n<li|\n</ol>)', page, re.S)
    assert found, way
    return found[0]


def field(place: str, name: str) -> str:
    return f"{reverse('desk_draft', args=(number(place),))}#label-{name}"


def test_every_box_and_facet_is_there_the_worst_first(signed_in: Any) -> None:
    page = shown(signed_in("editor"))
    assert page.count('<details class="heat-box"') == 81
    charts = re.findall(r'<h2 class="heat-head"[^>]*><span[^>]*>([\d.]+)<', page)
    assert len(charts) == 6
    sections = page.split('<h2 class="heat-head"')[1:]
    boxes = [re.findall(r"<summary><span[^>]*>([\d.]+)<", each) for each in sections]
    assert sum(map(len, boxes)) == 81
    facets = [
        re.findall(r'<li[^>]*><a [^>]*><span class="heat-age[^>]*>([\d.]+)<', each)
        for each in page.split('<ol class="heat-facets">')[1:]
    ]
    assert sum(map(len, facets)) > 700
    for told in (charts, *boxes, *facets):
        assert [float(age) for age in told] == sorted(map(float, told), reverse=True)
    assert [each[0] for each in boxes] == charts, "a chart is as hot as its hottest box"
    assert "are within the target. The oldest reads at 14.0." in summed(page)


def test_each_facet_leads_to_its_own_field(signed_in: Any) -> None:
    client = signed_in("editor")
    page = shown(client)
    form = client.get(reverse("desk_draft", args=(number(TALK),))).content.decode()
    for name in ("key_points", "how_to_do_it", "what_if", "for_families-parents", "for_families-child"):
        assert row(page, field(TALK, f"facets-{name}"))
        assert f'id="label-facets-{name}"' in form
    roles = Draft.objects.get(place=TALK).data["facets"]["for_your_role"]
    assert page.count(f'"{field(TALK, "facets-for_your_role")}"') == len(roles)
    assert 'id="label-facets-for_your_role"' in form
    assert "For your role: Teacher or designated safeguarding lead" in page


def test_what_the_gate_stops_is_marked_in_words_and_shape(signed_in: Any, facet: Any) -> None:
    facet(TALK, how_to_do_it=STOPPED)
    page = shown(signed_in("editor"))
    assert "1 facet is stopped by the gate." in summed(page)
    found = row(page, field(TALK, "facets-how_to_do_it"))
    assert 'heat--stop">15.3<' in found
    assert '<span aria-hidden="true">■</span> stopped by the gate' in found
    assert STOPPED in found, "it shows what drives it"
    assert 'class="heat-box" open>' in page
    way = f"{reverse('desk_new', args=('waiver',))}?place=referral%2Ftalk-it-over&facet=how+to+do+it"
    assert way in found
    assert way not in shown(signed_in("devon-reader")), "only who writes it may give it a waiver"


def test_above_the_target_is_marked_too(signed_in: Any, facet: Any) -> None:
    facet(TALK, how_to_do_it=OVER)
    found = row(shown(signed_in("editor")), field(TALK, "facets-how_to_do_it"))
    assert 'heat--over">14.4<' in found
    assert "▲</span> above the target" in found
    assert "Give it a waiver" not in found


def test_few_words_have_no_number(signed_in: Any, facet: Any) -> None:
    facet(TALK, how_to_do_it="Ring them.")
    found = row(shown(signed_in("editor")), field(TALK, "facets-how_to_do_it"))
    assert 'heat--untold">–<' in found
    assert "too few words to tell" in found


@pytest.mark.parametrize(
    ("how", "days", "mark", "state"),
    [
        (STOPPED, 0, "◇</span> let through by a waiver", "holds until"),
        (STOPPED, -1, "■</span> stopped by the gate", "ended on"),
        (OVER, 9, "▲</span> above the target", "is not needed any more"),
    ],
)
def test_a_waiver_stands_at_its_facet_and_in_the_list(
    how: str, days: int, mark: str, state: str, signed_in: Any, facet: Any, waived: Any
) -> None:
    until = timezone.localdate() + timedelta(days=days)
    facet(TALK, how_to_do_it=how)
    made = waived(place=TALK, until=until.isoformat())
    page = shown(signed_in("editor"))
    found = row(page, field(TALK, "facets-how_to_do_it"))
    listed = page[page.index('<ul class="heat-waivers">') :]
    assert mark in found
    for told in (found, listed):
        assert state in told
        assert "Kay Green: The court's own words" in told
        assert reverse("desk_draft", args=(made.pk,)) in told
    assert field(TALK, "facets-how_to_do_it") in listed


def test_a_waiver_for_nothing_is_listed(signed_in: Any, waived: Any) -> None:
    waived(place="referral/gone", until="2030-01-01")
    assert "names no facet to let through" in shown(signed_in("reader"))


def test_the_page_follows_each_save(signed_in: Any, facet: Any) -> None:
    client = signed_in("editor")
    for how, age in ((STOPPED, "15.3"), (OVER, "14.4")):
        facet(TALK, how_to_do_it=how)
        assert f">{age}<" in row(shown(client), field(TALK, "facets-how_to_do_it"))


def test_it_asks_the_database_as_often_however_much_there_is(
    signed_in: Any, facet: Any, waived: Any, person: Any
) -> None:
    client = signed_in("editor")
    shown(client)
    counts = []
    for places in ((), (TALK, "referral/make-a-referral", "procedures/exploitation")):
        for place in places:
            facet(place, how_to_do_it=STOPPED)
            waived(place=place, until="2030-01-01")
        facet(TALK, how_to_do_it=OVER)
        with CaptureQueriesContext(connection) as asked:
            shown(client)
        counts.append(len(asked))
        with CaptureQueriesContext(connection) as again:
            shown(client)
        assert len(again) < len(asked), "what was worked out is kept until the next save"
    assert counts[0] == counts[1]


def test_everybody_who_reads_the_shared_manual_finds_it_in_the_menu(signed_in: Any) -> None:
    for name in ("reader", "editor", "steering", "devon-editor", "keeper"):
        assert "How it reads" in signed_in(name).get("/desk/charts/").content.decode(), name
        shown(signed_in(name))
    assert signed_in("nobody").get(PAGE).status_code in (302, 404)


def test_a_draft_that_cannot_be_read_does_not_close_the_page(signed_in: Any, facet: Any) -> None:
    facet(TALK, how_to_do_it=OVER)
    Draft.objects.filter(place=TALK).update(data={"place": TALK}, number=99)
    assert "cannot be read just now" in shown(signed_in("editor"))


def test_nothing_in_it_is_inline(signed_in: Any, facet: Any) -> None:
    facet(TALK, how_to_do_it=STOPPED)
    page = shown(signed_in("editor"))
    within = page[page.index('<p class="heat-sum">') :]
    assert not re.search(r"<[^>]+ (?:style|on[a-z]+)=", within[: within.index('id="waivers"')])
