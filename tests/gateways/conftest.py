"""Small shelves, and readers who ask the server for pages without a network."""

import gzip
import hashlib
import io
from datetime import UTC, datetime, timedelta

import brotli
import pytest

from waymark.editions.shelf import FRONT, OnShelf, Printing, Settings, Shelf
from waymark.gateways.application import application

MORNING = datetime(2026, 11, 2, 9, tzinfo=UTC)
HASH = "0123456789abcdef"

HOUSE = {
    "index.html": "the first page",
    "referral.html": "the chart of referral",
    "referral/talk-it-over.html": "talk it over. " * 200,
    "procedures/old-topic.html": "withdrawn in edition 2026-1, see another",
    "404.html": '<a href="./~/index.html">not here</a> <link href="./~/assets/style.css">',
    f"assets/style-{HASH}.css": "p { color: black }",
    "assets/plain.js": "'use strict'",
    "offline.js": "'use strict';",
}
FRONT_HOUSE = {
    "index.html": "choose your area",
    "areas.html": "choose your area: all of them",
    "accessibility.html": "accessibility",
    "404.html": '<a href="./~/index.html">no such page at the front</a>',
    f"assets/front-{HASH}.css": "p { color: blue }",
}
STATUSES = {"404.html": 404, "procedures/old-topic.html": 410}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = MORNING

    def __call__(self):
        return self.now

    def forward(self, seconds=2):
        self.now += timedelta(seconds=seconds)


class Answered:
    def __init__(self, line, headers, body):
        self.line = line
        self.status = int(line[:3])
        self.header = {name.lower(): value for name, value in headers}
        assert len(self.header) == len(headers), "a header is said twice"
        self.body = body

    @property
    def plain(self):
        coding = self.header.get("content-encoding")
        return {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}[coding](self.body)


class Reader:
    """Asks a WSGI application."""

    def __init__(self, app):
        self.app = app

    def __call__(self, path, *, method="GET", host="localhost:8000", query="", sent=None, **headers):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host}
        environ["wsgi.input"] = io.BytesIO(sent or b"")
        if sent is not None:
            environ |= {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(sent))}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        said = []
        body = b"".join(self.app(environ, lambda line, about: said.append((line, about))))
        assert len(said) == 1
        return Answered(*said[0], body)


class Shelves:
    """Puts printings on a shelf and brings them into force."""

    def __init__(self, folder):
        self.folder = folder

    def put(
        self, shelf, gateway, words, *, edition="2026-1", supplement=1, printing=1, statuses=STATUSES,
        slots=(),
    ):  # fmt: skip
        pages = []
        for path, text in words.items():
            data = f"{gateway}: {text}".encode()
            squeezed = {"gz": gzip.compress(data, mtime=0), "br": brotli.compress(data)}
            ending = "." + path.rpartition(".")[2]
            fingerprint = shelf.put_object(data, ending, squeezed)
            pages.append(OnShelf(path, fingerprint, fingerprint, len(data), statuses.get(path, 200)))
        rows = []
        for slot, text in dict(slots).items():
            fingerprint = shelf.put_object(text.encode(), ".slot", {})
            rows.append(OnShelf(f"{slot}.slot", fingerprint, fingerprint, len(text.encode())))
        made = Printing(gateway, edition, supplement, printing, "", "", "", tuple(pages), tuple(rows))
        shelf.put_printing(made)
        return made.name

    def make(self, name="shelf", hosts=None):
        shelf = Shelf(self.folder / name)
        with shelf.writing():
            hosts = hosts or {"swcpp.somerset.example": "somerset", "devon.example": "devon"}
            shelf.put_settings(Settings("South West", None, hosts))
            names = (
                self.put(shelf, FRONT, FRONT_HOUSE, supplement=0),
                self.put(shelf, "somerset", HOUSE),
                self.put(shelf, "devon", HOUSE),
            )
            shelf.bring_into_force(datetime(2026, 9, 1, tzinfo=UTC), names)
        return shelf

    def reissue(self, shelf, words, start, gateway="somerset", **more):
        with shelf.writing():
            name = self.put(shelf, gateway, HOUSE | words, **({"supplement": 2} | more))
            shelf.bring_into_force(start, (name,))
        return name


@pytest.fixture
def shelves(tmp_path):
    return Shelves(tmp_path)


@pytest.fixture
def shelf(shelves):
    return shelves.make()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def app(shelf, clock):
    return application(shelf, clock)


@pytest.fixture
def ask(app):
    return Reader(app)


@pytest.fixture
def reader():
    return Reader


@pytest.fixture
def digest():
    return lambda data: hashlib.sha256(data).hexdigest()
