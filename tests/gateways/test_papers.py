"""A gateway lists and sends the papers kept with its printing, today's and those of days gone by."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.packs import freeze_edition, frozen_pack, reword
from waymark.editions.compiling import compile_pack
from waymark.editions.setting_papers import PaperMaker
from waymark.editions.shelf import Shelf
from waymark.gateways.application import application

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
BEFORE = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    pack = frozen_pack(folder / "pack", ("somerset", "devon"))
    made = Shelf(folder / "shelf")
    compile_pack(pack, made, BEFORE, workers=1)
    PaperMaker(made, BEFORE).keep("somerset")
    reword(pack)
    freeze_edition(pack, date(2026, 11, 2))
    compile_pack(pack, made, BEFORE, workers=1)
    PaperMaker(made, NOON).keep("somerset", ["a", "a/step"])
    return made


@pytest.fixture
def ask(shelf, reader):
    return reader(application(shelf, lambda: NOON))


def test_a_paper_is_sent_with_its_kind_and_is_held(ask):
    sent = ask("/somerset/paper/a/step.pdf", accept_encoding="gzip, br")
    assert sent.status == 200
    assert sent.header["content-type"] == "application/pdf"
    assert sent.header["cache-control"] == "no-cache"
    assert "content-encoding" not in sent.header
    assert sent.header["x-robots-tag"] == "noindex"
    assert "default-src 'none'" in sent.header["content-security-policy"]
    assert sent.body.startswith(b"%PDF-1.7")
    assert int(sent.header["content-length"]) == len(sent.body)
    again = ask("/somerset/paper/a/step.pdf", if_none_match=sent.header["etag"])
    assert (again.status, again.body) == (304, b"")
    assert ask("/somerset/paper/a/step.pdf", method="HEAD").body == b""


@pytest.mark.parametrize(
    "path",
    [
        "paper/whole-manual.pdf",
        "paper/a/begin.pdf",
        "paper/a/step",
        "paper/a/step.json",
        "paper/A.pdf",
        "paper/.pdf",
        "paper/a/step.pdf/",
    ],
)
def test_what_is_not_kept_is_not_there(ask, path):
    assert ask(f"/somerset/{path}").status == 404


def test_the_list_tells_what_is_kept_and_how_to_print(ask):
    page = ask("/somerset/paper/")
    words = page.plain.decode()
    assert page.status == 200
    assert page.header["cache-control"] == "no-store"
    assert 'href="/somerset/paper/a.pdf"' in words
    assert 'href="/somerset/paper/a/step.pdf"' in words
    assert "whole-manual" not in words
    assert "Paper goes out of date." in words
    assert "edition 2026-2 and supplement 1" in words
    assert "No files are kept" not in words


def test_where_nothing_is_kept_the_list_says_so(ask):
    words = ask("/devon/paper/").plain.decode()
    assert "No files are kept here yet." in words
    assert ".pdf" not in words
    assert "Print one page yourself" in words


def test_what_is_kept_later_is_listed_at_once(shelf, ask):
    assert "a/choose.pdf" not in ask("/devon/paper/").plain.decode()
    PaperMaker(shelf, NOON).keep("devon", ["a/choose"])
    assert 'href="/devon/paper/a/choose.pdf"' in ask("/devon/paper/").plain.decode()
    assert ask("/devon/paper/a/choose.pdf").status == 200


def test_the_paper_of_a_day_gone_by_is_that_of_its_printing(ask):
    old = ask("/somerset/on/2026-10-01/paper/whole-manual.pdf")
    assert old.status == 200
    assert old.body.startswith(b"%PDF-1.7")
    assert ask("/somerset/on/2026-11-10/paper/whole-manual.pdf").status == 404
    assert ask("/somerset/edition/2026-1/paper/a.pdf").body != ask("/somerset/paper/a.pdf").body


def test_the_front_has_no_papers(ask):
    assert ask("/paper/").status == 404


def test_every_page_of_a_gateway_leads_to_the_list(ask):
    assert 'href="../paper/"' in ask("/somerset/a/step").plain.decode()
    assert "paper/" not in ask("/").plain.decode()
