"""The gate: every address of the desk is closed but for those on a list, to each kind of person.

A new address is closed until its name is put on a list here: Wagtail's own screens, choosers, reports
and API stay out of reach whatever a release adds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch

from waymark.desk.people import noting  # noqa: F401
from waymark.desk.people.standing import standing_of
from waymark.desk.people.views import ended

#: Open to anyone: coming in, and what a browser needs to show it.
OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_error",
        "socialaccount_login_cancelled",
        "desk_invited",
        "letters",
        "letters_alerts",
        "letters_alerts_asked",
        "letters_alerts_confirm",
        "letters_alerts_confirmed",
        "letters_alerts_leave",
        "letters_alerts_left",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    }
)
#: Open to whoever is signed in: their own account and its second factor.
OWN = frozenset(
    {
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    }
)
#: Where signing in leads.
HOME = "desk_home"
#: Our own addresses carry names that start so; each asks the person's standing itself.
OURS = "desk_"


class Gate:
    """Middleware that answers 404 wherever a person has no business."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on to the view; what the desk answers is never stored on the way."""
        response = self.answer(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let through, send to the door, or say that there is nothing here."""
        match: ResolverMatch | None = request.resolver_match
        name = match.view_name if match else None
        if name in OPEN:
            return None
        if not request.user.is_authenticated:
            if name is None or not (name in OWN or name.startswith(OURS)):
                raise Http404
            if request.method in ("GET", "HEAD"):
                return redirect(f"{settings.DOOR}?{urlencode({'next': request.get_full_path()})}")
            return ended.signed_out(request, may_carry=name.startswith(OURS))
        standing = standing_of(request)
        if not standing.comes_in:
            if name == HOME:
                return ended.nothing_to_do(request)
            raise Http404
        if name in OWN:
            return None
        if name is None or not name.startswith(OURS):
            raise Http404
        if needs_second_factor(request):
            if request.method in ("GET", "HEAD"):
                return redirect("mfa_activate_totp")
            return ended.signed_out(request, may_carry=True, factor=True)
        return None


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether this person signs, or runs the desk, and has no second factor yet."""
    if not (settings.SECOND_FACTOR and standing_of(request).needs_second_factor):
        return False
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import is_mfa_enabled

    return not is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
