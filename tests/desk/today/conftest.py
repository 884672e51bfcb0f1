"""A test's changes are undone, and the numbers of its saves used again: nothing may be remembered of it."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def nothing_remembered(db: None) -> None:
    from waymark.desk.today import state

    for remembered in (state.changed, state.noticed):
        remembered.cache_clear()
