"""What leads to a draft: the links and lists of other drafts that name its place or its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from waymark.desk.drafts.places import register_place
from waymark.desk.models import Draft
from waymark.desk.people.standing import SHARED, Standing

#: Fields that name a part by its key alone.
_BY_KEY = {"timescale": "timescales", "role": "role"}


def leading_to(standing: Standing, draft: Draft) -> list[Draft]:
    """The drafts a person may see that name this one; none of another partnership's are looked at."""
    rows = standing.drafts().filter(gone=False).exclude(pk=draft.pk).order_by("kind", "title")
    if draft.partnership != SHARED:
        rows = rows.filter(partnership=draft.partnership)
    return [each for each in rows if any(_names(draft, field, words) for field, words in said(each.data))]


def said(data: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """All words in plain data, each with the field it stands in."""
    if isinstance(data, str):
        yield field, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from said(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from said(value, field)


def _names(draft: Draft, field: str, words: str) -> bool:
    if (by_key := _BY_KEY.get(draft.kind)) is not None:
        return field == by_key and words == draft.data.get("key")
    return any(
        words == place or words.startswith(f"{place}#") or f"]({place})" in words or f"]({place}#" in words
        for place in _places(draft)
    )


def _places(draft: Draft) -> tuple[str, ...]:
    if draft.kind == "guidance":
        return (f"local/{draft.data.get('key')}", register_place(draft.place, draft.partnership))
    return () if ":" in draft.place else (draft.place,)
