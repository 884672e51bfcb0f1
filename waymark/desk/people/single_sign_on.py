"""Single sign-on by OpenID Connect: what the environment says of the provider, as allauth reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

#: The provider's word in addresses: /desk/account/oidc/council/login/callback/
KEY = "council"


def provider_from(environment: Mapping[str, str]) -> dict[str, Any] | None:
    """The provider that the environment names, or None. Raises ValueError where it names one by halves.

    An address counts as the person's own where the provider says that it is verified. Entra ID does not say,
    so the domains that its directory vouches for can be listed.
    """
    given = {name: environment.get(f"WAYMARK_OIDC_{name}", "").strip() for name in _NEEDED}
    missing = [f"WAYMARK_OIDC_{name}" for name, value in given.items() if not value]
    if len(missing) == len(_NEEDED):
        return None
    if missing:
        raise ValueError(f"Single sign-on is set by halves: {', '.join(missing)} is missing.")
    if urlsplit(given["ISSUER"]).scheme not in ("https", "http"):
        raise ValueError("WAYMARK_OIDC_ISSUER must be an address that begins with https://")
    made: dict[str, Any] = {
        "provider_id": KEY,
        "name": environment.get("WAYMARK_OIDC_NAME", "").strip() or "your organisation",
        "client_id": given["CLIENT_ID"],
        "secret": given["CLIENT_SECRET"],
        "settings": {"server_url": given["ISSUER"].rstrip("/"), "oauth_pkce_enabled": True},
    }
    if domains := environment.get("WAYMARK_OIDC_DOMAINS", "").replace(",", " ").split():
        made["settings"]["verified_email"] = domains
    return made


def origin_of(provider: Mapping[str, Any]) -> str:
    """The scheme and host of a provider, for the content security policy."""
    parts = urlsplit(provider["settings"]["server_url"])
    return f"{parts.scheme}://{parts.netloc}"


_NEEDED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
