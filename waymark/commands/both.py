"""The gateways and the desk behind one address, for trying Waymark on one's own machine."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from waymark.editions.shelf import Shelf
from waymark.gateways.application import application
from waymark.gateways.gatehouse import Clock
from waymark.gateways.letters import LARGEST, is_letters
from waymark.gateways.sent import body_of

log = logging.getLogger(__name__)

#: What the desk answers, beside letters; all else is the gateways'.
OF_THE_DESK = ("/desk",)


def both(shelf: Path, folder: Path, now: Clock) -> Callable[..., Any]:
    """One WSGI application: the desk's addresses go to the desk, all others to the gateways.

    The desk takes some seconds to load, so it does that beside the first answers of the gateways.
    """
    gateways = application(Shelf(shelf), now)
    desk = _Later(lambda: _desk(folder, shelf))
    threading.Thread(target=desk.try_to, daemon=True).start()

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        path = environ["PATH_INFO"]
        if is_letters(path):
            return _letters(desk.made, gateways, environ, start)
        if any(path == first or path.startswith(f"{first}/") for first in OF_THE_DESK):
            return desk.made()(environ, start)
        return gateways(environ, start)

    return serve


def _letters(desk: Callable[[], Any], gateways: Any, environ: dict[str, Any], start: Any) -> Any:
    """What the desk answers to a letter; where it fails, the gateways say that nothing was sent."""
    # Read once for both, so that what was written can be given back; but not what is far too long.
    sent = body_of(environ, LARGEST)
    said: list[Any] = []
    try:
        again = {} if sent is None else {"wsgi.input": io.BytesIO(sent)}
        answer = desk()({**environ, **again}, lambda *about: said.append(about))
        body = list(answer)
        if hasattr(answer, "close"):
            answer.close()
        if not said[-1][0].startswith("5"):
            start(*said[-1])
            return body
    except Exception as problem:
        log.error("The desk did not answer a letter: %s.", type(problem).__name__)
    left = {"wsgi.input": io.BytesIO(sent or b""), "CONTENT_LENGTH": str(len(sent or b""))}
    return gateways({**environ, **left}, start)


def _desk(folder: Path, shelf: Path) -> Callable[..., Any]:
    from waymark.commands.desks import desk_application

    return desk_application(folder, shelf)


class _Later:
    """Something made once, by whoever first needs it."""

    def __init__(self, make: Callable[[], Callable[..., Any]]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Callable[..., Any] | None = None

    def try_to(self) -> None:
        """Make it beforehand; what fails is tried again, and told, when it is first needed."""
        with suppress(Exception):
            self.made()

    def made(self) -> Callable[..., Any]:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
