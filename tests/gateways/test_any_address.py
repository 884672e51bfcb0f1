"""Whatever is asked, the answer is calm and comes from the shelf."""

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from waymark.gateways.answers import MALFORMED, NOT_ALLOWED, NOTHING

PIECES = [
    *("somerset", "devon", "front", "referral", "talk-it-over", "index", "404", "areas", "assets", "healthz"),
    *(".html", ".html.gz", ".css", "/", "//", ".", "..", "%", "%2e", "\\", "\0", "\n", "\xff", "\xc3\xa9"),
    *("objects", "editions", "in-force.jsonl", "settings.json", "etc/passwd", "~", "?", "#", "style-"),
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
CALM = {200, 304, 308, 400, 404, 405, 410}


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
    assert answered.status in CALM
    if "location" in answered.header:
        assert answered.header["location"].startswith("/")
        assert not answered.header["location"].startswith(("//", "/\\"))
        assert answered.header["location"].isascii()
    ours = [MALFORMED.body[0], NOT_ALLOWED.body[0], NOTHING[0]]
    if path != "/healthz" and answered.body not in ours:
        assert hashlib.sha256(answered.plain).digest() in on_shelf


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS)
def test_what_is_found_is_listed_in_a_printing(ask, shelf, path):
    answered = ask(path)
    if answered.status == 200 and path != "/healthz":
        asked = path.encode("latin-1").decode().lstrip("/")
        listed = {page.path for printing in shelf.printings() for page in printing.pages}
        below = asked.split("/", 1)[-1]
        assert {asked, below, f"{asked}.html", f"{below}.html", below + "index.html"} & listed
