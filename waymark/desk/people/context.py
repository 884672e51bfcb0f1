"""What every template of the desk knows: who is here, and what they may do."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from waymark.desk.people.gate import needs_second_factor
from waymark.desk.people.standing import standing_of


def standing(request: HttpRequest) -> dict[str, Any]:
    """`standing`, where someone is signed in; `trying`, where this desk is only for trying it.

    `gateways`: where readers have the manual. `single_sign_on` names the provider;
    `needs_second_factor` asks whether one is still to be set up.
    """
    if not hasattr(request, "user"):
        return {}
    return {
        "standing": standing_of(request),
        "trying": settings.TRYING,
        "single_sign_on": settings.OIDC,
        "gateways": settings.GATEWAYS,
        "needs_second_factor": partial(needs_second_factor, request),
    }
