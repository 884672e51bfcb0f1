"""Reading a stranger's file in a process apart, which is bounded in time and memory and knows no secrets.

The libraries that open PDF and Word files were not written for enemies. A file can make them loop, fill
the memory or crash, and no check beforehand finds every such file. So they run in a process of their
own: at most `MEMORY` bytes, `SECONDS` of processor time, `WAITED` seconds in all, no file written, and
an environment that holds nothing but where our modules are. What it told line by line before it was
stopped is kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import msgspec

import waymark

MEMORY = 1 << 30
SECONDS = 20
WAITED = 45
#: Nothing is written, not even compiled modules, and nothing said that nobody hears.
_QUIETLY = ("-B", "-W", "ignore")


class Task(StrEnum):
    """What can be done apart: a function of name and bytes that gives lines."""

    LOOK = "waymark.desk.files.examining:look"
    READ = "waymark.desk.incoming.reading:read"


def apart(task: Task, name: str, data: bytes, seconds: int = SECONDS) -> tuple[list[bytes], bool]:
    """The lines that a task tells of a file, and whether it came to its end."""
    paths = [str(Path(waymark.__path__[0]).parent), *filter(None, sys.path)]
    try:
        done = subprocess.run(
            [sys.executable, *_QUIETLY, "-m", "waymark.desk.files.worker", task.name, str(seconds)],
            input=msgspec.json.encode(name.encode("utf-8", "replace").decode()) + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAITED,
            env={"PYTHONPATH": os.pathsep.join(paths)},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return _lines(late.stdout or b""), False
    return _lines(done.stdout), done.returncode == 0


def _lines(told: bytes) -> list[bytes]:
    """Whole lines only: a process that is stopped may stop in the middle of one."""
    return told.split(b"\n")[:-1]
