"""Links between pages: does each lead, by its relative way, to a page that is there?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from waymark.editions.proofs import Proof
from waymark.editions.shelved import FRONT, SLOT
from waymark.manual.findings import Finding, Severity, finding, messages

messages(
    Severity.REFUSE,
    {
        "link-broken": (
            "{place} in {printing} leads to {link}, and there is no such page.",
            "This is a mistake of ours: tell those who keep Waymark.",
        ),
        "link-to-no-id": (
            "{place} in {printing} leads to {link}, and that page has no such part.",
            "This is a mistake of ours: tell those who keep Waymark.",
        ),
        "link-absolute": (
            "{place} in {printing} leads to {link}, which does not hold from disk.",
            "Links within gateways are relative and name the file.",
        ),
    },
)

#: The pages of a gateway by path; None where a page's bytes are not to be had, or are withheld.
Pages = Mapping[str, Proof | None]

#: What links in `404.html` and in what goes into open slots start with; it stands for the gateway's root.
ROOT_SIGN = "./~/"
MISSING = "404.html"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LETTERS = "/letters/"


class LinkReader:
    """The links of one printing. `last`: the last pages of each gateway, for links from one to another."""

    def __init__(self, gateway: str, words: str, pages: Pages, last: Mapping[str, Pages]) -> None:
        self.gateway = gateway
        self.words = words
        self.all = {**last, gateway: pages}
        self.pages = pages
        self.whole = False
        self._ids: dict[int, frozenset[str]] = {}

    def faults(self, before: LinkReader | None = None) -> Iterator[Finding]:
        """Every link that leads nowhere.

        Where a printing read `before` was whole, and nothing its links led to is gone since, only those pages
        are read that were not the same then.
        """
        self.whole = True
        for path, proof in self._to_read(before).items():
            for link in proof.links if proof else ():
                if rule := self._fault(path, link):
                    self.whole = False
                    yield finding(rule, place=path, printing=self.words, link=link)

    def _to_read(self, before: LinkReader | None) -> Pages:
        if before is None or not before.whole or before.pages.keys() - self.pages.keys():
            return self.pages
        changed = {path: proof for path, proof in self.pages.items() if before.pages.get(path) is not proof}
        for path, proof in changed.items():
            was = before.pages.get(path)
            if was is not None and (proof is None or not set(was.ids) <= set(proof.ids)):
                return self.pages
        return changed

    def _fault(self, path: str, link: str) -> str | None:
        if _SCHEME.match(link) or link.startswith(("//", _LETTERS)):
            return None
        if link.startswith("/"):
            return "link-absolute"
        way, _, part = link.partition("#")
        way = way.partition("?")[0]
        found = self._lead(path, way)
        if found is None:
            return "link-broken"
        gateway, target = found
        proof = self.all[gateway][target]
        if part and proof is not None and part not in self._ids_of(proof):
            return "link-to-no-id"
        return None

    def _lead(self, path: str, way: str) -> tuple[str, str] | None:
        """The gateway and page that a relative way leads to."""
        if not way:
            return self.gateway, path
        if way.startswith(ROOT_SIGN) and (path == MISSING or path.endswith(SLOT)):
            way, path = way.removeprefix(ROOT_SIGN), MISSING
        root = "" if self.gateway == FRONT else f"{self.gateway}/"
        target = _joined(root + posixpath.dirname(path), way)
        first, _, rest = target.partition("/")
        gateway = first if rest and first in self.all and first != FRONT else FRONT
        within = rest if gateway != FRONT else target
        return (gateway, within) if within in self.all.get(gateway, {}) else None

    def _ids_of(self, proof: Proof) -> frozenset[str]:
        known = self._ids.get(id(proof))
        if known is None:
            known = self._ids[id(proof)] = frozenset(proof.ids)
        return known


@lru_cache(maxsize=1 << 16)
def _joined(folder: str, way: str) -> str:
    return posixpath.normpath(posixpath.join(folder, way))
