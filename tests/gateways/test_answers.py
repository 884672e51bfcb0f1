"""What the server answers: pages, redirects, refusals and their headers."""

import json

import pytest

HASH = "0123456789abcdef"
OWN = "swcpp.somerset.example"

PAGES = [
    ("/", "front: choose your area", "localhost"),
    ("/areas.html", "front: choose your area: all of them", "localhost"),
    ("/areas", "front: choose your area: all of them", "localhost"),
    ("/somerset/", "somerset: the first page", "localhost"),
    ("/somerset/index.html", "somerset: the first page", "localhost"),
    ("/somerset/referral.html", "somerset: the chart of referral", "localhost:8000"),
    ("/somerset/referral", "somerset: the chart of referral", "localhost"),
    ("/devon/referral", "devon: the chart of referral", OWN),
    ("/", "somerset: the first page", OWN),
    ("/", "somerset: the first page", OWN.upper() + ":443"),
    ("/", "somerset: the first page", OWN + "."),
    ("/referral", "somerset: the chart of referral", OWN),
    ("/areas.html", "front: choose your area: all of them", OWN),
    (f"/assets/front-{HASH}.css", "front: p { color: blue }", OWN),
    (f"/assets/style-{HASH}.css", "somerset: p { color: black }", OWN),
    ("/referral", "devon: the chart of referral", "devon.example"),
    ("/", "front: choose your area", "stranger.example"),
    ("/", "front: choose your area", ""),
    ("/", "front: choose your area", "[::1]:8000"),
]


@pytest.mark.parametrize(("path", "words", "host"), PAGES)
def test_a_page_is_found_by_path_and_by_host(ask, path, words, host):
    answered = ask(path, host=host)
    assert answered.line == "200 OK"
    assert answered.body.decode() == words
    assert ask(path, host=host).body == answered.body


@pytest.mark.parametrize(
    ("path", "there", "host"),
    [
        ("/somerset", "/somerset/", "localhost"),
        ("/devon", "/devon/", OWN),
        ("/somerset/referral/", "/somerset/referral", "localhost"),
        ("/referral/", "/referral", OWN),
        ("/accessibility/", "/accessibility", "localhost"),
        ("/somerset/index.html/", "/somerset/index.html", "localhost"),
    ],
)
def test_a_redirect_stays_on_this_server_and_keeps_no_query(ask, path, there, host):
    answered = ask(path, host=host, query="from=//elsewhere.example")
    assert answered.status == 308
    assert answered.header["location"] == there


@pytest.mark.parametrize(
    ("path", "root", "host"),
    [
        ("/somerset/nothing", "/somerset/", "localhost"),
        ("/somerset/nothing/", "/somerset/", "localhost"),
        ("/somerset/404.html", "/somerset/", "localhost"),
        ("/somerset/404", "/somerset/", "localhost"),
        ("/somerset/Referral", "/somerset/", "localhost"),
        ("/somerset/areas.html", "/somerset/", "localhost"),
        ("/nothing", "/", OWN),
        ("/accessibility.html", "/", OWN),
        ("/front/index.html", "/", OWN),
        ("/404.html", "/", OWN),
    ],
)
def test_what_is_not_there_answers_with_the_gateways_own_page(ask, path, root, host):
    answered = ask(path, host=host)
    assert answered.status == 404
    assert answered.body == (
        f'somerset: <a href="{root}index.html">not here</a> <link href="{root}assets/style.css">'.encode()
    )
    assert ask(path, host=host, accept_encoding="gzip, br").plain == answered.body


@pytest.mark.parametrize("path", ["/nothing", "/front/index.html", "/Somerset/", "/wiltshire/", "/404.html"])
def test_outside_a_gateway_the_front_answers_what_is_not_there(ask, path):
    answered = ask(path)
    assert answered.status == 404
    assert answered.body == b'front: <a href="/index.html">no such page at the front</a>'


def test_a_withdrawn_place_is_gone_and_says_so(ask):
    answered = ask("/somerset/procedures/old-topic", accept_encoding="br")
    assert answered.line == "410 Gone"
    assert answered.plain.startswith(b"somerset: withdrawn in edition 2026-1")
    assert answered.header["cache-control"] == "no-store"
    assert answered.header["x-robots-tag"] == "noindex"


MALFORMED = [
    "",
    "*",
    "referral",
    "//",
    "//elsewhere.example",
    "//elsewhere.example/",
    "/somerset//referral",
    "/somerset//",
    "/../../etc/passwd",
    "/somerset/../front",
    "/somerset/..",
    "/somerset/.",
    "/./somerset/",
    "/somerset\\referral",
    "/\\elsewhere.example",
    "/som\0erset",
    "/som\nerset",
    "/som\x7ferset",
    "/%zz",
    "/%2e%2e/x",
    "/\xff\xfe",
    "/\xc3",
    "/€",
    "/" + "a" * 2000,
]


@pytest.mark.parametrize("path", MALFORMED)
def test_a_malformed_address_is_refused_calmly(ask, path):
    answered = ask(path)
    assert answered.line == "400 Bad Request"
    assert b"We cannot read this address" in answered.body
    assert answered.header["cache-control"] == "no-store"


def test_letters_of_other_scripts_are_an_address_like_any_other(ask):
    assert ask("/somerset/caf\xc3\xa9").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get"])
def test_only_reading_is_allowed(ask, method):
    answered = ask("/somerset/", method=method)
    assert answered.line == "405 Method Not Allowed"
    assert answered.header["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/", "/somerset/referral", "/somerset/none", "/somerset", "//", "/healthz"])
def test_head_says_the_same_without_the_body(ask, path):
    whole, head = ask(path, accept_encoding="br"), ask(path, method="HEAD", accept_encoding="br")
    assert (head.line, head.header, head.body) == (whole.line, whole.header, b"")
    assert int(head.header["content-length"]) == len(whole.body)


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("/somerset/referral", "text/html; charset=utf-8", "no-cache"),
        (
            f"/somerset/assets/style-{HASH}.css",
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("/somerset/assets/plain.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/somerset/offline.js", "text/javascript; charset=utf-8", "no-cache"),
    ],
)
def test_kind_and_cache(ask, path, kind, cache):
    answered = ask(path)
    assert answered.header["content-type"] == kind
    assert answered.header["cache-control"] == cache
    assert answered.header["vary"] == "Accept-Encoding"
    assert "x-robots-tag" not in answered.header


@pytest.mark.parametrize(
    "path", ["/", "/somerset", "/somerset/none", "/\\", "/healthz", "/somerset/referral"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_security_headers(ask, path, method):
    said = ask(path, method=method).header
    policy = said["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'; ")
    assert "unsafe" not in policy
    assert said["x-content-type-options"] == "nosniff"
    assert said["referrer-policy"] == "no-referrer"
    assert said["cross-origin-opener-policy"] == said["cross-origin-resource-policy"] == "same-origin"
    assert said["x-frame-options"] == "DENY"
    assert said["strict-transport-security"] == "max-age=31536000"
    assert "geolocation=()" in said["permissions-policy"]
    assert not {"set-cookie", "server"} & said.keys()


def test_the_policy_lets_our_own_refusals_be_read(ask):
    for body in (ask("/\\").body, ask("/", method="POST").body):
        assert b"<style" not in body
        assert b"style=" not in body
        assert b"<script" not in body


def test_healthz_says_what_is_in_force(ask):
    answered = ask("/healthz")
    assert answered.status == 200
    assert answered.header["cache-control"] == "no-store"
    assert json.loads(answered.body) == {
        "status": "ok",
        "gateways": 3,
        "in_force": {"devon": "2026-1+1.1", "front": "2026-1+0.1", "somerset": "2026-1+1.1"},
    }
