"""The gateways and the desk behind one address, for trying Waymark on one's own machine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from waymark.editions.shelf import Shelf
from waymark.gateways.application import application
from waymark.gateways.gatehouse import Clock

#: What the desk answers; all else is the gateways'.
OF_THE_DESK = ("/desk", "/letters")


def both(shelf: Path, folder: Path, now: Clock) -> Callable[..., Any]:
    """One WSGI application: the desk's addresses go to the desk, all others to the gateways.

    The desk takes some seconds to load, so it does that beside the first answers of the gateways.
    """
    gateways = application(Shelf(shelf), now)
    desk = _Later(lambda: _desk(folder, shelf))
    threading.Thread(target=desk.made, daemon=True).start()

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        path = environ["PATH_INFO"]
        if any(path == first or path.startswith(f"{first}/") for first in OF_THE_DESK):
            return desk.made()(environ, start)
        return gateways(environ, start)

    return serve


def _desk(folder: Path, shelf: Path) -> Callable[..., Any]:
    from waymark.commands.desks import desk_application

    return desk_application(folder, shelf)


class _Later:
    """Something made once, by whoever first needs it."""

    def __init__(self, make: Callable[[], Callable[..., Any]]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Callable[..., Any] | None = None

    def made(self) -> Callable[..., Any]:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
