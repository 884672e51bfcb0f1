"""Searching a gateway: what was typed comes in the body of a request, is answered, and stays nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from waymark.editions.indexes import teller_of
from waymark.editions.shelved import FRONT
from waymark.gateways.answers import Answer, passing
from waymark.gateways.asked import Asked
from waymark.gateways.framed import framed
from waymark.gateways.gateway import Gateway
from waymark.pages.search import show

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

#: The largest body that is read: what is typed is a sentence or two.
LARGEST = 8192

_SEARCH = re.compile(r"(?P<before>(?:on|edition)/[^/]+/)?search(?:\.html)?")


class Searching:
    """Answers to what was typed into the form of a gateway's pages, of today or of another day."""

    def __init__(self, gateways: Gateways) -> None:
        self._all = gateways

    def answer(self, asked: Asked, body: bytes) -> Answer | None:
        """The page of what was found; None where nothing can be searched at this address."""
        match = _SEARCH.fullmatch(asked.path)
        if match is None or asked.gateway == FRONT:
            return None
        before = match["before"] or ""
        gateway = self._gateway(asked, before)
        if gateway is None:
            return None
        typed = _typed(body)
        teller = teller_of(self._all.shelf, gateway.name, gateway.pages)
        outcome = teller.searcher.search(typed)
        today = self._all.filling.today(asked.gateway)
        main = show.found(
            typed,
            outcome,
            teller.told(typed, outcome.results),
            root=asked.root + before,
            edition=gateway.name.edition if before else "",
            ring=today.get("contacts", b"").decode(),
            ways=self._all.filling.slots(gateway).get("ways", b"").decode(),
        )
        return passing(framed(self._all, asked, "What was found", main))

    def _gateway(self, asked: Asked, before: str) -> Gateway | None:
        """The pages that are searched: of today, or of the day or the edition that the address names."""
        if not before:
            return self._all.gateways[asked.gateway]
        return self._all.through_time.gateway_of(asked, before)


def _typed(body: bytes) -> str:
    """What was typed, from the body that a form sends; on one line, as a field of one line has it."""
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8)
    return " ".join(fields.get("words", [""])[0].split())
