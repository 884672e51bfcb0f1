"""Who is guessing at what: how the lockout tells accounts and addresses apart."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def account_named(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account that someone tries to open, in one way of writing, whether there is such an account or not."""
    given = credentials or {}
    name = given.get("email") or given.get("login") or given.get("username") or request.POST.get("login") or ""
    return str(name).replace("\0", "").strip().lower()[:255]


def address_of(request: HttpRequest) -> str:
    """The address that a request comes from, behind as many proxies as are our own."""
    return str(get_adapter(request).get_client_ip(request))
