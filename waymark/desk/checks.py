"""Checks of how the desk is set up, told before it starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def database_waits_its_turn(**_: Any) -> list[CheckMessage]:
    """Findings where SQLite is set up so that two editors saving at once can lose a save."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    found: list[CheckMessage] = []
    if options.get("transaction_mode") != "IMMEDIATE" or options.get("timeout", 0) < 10:
        found.append(
            Error(
                "SQLite would answer “database is locked” when two people save at once.",
                hint='Set transaction_mode to "IMMEDIATE" and timeout to at least 10 seconds.',
                id="desk.E001",
            )
        )
    if "journal_mode=WAL" not in options.get("init_command", "").replace(" ", ""):
        found.append(
            Error(
                "SQLite would make readers wait for writers.",
                hint='Put "PRAGMA journal_mode=WAL" into init_command.',
                id="desk.E002",
            )
        )
    return found
