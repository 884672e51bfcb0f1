"""Looking up a fingerprint: which words that were ever in force have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from waymark.editions.history import Heads
from waymark.editions.shelved import FRONT
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, bare, told
from waymark.gateways.framed import framed
from waymark.pages.days import show
from waymark.pages.days.show import Way

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

_FORM = re.compile(r"[0-9a-f]{64}")
_NEARLY = re.compile(r"[0-9a-f]{8,}")
#: How many findings are listed; the rest is counted.
LISTED = 30


class Known(NamedTuple):
    """Words with a fingerprint: what they are in a sentence, where they can be read, and since when."""

    text: str
    gateway: str
    page: str
    start: datetime


class LookUp:
    """Where each fingerprint of what came into force is found."""

    def __init__(self, gateways: Gateways, heads: Heads) -> None:
        self._all = gateways
        self._heads = heads

    def answer(self, asked: Asked, rest: str) -> Answer | None:
        """The page to look a fingerprint up, with what was found."""
        if asked.field("fingerprint"):
            typed = re.sub(r"[\s:]+", "", asked.field("fingerprint")).lower()
            if _FORM.fullmatch(typed):
                return answers.see(f"{asked.root}fingerprint/{typed}")
            return self._page(asked, asked.field("fingerprint"), _wrong(typed), 422)
        if not rest:
            return self._page(asked, "", "", 200)
        if not _FORM.fullmatch(rest):
            return self._page(asked, rest, _wrong(rest.lower()), 404)
        return self._page(asked, rest, "", 200)

    def _page(self, asked: Asked, typed: str, wrong: str, status: int) -> Answer:
        found = [] if wrong or not typed else list(self.find(typed, asked))
        main = show.fingerprint(
            action=f"{asked.root}fingerprint",
            typed=typed,
            wrong=wrong,
            found=found[:LISTED],
            more=f"And {len(found) - LISTED} more." if len(found) > LISTED else "",
        )
        if typed and not found and not wrong:
            status = 404
        return framed(self._all, asked, "Look up a fingerprint", main, status)

    def find(self, fingerprint: str, asked: Asked) -> Iterator[Way]:
        """Everything that came into force and has this fingerprint, with where it can be read."""
        for known in self._index.get(bytes.fromhex(fingerprint), ()):
            if known.start > asked.now:
                continue
            root = f"/{known.gateway}/" if known.gateway else asked.root
            yield Way(f"{known.text}, in force from {told(known.start)}", f"{root}{known.page}")
        yield from self._pages(fingerprint, asked)

    @cached_property
    def _index(self) -> dict[bytes, list[Known]]:
        """Editions, supplements and the words of places by their fingerprints."""
        index: dict[bytes, list[Known]] = {}

        def add(fingerprint: str, known: Known) -> None:
            kept = index.setdefault(bytes.fromhex(fingerprint), [])
            if not any((each.text, each.gateway) == (known.text, known.gateway) for each in kept):
                kept.append(known)

        seen: set[tuple[str, object]] = set()
        for key, steps in sorted(self._all.steps.items()):
            for start, name in steps:
                if ("", name.edition) not in seen:
                    seen.add(("", name.edition))
                    edition = self._heads.edition(name.edition)
                    where = f"edition/{name.edition}/"
                    add(edition.fingerprint, Known(f"The whole of edition {name.edition}", "", where, start))
                    for place, (seal, since) in edition.places.items():
                        if since == name.edition:
                            text = f"The shared words of {place}, as of edition {since}"
                            add(seal, Known(text, "", where + place, start))
                if key == FRONT or (key, name.supplement) in seen:
                    continue
                seen.add((key, name.supplement))
                head = self._heads.supplement(key, name.supplement)
                if head is None:
                    continue
                whose = f"supplement {name.supplement} of {head.partnership.area}"
                where = f"edition/{name.edition}+{name.supplement}/"
                add(head.fingerprint, Known(f"The whole of {whose}", key, where, start))
                for place, (seal, number) in head.places.items():
                    if number == name.supplement:
                        page = place.replace("guidance:", "local/").removeprefix("notes:")
                        add(seal, Known(f"The local words of {page}, {whose}", key, where + page, start))
        return index

    def _pages(self, fingerprint: str, asked: Asked) -> Iterator[Way]:
        """Stored pages and files with these bytes: looked for only where the shelf has such bytes."""
        shelf = self._all.shelf
        if not any((shelf.folder / "objects" / fingerprint[:2]).glob(f"{fingerprint}*")):
            return
        sought = fingerprint.encode()
        for key, steps in sorted(self._all.steps.items()):
            told_of: set[str] = set()
            for start, name in steps:
                if start > asked.now or sought not in shelf.printing_file(name).read_bytes():
                    continue
                for row in shelf.listed_at(shelf.printing_file(name)).pages:
                    if row.fingerprint == fingerprint and row.path not in told_of and row.status != 451:
                        told_of.add(row.path)
                        root = "/" if key == FRONT else f"/{key}/"
                        text = f"The page {key}/{bare(row.path)} as stored, edition {name.edition}"
                        href = f"{root}edition/{name.edition}+{name.supplement}/{bare(row.path)}"
                        yield Way(f"{text}, in force from {told(start)}", href)


def _wrong(typed: str) -> str:
    if _NEARLY.fullmatch(typed):
        return f"A fingerprint has 64 letters and numbers, and this has {len(typed)}. Copy all of it."
    return "A fingerprint has 64 signs: the numbers 0 to 9 and the letters a to f. Copy all of it."
