"""People who sign in with their password, as at a desk that others rely on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

LOGIN = "/desk/account/login/"
PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def _nothing_counted(db: None, settings: Any) -> None:
    cache.clear()
    # A code worked out in the last moment of its half minute still counts: no test fails by the clock.
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def sign_in() -> Callable[..., Any]:
    """Try to sign in with an address and a password; the answer, with the client that asked."""

    def attempt(email: str, password: str = PASSWORD, client: Client | None = None, **more: str) -> Any:
        asks = client or Client()
        return asks.post(LOGIN, {"login": email, "password": password, **more})

    return attempt


@pytest.fixture
def proved(sign_in: Callable[..., Any]) -> Callable[[str], Client]:
    """Someone signed in by their password, who has given a second factor where they need one."""

    def come_in(name: str) -> Client:
        client = Client()
        answer = sign_in(f"{name}@example.org", client=client)
        assert answer.status_code == 302, answer.content
        return client

    return come_in


@pytest.fixture
def with_factor(person: Callable[[str], Any]) -> Callable[[str], str]:
    """Give a person an app as second factor; returns its secret."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    def give(name: str) -> str:
        secret: str = generate_totp_secret()
        TOTP.activate(person(name), secret)
        return secret

    return give


def code_of(secret: str) -> str:
    """What an app with this secret shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def text(answer: Any) -> str:
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
