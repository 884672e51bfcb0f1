"""Laying out pages so that they open from disk: filled, marked as a copy, with no link that leads nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import OnShelf, ending_of
from waymark.pages.keep.page import APP, HEAD, WORKER
from waymark.pages.open_slots import ROOT_SIGN, fill, is_open, root_of, set_in
from waymark.pages.search.show import LOCAL_SAID, SHARED_SAID

MISSING = "404.html"
WITHHELD = 451
NOT_HERE = "not-here.html"

#: What only the server reads, or a browser that is asked to keep a gateway: of no use on disk.
LEFT_OUT = frozenset((SHARED_SAID, LOCAL_SAID, APP, WORKER))

_PICTURE = "assets/mark-"
_WAY = re.compile(rb' (href|action)="(?!#|"|[A-Za-z][A-Za-z0-9+.-]*:)([^"#?]*)([^"]*)"')
_FORM = re.compile(rb'<form class="find".*?</form>\n?', re.DOTALL)


class Laid(NamedTuple):
    """One file of a copy. `words`: what it holds, where that is not what the shelf keeps at `kept`."""

    path: str
    words: bytes | None
    kept: Path
    size: int

    @property
    def data(self) -> bytes:
        """What it holds."""
        return self.kept.read_bytes() if self.words is None else self.words


class Layout(NamedTuple):
    """How the files of a copy are laid out.

    `there`: every path in it; `address`: where the rest can be read, empty where nobody has said; `searched`:
    whether the indexes are among the files.
    """

    shelf: Shelf
    gateway: str
    there: frozenset[str]
    address: str
    slots: Mapping[str, bytes]
    searched: bool = True

    def laid(self, rows: Iterable[OnShelf], below: str) -> Iterator[Laid]:
        """The files of a printing, in a folder of the copy: empty for the front, the gateway's otherwise."""
        slots = self.slots if below else {}
        for row in rows:
            kept = self.shelf.object_file(row.fingerprint, ending_of(row.path))
            path = f"{below}{row.path}"
            if not row.path.endswith(".html"):
                yield Laid(path, None, kept, row.size)
                continue
            stored = words = kept.read_bytes()
            if is_open(words):
                words = fill(words, slots, root_of(row.path))
            if row.path == MISSING:
                words = words.replace(ROOT_SIGN, b"")
            words = self.finished(words, path)
            yield Laid(path, None if words == stored else words, kept, len(words))

    def framed(self, path: str, root: str, title: str, main: str) -> Laid:
        """A page of this copy alone, in the gateway's frame. `root`: its way to the gateway's folder."""
        frame = self.slots.get("frame", b"<!--main-->")
        words = self.finished(set_in(frame, self.slots, root.encode(), title, main), path)
        return Laid(path, words, Path(), len(words))

    def finished(self, words: bytes, path: str) -> bytes:
        """A page whose every link leads somewhere, and that no browser takes for an app's."""
        words = words.replace(HEAD.encode(), b"")
        if not self.searched:
            words = _FORM.sub(b"", words)
        folder = posixpath.dirname(path)

        def led(found: re.Match[bytes]) -> bytes:
            way, more = found[2].decode(), found[3]
            target = posixpath.normpath(posixpath.join(folder, way.lstrip("/") if way[:1] == "/" else way))
            if way[:1] != "/" and target in self.there:
                return found[0]
            return b' %b="%b"' % (found[1], self._away(target, more, path).encode())

        return _WAY.sub(led, words)

    def _away(self, target: str, more: bytes, path: str) -> str:
        while target.startswith("../"):
            target = target[3:]
        if self.address:
            whole = f"{self.address}/{target}"
            home = whole.removesuffix("/index.html")
            return (whole if home == whole else f"{home}/") + more.decode()
        return "../" * path.count("/") + f"{self.gateway}/{NOT_HERE}"


def readable(row: OnShelf) -> bool:
    """Whether a file of a printing is one that readers of a copy can use."""
    use = row.path not in LEFT_OUT and not row.path.startswith(_PICTURE)
    return row.status != WITHHELD and use


def ways(words: bytes, path: str) -> set[str]:
    """The files of its own gateway that a page leads to."""
    folder = posixpath.dirname(path)
    return {posixpath.normpath(posixpath.join(folder, found[2].decode())) for found in _WAY.finditer(words)}
