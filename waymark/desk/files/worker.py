"""The process apart: takes a name and bytes on standard input, does one task within limits, tells lines."""

from __future__ import annotations

import importlib
import sys

import msgspec

from waymark.desk.files.apart import MEMORY, Task


def bind(seconds: int) -> None:
    """Take the limits upon this process. Where the system has none, the one who waits still stops it."""
    try:
        import resource
    except ImportError:  # pragma: no cover - not on Unix
        return
    wanted = (
        (resource.RLIMIT_AS, MEMORY, MEMORY),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for what, soft, hard in wanted:
        most = resource.getrlimit(what)[1]
        bounds = [limit if most == resource.RLIM_INFINITY else min(limit, most) for limit in (soft, hard)]
        resource.setrlimit(what, (bounds[0], bounds[1]))


def main() -> None:
    """Do the task that is named, and tell each line as soon as it is known."""
    module, _, function = Task[sys.argv[1]].value.partition(":")
    work = getattr(importlib.import_module(module), function)
    bind(int(sys.argv[2]))
    given = sys.stdin.buffer.read()
    head, _, data = given.partition(b"\n")
    for line in work(msgspec.json.decode(head, type=str), data):
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
