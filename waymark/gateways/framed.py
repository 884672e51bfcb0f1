"""Pages that the server makes itself, in the frame of a gateway."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from waymark.editions.shelved import SLOT
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked
from waymark.gateways.reading import packed
from waymark.pages.open_slots import ROOT_SIGN, fill

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

FRAME = f"frame{SLOT}"


def framed(gateways: Gateways, asked: Asked, title: str, main: str, status: int = 200) -> Answer:
    """A page of this title around a main part, in the frame of the gateway that is in force.

    Links in the main part start with the gateway's root, or with the sign that stands for it.
    """
    said = gateways.filling.today(asked.gateway)
    frame = said.get("frame")
    if frame is None:
        return answers.plain(status, title, "This page needs a newer printing of the gateway.")
    whole = fill(frame, said, asked.root.encode())
    given = {"title": escape(title), "description": escape(title), "above": "", "main": main}
    for name, words in given.items():
        whole = whole.replace(f"<!--{name}-->".encode(), words.encode())
    whole = whole.replace(ROOT_SIGN, asked.root.encode())
    return answers.page("made.html", packed(whole, asked.encodings), status, indexed=False)
