"""Folders on disk: the only part of the manual that touches one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, bytes]


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its relative name with `/` between; hidden files are passed over."""
    files: dict[str, bytes] = {}
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        within = os.path.relpath(top, folder).replace(os.sep, "/")
        prefix = "" if within == "." else f"{within}/"
        for name in sorted(names):
            if not name.startswith("."):
                files[prefix + name] = Path(top, name).read_bytes()
    return files


def write_file(path: Path, data: bytes) -> None:
    """Write beside, then move into place, so that a crash leaves the old file or the new, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_folder(folder: Path, files: Files) -> None:
    """Make a folder hold just these files. Those that already have their bytes are left alone."""
    present = read_folder(folder) if folder.is_dir() else {}
    for name, data in files.items():
        if present.get(name) != data:
            write_file(folder / name, data)
    for name in present.keys() - files.keys():
        (folder / name).unlink()
