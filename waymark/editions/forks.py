"""Work spread over the cores: forked workers that inherit everything and send back bytes."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import selectors
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from waymark.manual.findings import Refused, Severity, messages, refuse

_HEAD = struct.Struct("<qq")
_DIES_WITH_PARENT = 1
_FAILED = -1

messages(
    Severity.REFUSE,
    {
        "worker-lost": (
            "A worker process stopped before its work was done.",
            "See what it said above; if it said nothing, memory may be short: try again with --workers 1.",
        ),
    },
)


def spread(work: Callable[[int], bytes], count: int, workers: int) -> Iterator[tuple[int, bytes]]:
    """Do `work` for each number below `count`, in so many processes, and give the answers as they come.

    Workers end when this process does. Raises Refused where one ends before its work is done.
    """
    workers = min(workers, count)
    if workers < 2 or not hasattr(os, "fork"):
        for number in range(count):
            yield number, work(number)
        return
    gc.collect()
    gc.freeze()
    parent = os.getpid()
    started: dict[int, int] = {}
    try:
        for worker in range(workers):
            reading, writing = os.pipe()
            process = os.fork()
            if process == 0:
                for other in (reading, *started.values()):
                    os.close(other)
                _labour(work, range(worker, count, workers), writing, parent)
            os.close(writing)
            started[process] = reading
        yield from _answers(list(started.values()), count)
    finally:
        gc.unfreeze()
        for process, reading in started.items():
            os.close(reading)
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _labour(work: Callable[[int], bytes], numbers: range, writing: int, parent: int) -> None:
    """A worker's whole life."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        libc = ctypes.CDLL(None)
        if hasattr(libc, "prctl"):
            libc.prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        with open(writing, "wb") as out:
            for number in numbers:
                if os.getppid() != parent:
                    break
                number, answer = _answer(work, number)
                out.write(_HEAD.pack(number, len(answer)) + answer)
                out.flush()
                if number == _FAILED:
                    break
        status = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _answer(work: Callable[[int], bytes], number: int) -> tuple[int, bytes]:
    """The work done; or what stopped it, so that it can be told where the work was given out."""
    try:
        return number, work(number)
    except Refused as refused:
        return _FAILED, pickle.dumps(refused.findings)
    except OSError as error:
        return _FAILED, pickle.dumps(OSError(error.errno, error.strerror, error.filename))


def _answers(pipes: list[int], count: int) -> Iterator[tuple[int, bytes]]:
    held = {pipe: bytearray() for pipe in pipes}
    with selectors.DefaultSelector() as watched:
        for pipe in pipes:
            watched.register(pipe, selectors.EVENT_READ)
        while watched.get_map():
            for key, _ in watched.select():
                data = os.read(key.fd, 1 << 20)
                if not data:
                    watched.unregister(key.fd)
                buffer = held[key.fd]
                buffer += data
                while len(buffer) >= _HEAD.size:
                    number, size = _HEAD.unpack_from(buffer)
                    if len(buffer) < _HEAD.size + size:
                        break
                    answer = bytes(buffer[_HEAD.size : _HEAD.size + size])
                    del buffer[: _HEAD.size + size]
                    if number == _FAILED:
                        raise _told(pickle.loads(answer))
                    count -= 1
                    yield number, answer
    if count:
        raise refuse("worker-lost")


def _told(what: Any) -> Exception:
    return what if isinstance(what, OSError) else Refused(what)
