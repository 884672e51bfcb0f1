"""A start that is sent to the form of a time limit: counted from, answered, and kept nowhere."""

import json
import logging
import re
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator

from tests.packs import edit, freeze_edition, freeze_supplement, frozen_pack
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf
from waymark.gateways.api.openapi import described
from waymark.gateways.application import application
from waymark.gateways.sent import LARGEST

NOON = datetime(2027, 1, 5, 12, tzinfo=UTC)
LIMITS = """- key: in-a-day
  title: Answer; at once, please
  limit: 15
  unit: working days
  starts: the call comes
  who: Anyone
  source: sources/an-act#s1
  checked:
  - against: An Act (the next one not yet checked)
    date: 2026-11-22
  note: Be quick.
- key: held
  title: Police protection
  limit: 72
  unit: hours
  longest: true
  starts: the child is taken
  source: sources/an-act#s1
- key: open-ended
  title: Ask again
  limit: set locally
  starts: you asked
  source: sources/an-act#s1
- key: reports
  title: Share reports
  limit: set locally
  starts: the meeting is held, counted back from it
  source: sources/an-act#s1
- key: an-order
  title: An order
  limit: 8
  unit: days
  longest: true
  starts: it is made
  who: The court
  source: sources/an-act#s1
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    home = tmp_path_factory.mktemp("deadlines")
    pack = frozen_pack(home / "pack", ("somerset", "devon"))
    (pack / "shared/timescales.yaml").write_text(LIMITS)
    named = "who: Anyone\ntimescales:\n- in-a-day\n- held\n- open-ended\n- reports\n- an-order\n"
    edit(pack, "shared/boxes/a/step.md", "who: Anyone\n", named)
    freeze_edition(pack, date(2026, 11, 2))
    own = "".join(
        f"- timescale: {key}\n  limit: 2\n  unit: working days\n  reason: We agreed it\n"
        for key in ("in-a-day", "open-ended", "reports")
    )
    edit(
        pack,
        "partnerships/somerset/draft/notes/a/step.md",
        "place: a/step\n",
        f"place: a/step\nlimits:\n{own}",
    )
    freeze_supplement(pack, "somerset", date(2026, 11, 3))
    shelf = Shelf(home / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    return shelf


@pytest.fixture
def ask(shelf, reader):
    return reader(application(shelf, lambda: NOON))


def typed(day="18 December 2026", limit="in-a-day", **more):
    return urlencode({"limit": limit, "place": "a/step", "day": day, **more}).encode()


def main_of(answered):
    page = answered.plain.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("path", ["/somerset/deadline", "/somerset/deadline.html"])
def test_a_start_is_answered_and_kept_by_nobody(ask, path):
    answered = ask(path, sent=typed())
    assert answered.status == 200
    assert answered.header["cache-control"] == "no-store"
    assert answered.header["referrer-policy"] == "no-referrer"
    assert "etag" not in answered.header
    assert "set-cookie" not in answered.header
    page = main_of(answered)
    assert "By Wednesday 13 January 2027</h2>" in page
    assert "Today is working day 9 of 15." in page
    assert page.count("<li>") == 11
    assert "<li>Monday 28 December 2026: Boxing Day (substitute day)</li>" in page
    assert "within 15 working days, counted from when the call comes. Who: Anyone." in page
    assert "Be quick. Checked against: An Act (the next one not yet checked), on 22 November 2026." in page
    assert '<a class="govuk-link" href="/somerset/a/step.html">Back to: Take a step</a>' in page
    # The title, which a history keeps, says nothing of it; nor does the page for who comes next.
    assert "<title>The date worked out" in answered.plain.decode()
    assert "December" not in main_of(ask(path)).partition("How dates")[0]


def test_what_was_typed_stays_in_the_form_with_what_is_wrong_beside_it(ask):
    page = main_of(ask("/somerset/deadline", sent=typed("31/2/2027")))
    assert (
        'name="day" autocomplete="off" value="31/2/2027" aria-invalid="true" aria-describedby="wrong"' in page
    )
    assert '<p class="when__wrong" id="wrong">There is no such day. Check the day and the month.</p>' in page
    assert "when__due" not in page
    page = main_of(ask("/somerset/deadline", sent=typed("today", "held", time="2:30")))
    assert 'value="2:30" aria-invalid="true"' in page
    assert "Type 2:30am or 2:30pm" in page
    page = main_of(ask("/somerset/deadline", sent=typed("20 December 2028")))
    assert "Bank holidays after 31 December 2028 are not known here yet" in page


def test_signs_are_told_as_signs(ask):
    page = ask("/somerset/deadline", sent=typed('"><script>alert(1)</script>', place="<i>")).plain.decode()
    assert "<script>alert" not in page
    assert "<i>" not in page


def test_hours_run_from_a_time(ask):
    page = main_of(ask("/somerset/deadline", sent=typed("yesterday", "held", time="11.30am")))
    assert "No later than 11:30am on Thursday 7 January 2027</h2>" in page
    assert "47 hours to go." in page
    assert "It is never time to use up." in page


def test_what_a_court_decides_is_shown_and_not_worked_out(ask):
    page = main_of(ask("/somerset/deadline", sent=typed(limit="an-order")))
    assert "the order states its end" in page
    assert "<form" not in page
    assert "when__due" not in page


def test_a_calendar_file_holds_no_detail_of_a_case(ask):
    answered = ask("/somerset/deadline.ics", sent=typed())
    assert answered.status == 200
    assert answered.header["content-type"] == "text/calendar; charset=utf-8"
    assert answered.header["content-disposition"] == 'attachment; filename="deadline.ics"'
    assert answered.header["cache-control"] == "no-store"
    raw = answered.plain.decode()
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    lines = raw.replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20270113" in lines
    assert "DTSTAMP:20270105T120000Z" in lines
    assert "SUMMARY:Deadline: Answer\\; at once\\, please" in lines
    assert "URL:http://localhost:8000/somerset/a/step" in lines
    assert "18" not in "".join(line for line in lines if not line.startswith(("UID", "DTSTAMP")))
    # Two deadlines on one day never take each other's place.
    uid = re.search(r"UID:(\w{32})\r", raw)
    assert uid is not None
    assert uid[1] not in ask("/somerset/deadline.ics", sent=typed()).plain.decode()
    hours = ask("/somerset/deadline.ics", sent=typed("1 July 2026", "held", time="14:30")).plain.decode()
    assert "DTSTART:20260704T133000Z\r\n" in hours


def test_a_calendar_file_of_no_deadline_is_a_page_that_says_why(ask):
    answered = ask("/somerset/deadline.ics", sent=typed("soon"))
    assert answered.header["content-type"].startswith("text/html")
    assert "We cannot read that date" in main_of(answered)


def test_another_day_counts_by_its_own_limit(ask):
    page = main_of(ask("/somerset/edition/2026-1/deadline.html", sent=typed("4 January 2027")))
    assert "By Tuesday 5 January 2027" in page
    assert "This is the limit of edition 2026-1, which may not be in force now." in page
    page = main_of(ask("/somerset/on/2026-10-01/deadline", sent=typed("4 January 2027")))
    assert "By Tuesday 5 January 2027" in page
    assert 'href="/somerset/on/2026-10-01/a/step.html"' in page
    assert "By Monday 25 January 2027" in main_of(ask("/somerset/deadline", sent=typed("4 January 2027")))
    assert ask("/somerset/on/2020-01-01/deadline", sent=typed()).status == 405


def test_only_a_deadline_takes_a_start_and_not_too_much(ask):
    for path in (
        "/somerset/",
        "/somerset/a/deadline",
        "/deadline",
        "/front/deadline.html",
        "/somerset/deadline.pdf",
    ):
        assert ask(path, sent=typed()).status == 405, path
    assert ask("/somerset/deadline", sent=b"day=" + b"x" * LARGEST).status == 413
    assert ask("/somerset/deadline", sent=typed("x" * 4000)).status == 200
    unknown = ask("/somerset/deadline", sent=b"\xff\xfe&&&=;words")
    assert unknown.status == 404
    assert 'href="/somerset/deadline.html"' in main_of(unknown)
    assert ask("/somerset/deadline.ics", sent=b"").status == 404
    assert ask("/somerset/deadline.ics").status == 404


def test_nothing_that_was_typed_is_logged_or_kept(ask, shelf, caplog):
    caplog.set_level(logging.DEBUG)
    ask("/somerset/deadline", sent=typed("7 March 2027"))
    ask("/somerset/deadline", sent=typed("secret words"))
    assert "March" not in caplog.text
    assert "secret" not in caplog.text
    held = b"".join(file.read_bytes() for file in shelf.folder.rglob("*") if file.is_file())
    assert b"secret words" not in held


def test_an_area_has_limits_of_its_own(ask):
    page = ask("/somerset/a/step").plain.decode()
    own = page[page.index('id="by-when-local"') : page.index('id="by-when"')]
    assert "Work out the date in Somerset" in own
    assert re.findall(r'name="limit" value="([^"]+)"', own) == ["in-a-day", "open-ended"]
    assert own.count('data-limit="2 working days"') == 2
    assert "In Somerset: We agreed it. The shared manual: no national limit." in own
    assert 'id="by-when-local"' in ask("/somerset/deadline").plain.decode()
    assert 'id="by-when-local"' not in ask("/devon/a/step").plain.decode()
    local = typed("18 December 2026", "open-ended", area="somerset")
    page = main_of(ask("/somerset/deadline", sent=local))
    assert "By Tuesday 22 December 2026</h2>" in page
    assert '<span class="local__flag">In Somerset</span> <strong>Within 2 working days</strong>' in page
    assert "In Somerset: We agreed it. The shared manual: no national limit." in page
    assert page.count('name="area" value="somerset"') == 2
    # The same sent elsewhere, and before the area had one, is counted by the manual alone.
    for path in ("/devon/deadline", "/somerset/on/2026-11-02/deadline"):
        assert "there is no national number" in main_of(ask(path, sent=local)), path
    file = ask("/somerset/deadline.ics", sent=typed(area="somerset")).plain.decode()
    assert "within 2 working days" in file.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261222" in file


def test_a_limit_that_is_counted_back_is_not_worked_out(ask):
    page = main_of(ask("/somerset/deadline", sent=typed(limit="reports", area="somerset")))
    assert "this limit is counted back from a day that lies ahead" in page
    assert "when__due" not in page


def told(answered):
    """The answer for other systems, which is as it is described."""
    whole = json.loads(answered.plain)
    shape = "DeadlineAnswer" if answered.status == 200 else "Wrong"
    parts = described()["components"]
    Draft202012Validator({"$ref": f"#/components/schemas/{shape}", "components": parts}).validate(whole)
    return whole


def sent(timescale="in-a-day", day="2026-12-18", **more):
    return json.dumps({"timescale": timescale, "day": day, **more}).encode()


def test_other_systems_get_the_date_with_its_working_and_citation(ask, caplog):
    caplog.set_level(logging.DEBUG)
    answered = ask("/devon/api/deadline", sent=sent())
    assert (answered.status, answered.header["cache-control"]) == (200, "no-store")
    assert "etag" not in answered.header
    whole = told(answered)
    due = whole["deadline"]
    assert (due["due"], due["words"]) == ("2027-01-13", "Wednesday 13 January 2027")
    assert due["today"] == "Today is working day 9 of 15."
    assert len(due["skipped"]) == 11
    assert {"day": "2026-12-28", "why": "Boxing Day (substitute day)"} in due["skipped"]
    assert whole["timescale"]["source"].startswith("An Act")
    assert whole["holidays_known_until"] == "2028-12-31"
    assert whole["citation"]["edition"] == "2026-2"
    assert whole["citation"]["sentence"].startswith("A small manual: devon/deadline, edition 2026-2")
    assert "local" not in whole
    assert "2026-12-18" not in caplog.text


def test_other_systems_get_the_areas_own_date_beside_the_manuals(ask):
    whole = told(ask("/somerset/api/deadline", sent=sent()))
    assert (whole["deadline"]["due"], whole["local"]["due"]) == ("2027-01-13", "2026-12-22")
    assert whole["timescale"]["local_reason"] == "We agreed it"
    whole = told(ask("/somerset/api/deadline", sent=sent("open-ended")))
    assert whole["why_none"] == "No date can be worked out: there is no national number."
    assert whole["local"]["due"] == "2026-12-22"


def test_other_systems_get_hours_as_a_time_of_englands_clocks(ask):
    due = told(ask("/devon/api/deadline", sent=sent("held", "2027-03-26", time="14:30")))["deadline"]
    assert (due["due"], due["due_at"]) == ("2027-03-29", "2027-03-29T15:30:00+01:00")
    assert any("The clocks go forward" in each for each in due["remarks"])


@pytest.mark.parametrize(
    ("timescale", "day", "why"),
    [
        ("an-order", "2026-12-18", "order states its end"),
        ("reports", "2026-12-18", "counted back from a day that lies ahead"),
        ("open-ended", "2026-12-18", "no national number"),
        ("in-a-day", "2028-12-20", "Bank holidays after 31 December 2028 are not known here yet"),
        ("in-a-day", "1900-01-01", "Only days from 1 January 2000"),
    ],
)
def test_other_systems_are_told_why_there_is_no_date(ask, timescale, day, why):
    answered = ask("/devon/api/deadline", sent=sent(timescale, day))
    assert answered.status == 200
    whole = told(answered)
    assert why in whole["why_none"]
    assert "deadline" not in whole


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"limit=in-a-day&day=today", 422),
        (sent(day="18 December 2026"), 422),
        (sent(day="2027-02-31"), 422),
        (sent(name="Ann"), 422),
        (sent("held"), 422),
        (sent("held", time="2:30pm"), 422),
        (sent("held", time="24:00"), 422),
        (sent("gone"), 404),
    ],
)
def test_what_other_systems_send_wrongly_is_said_with_what_to_do(ask, body, status):
    answered = ask("/devon/api/deadline", sent=body)
    assert answered.status == status
    assert "timescale" in told(answered)["mend"]
    assert "Ann" not in answered.plain.decode()


def test_nothing_is_counted_at_the_front_for_other_systems(ask):
    assert ask("/api/deadline", sent=sent()).status == 405
    assert ask("/devon/api/deadline").status == 404
