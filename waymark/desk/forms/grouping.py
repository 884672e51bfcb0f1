"""Which fields of a form stand together, under which heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_FACETED = (
    ("What to do", ("facets-key_points", "facets-how_to_do_it", "facets-what_if")),
    ("What others learned", ("facets-lessons",)),
    ("For families", ("facets-for_families-parents", "facets-for_families-child")),
    ("Through one role’s eyes", ("facets-for_your_role",)),
    ("So that people find it", ("facets-people_say",)),
    ("What stands behind it", ("sources", "checked", "not_certain")),
)
_CONTACT = (
    ("How to reach it", ("telephone", "email", "web")),
    ("When it answers", ("hours", "hours_in_words")),
    ("How sure it is", ("checked", "example")),
    ("So that people find it", ("people_say",)),
)
_GROUPS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "box": _FACETED,
    "procedure": _FACETED,
    "contact": _CONTACT,
    "local contact": _CONTACT,
    "timescale": (
        ("The limit", ("limit", "unit", "longest", "by_order", "starts", "who")),
        ("What stands behind it", ("source", "checked", "note")),
        ("So that people find it", ("people_say",)),
    ),
    "term": (("So that people find it", ("people_say",)),),
    "source": (("What it requires", ("provisions",)), ("What it teaches", ("lessons",))),
    "review": (("What it teaches", ("learning",)),),
    "scenario": (("Its moments", ("moments",)),),
    "guidance": (
        ("Its history", ("former_name", "owner", "published", "updated", "reviewed", "review_by")),
        ("Its words", ("form", "text", "shown_at")),
    ),
}


class Group(NamedTuple):
    """Fields that stand together; the first group of a form has no heading."""

    heading: str
    names: list[str]


def grouped(kind: str, names: list[str]) -> Iterator[Group]:
    """The fields of a form in groups. Every field comes once; what no group names comes first."""
    groups = _GROUPS.get(kind, ())
    later = {name for _, members in groups for name in members}
    yield Group("", [name for name in names if name not in later])
    for heading, members in groups:
        held = [name for name in members if name in names]
        if held:
            yield Group(heading, held)
