"""What every template of the desk knows: who is here, and what they may do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from waymark.desk.people.standing import standing_of


def standing(request: HttpRequest) -> dict[str, Any]:
    """`standing`, where someone is signed in; `trying`, where this desk is only for trying it."""
    if not hasattr(request, "user"):
        return {}
    return {"standing": standing_of(request), "trying": settings.TRYING}
