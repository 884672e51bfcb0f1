"""The page “Keep a copy”, the worker, and what makes a gateway an app."""

from __future__ import annotations

import json
import re
import struct
import zlib
from pathlib import Path

import brotli

from tests.pages.gateways import front, gateway, local, manuscript
from waymark.pages.dress import style
from waymark.pages.keep.icon import drawing, picture
from waymark.pages.keep.page import files, worker
from waymark.pages.open_slots import is_open

PIECE = struct.Struct(">I4s")


def pieces(data: bytes) -> dict[bytes, bytes]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(data):
        size, name = PIECE.unpack_from(data, at)
        body = data[at + 8 : at + 8 + size]
        assert int.from_bytes(data[at + 8 + size : at + 12 + size], "big") == zlib.crc32(name + body)
        found[name] = body
        at += 12 + size
    return found


def dots(data: bytes, size: int) -> list[list[int]]:
    """The shades of a picture, row by row."""
    raw, above, rows = zlib.decompress(pieces(data)[b"IDAT"]), bytes(size // 2), []
    assert len(raw) == size * (size // 2 + 1)
    for row in range(size):
        start = row * (size // 2 + 1)
        assert raw[start] == 2
        above = bytes((one + two) & 255 for one, two in zip(raw[start + 1 :], above, strict=False))
        rows.append([shade for byte in above for shade in (byte >> 4, byte & 15)])
    return rows


def test_the_mark_is_drawn_in_white_on_the_partnerships_colour() -> None:
    for size in (192, 512):
        data = picture("#7a2d4b", size)
        found = pieces(data)
        assert struct.unpack(">IIBB", found[b"IHDR"][:10]) == (size, size, 4, 3)
        assert (found[b"PLTE"][:3].hex(), found[b"PLTE"][-3:].hex()) == ("7a2d4b", "ffffff")
        rows = dots(data, size)
        assert all(row == row[::-1] for row in rows)
        assert rows[0] == [0] * size
        middle = rows[size * 3 // 8]
        assert middle[0] == 0
        assert max(middle) == 15
        lit = sum(map(sum, rows)) / (15 * size * size)
        assert 0.1 < lit < 0.2
        # A system may cut it round: all of the mark is within four fifths of the width.
        for y, row in enumerate(rows):
            for x, shade in enumerate(row):
                if shade:
                    assert ((x - size / 2) ** 2 + (y - size / 2) ** 2) ** 0.5 < 0.4 * size + 1
    assert 'fill="#7a2d4b"' in drawing("#7a2d4b").decode()


def test_an_app_is_told_its_name_that_nobody_adopted_it_and_pictures_that_are_there() -> None:
    made = gateway("somerset")
    told = json.loads(made["app.webmanifest"])
    assert told["name"] == f"Somerset: {manuscript().title} (not adopted)"
    assert (told["start_url"], told["scope"], told["id"], told["display"]) == ("./", "./", "./", "standalone")
    assert told["theme_color"] == local("somerset").partnership.accent
    assert {icon["src"] for icon in told["icons"]} <= made.keys()
    assert {icon["sizes"] for icon in told["icons"]} == {"any", "192x192", "512x512"}


def test_only_the_home_page_and_the_page_of_keeping_can_be_made_an_app() -> None:
    for key, made in (("somerset", gateway("somerset")), ("front", front())):
        having = {path for path, data in made.items() if path.endswith(".html") and b'rel="manifest"' in data}
        assert having == ({"index.html", "keep.html"} if key == "somerset" else set())
    for file in (Path(__file__).parents[2] / "waymark" / "pages").rglob("*.js"):
        assert "beforeinstallprompt" not in file.read_text(), "nobody is asked to install anything"


def test_the_worker_is_the_same_for_every_gateway_and_edition_and_small() -> None:
    one, two = (files(local(key).partnership, "A title") for key in ("somerset", "devon"))
    assert worker() in one
    assert worker() in two
    data = worker().data
    assert not is_open(data)
    assert not re.search(rb"\d{4}-\d", data)
    assert len(brotli.compress(data)) <= 3500


def test_what_keeping_costs_every_page() -> None:
    always = (Path(style.PAGES) / "keep" / "open.js").read_text()
    assert len(brotli.compress(style.plain(always).encode())) <= 210
    assert len(brotli.compress(style.late()["keep"].data)) <= 2048


def test_the_page_says_what_copies_are_before_it_offers_one_and_names_no_edition() -> None:
    words = gateway("somerset")["keep.html"].decode()
    main = words[words.index("<main") : words.index("</main>")]
    assert main.index("Copies go out of date") < main.index("data-keep")
    assert main.index("Whoever uses the device") < main.index("data-keep")
    assert not re.search(r"edition \d", main)
    assert "<button" not in main
    for path, data in gateway("somerset").items():
        if path.endswith(".html"):
            assert b'keep.html">Keep a copy</a>' in data, path
