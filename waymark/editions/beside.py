"""A folder made beside its place and moved there whole, so that nobody ever finds half of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waymark.editions.disk import sync_folder
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "folder-taken": (
            "There is something at {folder} already.",
            "Name a folder that is not there yet, or is empty.",
        ),
    },
)


@contextmanager
def made_beside(folder: Path) -> Iterator[Path]:
    """The folder to write to; it stands at `folder` once all is written.

    Raises Refused where something stands there. What stops the writing leaves nothing but a hidden
    folder beside, which the next try takes away.
    """
    folder = folder.absolute()
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise refuse("folder-taken", file=str(folder), folder=folder)
    beside = folder.parent / f".{folder.name}.making"
    if beside.exists():
        shutil.rmtree(beside)
    beside.mkdir(parents=True)
    yield beside
    if folder.exists():
        folder.rmdir()
    os.rename(beside, folder)
    sync_folder(folder.parent)
