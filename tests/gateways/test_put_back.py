"""A shelf that an archive was put back on serves its days as the one it came from did, real pages and all."""

import re
import shutil
from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest

from tests.messages.whole import NOW, PARTNERSHIP, whole
from tests.packs import edit, freeze_edition, freeze_supplement, reword
from waymark.editions.archive.making import archive
from waymark.editions.archive.putting_back import put_back
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf
from waymark.editions.verifying import verify
from waymark.gateways.application import application

LATER = datetime(2026, 12, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelves(tmp_path_factory):
    """The small pack with another supplement and another edition; and a shelf made of two archives."""
    folder = tmp_path_factory.mktemp("put-back")
    pack, shelf = whole(folder)
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, PARTNERSHIP, date(2026, 12, 1))
    reword(pack)
    freeze_edition(pack, date(2026, 12, 10))
    compile_pack(pack, shelf, NOW, workers=1)
    new = Shelf(folder / "new")
    for number in ("2026-1", "2026-2"):
        archive(shelf, number, folder / f"{number}.zip")
        put_back(new, folder / f"{number}.zip")
    shutil.rmtree(pack)
    return shelf, new


def asked(shelf, path):
    told = {}

    def start(status, headers, *_):
        told["status"] = status

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "localhost",
        "SERVER_NAME": "localhost",
        "wsgi.url_scheme": "http",
    }
    body = b"".join(application(shelf, lambda: LATER)(environ, start))
    return told["status"], body


@pytest.mark.parametrize(
    "path",
    [
        "/somerset/on/2026-11-25/a/step",
        "/somerset/on/2026-12-05/a/step",
        "/somerset/on/2026-12-05/contacts",
        "/somerset/on/2026-12-15/a/step",
        "/somerset/a/step",
        "/somerset/edition/2026-1/a/step",
        "/somerset/cite/2026-12-05/a/step",
        "/somerset/life/a/step",
        "/somerset/",
        "/",
    ],
)
def test_every_day_is_answered_as_before(shelves, path):
    old, new = (asked(shelf, quote(path)) for shelf in shelves)
    assert old[0].startswith("200")
    assert new == old


def test_verify_makes_every_printing_again(shelves):
    _, new = shelves
    assert verify(new) == []


def test_the_words_of_then(shelves):
    _, new = shelves
    status, body = asked(new, "/somerset/on/2026-11-25/a/step")
    assert re.search(rb"not the page in force now", body)
    assert b"Do this first" in body
    assert status.startswith("200")
