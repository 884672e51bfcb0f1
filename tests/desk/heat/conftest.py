"""A test's changes are undone, and the numbers of its saves used again: nothing may be remembered of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from waymark.desk.drafts import saving
from waymark.desk.models import Draft
from waymark.desk.parts import part_of


@pytest.fixture(autouse=True)
def nothing_remembered(db: None) -> None:
    from waymark.desk.heat import page
    from waymark.desk.today import state

    for remembered in (state.changed, state.noticed, page.page_of):
        remembered.cache_clear()


@pytest.fixture
def facet(person: Callable[[str], Any]) -> Callable[..., Draft]:
    """Save other words in facets of a draft: `facet("referral/talk-it-over", how_to_do_it="…")`."""

    def save(place: str, **facets: Any) -> Draft:
        draft = Draft.objects.get(partnership="", place=place)
        data = {**draft.data, "facets": {**draft.data["facets"], **facets}}
        return saving.change(person("editor"), draft, draft.number, part_of(draft.kind, data))

    return save


@pytest.fixture
def waived(person: Callable[[str], Any]) -> Callable[..., Draft]:
    """Save a waiver: `waived(place="…", facet="how to do it", until="2030-01-01")`."""

    def save(**said: Any) -> Draft:
        given = {"facet": "how to do it", "reason": "The court's own words", "given_by": "Kay Green"}
        return saving.make(person("editor"), "", "waiver", part_of("waiver", {**given, **said}))

    return save
