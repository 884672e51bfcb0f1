"""Where words stand at the desk: every row of every table, as text."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps


def tables_holding(words: str) -> set[str]:
    """The tables with a row that says these words."""
    wanted = words.casefold()
    return {
        model.__name__
        for model in apps.get_models()
        if wanted in json.dumps([_told(row) for row in model.objects.values()], default=str).casefold()
    }


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: bytes(each).decode(errors="replace") if isinstance(each, (bytes, memoryview)) else each
        for name, each in row.items()
    }
