"""The list by which a browser keeps a gateway whole, and the files that can be carried away."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from tests.packs import MORNING, edit, freeze_edition, freeze_supplement, frozen_pack
from waymark.editions.compiling import compile_pack
from waymark.editions.setting_papers import PaperMaker
from waymark.editions.shelf import Shelf
from waymark.gateways.application import application

LIST = "/somerset/keep/list.json"


@pytest.fixture
def pack(tmp_path):
    return frozen_pack(tmp_path / "pack", ("somerset", "devon"))


@pytest.fixture
def real(pack, tmp_path):
    shelf = Shelf(tmp_path / "real")
    compile_pack(pack, shelf, MORNING, workers=1)
    return shelf


@pytest.fixture
def ask(real, clock, reader):
    return reader(application(real, clock))


def listed(ask, path=LIST):
    answered = ask(path)
    assert answered.status == 200
    return json.loads(answered.plain)


def test_the_list_names_every_file_as_it_is_served(ask, digest):
    said = listed(ask)
    assert (said["gateway"], said["edition"]) == ("somerset", "2026-1")
    assert (said["supplement"], said["printing"]) == (1, 1)
    assert (said["from"], said["until"]) == ("2026-08-31T23:00:00Z", None)
    total = 0
    for path, print_, size in said["files"]:
        answered = ask(f"/somerset/{path}", accept_encoding="br")
        assert answered.status in (200, 410), path
        assert (digest(answered.plain)[:32], len(answered.plain)) == (print_, size), path
        total += size
    assert total == said["bytes"]
    paths = {path for path, _, _ in said["files"]}
    assert {"index.html", "a/step.html", "keep.html", "keep/without.html", "search/shared.js"} <= paths
    assert not paths & {"404.html", "worker.js", "search/shared.json", "search/local.json"}
    assert said["pages"] == sum(path.endswith(".html") for path in paths)


def test_the_list_is_asked_for_again_for_next_to_nothing(ask):
    answered = ask(LIST)
    assert answered.header["cache-control"] == "no-cache"
    assert answered.header["x-robots-tag"] == "noindex"
    again = ask(LIST, if_none_match=answered.header["etag"])
    assert (again.status, again.body) == (304, b"")


def test_the_list_changes_with_an_edition_and_with_a_supplement(ask, pack, real, clock):
    first = listed(ask)
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960001", "01632 960003")
    freeze_supplement(pack, "somerset", MORNING.date())
    compile_pack(pack, real, clock(), workers=1)
    clock.forward()
    second = listed(ask)
    assert (second["edition"], second["supplement"]) == ("2026-1", 2)
    before, after = ({path: print_ for path, print_, _ in each["files"]} for each in (first, second))
    assert before["a/step.html"] != after["a/step.html"], "who to ring stands on every page"
    assert before["search/shared.js"] == after["search/shared.js"]
    assert len({first["fingerprint"], second["fingerprint"]}) == 2
    assert listed(ask, "/devon/keep/list.json")["supplement"] == 1


def test_the_list_says_until_when_if_that_is_known(ask, pack, real, clock):
    edit(pack, "shared/boxes/a/step.md", "Do this first", "Do this at once")
    freeze_edition(pack, MORNING.date() + timedelta(days=20))
    compile_pack(pack, real, clock(), workers=1)
    clock.forward()
    said = listed(ask)
    assert (said["edition"], said["until"]) == ("2026-1", "2026-11-22T00:00:00Z")
    clock.now = datetime(2026, 11, 22, tzinfo=UTC)
    after = listed(ask)
    assert (after["edition"], after["from"], after["until"]) == ("2026-2", "2026-11-22T00:00:00Z", None)


def test_the_page_for_what_needs_a_network_leads_home_from_anywhere(ask):
    answered = ask("/somerset/keep/without.html")
    assert answered.status == 200
    words = answered.plain.decode()
    assert "This page needs the internet" in words
    assert 'href="/somerset/index.html"' in words
    assert "<!--slot:now--><!--/slot:now-->" in words


def test_a_gateway_on_its_own_host_is_kept_from_its_root(pack, tmp_path, clock, reader):
    edit(pack, "consortium.yaml", "title:", "hosts:\n  somerset: somerset.example\ntitle:")
    shelf = Shelf(tmp_path / "hosted")
    compile_pack(pack, shelf, MORNING, workers=1)
    ask = reader(application(shelf, clock))
    own = json.loads(ask("/keep/list.json", host="somerset.example").plain)
    assert own["gateway"] == "somerset"
    assert 'href="/index.html"' in ask("/keep/without.html", host="somerset.example").plain.decode()
    assert own["fingerprint"] != listed(ask)["fingerprint"]


@pytest.mark.parametrize("which", ["somerset", "a"])
def test_files_to_carry(ask, which):
    answered = ask(f"/somerset/keep/{which}.zip", accept_encoding="br, gzip")
    assert answered.status == 200
    assert answered.header["content-type"] == "application/zip"
    name = "somerset" if which == "somerset" else "somerset-a"
    called = f"{name}-2026-1-supplement-1"
    assert answered.header["content-disposition"] == f'attachment; filename="{called}.zip"'
    assert "content-encoding" not in answered.header
    with zipfile.ZipFile(io.BytesIO(answered.body)) as opened:
        assert opened.namelist()[0] == f"{called}/OPEN-ME.html"
    assert ask(f"/somerset/keep/{which}.zip").body == answered.body
    assert ask(f"/somerset/keep/{which}.zip", if_none_match=answered.header["etag"]).status == 304


@pytest.mark.parametrize(
    "path",
    ["/somerset/keep/devon.zip", "/somerset/keep/b.zip", "/somerset/keep/other", "/keep/list.json"],
)
def test_nothing_else_is_there(ask, path):
    assert ask(path).status == 404


def test_a_printing_that_was_set_before_there_was_keeping_has_no_list(shelf, clock, reader):
    assert reader(application(shelf, clock))(LIST).status == 404


def test_the_page_names_the_files_and_nothing_stored_does(ask, real):
    words = ask("/somerset/keep").plain.decode()
    assert 'href="keep/somerset.zip" download>Everything for Somerset</a>' in words
    assert 'href="keep/a.zip" download>Chart 1: You are worried</a>' in words
    assert 'href="paper/">PDF files to print</a>' in words
    printing = real.printing(real.in_force(MORNING)["somerset"])
    row = next(row for row in printing.pages if row.path == "keep.html")
    stored = real.object_file(row.fingerprint, ".html").read_text()
    assert "2026-1" not in stored
    assert ".zip" not in stored
    assert 'href="paper/"' not in stored


def test_a_paper_that_is_made_later_leaves_a_kept_copy_as_it_is(ask, real, digest):
    said = listed(ask)
    PaperMaker(real, MORNING).keep("somerset", ["a"])
    files = {path: print_ for path, print_, _ in said["files"]}
    assert digest(ask("/somerset/keep").plain)[:32] == files["keep.html"]
    assert not [path for path in files if path.startswith("paper/")]
    assert 'href="/somerset/paper/a.pdf"' in ask("/somerset/paper/").plain.decode()


def test_the_page_before_a_kept_file_has_a_way_for_the_worker_to_finish(ask):
    words = ask("/somerset/keep/file.html").plain.decode()
    assert words.count("keep/file/") == 1
    assert 'href="/somerset/keep/file/">Open the kept file</a>' in words
    assert "<!--slot:now--><!--/slot:now-->" in words
    assert "keep/file.html" in {path for path, _, _ in listed(ask)["files"]}


def test_the_worker_is_looked_at_again_each_time_and_may_run(ask):
    answered = ask("/somerset/worker.js")
    assert answered.header["cache-control"] == "no-cache"
    assert answered.header["content-type"] == "text/javascript; charset=utf-8"
    assert "script-src 'self'" in answered.header["content-security-policy"]
    assert "connect-src 'self'" in answered.header["content-security-policy"]
    assert answered.body == ask("/devon/worker.js").body
