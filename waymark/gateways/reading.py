"""Reading the shelf's bytes for readers: checked, unpacked, filled, and packed again for the way."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Mapping
from typing import NamedTuple

import brotli

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import ending_of

#: Brotli's quality for pages that are packed while a reader waits: above it they hardly shrink.
QUALITY = 5
#: And for pages of other days and those the server makes, which few ask for twice.
QUICK = 3


class Packed(NamedTuple):
    """Bytes as they are sent: in one encoding, with the fingerprint of what they unpack to."""

    encoding: str
    body: bytes
    fingerprint: str


def read(shelf: Shelf, digest: bytes, ending: str, encodings: tuple[str, ...]) -> Packed:
    """An object in the best encoding it is kept in, checked against its fingerprint.

    A compressed form that is not there or is damaged gives way to the next; raises OSError where nothing
    whole is left.
    """
    fingerprint = digest.hex()
    for encoding in (*encodings, ""):
        try:
            body = shelf.object_file(fingerprint, ending, encoding).read_bytes()
            whole = unpacked(body, encoding)
        except (OSError, EOFError, zlib.error, brotli.error):
            continue
        if hashlib.sha256(whole).digest() == digest:
            return Packed(encoding, body, fingerprint)
    raise OSError("an object of the shelf is missing or damaged")


def words(shelf: Shelf, path: str, digest: bytes) -> bytes:
    """The plain bytes of a page or of what goes into an open slot."""
    return read(shelf, digest, ending_of(path), ()).body


def packed(whole: bytes, encodings: tuple[str, ...], quality: int = QUALITY) -> Packed:
    """Bytes that were just made, in the encoding a reader likes best; `quality` as Brotli counts it."""
    encoding = next(iter(encodings), "")
    body = whole
    if encoding == "br":
        body = brotli.compress(whole, quality=quality)
    elif encoding == "gz":
        body = gzip.compress(whole, min(quality + 1, 6), mtime=0)
    return Packed(encoding, body, hashlib.sha256(whole).hexdigest())


def unpacked(body: bytes, encoding: str) -> bytes:
    """The plain bytes of one encoding."""
    if encoding == "br":
        plain: bytes = brotli.decompress(body)
        return plain
    return gzip.decompress(body) if encoding == "gz" else body


def read_slots(shelf: Shelf, slots: Mapping[str, bytes]) -> dict[str, bytes]:
    """What goes into the open slots of a gateway's pages, by the names of the slots."""
    return {path.rpartition(".")[0]: words(shelf, path, digest) for path, digest in slots.items()}
