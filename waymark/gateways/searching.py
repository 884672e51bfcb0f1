"""Searching a gateway: what was typed comes in the body of a request, is answered, and stays nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waymark.editions.indexes import teller_of
from waymark.gateways.answers import Answer, passing
from waymark.gateways.asked import Asked
from waymark.gateways.framed import framed
from waymark.gateways.sent import fields
from waymark.pages.search import show

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

_SEARCH = re.compile(r"(?P<before>(?:on|edition)/[^/]+/)?search(?:\.html)?")


class Searching:
    """Answers to what was typed into the form of a gateway's pages, of today or of another day."""

    def __init__(self, gateways: Gateways) -> None:
        self._all = gateways

    def answer(self, asked: Asked, body: bytes) -> Answer | None:
        """The page of what was found; None where nothing can be searched at this address."""
        sent_to = self._all.sent_to(asked, _SEARCH)
        if sent_to is None:
            return None
        _, before, gateway = sent_to
        typed = fields(body).get("words", "")
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
