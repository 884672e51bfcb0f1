"""The disk below a shelf: putting bytes into place, making them last, and one writer at a time."""

from __future__ import annotations

import ctypes
import fcntl
import os
import time
from pathlib import Path
from typing import IO

#: How many seconds a writer waits for the one before it, which may only just have been stopped.
PATIENCE = 3.0


def put_bytes(file: str, data: bytes, mode: int = 0o644) -> None:
    """Write beside, then move into place. What is written lasts only after `settle_disk`."""
    folder, _, name = file.rpartition("/")
    beside = f"{folder}/.{name}.{os.getpid()}"
    handle = _opened(beside, folder, mode)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)
    os.rename(beside, file)


def _opened(file: str, folder: str, mode: int) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        return os.open(file, flags, mode)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
        return os.open(file, flags, mode)


def claimed(lock: IO[bytes], patience: float = PATIENCE) -> bool:
    """Whether the lock became ours within a few seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        else:
            return True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as lasting as the files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_disk(folder: Path) -> None:
    """Flush the file system that holds a folder: one call for thousands of files."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        if not hasattr(libc, "syncfs") or libc.syncfs(handle) != 0:
            os.sync()
    finally:
        os.close(handle)
