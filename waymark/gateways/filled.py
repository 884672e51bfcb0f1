"""Filled copies: pages in force with their slots filled, kept on the shelf for servers that cannot fill."""

from __future__ import annotations

import hashlib
import os

import msgspec

from waymark.editions.disk import put_bytes
from waymark.editions.shelf import Shelf
from waymark.gateways.gateway import MISSING, WITHHELD
from waymark.gateways.now import Gateways
from waymark.gateways.reading import packed, words
from waymark.pages.open_slots import ROOT_SIGN, is_open, root_of

#: The folder on the shelf, and the list of what was written the last time.
FOLDER = "filled"
_LAST = "last.json"

#: For each gateway and page that leaves slots open the file of its filled copy, below the shelf.
Copies = dict[tuple[str, str], str]


def fill_all(shelf: Shelf, gateways: Gateways) -> Copies:
    """Write filled copies of all pages in force, as the server fills them, plain and compressed.

    What was written the time before stays until the next time: it is served until the web server has read
    its new configuration. Older copies go.
    """
    made: Copies = {}
    for key, gateway in sorted(gateways.gateways.items()):
        for path, digest in sorted(gateway.pages.items()):
            if not path.endswith(".html") or gateway.status(path) == WITHHELD:
                continue
            stored = words(shelf, path, digest)
            if is_open(stored):
                # Whoever sends the page for what is not there puts the real root in the place of its sign.
                root = ROOT_SIGN if path == MISSING else root_of(path)
                made[key, path] = _put(shelf, gateways.filling.page(gateway, path, stored, root))
    _sweep(shelf, set(made.values()))
    return made


def _put(shelf: Shelf, whole: bytes) -> str:
    seal = hashlib.sha256(whole).hexdigest()
    name = f"{FOLDER}/{seal[:2]}/{seal}.html"
    file = f"{shelf.folder}/{name}"
    if not os.path.exists(file):
        for encoding in ("gz", "br"):
            put_bytes(f"{file}.{encoding}", packed(whole, (encoding,)).body)
        put_bytes(file, whole)
    return name


def _sweep(shelf: Shelf, made: set[str]) -> None:
    last = shelf.folder / FOLDER / _LAST
    try:
        before = set(msgspec.json.decode(last.read_bytes(), type=list[str]))
    except (FileNotFoundError, msgspec.MsgspecError):
        before = set()
    if not made and not before:
        return
    kept = {f"{name}{ending}" for name in made | before for ending in ("", ".gz", ".br")}
    for file in (shelf.folder / FOLDER).glob("*/*"):
        if str(file.relative_to(shelf.folder)) not in kept:
            file.unlink()
    put_bytes(str(last), msgspec.json.encode(sorted(made)))
