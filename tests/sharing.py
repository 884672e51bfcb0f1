"""What takes long to make is made once, for all the processes that run tests."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

#: Names the folder of what was made, for tests that are run by a test.
HOME = "TESTS_MADE_ONCE"


def home_of(base: Path) -> Path:
    """The folder that all workers know. `base`: where this process keeps its own."""
    if HOME in os.environ:
        return Path(os.environ[HOME])
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(home: Path, name: str, make: Callable[[Path], None]) -> Path:
    """What `make` puts at a path, made by whoever comes first; the others wait for it."""
    made = home / name
    with (home / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half = home / f"{name}-half"
            make(half)
            half.rename(made)
    return made


def copy_shelf(made: Path, folder: Path) -> None:
    """A shelf of one's own. Objects are never written again, so they are linked, not copied."""
    shutil.copytree(
        made, folder, copy_function=lambda a, b: (os.link if "/objects/" in a else shutil.copy2)(a, b)
    )
