"""Pages that the server makes itself, in the frame of a gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark.editions.withheld import ground_of
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, told
from waymark.gateways.reading import QUICK, packed
from waymark.pages.days import show
from waymark.pages.days.show import Way
from waymark.pages.open_slots import set_in

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

WITHHELD = 451
FRAMED = "frame"
_NOT_ASKED = frozenset({"on", "edition", "letters"})


def framed(gateways: Gateways, asked: Asked, title: str, main: str, status: int = 200) -> Answer:
    """A page of this title around a main part, in the frame of the gateway that is in force.

    Links in the main part start with the gateway's root, or with the sign that stands for it.
    """
    said = gateways.filling.today(asked.gateway)
    frame = said.get(FRAMED)
    if frame is None:
        return answers.plain(404, title, "The pages of this gateway were set before it could be asked for.")
    # What holds for one day or edition is not asked about: only words of today can be made clearer.
    first = asked.path.partition("/")[0].removesuffix(".html")
    asks = b"" if first in _NOT_ASKED or status != 200 else gateways.filling.asks(asked.gateway, first)
    whole = set_in(frame, {**said, "tell": asks}, asked.root.encode(), title, main)
    return answers.page("made.html", packed(whole, asked.encodings, QUICK), status, indexed=False)


def withheld_page(gateways: Gateways, asked: Asked, digest: bytes) -> Answer:
    """What stands in place of a page whose words were withheld: on what ground, and since when."""
    if FRAMED not in gateways.filling.today(asked.gateway):
        return answers.WITHHELD
    record = ground_of(gateways.shelf.withheld(), digest.hex())
    lines = ["The law does not allow us to show it."]
    if record is not None:
        lines = [f"Its words were withheld on {told(record.at)}. The ground: {record.ground}."]
    lines.append("Its place and its fingerprint are kept, so that nobody can put other words there.")
    ways = [Way("Go to the home page", asked.root), Way("Who to ring", f"{asked.root}contacts")]
    title = "This page was withheld"
    return framed(gateways, asked, title, show.missing(title, lines, ways), WITHHELD)
