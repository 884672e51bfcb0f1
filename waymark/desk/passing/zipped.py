"""A pack as one zip file: written the same for the same desk, and opened with care."""

from __future__ import annotations

import io
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from waymark.manual.findings import Severity, messages, refuse

#: A pack of twelve partnerships is some 5 MB; these leave room for many files of guidance.
MOST_FILES = 20_000
MOST_BYTES = 500 * 1024 * 1024

#: What reading a damaged or unusual zip raises.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)

messages(
    Severity.REFUSE,
    {
        "pack-zip": (
            "This is not a pack in a zip file: {problem}.",
            "Take the file that “Save the whole desk as a pack” gave, or zip a pack's folder.",
        ),
    },
)


def written(files: dict[str, bytes]) -> bytes:
    """Files as a zip; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


@contextmanager
def opened(data: bytes) -> Iterator[Path]:
    """The folder that a zipped pack holds, for as long as it is needed. Raises Refused where it is none."""
    with tempfile.TemporaryDirectory(prefix="waymark-pack-") as folder:
        try:
            for name, words in _files(data).items():
                file = Path(folder, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(words)
        except OSError as error:
            raise refuse("pack-zip", problem="two files in it want the same place") from error
        top = [
            path for path in Path(folder).rglob("consortium.yaml") if len(path.relative_to(folder).parts) <= 2
        ]
        if len(top) != 1:
            raise refuse("pack-zip", problem="there is no consortium.yaml at its top")
        yield top[0].parent


def _files(data: bytes) -> dict[str, bytes]:
    """Every file of the zip by a name that stays within its folder. Raises Refused."""
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) > MOST_FILES:
                raise refuse("pack-zip", problem=f"it holds more than {MOST_FILES:,} files")
            for member in members:
                path = PurePosixPath(member.filename)
                if path.is_absolute() or ".." in path.parts or "\\" in member.filename:
                    raise refuse("pack-zip", problem="a file in it would land outside its folder")
                if "__MACOSX" in path.parts or path.name.startswith("."):
                    continue
                with archive.open(member) as one:
                    words = one.read(left + 1)
                left -= len(words)
                if left < 0:
                    raise refuse("pack-zip", problem="it holds more than 500 MB")
                found[str(path)] = words
    except _DAMAGED as error:
        raise refuse("pack-zip", problem="it cannot be opened") from error
    return found
