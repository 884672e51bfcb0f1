"""The one file of an archive: written so that the same files give the same bytes, read with care."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from waymark.editions.disk import sync_folder
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "archive-unreadable": (
            "{file} cannot be read as an archive: {problem}.",
            "Take another copy of it; one that waymark archive made, as it was made.",
        ),
        "archive-file": (
            "The file {name} in the archive {problem}.",
            "Take another copy of the archive; nothing was put on the shelf.",
        ),
    },
)

#: The limits of what is taken in: files, bytes in all, and how far one file may unfold.
MOST_FILES = 400_000
MOST_BYTES = 8 * 1024**3
MOST_UNFOLDED = 400
#: Small files may unfold further: a page of one word over and over is none of ours, but harmless.
SMALL = 1024**2

_BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
_WHEN = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100644
#: A name that is the same on every machine, and leads nowhere but into the archive.
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


def written(file: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files into one, beside, then move it into place. Returns its size in bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.parent / f".{file.name}.{os.getpid()}"
    try:
        with beside.open("wb") as out:
            packed(out, files)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)
    return file.stat().st_size


def packed(out: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """Files packed into one, with nothing that says when or on which machine."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for path, data in files:
            about = zipfile.ZipInfo(path, _WHEN)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system, about.external_attr = 3, _FILE << 16
            made.writestr(about, data)


class Opened:
    """An archive that is being read: only what may safely be read is given out."""

    def __init__(self, file: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise refuse("archive-unreadable", file=str(file), problem=_told(error)) from error
        self.file = file
        self._about: dict[str, zipfile.ZipInfo] = {}
        try:
            self._look()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> set[str]:
        """The names of all files in it."""
        return set(self._about)

    def size(self, name: str) -> int:
        """How many bytes a file says it has."""
        return self._about[name].file_size

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises Refused where it is not there, or is not whole."""
        if name not in self._about:
            raise refuse("archive-file", file=name, name=name, problem="is missing")
        about = self._about[name]
        try:
            with self._zip.open(about) as opened:
                data = opened.read(about.file_size + 1)
        except _BROKEN as error:
            raise refuse("archive-file", file=name, name=name, problem="is damaged") from error
        if len(data) != about.file_size:
            raise refuse("archive-file", file=name, name=name, problem="has another size than it says")
        return data

    def _look(self) -> None:
        """Raises Refused for what no archive of ours has: ways out, links, what unfolds too far."""
        listed = self._zip.infolist()
        packed = sum(about.compress_size for about in listed)
        if len(listed) > MOST_FILES or sum(about.file_size for about in listed) > MOST_BYTES:
            raise refuse("archive-unreadable", file=str(self.file), problem="it says that it holds too much")
        if packed > self.file.stat().st_size:
            raise refuse("archive-unreadable", file=str(self.file), problem="its files overlap")
        for about in listed:
            if problem := _unsafe(about) or ("is there twice" if about.filename in self._about else ""):
                raise refuse("archive-file", file=about.filename, name=about.filename, problem=problem)
            self._about[about.filename] = about


def _unsafe(about: zipfile.ZipInfo) -> str:
    kind = about.external_attr >> 16 & 0o170000
    if kind not in (0, 0o100000):
        return "is a link, not a file"
    if about.orig_filename != about.filename or not SAFE.fullmatch(about.filename):
        return "has a name that no file of an archive has"
    if about.flag_bits & 1:
        return "is locked with a password"
    if about.compress_type not in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        return "is packed in a way that archives are not"
    if about.file_size > SMALL and about.file_size > MOST_UNFOLDED * about.compress_size:
        return "would unfold too far"
    return ""


def _told(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not a whole zip file"
