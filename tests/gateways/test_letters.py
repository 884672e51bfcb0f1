"""Every page of today asks whether it is clear; with no desk behind, a page says that nothing was sent."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from waymark.editions.shelf import Shelf
from waymark.gateways.application import application
from waymark.gateways.letters import LARGEST
from waymark.pages.open_slots import open_slot

ASK = "Is this page clear?"
FRAME = (
    '<!DOCTYPE html><html lang="en"><title><!--title--></title><body><!--main-->'
    f"{open_slot('tell')}<!--slot:contacts--><!--/slot:contacts--></body></html>"
)
SLOTS = {"frame": FRAME, "contacts": '<p id="who-to-ring">ring us in Devon: ./~/contacts.html</p>'}


@pytest.fixture
def shelf(shelves):
    made = shelves.make()
    with made.writing():
        words = {"index.html": f"home {open_slot('tell')}", "deep/page.html": f"deep {open_slot('tell')}"}
        words |= {"local/guide.html": f"guide {open_slot('tell')}"}
        name = shelves.put(made, "devon", words, supplement=7, slots=SLOTS)
        made.bring_into_force(made.changes()[-1].start, (name,))
    return made


@pytest.fixture
def ask(shelf, reader, clock):
    return reader(application(shelf, clock))


def form(**given):
    return urlencode(given).encode()


@pytest.mark.parametrize(
    ("path", "place"),
    [("/devon/", ""), ("/devon/deep/page", "deep/page"), ("/devon/local/guide", "local/guide")],
)
def test_a_page_of_today_asks_and_sends_its_own_place_and_nothing_else(ask, path, place):
    page = ask(path).plain.decode()
    assert ASK in page
    assert '<form class="time__form" action="/letters/" method="post">' in page
    assert 'name="gateway" value="devon"' in page
    assert f'name="place" value="{place}"' in page
    assert page.count("<input") == 2
    assert page.count('<button class="time__go" name="clear"') == 2


def test_stored_bytes_do_not_ask(shelf):
    listed = shelf.printing(shelf.in_force(datetime(2026, 11, 2, 9, tzinfo=UTC))["devon"])
    for row in listed.pages:
        assert ASK.encode() not in shelf.object_file(row.fingerprint, ".html").read_bytes()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", ["/letters", "/letters/", "/letters/alerts/"])
def test_with_no_desk_behind_the_form_says_that_it_is_closed(ask, method, path):
    sent = form(gateway="devon", place="deep/page", clear="no") if method == "POST" else None
    answered = ask(path, method=method, sent=sent)
    assert answered.status == 503
    assert answered.header["cache-control"] == "no-store"
    assert "set-cookie" not in answered.header
    if method != "HEAD":
        page = answered.plain.decode()
        assert "Nothing was sent" in page
        assert "Reading goes on" in page
        assert "999" in page
        assert ASK not in page


def test_the_way_back_leads_to_the_page_and_its_area_says_who_to_ring(ask):
    page = ask("/letters/", sent=form(gateway="devon", place="deep/page", clear="no")).plain.decode()
    assert 'href="/devon/deep/page">Back to the page' in page
    assert "ring us in Devon: /devon/contacts.html" in page
    assert 'href="tel:08001111"' in page
    local = ask("/letters/", sent=form(gateway="devon", place="devon/local/guide")).plain.decode()
    assert 'href="/devon/local/guide"' in local
    home = ask("/letters/", sent=form(gateway="devon", place="never/there")).plain.decode()
    assert 'href="/devon/">Go to the home page' in home


def test_on_a_gateways_own_host_the_way_back_is_its_own(ask):
    page = ask("/letters/", host="devon.example", sent=form(place="deep/page")).plain.decode()
    assert 'href="/deep/page">Back to the page' in page


def test_what_was_written_is_given_back_once_and_is_never_markup(ask):
    words = "One line\r\n<b>and</b> another"
    page = ask("/letters/", sent=form(gateway="devon", step="words", words=words)).plain.decode()
    assert "One line\n&lt;b&gt;and&lt;/b&gt; another</textarea>" in page
    assert "was not sent and not kept" in page
    assert "One line" not in ask("/letters/").plain.decode()


def test_what_is_far_too_long_is_not_read(ask):
    answered = ask("/letters/", sent=b"words=" + b"x" * LARGEST)
    assert answered.status == 503
    assert "xxx" not in answered.plain.decode()


@pytest.mark.parametrize("sent", [b"\xff\xfe&&&=;gateway", b"gateway=front&place=..%2f..", b"gateway=%00"])
def test_whatever_is_sent_there_is_an_answer(ask, sent):
    assert ask("/letters/", sent=sent).status == 503


def test_where_nothing_is_in_force_it_says_so_too(shelves, reader, clock):
    empty = reader(application(Shelf(shelves.folder / "empty"), clock))
    assert "Nothing was sent" in empty("/letters/", sent=form(clear="no")).plain.decode()
    assert "999" in empty("/letters/").plain.decode()


def test_other_addresses_take_nothing(ask):
    for path in ("/", "/devon/", "/devon/letters/", "/lettersx"):
        assert ask(path, sent=form(clear="yes")).status == 405
