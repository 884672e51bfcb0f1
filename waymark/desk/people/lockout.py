"""Who is guessing at what: how the lockout tells accounts and addresses apart."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def account_named(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account that someone tries to open, in small letters, whether there is one or not."""
    given = credentials or {}
    named = (given.get("email"), given.get("login"), given.get("username"), request.POST.get("login"))
    name = next((each for each in named if each), "")
    return str(name).replace("\0", "").strip().lower()[:255]


def address_of(request: HttpRequest) -> str:
    """The address that a request comes from, behind as many proxies as are our own; empty where none says."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""
