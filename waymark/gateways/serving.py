"""Serving: the application under Granian, in as many worker processes as wanted."""

from __future__ import annotations

import errno
import gc
import os
import signal
import socket
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from waymark.editions.shelf import Shelf
from waymark.gateways.application import application
from waymark.gateways.gatehouse import Clock, load
from waymark.manual.findings import Severity, messages, refuse

Build = Callable[[], Any]
Ready = Callable[[], None]

messages(
    Severity.REFUSE,
    {
        "port-busy": (
            "Port {port} at {host} is taken by another program.",
            "Stop that program, or choose another port.",
        ),
        "port-refused": (
            "This machine does not let us listen at {host}, port {port}: {problem}.",
            "Choose another address, or a port above 1023.",
        ),
        "workers-stopped": (
            "The server stopped because its workers failed one after another.",
            "Read what they said above, put it right and start again.",
        ),
    },
)


def serve(
    folder: Path,
    host: str,
    port: int,
    workers: int,
    now: Clock,
    ready: Ready | None = None,
) -> None:
    """Serve the gateways of a shelf until the process is interrupted.

    `now` gives instants in UTC; like `ready`, which is called once the port is ours, it comes from the
    commands. It must be known by name (no lambda), since workers may be started from nothing. Raises
    Refused where there is no shelf, where it cannot be read whole, or where the port is not to be had.
    """
    shelf = Shelf(folder)
    shelf.settings()
    load(shelf, now())
    run(partial(application, shelf, now), host, port, workers, ready)


def run(
    build: Build, host: str, port: int, workers: int, ready: Ready | None = None, threads: int = 1
) -> None:
    """Serve whatever WSGI application `build` makes, once in each worker, until interrupted.

    `threads`: how many requests one worker answers side by side. A gateway answers from memory and wants
    one; the desk waits for its database and wants several.
    """
    server = Server(
        "waymark",
        address=claim(host, port),
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )

    def started() -> None:
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        if ready is not None:
            ready()

    server.on_startup(started)
    try:
        server.serve(target_loader=partial(_worker, build, os.getpid()), wrap_loader=False)
    except SystemExit as error:
        raise refuse("workers-stopped") from error


def claim(host: str, port: int) -> str:
    """The numeric address to listen at. Raises Refused where the port is taken or not allowed.

    Workers share a port, so without asking first a second server would quietly share it too.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise refuse("port-busy", host=host, port=port) from error
        raise refuse("port-refused", host=host, port=port, problem=error.strerror or error) from error
    return str(address[0])


def _worker(build: Build, parent: int) -> Any:
    """Make the application in a worker: out of reach of the terminal's ctrl-C, which the parent passes on."""
    os.setpgid(0, 0)
    threading.Thread(target=_stop_without, args=(parent,), daemon=True).start()
    made = build()
    # What was read for serving is there to stay: looked through for rubbish again and again, twenty years of
    # heads would hold a reader up for some thirty milliseconds each time.
    gc.collect()
    gc.freeze()
    return made


def _stop_without(parent: int) -> None:
    """Stop this worker when the process that started it is gone."""
    alone = threading.Event()
    while os.getppid() == parent:
        alone.wait(2)
    os.kill(os.getpid(), signal.SIGTERM)
