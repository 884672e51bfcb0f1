"""Encodings and what a reader holds already."""

import hashlib

import pytest

from waymark.gateways.asking import is_held, preferred_encodings

PAGE = "/somerset/referral/talk-it-over"
WHOLE = b"somerset: " + b"talk it over. " * 200


@pytest.mark.parametrize(
    ("accepted", "encodings"),
    [
        (None, ("",)),
        ("", ("",)),
        ("gzip, deflate, br, zstd", ("br", "gz", "")),
        ("gzip", ("gz", "")),
        ("x-gzip", ("gz", "")),
        ("GZIP;Q=1.0", ("gz", "")),
        ("br;q=0, gzip", ("gz", "")),
        ("br;q=0.5, gzip;q=0.9", ("gz", "br", "")),
        ("identity;q=1, br;q=0.5", ("", "br")),
        ("*", ("br", "gz", "")),
        ("*;q=0.5, gzip;q=0.8", ("gz", "br", "")),
        ("br;q=0, *", ("gz", "")),
        ("identity;q=0, *;q=0", ("",)),
        ("*;q=0, gzip", ("gz",)),
        ("identity", ("",)),
        ("deflate", ("",)),
        ("br;q=nonsense, gzip", ("gz", "")),
        ("br;q=1.2.3", ("",)),
        (";;;,=,gzip", ("gz", "")),
        (" br ; q = 0.3 ,", ("br", "")),
    ],
)
def test_accept_encoding(accepted, encodings):
    assert preferred_encodings(accepted) == encodings


@pytest.mark.parametrize(
    ("accepted", "coding"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), (None, None)]
)
def test_the_bytes_come_as_they_were_asked_for(ask, accepted, coding):
    answered = ask(PAGE, **({"accept_encoding": accepted} if accepted else {}))
    assert answered.header.get("content-encoding") == coding
    assert answered.plain == WHOLE
    assert answered.header["content-length"] == str(len(answered.body))


def test_each_encoding_has_its_own_tag(ask):
    tags = [ask(PAGE, accept_encoding=each).header["etag"] for each in ("br", "gzip", "identity")]
    prefix = hashlib.sha256(WHOLE).hexdigest()[:32]
    assert tags == [f'"{prefix}-br"', f'"{prefix}-gz"', f'"{prefix}"']
    assert ask(f"{PAGE}.html", accept_encoding="br").header["etag"] == tags[0]


@pytest.mark.parametrize("held", ["{}", "W/{}", '"other", {}', '"other" , W/{} ,"x"', "*", " * "])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_held_is_not_sent_again(ask, held, method):
    first = ask(PAGE, accept_encoding="br")
    again = ask(PAGE, method=method, accept_encoding="br", if_none_match=held.format(first.header["etag"]))
    assert again.line == "304 Not Modified"
    assert again.body == b""
    assert again.header["etag"] == first.header["etag"]
    assert again.header["cache-control"] == "no-cache"
    assert again.header["vary"] == "Accept-Encoding"
    assert "content-security-policy" in again.header
    assert not {"content-length", "content-encoding", "x-robots-tag"} & again.header.keys()


@pytest.mark.parametrize("held", ["", '"other"', '"', "other", '"a*"', "*, *"])
def test_what_is_not_held_is_sent(ask, held):
    assert ask(PAGE, if_none_match=held).status == 200


def test_an_error_is_never_unchanged(ask):
    for path in ("/somerset/nothing", "/somerset", "/\\", "/somerset/procedures/old-topic"):
        assert ask(path, if_none_match="*").status != 304
    assert ask(PAGE, method="POST", if_none_match="*").status == 405


def test_a_tag_of_another_encoding_does_not_count():
    assert not is_held('"abc-gz"', '"abc-br"')
    assert not is_held('"abc"', '"abc-br"')
