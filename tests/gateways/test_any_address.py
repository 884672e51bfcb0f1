"""Whatever is asked, the answer is calm and comes from the shelf."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.packs import frozen_pack
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf
from waymark.gateways.answers import MALFORMED, NOT_ALLOWED, NOTHING
from waymark.gateways.application import application
from waymark.gateways.through_time import ADDRESSES

PIECES = [
    *("somerset", "devon", "front", "referral", "talk-it-over", "index", "404", "areas", "assets", "healthz"),
    *(".html", ".html.gz", ".css", "/", "//", ".", "..", "%", "%2e", "\\", "\0", "\n", "\xff", "\xc3\xa9"),
    *("objects", "editions", "in-force.jsonl", "settings.json", "etc/passwd", "~", "?", "#", "style-"),
]
THROUGH_TIME = [
    *("on", "2026-09-15", "T10:00", "edition", "2026-1", "+1", ".1", "cite", "life", "amendments", "/1/1"),
    *("feeds", ".atom", "gateway", "fingerprint", "ab" * 32, "for", "/on/2026-09-15/", "a/step", "editions"),
    *("/", "supplements", "teacher", "contacts", "local/a-guide", "9999-99-99", "\xff", "+99999", "assets"),
]
PATHS = some.one_of(
    some.text(),
    some.text(some.characters(max_codepoint=255)).map("/".__add__),
    some.lists(some.sampled_from(PIECES), max_size=9).map(lambda pieces: "/" + "".join(pieces)),
)
HOSTS = some.one_of(
    some.text(), some.sampled_from(["localhost", "devon.example", "devon.example:1", "[::1]"])
)
ENCODINGS = some.one_of(some.text(), some.sampled_from(["", "br", "gzip", "*;q=0", "br;q=0.1,gzip"]))
TAGS = some.one_of(some.text(), some.sampled_from(["*", '"', 'W/"', '"a", *']))
CALM = {200, 303, 304, 308, 400, 404, 405, 410}


@pytest.fixture
def on_shelf(shelf):
    """The fingerprints of everything that may ever be sent, the missing pages' replaced bytes too."""
    whole = {
        each.read_bytes()
        for each in shelf.folder.glob("objects/*/*")
        if each.suffix in {".html", ".css", ".js"}
    }
    roots = (b"/", b"/somerset/", b"/devon/")
    whole |= {body.replace(b"./~/", root) for body in whole for root in roots}
    return {hashlib.sha256(body).digest() for body in whole}


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=PATHS,
    host=HOSTS,
    encodings=ENCODINGS,
    tags=TAGS,
    method=some.sampled_from(["GET", "GET", "HEAD", "POST"]),
)
def test_no_address_brings_a_crash_or_bytes_from_elsewhere(
    ask, on_shelf, path, host, encodings, tags, method
):
    answered = ask(path, method=method, host=host, accept_encoding=encodings, if_none_match=tags)
    # This small shelf has no heads of editions, so what is asked of other days is not ready.
    assert answered.status in {*CALM, 503}
    if "location" in answered.header:
        assert answered.header["location"].startswith("/")
        assert not answered.header["location"].startswith(("//", "/\\"))
        assert answered.header["location"].isascii()
    ours = [MALFORMED.body[0], NOT_ALLOWED.body[0], NOTHING[0]]
    made = ADDRESSES & set(path.strip("/").split("/")[:2])
    if path != "/healthz" and answered.body not in ours and not made:
        assert hashlib.sha256(answered.plain).digest() in on_shelf


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS)
def test_what_is_found_is_listed_in_a_printing(ask, shelf, path):
    answered = ask(path)
    if answered.status == 200 and path != "/healthz":
        asked = path.encode("latin-1").decode().lstrip("/")
        listed = {page.path for printing in shelf.printings() for page in printing.pages}
        below = asked.split("/", 1)[-1]
        if not ADDRESSES & set(asked.split("/")[:2]):
            assert {asked, below, f"{asked}.html", f"{below}.html", below + "index.html"} & listed


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """A shelf with an edition and supplements of its own, so that other days have something to say."""
    folder = tmp_path_factory.mktemp("history")
    made = Shelf(folder / "shelf")
    pack = frozen_pack(folder / "pack", ("somerset", "devon"))
    compile_pack(pack, made, datetime(2026, 9, 1, 9, tzinfo=UTC), workers=1)
    return made


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=some.sampled_from(["/somerset/", "/", "/devon/"]),
    pieces=some.lists(some.sampled_from(THROUGH_TIME), min_size=1, max_size=7),
    query=some.one_of(
        some.just(""),
        some.text(some.characters(max_codepoint=127), max_size=40),
        some.sampled_from(
            [
                *("date=2026-09-15&page=a/step", "date=31+Feb+2026", "from=2026-1&to=2026-1&role=teacher"),
                *(f"fingerprint={'0' * 64}", "date=9999-12-31", "date=0001-01-01", "page=%00", "date=1/1/1"),
            ]
        ),
    ),
)
def test_no_address_about_another_day_brings_a_crash(history, reader, start, pieces, query):
    ask = reader(application(history, lambda: datetime(2027, 1, 1, tzinfo=UTC)))
    answered = ask(start + "/".join(pieces), query=query)
    assert answered.status in {*CALM, 422}
    if "location" in answered.header:
        assert answered.header["location"].startswith("/")
        assert not answered.header["location"].startswith(("//", "/\\"))
