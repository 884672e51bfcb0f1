"""Where each role comes in, as a script that a page fetches once a role is remembered."""

from __future__ import annotations

from typing import Any

import msgspec

from waymark.manual.acting import acts, in_order, needed, note_of
from waymark.manual.words import Role
from waymark.pages.plan import Asset
from waymark.pages.reading import Reader

#: Where this stands in a gateway, as pages ask for it.
PATH = "for/roles.js"


def where(reader: Reader) -> Asset:
    """For each role its title, where it acts, where it has a note, and what it needs most, with titles."""
    roles = {role.key: _where(role, reader) for role in reader.manuscript.roles}
    return Asset(PATH, b"self.waymarkRoles=" + msgspec.json.encode(roles) + b";\n")


def _where(role: Role, reader: Reader) -> dict[str, Any]:
    parts = list(in_order(reader.lookup))
    return {
        "title": role.title,
        "acts": [part.place for part in parts if acts(role, part)],
        "noted": [part.place for part in parts if note_of(role, part)],
        "needed": [[place, reader.title(place)] for place in needed(role, reader.lookup)],
    }
