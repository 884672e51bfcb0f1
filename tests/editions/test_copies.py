"""Copies to carry: a whole gateway and one chart, in which no link leads nowhere."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

import pytest

from tests.packs import MORNING, edit, freeze_edition, frozen_pack
from waymark.editions.carrying import carry, carry_file
from waymark.editions.compiling import compile_pack
from waymark.editions.copies import OPEN_ME, copied, zipped
from waymark.editions.shelf import Shelf
from waymark.manual.findings import Refused

LINKS = re.compile(r' (?:href|src|action)="([^"#?]+)')
ADDRESS = "address: http://localhost:8000\n"


@pytest.fixture
def shelf(tmp_path):
    return made(tmp_path)


def made(tmp_path, *, address=True):
    pack = frozen_pack(tmp_path / "pack", ("somerset", "devon"))
    if not address:
        edit(pack, "consortium.yaml", ADDRESS, "")
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, MORNING, workers=1)
    return shelf


def files(copy):
    return {each.path: each.data for each in copy.files}


def dead(found):
    """The links of a copy that lead to nothing in it."""
    wrong = []
    for path, data in found.items():
        if not path.endswith(".html"):
            continue
        for link in LINKS.findall(data.decode()):
            if re.match(r"[a-z]+:", link):
                continue
            if posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) not in found:
                wrong.append((path, link))
    return wrong


def left_out(found):
    """The pages of a copy that stand for others."""
    words = {path: data.decode() for path, data in found.items() if path.endswith(".html")}
    return {path: text for path, text in words.items() if ">Not in this copy: " in text}


@pytest.mark.parametrize("chart", ["", "a"])
@pytest.mark.parametrize("address", [True, False])
def test_every_link_leads_somewhere(tmp_path, chart, address):
    found = files(copied(made(tmp_path, address=address), "somerset", MORNING, chart))
    assert dead(found) == []
    assert ("somerset/not-here.html" in found) is (bool(chart) or not address)
    text = "".join(data.decode() for path, data in found.items() if path.endswith(".html"))
    assert ('href="http://localhost:8000/devon/"' in text) is (address and not chart)


@pytest.mark.parametrize("address", [True, False])
def test_what_a_chart_leaves_out_has_a_page_that_says_so_and_where_it_is(tmp_path, address):
    found = files(copied(made(tmp_path, address=address), "somerset", MORNING, "a"))
    out = left_out(found)
    assert {"somerset/terms.html", "somerset/for.html", "areas.html"} <= out.keys()
    words = out["somerset/for.html"]
    assert '<h1 class="page__title">Not in this copy: For you: choose your role</h1>' in words
    assert "This copy has only chart 1, “You are worried”" in words
    assert ('href="http://localhost:8000/somerset/for"' in words) is address
    assert ("on the website of Somerset Safeguarding Children Partnership" in words) is not address
    assert 'href="../a.html">Back to the chart</a>' in out["somerset/for/teacher.html"]
    assert 'href="somerset/a.html">Back to the chart</a>' in out["areas.html"]
    assert ('href="http://localhost:8000/areas"' in out["areas.html"]) is address


def test_no_link_of_a_chart_leads_to_the_web_but_where_that_is_said(shelf):
    found = files(copied(shelf, "somerset", MORNING, "a"))
    away = re.compile(r'(?:href|src|action)="(http://localhost:8000/[^"]*)"')
    for path in found.keys() - left_out(found).keys():
        if path.endswith(".html"):
            assert set(away.findall(found[path].decode())) <= {"http://localhost:8000/somerset/"}, path


def test_what_is_in_a_copy_is_read_there_and_never_asked_of_the_web(shelf):
    found = files(copied(shelf, "somerset", MORNING))
    away = re.compile(r'(?:href|src|action)="http://localhost:8000/([^"#?]+)')
    for path, data in found.items():
        if path.endswith(".html"):
            assert not set(away.findall(data.decode())) & found.keys(), path
            assert not re.search(r'<(?:link|script)[^>]*(?:href|src)="http', data.decode()), path


def test_every_page_says_that_it_is_a_copy_and_of_what(shelf):
    for chart in ("", "a"):
        for path, data in files(copied(shelf, "somerset", MORNING, chart)).items():
            if path.endswith(".html") and (path.startswith("somerset/") or path == OPEN_ME):
                words = data.decode()
                assert "<strong>This is a copy.</strong> It is edition 2026-1, in force from 1 Sep" in words
                assert "with supplement 1" in words
                assert 'rel="manifest"' not in words


def test_a_chart_takes_its_steps_along_what_they_lead_to_and_who_to_ring(shelf):
    found = files(copied(shelf, "somerset", MORNING, "a"))
    pages = {path for path in found if path.endswith(".html")}
    steps = {f"somerset/a/{key}.html" for key in ("begin", "choose", "step", "end")}
    near = {"somerset/terms/referral.html", "somerset/sources/an-act.html", "somerset/local/a-guide.html"}
    own = {OPEN_ME, "somerset/index.html", "somerset/a.html", "somerset/contacts.html"}
    assert own | steps | near <= pages
    away = {"somerset/search.html", "somerset/terms.html", "areas.html", "index.html"}
    assert not (pages - left_out(found).keys()) & away
    assert not any(path.startswith("somerset/search/") for path in found)
    assert b'<form class="find"' not in b"".join(found.values())
    first = found[OPEN_ME].decode()
    assert first.index("Choose") < first.index("Take a step")
    assert 'href="somerset/a/step.html"' in first
    assert 'href="a/step.html"' in found["somerset/index.html"].decode()


def test_a_copy_has_nothing_that_only_a_server_or_an_app_reads(shelf):
    found = files(copied(shelf, "somerset", MORNING))
    wanted = {"somerset/search/shared.js", "somerset/search/local.js", "somerset/search/finer.js"}
    assert wanted <= found.keys()
    assert not {path for path in found if path.endswith((".json", ".webmanifest", "worker.js", ".png"))}


def test_the_same_pages_give_the_same_bytes(shelf):
    one, two = (zipped(copied(shelf, "somerset", MORNING, "a")) for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as opened:
        names = opened.namelist()
        assert names[0] == "somerset-a-2026-1-supplement-1/OPEN-ME.html"
        assert {about.date_time for about in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert opened.testzip() is None


def test_carried_as_one_file(shelf, tmp_path):
    carried = carry_file(shelf, "somerset", tmp_path / "away" / "somerset.zip", MORNING)
    file = tmp_path / "away" / "somerset.zip"
    assert (carried.folder, carried.bytes) == (str(file), file.stat().st_size)
    assert zipfile.ZipFile(file).read(carried.first)
    with pytest.raises(Refused, match="something at"):
        carry_file(shelf, "somerset", file, MORNING)


def test_a_chart_carried_as_a_folder(shelf, tmp_path):
    carried = carry(shelf, "somerset", tmp_path / "stick", MORNING, "a")
    assert carried.first == str(tmp_path / "stick/somerset/index.html")
    assert (tmp_path / "stick" / OPEN_ME).is_file()
    with pytest.raises(Refused, match="has no chart b") as refused:
        carry(shelf, "somerset", tmp_path / "other", MORNING, "b")
    assert "Its charts: a." in str(refused.value.findings[0].mend)
    assert not (tmp_path / "other").exists()


def test_a_copy_is_of_what_is_in_force_at_its_moment(tmp_path):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    edit(pack, "shared/boxes/a/step.md", "Do this first", "Do this at once")
    freeze_edition(pack, MORNING.date())
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, MORNING, workers=1)
    before = copied(shelf, "somerset", MORNING.replace(month=10))
    assert (before.name.edition, copied(shelf, "somerset", MORNING).name.edition) == ("2026-1", "2026-2")
