"""The zip folder that a Word file is: opened with every limit checked before anything is unpacked."""

from __future__ import annotations

import io
import re
import stat
import zipfile

from waymark.desk.files.rules import MEGA, MOST_PARTS, RATIO, UNPACKED, UNPACKED_XML, Trouble

_PIECE = 1 << 16
_LOCKED = 0x1
_TRICK = re.compile(r"^/|[\\:\x00-\x1f\x7f]|(?:^|/)\.{1,2}(?:/|$)|//")
_DIRECTORY_ROW = b"PK\x01\x02"


class Archive:
    """The parts of a Word file by name. Raises Trouble where the folder itself is a trap."""

    def __init__(self, data: bytes) -> None:
        # Counted before the directory is read, which takes far more memory than its bytes.
        if data.count(_DIRECTORY_ROW) > MOST_PARTS * 2:
            raise Trouble("file-bomb", what=f"more than {MOST_PARTS:,} parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except Exception as error:
            raise Trouble("file-damaged", problem="it is not a whole Word file") from error
        self._parts = {each.filename: each for each in parts if not each.is_dir()}
        _check_names(parts)
        _check_sizes(parts)
        if any(each.flag_bits & _LOCKED for each in parts):
            raise Trouble("file-encrypted")

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every part."""
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises Trouble where they are too many, or not those that were packed."""
        part = self._parts[name]
        if part.file_size > UNPACKED_XML:
            raise Trouble("file-bomb", what=f"{part.file_size / MEGA:,.0f} MB of words in one part")
        return self._unpacked(part, keep=True)

    def check(self, name: str) -> bytes:
        """The first bytes of a part that was unpacked to see that it is whole, and not kept."""
        return self._unpacked(self._parts[name], keep=False)

    def _unpacked(self, part: zipfile.ZipInfo, keep: bool) -> bytes:
        kept = bytearray()
        read = 0
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(_PIECE):
                    read += len(piece)
                    if keep or not kept:
                        kept += piece
                    if read > part.file_size:
                        raise Trouble("file-bomb", what="more than it says it does")
        except (Trouble, MemoryError):
            raise
        except Exception as error:
            raise Trouble("file-damaged", problem="a part of it is not whole") from error
        if read != part.file_size:
            raise Trouble("file-damaged", problem="a part of it is not whole")
        return bytes(kept)


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        name = part.orig_filename
        if _TRICK.search(name):
            raise Trouble("file-parts", what="one leads outside the file")
        if name.lower() in seen:
            raise Trouble("file-parts", what="two have one name")
        if stat.S_ISLNK(part.external_attr >> 16):
            raise Trouble("file-parts", what="one stands for another")
        seen.add(name.lower())


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise Trouble("file-bomb", what=f"more than {MOST_PARTS:,} parts")
    whole = sum(part.file_size for part in parts)
    if whole > UNPACKED:
        raise Trouble("file-bomb", what=f"{whole / MEGA:,.0f} MB")
    for part in parts:
        if part.file_size > MEGA and part.file_size > RATIO * max(part.compress_size, 1):
            raise Trouble("file-bomb", what=f"a part {RATIO} times as large as it is packed")
