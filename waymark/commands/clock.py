"""The clock: the one place where Waymark asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is here."""
    return now().astimezone(ZoneInfo("Europe/London")).date()
