"""The gatehouse: knows which gateways stand open now, and notices when that changes."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from waymark.editions.days import day_of
from waymark.editions.history import Heads
from waymark.editions.shelf import OnShelf, PrintingName, Shelf
from waymark.editions.shelved import ending_of
from waymark.editions.timeline import at, instant, shown_by
from waymark.gateways.gateway import WITHHELD, Gateway, table
from waymark.gateways.now import Gateways
from waymark.manual.findings import Severity, messages, refuse

log = logging.getLogger("waymark.gateways")

#: How many bytes of answers a worker keeps in memory, and how long it waits after a shelf it could not read.
ROOM = 64 * 1024 * 1024
PATIENCE = timedelta(seconds=1)

Clock = Callable[[], datetime]
Marks = tuple[object, ...]

_NEVER = datetime.max.replace(tzinfo=UTC)
_EVER = datetime.min.replace(tzinfo=UTC)

messages(
    Severity.REFUSE,
    {
        "shelf-incomplete": (
            "The bytes of {page} of {printing} are not on the shelf, or not all of them.",
            "Copy the shelf again, the file in-force.jsonl last.",
        ),
    },
)


class Gatehouse:
    """The gateways of a shelf by the server's own clock, ready to be asked at every request.

    A change that cannot be loaded, such as a half-copied shelf, leaves all gateways as they stood and is
    tried again a second later.
    """

    def __init__(self, shelf: Shelf, now: Clock, room: int = ROOM) -> None:
        self.shelf = shelf
        self.behind = False
        self.now = now
        self._room = room
        self._watched = tuple(
            map(str, (shelf.in_force_file, shelf.folder / "settings.json", shelf.withheld_file))
        )
        self._loading = threading.Lock()
        self._retry: tuple[Marks, datetime, datetime] | None = None
        self._standing = Gateways(shelf, {}, {}, _NEVER, _EVER, (), room)
        self.gateways()

    def gateways(self) -> Gateways:
        """The gateways as they stand now."""
        standing = self._standing
        now = self.now()
        marks = (_mark(self._watched[0]), _mark(self._watched[1]), _mark(self._watched[2]))
        if marks == standing.marks and standing.since <= now < standing.until:
            return standing
        return self._look_again(now, marks)

    def _look_again(self, now: datetime, marks: Marks) -> Gateways:
        if self._retry is not None:
            tried, since, until = self._retry
            if tried == marks and since <= now < until:
                return self._standing
        if not self._loading.acquire(blocking=False):
            return self._standing
        try:
            # A withholding changes lists that never change otherwise: then nothing known is used again.
            same = marks[2:] == self._standing.marks[2:]
            known = self._standing.gateways if same else {}
            heads = self._standing.heads if same else Heads(self.shelf)
            gateways = load(self.shelf, now, marks, known, self._room, heads)
            heads.look(gateways.steps)
            self._standing = gateways
            self._retry, self.behind = None, False
        except Exception as error:  # whatever is wrong with a shelf, readers keep what they have
            self._retry, self.behind = (marks, now, now + PATIENCE), True
            log.error("The shelf could not be read, so the gateways stay as they stood. %s", error)
        finally:
            self._loading.release()
        return self._standing


def load(
    shelf: Shelf,
    now: datetime,
    marks: Marks = (),
    before: Mapping[str, Gateway] | None = None,
    room: int = ROOM,
    heads: Heads | None = None,
) -> Gateways:
    """Read the gateways in force at an instant, using again those of `before` that stay the same.

    Raises Refused or OSError where anything that is in force cannot be read whole.
    """
    changes = shelf.changes()
    starts = [change.start for change in changes]
    since = max((start for start in starts if start <= now), default=_EVER)
    until = min((start for start in starts if start > now), default=_NEVER)
    known = {gateway.name: gateway for gateway in (before or {}).values()}
    steps = shown_by(changes)
    names = {key: name for key, shown in steps.items() if (name := at(shown, now))}
    if not names:
        return Gateways(shelf, {}, {}, since, until, marks, room, heads=heads)
    checked = {digest for gateway in known.values() for digest in gateway.pages.values()}
    gateways = {key: known.get(name) or _gateway(shelf, name, checked) for key, name in names.items()}
    settings = shelf.settings()
    hosts = {host.lower(): key for host, key in settings.hosts.items() if key in gateways}
    for day in (settings.next_edition, settings.comments_close):
        # What is told of a day to come is told no more once that day is over.
        if day is not None and now < (over := instant(day + timedelta(days=1))):
            until = min(until, over)
    return Gateways(shelf, gateways, hosts, since, until, marks, room, steps, settings, day_of(now), heads)


def _gateway(shelf: Shelf, name: PrintingName, checked: set[bytes]) -> Gateway:
    """A gateway all of whose bytes are there."""
    folders: dict[str, str] = {}
    printing = shelf.printing(name)
    for page in (*printing.pages, *printing.slots):
        digest = bytes.fromhex(page.fingerprint)
        if digest not in checked and page.status != WITHHELD:
            _check(shelf, name, page, folders)
            checked.add(digest)
    return table(printing)


def _check(shelf: Shelf, name: PrintingName, page: OnShelf, folders: dict[str, str]) -> None:
    """Refuse an object that is not there or not all there. `folders` saves making the same paths again."""
    fingerprint, ending = page.fingerprint, ending_of(page.path)
    below = folders.get(fingerprint[:2])
    if below is None:
        below = folders[fingerprint[:2]] = str(shelf.object_file(fingerprint, ending).parent)
    try:
        size = os.stat(f"{below}/{fingerprint}{ending}").st_size
    except FileNotFoundError:
        size = -1
    if size != page.size:
        raise refuse("shelf-incomplete", page=page.path, printing=name)


def told(gateways: Gateways, behind: bool = False) -> dict[str, object]:
    """How the server is: what is in force, and whether a newer list waits that could not be read."""
    shown = {key: gateway.name.numbers for key, gateway in sorted(gateways.gateways.items())}
    status = ("behind" if behind else "ok") if shown else "nothing in force"
    return {"status": status, "gateways": len(shown), "in_force": shown}


def state(gatehouse: Gatehouse) -> tuple[bytes, int]:
    """How the server is, as JSON, and the status to answer with: 503 where nothing is in force."""
    gateways = gatehouse.gateways()
    return msgspec.json.encode(told(gateways, gatehouse.behind)), 200 if gateways.gateways else 503


def _mark(file: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
