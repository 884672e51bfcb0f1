"""Where readers find what a draft holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waymark.desk.models import Draft, RegisterLine


def page_of(kind: str, place: str, data: Mapping[str, Any]) -> str:
    """The page of a gateway that shows a draft of this kind at this place; its home where none is its own."""
    if kind in ("box", "procedure", "source", "review", "scenario", "term", "chart"):
        return f"{place}.html"
    if kind == "note":
        return f"{data['place']}.html"
    if kind == "guidance":
        return f"local/{data['key']}.html"
    if kind == "way in":
        return f"for/{data['key']}.html"
    if kind in ("contact", "local contact"):
        return "contacts.html"
    return "index.html"


def register_place(place: str, partnership: str) -> str:
    """A draft's place as the register and readers know it: that of guidance names its partnership."""
    kind, _, key = place.partition(":")
    return f"{partnership}/local/{key}" if kind == "guidance" else place


def fixed(draft: Draft) -> bool:
    """Whether a draft's place or key was ever in force, or is its only name, so that it cannot change."""
    place = register_place(draft.place, draft.partnership)
    if ":" in place or place in ("manual", "partnership"):
        return True
    return RegisterLine.objects.filter(place=place).exists()
