"""Places: the permanent address of anything that can be read, cited or amended."""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta

WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"

#: Lower-case words joined by hyphens: a chart, partnership, role or timescale key.
Key = Annotated[str, Meta(pattern=rf"^{WORD}$", max_length=80)]

#: A place: one key (a chart) or `first/key`. Words, orderless, never renamed.
Place = Annotated[str, Meta(pattern=rf"^{WORD}(?:/{WORD})?$", max_length=160)]

#: A part of a source or review, such as `sources/children-act-1989#s47-1`.
Part = Annotated[str, Meta(pattern=rf"^(?:sources|reviews)/{WORD}#{WORD}$", max_length=240)]

#: First words that mean something else to a gateway, so that no chart or partnership may take them.
RESERVED = frozenset(
    {"on", "for", "search", "api", "feeds", "letters", "desk", "healthz", "assets", "local", "edition"}
    | {"procedures", "terms", "reviews", "sources", "areas", "contacts", "about", "lessons"}
    | {"accessibility", "privacy", "index", "404", "front"}
    | {"editions", "amendments", "life", "cite", "fingerprint"}
    | {"deadline", "path", "families", "practise", "keep", "paper", "how", "tell", "worker", "app", "leaving"}
)

#: Where the danger line on every page leads: a child who may not be safe now.
NOT_SAFE_NOW = "referral/not-safe-now"

_PLACE = re.compile(rf"{WORD}(?:/{WORD})?")


def is_place(words: str) -> bool:
    """Whether these words have the form of a place."""
    return _PLACE.fullmatch(words) is not None
