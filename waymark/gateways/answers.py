"""Answers: a status, its headers and its bytes, made once and sent as often as they are asked for."""

from __future__ import annotations

import html
from typing import NamedTuple
from urllib.parse import quote

from waymark.editions.shelved import ending_of
from waymark.gateways.headers import (
    ENCODINGS,
    KINDS,
    NO_STORE,
    REVALIDATE,
    SECURITY,
    cache_of,
    kind_of,
    tag_of,
)
from waymark.gateways.reading import Packed

Headers = list[tuple[str, str]]

STATUS_LINES = {
    200: "200 OK",
    303: "303 See Other",
    304: "304 Not Modified",
    308: "308 Permanent Redirect",
    400: "400 Bad Request",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    410: "410 Gone",
    413: "413 Content Too Large",
    422: "422 Unprocessable Content",
    451: "451 Unavailable For Legal Reasons",
    500: "500 Internal Server Error",
    503: "503 Service Unavailable",
}
NOTHING = [b""]

_NOINDEX = ("X-Robots-Tag", "noindex")
_VARY = ("Vary", "Accept-Encoding")
_PLAIN = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<p>{words}</p>
<p>If a child is in danger now, ring 999.</p>
<p><a href="/">Go to the first page</a></p>
</body>
</html>
"""


class Answer(NamedTuple):
    """What is sent. `tag` and `unchanged` (the headers of a 304) are there for what may be revalidated."""

    line: str
    headers: Headers
    body: list[bytes]
    tag: str = ""
    unchanged: Headers = []  # noqa: RUF012 - never changed

    @property
    def status(self) -> int:
        """The status as a number."""
        return int(self.line[:3])

    @property
    def weight(self) -> int:
        """About how many bytes of memory keeping this answer takes."""
        return len(self.body[0]) + 2000


def page(path: str, sent: Packed, status: int = 200, *, indexed: bool = True) -> Answer:
    """A page or asset, in one encoding. Pages of other days are not to be `indexed`."""
    coding = [("Content-Encoding", ENCODINGS[sent.encoding])] if sent.encoding else []
    about = [("Content-Type", kind_of(ending_of(path))), *coding, ("Content-Length", str(len(sent.body)))]
    if status != 200:
        return _answer(status, [*about, ("Cache-Control", NO_STORE), _VARY], sent.body)
    tag = tag_of(sent.fingerprint, sent.encoding)
    robots = [] if indexed else [_NOINDEX]
    cached = [("Cache-Control", cache_of(path)), ("ETag", tag), _VARY, *robots]
    return Answer(STATUS_LINES[200], [*about, *cached, *SECURITY], [sent.body], tag, [*cached, *SECURITY])


def download(name: str, data: bytes) -> Answer:
    """A file that was just made for who asks, and is kept by nobody."""
    about = [
        ("Content-Type", kind_of(ending_of(name))),
        ("Content-Disposition", f'attachment; filename="{name}"'),
        ("Content-Length", str(len(data))),
        ("Cache-Control", NO_STORE),
    ]
    return _answer(200, about, data)


def missing(sent: Packed) -> Answer:
    """A gateway's own page for what is not there."""
    return page("404.html", sent, 404)


def passing(answer: Answer) -> Answer:
    """The same answer, kept by nobody: it holds for this moment only."""
    headers = [each for each in answer.headers if each[0] not in ("Cache-Control", "ETag")]
    return Answer(answer.line, [*headers, ("Cache-Control", NO_STORE)], answer.body)


def for_machines(answer: Answer) -> Answer:
    """The same answer, for other systems: any page may read it. It names no reader and needs no cookie."""

    def opened(headers: Headers) -> Headers:
        kept = [each for each in headers if each[0] != "Cross-Origin-Resource-Policy"]
        return [*kept, ("Cross-Origin-Resource-Policy", "cross-origin"), ("Access-Control-Allow-Origin", "*")]

    return answer._replace(headers=opened(answer.headers), unchanged=opened(answer.unchanged))


def see(location: str) -> Answer:
    """To another path of this server, this once."""
    there = "/" + quote(location.lstrip("/"), safe="/-._~+:#")
    about = [("Location", there), ("Content-Length", "0"), ("Cache-Control", NO_STORE)]
    return _answer(303, about, b"")


def redirect(location: str) -> Answer:
    """To another path of this server, for good: it starts with one slash, so it leads to no other host."""
    there = "/" + quote(location.lstrip("/"), safe="/-._~")
    about = [("Location", there), ("Content-Length", "0"), ("Cache-Control", REVALIDATE)]
    return _answer(308, about, b"")


def plain(status: int, title: str, words: str, *more: tuple[str, str]) -> Answer:
    """A small page of the server itself, where no gateway has one."""
    body = _PLAIN.format(title=html.escape(title), words=html.escape(words)).encode()
    about = [
        ("Content-Type", KINDS[".html"]),
        ("Content-Length", str(len(body))),
        ("Cache-Control", NO_STORE),
    ]
    return _answer(status, [*about, *more], body)


def state(body: bytes, status: int) -> Answer:
    """How the server itself is, for machines."""
    about = [
        ("Content-Type", KINDS[".json"]),
        ("Content-Length", str(len(body))),
        ("Cache-Control", NO_STORE),
    ]
    return _answer(status, about, body)


def _answer(status: int, headers: Headers, body: bytes) -> Answer:
    robots = [] if status == 200 else [_NOINDEX]
    return Answer(STATUS_LINES[status], [*headers, *robots, *SECURITY], [body])


MALFORMED = plain(
    400, "We cannot read this address", "Check that it is typed or copied as it was given to you."
)
NOT_FOUND = plain(404, "There is no page at this address", "Check that it is typed as it was given to you.")
NOT_ALLOWED = plain(
    405, "These pages can only be read", "Nothing can be sent to this address.", ("Allow", "GET, HEAD")
)
TOO_LONG = plain(413, "That is too long", "A sentence or two is enough.")
WITHHELD = plain(451, "This page has been taken away", "The law does not allow us to show it.")
TROUBLE = plain(500, "Something went wrong", "The mistake is ours. Please try again in a minute.")
CLOSED = plain(
    503,
    "This form is closed just now",
    "Nothing was sent. Reading goes on: every page is open.",
    ("Retry-After", "60"),
)
UNREADY = plain(
    503, "These pages are not ready yet", "Please try again in a few minutes.", ("Retry-After", "60")
)
