"""Duties: which words of duty a place may use, by the provisions that it cites.

“Must” needs a statute or regulations that say must; “should” needs any provision with a duty in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from waymark.manual.manuscript import Lookup
from waymark.manual.sources import SourceKind

#: The sources that alone can say must.
LAW = (SourceKind.STATUTE, SourceKind.REGULATIONS)


def backed(cited: Iterable[str], lookup: Lookup) -> frozenset[str]:
    """The words that cited provisions back: `must` with a law that says must, `should` with any duty."""
    words = set()
    for part in cited:
        if part in lookup.provisions:
            source, provision = lookup.provisions[part]
            if provision.force in ("must", "should"):
                words.add("should")
            if provision.force == "must" and source.kind in LAW:
                words.add("must")
    return frozenset(words)
