"""Words that are sent to a search: answered from the printing that is asked, and kept nowhere."""

import logging
import re
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest

from tests.packs import edit, freeze_edition, freeze_supplement, frozen_pack, reword
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf
from waymark.editions.withholding import Asked, withhold
from waymark.gateways.application import application
from waymark.gateways.sent import LARGEST
from waymark.manual.findings import Refused

NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("searching") / "pack"
    made = frozen_pack(folder, ("somerset", "devon"))
    reword(made)
    freeze_edition(made, date(2026, 11, 2), reasons={"a/step": "A review found that people waited."})
    edit(made, "partnerships/somerset/draft/notes/a/step.md", "Use our form.", "Use our zebra form.")
    freeze_supplement(made, "somerset", date(2027, 1, 4), {"a/step": "The form has a name."})
    return made


@pytest.fixture
def shelf(pack, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    return shelf


@pytest.fixture
def ask(shelf, reader):
    return reader(application(shelf, lambda: NOON))


def typed(words):
    return urlencode({"words": words}).encode()


def titles(answered):
    page = answered.plain.decode()
    return re.findall(r'<h2 class="found__title"><a class="govuk-link" href="([^"]+)">', page)


def test_what_is_typed_is_answered_and_kept_by_nobody(ask):
    answered = ask("/somerset/search.html", sent=typed("A zebra?"))
    assert answered.status == 200
    assert answered.header["cache-control"] == "no-store"
    assert answered.header["referrer-policy"] == "no-referrer"
    assert "etag" not in answered.header
    assert "set-cookie" not in answered.header
    assert titles(answered)[0].startswith("/somerset/a/step.html")
    page = answered.plain.decode()
    assert "<mark>zebra</mark>" in page
    assert "<q>A zebra?</q>" in page
    # The same is not answered to whoever comes next, and the form's page says nothing of it.
    assert "zebra" not in ask("/somerset/search.html").plain.decode()


def test_an_address_says_nothing_of_what_was_typed(ask):
    assert ask("/somerset/search", sent=typed("zebra")).status == 200
    page = ask("/somerset/search.html", query="words=zebra").plain.decode()
    assert "zebra" not in page
    assert 'method="post"' in page


def test_signs_are_told_as_signs(ask):
    page = ask("/somerset/search", sent=typed("<script>alert('x')</script> zebra")).plain.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_another_gateway_finds_nothing_of_what_is_local_elsewhere(ask):
    assert "zebra</mark>" not in ask("/devon/search", sent=typed("zebra")).plain.decode()


def test_a_past_edition_is_searched_as_it_was(ask):
    today = ask("/somerset/search", sent=typed("do this at once")).plain.decode()
    assert "Do this at once" in re.sub(r"</?mark>", "", today)
    for address in ("/somerset/edition/2026-1/search", "/somerset/on/2026-10-01/search.html"):
        answered = ask(address, sent=typed("do this first"))
        assert answered.status == 200
        root = address[: address.index("search")]
        assert all(each.startswith(root) for each in titles(answered))
        assert any(each.startswith(f"{root}a/step.html") for each in titles(answered))
        assert "edition 2026-1, which may not be in force now" in answered.plain.decode()
        page = ask(titles(answered)[0].partition("#")[0])
        assert page.status == 200
        assert "zebra</mark>" not in ask(address, sent=typed("zebra")).plain.decode()
    assert ask("/somerset/edition/2031-1/search", sent=typed("x")).status == 405
    assert ask("/somerset/on/2020-01-01/search", sent=typed("x")).status == 405


def test_nothing_found_is_never_a_dead_end(ask):
    for words in ("qqqqq", ""):
        answered = ask("/somerset/search", sent=typed(words))
        page = answered.plain.decode()
        assert titles(answered) == []
        ways = re.findall(r'href="([^"#]+)', page[page.index('id="instead"') : page.index("</main>")])
        assert {"/somerset/contacts.html", "/somerset/terms.html"} <= set(ways)
        assert any(way.startswith("/somerset/a/") for way in ways)
        assert {ask(way).status for way in ways} == {200}


def test_only_a_search_takes_words_and_not_too_many(ask):
    for path in ("/somerset/", "/somerset/a/step", "/search", "/front/search", "/nowhere/search", "/healthz"):
        assert ask(path, sent=typed("zebra")).status == 405, path
    assert ask("/somerset/search", sent=b"words=" + b"x" * LARGEST).status == 413
    assert ask("/somerset/search", sent=b"\xff\xfe&&&=;words").status == 200
    assert ask("/somerset/search", sent=b"").status == 200


def test_nothing_that_was_typed_is_logged(ask, shelf, caplog, reader, monkeypatch):
    caplog.set_level(logging.DEBUG)
    ask("/somerset/search", sent=typed("zebra secret"))
    for file in shelf.folder.rglob("*.json"):
        if "manuscript" in file.name:
            file.write_bytes(b"damaged")
    for file in (shelf.folder / "objects").rglob("*.js*"):
        file.write_bytes(b"damaged")
    broken = reader(application(shelf, lambda: NOON))("/somerset/search", sent=typed("zebra secret"))
    assert broken.status in (500, 503)
    assert "secret" not in caplog.text
    assert "zebra" not in caplog.text
    held = b"".join(file.read_bytes() for file in shelf.folder.rglob("*") if file.is_file())
    assert b"secret" not in held


def test_a_printing_without_an_index_is_searched_by_its_manuscripts(shelf, reader):
    for file in (shelf.folder / "objects").rglob("*.js*"):
        file.unlink()
    try:
        answered = reader(application(shelf, lambda: NOON))("/somerset/search", sent=typed("zebra form"))
    except Refused:
        pytest.fail("a shelf that lost its scripts was not served")
    assert answered.status in (200, 503)  # a shelf that lost what is in force is not loaded


def test_withheld_words_are_found_no_more(shelf, reader):
    people = ("Ann Ames", "Bo Best")
    asked = Asked("a/step", people, "An order of a court", gateway="somerset", supplements=(2,))
    withhold(shelf, asked, NOON)
    ask = reader(application(shelf, lambda: NOON))
    assert ask("/somerset/search/local.js").status == 451
    answered = ask("/somerset/search", sent=typed("zebra form"))
    assert answered.status == 200
    assert "zebra</mark>" not in answered.plain.decode()
    assert "zebra" not in re.sub(r"<q>.*?</q>", "", answered.plain.decode())
