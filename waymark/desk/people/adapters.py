"""How allauth does things at this desk: who may come in, what is said, and how secrets are kept."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.desk.people.posting import send_soon
from waymark.desk.people.proving import signing_in_proves
from waymark.desk.people.standing import Standing

log = logging.getLogger(__name__)


class Door(DefaultAccountAdapter):
    """Signing in. Nobody signs up: people come by invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The address or the password is not right. Check both and try again.",
        "too_many_login_attempts": "That was wrong too often. Wait half an hour, then try again.",
        "enter_current_password": "This is not your password as it is now.",
        "incorrect_password": "This is not your password.",
        "rate_limited": "That was too often. Wait a quarter of an hour, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Whoever these words belong to. An account that has ended answers as if there were none."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """What someone sees whose account has ended: the same as someone who never had one."""
        return no_account(request)

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Go on into the desk."""
        signing_in_proves(request, user)
        return super().post_login(request, user, **more)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an e-mail without keeping the person waiting for it, nor telling by the time whom we know."""
        made = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        send_soon(made)


class SingleSignOn(DefaultSocialAccountAdapter):
    """Coming in by one's organisation. It opens accounts that are there, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who has an account with that address; tell all others kindly."""
        if not sociallogin.is_existing or not sociallogin.user.is_active:
            raise ImmediateHttpResponse(no_account(request))


def no_account(request: HttpRequest) -> HttpResponse:
    """There is no account for this person."""
    return render(request, "socialaccount/no_account.html", status=404)


class SecondFactor(DefaultMFAAdapter):
    """The second factor. Its secrets are kept encrypted with the desk's own secret."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or its time ran out. Type the one that the app shows now.",
        "too_many_codes": "Too many codes were wrong. Wait a quarter of an hour, then try again.",
        "cannot_delete_authenticator": "Whoever signs, or keeps the desk, needs a second factor.",
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A kept secret as it was. One that the desk can no longer read becomes one that fits no code."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error("A second factor cannot be read: the desk's secret is another than it was.")
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whether a person may do without: not while they sign, nor while they keep the desk."""
        return not is_required_of(authenticator.user)


def is_required_of(user: Any) -> bool:
    """Whether a person needs a second factor."""
    return bool(settings.SECOND_FACTOR) and Standing.of(user).needs_second_factor


def _lock() -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [hashlib.sha256(f"waymark second factor {secret}".encode()).digest() for secret in known]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
