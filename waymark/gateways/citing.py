"""Citations: what a page is called, where it is, from when until when it held, and its fingerprints."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from waymark.editions.days import Day, stood
from waymark.editions.history import Heads
from waymark.editions.shelved import FRONT
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, bare, reign_told
from waymark.gateways.framed import framed
from waymark.gateways.gateway import MISSING, WITHHELD
from waymark.gateways.past import Past
from waymark.gateways.reading import words
from waymark.pages.days import show
from waymark.pages.prose.say import short_day

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


def citation(
    gateways: Gateways, past: Past, heads: Heads, asked: Asked, day: Day, path: str
) -> Answer | None:
    """The page of a citation: of a page as it stood on a day. None where there was no such page."""
    found = stood(gateways.steps[asked.gateway], min(day.moment, asked.now))
    if found is None or asked.gateway == FRONT:
        return None
    gateway, name = past.table(found.name), found.name
    file = gateway.find(path)
    if file is None or file == MISSING or gateway.status(file) == WITHHELD or not file.endswith(".html"):
        return None
    place, digest = bare(file), gateway.pages[file]
    head = heads.supplement(name.gateway, name.supplement)
    whose = head.partnership.name if head else name.gateway
    title, manual = titles(words(gateways.shelf, file, digest))
    shared, local = heads.shared(name, place), heads.local(name, place)
    address = (gateways.settings.address or "").rstrip("/")
    where = f"{address}/{name.gateway}/on/{day}/{place}"
    editions = reign_told(found.edition, asked.now)
    supplements = reign_told(found.supplement, asked.now)
    seal = shared or (local[0] if local else digest.hex())
    sentence = (
        f"“{title}”, {manual}: {name.gateway}/{place or 'index'}, edition {name.edition}, "
        f"in force {editions}, with supplement {name.supplement} of {whose}, in force {supplements}; "
        f"as it stood on {short_day(day.day)}{f' at {day.clock}' if day.clock else ''}. "
        f"Fingerprint (SHA-256) {seal}. {where}"
    )
    facts = [
        ("Title", title),
        ("Permanent address", f"{name.gateway}/{place}" if place else name.gateway),
        ("As it stood on", short_day(day.day) + (f" at {day.clock}" if day.clock else "")),
        ("Edition", f"{name.edition}, in force {editions}"),
        ("Supplement", f"{name.supplement} of {whose}, in force {supplements}"),
        ("Printing", str(name.printing)),
    ]
    facts += [("Fingerprint of the shared words", shared)] if shared else []
    facts += [("Fingerprint of the local words", each) for each in local]
    facts.append(("Fingerprint of the page as stored", digest.hex()))
    facts.append(("Read it there", where))
    standing = gateways.gateways[asked.gateway]
    same = standing.name == name
    main = show.citation(
        sentence,
        facts,
        past=""
        if same
        else f"It is how the page stood on {short_day(day.day)}. What is in force now may be different.",
        lookup=f"{asked.root}fingerprint/{seal}",
        page=f"{asked.root}on/{day}/{place}",
        action=f"{asked.root}cite/{place}",
        first=str(gateways.filling.first_day(asked.gateway)),
        day=str(day.day),
    )
    return framed(gateways, asked, f"Cite: {title}", main)


def titles(page: bytes) -> tuple[str, str]:
    """What a page is called, and the manual with its area, from the page's own title."""
    found = _TITLE.search(page)
    said = html.unescape(found[1].decode()) if found else ""
    title, _, manual = said.rpartition(" – ")
    return title or manual, manual
