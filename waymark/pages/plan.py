"""What goes into a setting, and what comes out of it: pages as parts that are only joined when needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript


class SharedPart(NamedTuple):
    """An edition as the pages need it.

    `changed` says, for each place, in which edition its text last changed; `fingerprints` the
    SHA-256 of each place's own text; `reasons` the amendments of this edition (place, reason).
    """

    manuscript: Manuscript
    edition: str
    in_force: str
    fingerprint: str
    fingerprints: Mapping[str, str]
    changed: Mapping[str, str]
    reasons: tuple[tuple[str, str], ...] = ()


class LocalPart(NamedTuple):
    """A supplement as the pages need it.

    `changed` has the keys `notes:<place>`, `guidance:<key>` and `contacts`; `papers` the words of the files
    that readers download, by the files' names.
    """

    local: LocalManuscript
    supplement: int
    in_force: str
    fingerprint: str
    changed: Mapping[str, int]
    papers: Mapping[str, str] = MappingProxyType({})


class PageToSet(NamedTuple):
    """A page that is not yet joined. Its key is the fingerprint of exactly the parts it is made of.

    `parts` gives those parts when they are asked for: most pages of a compile never are.
    """

    path: str
    key: str
    parts: Callable[[], Iterable[str]]
    status: int = 200

    def joined(self) -> bytes:
        """The bytes of the page."""
        return "".join(self.parts()).encode()


class Asset(NamedTuple):
    """A style, script or picture of a gateway; its path carries the fingerprint of its bytes."""

    path: str
    data: bytes


def page(path: str, parts: Callable[[], Iterable[str]], marks: Iterable[str], status: int = 200) -> PageToSet:
    """A page from its parts and the fingerprints of those parts, in the same order."""
    key = hashlib.sha256("\0".join((path, str(status), *marks)).encode()).hexdigest()[:32]
    return PageToSet(path, key, parts, status)


def mark(part: str) -> str:
    """The fingerprint of a part, worked out once for a part that many pages share."""
    return hashlib.sha256(part.encode()).hexdigest()[:32]
