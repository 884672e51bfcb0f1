"""Letters when no desk is behind: a page that says that nothing was sent, and that reading goes on.

A letter goes to the desk at `/letters/`, on the host that it was read on. Whatever stands before both hands
it on; only when the desk is down, or there is none, does it come here. It is answered, and stays nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from waymark.editions.shelved import FRONT
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, bare
from waymark.gateways.framed import FRAMED, framed
from waymark.pages.tell import show

if TYPE_CHECKING:
    from datetime import datetime

    from waymark.gateways.now import Gateways

#: The largest body that is read: the longest letter, as a browser sends it.
LARGEST = 32_768

TITLE = "This form is closed just now"


def is_letters(path: str) -> bool:
    """Whether an address is the desk's: letters, and all below."""
    return path == "/letters" or path.startswith("/letters/")


def closed(
    gateways: Gateways, host: str | None, encodings: tuple[str, ...], now: datetime, body: bytes
) -> Answer:
    """The page that says so, in the frame of the gateway that was read, with its numbers to ring.

    What was written is shown once more, so that its writer can copy it.
    """
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=24) if body else {}
    key = fields.get("gateway", [""])[0] or fields.get("area", [""])[0]
    root = f"/{key}/"
    if key not in gateways.gateways or key == FRONT:
        own = host is not None and host in gateways.gateways
        key, root = (host if own and host else FRONT), "/"
    gateway = gateways.gateways.get(key)
    if gateway is None or FRAMED not in gateways.filling.today(key):
        return answers.CLOSED
    place = bare(fields.get("place", [""])[0]).removeprefix(f"{key}/")
    page = place if gateway.find(place) is not None else ""
    main = show.closed(
        back=root + page,
        page=bool(page),
        area=key != FRONT,
        words=fields.get("words", [""])[0].replace("\r\n", "\n"),
    )
    return framed(gateways, Asked(key, root, "letters", "", now, encodings), TITLE, main, 503)
