"""What happens to an account is written into the record: new passwords, second factors, guessing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth import get_user_model
from django.dispatch import receiver
from django.utils import timezone

from waymark.desk.models import Record
from waymark.desk.people.managing import record


@receiver(password_changed)
def changed(user: Any, **_: Any) -> None:
    """A person chose a new password, knowing the old one."""
    record(user, "changed the password of", user)


@receiver(password_reset)
def forgotten(user: Any, **_: Any) -> None:
    """A person chose a new password by a link that was sent to them."""
    record(user, "set by a link the password of", user)


@receiver(authenticator_added)
def secured(user: Any, authenticator: Authenticator, **_: Any) -> None:
    """A person set up an app as second factor."""
    if authenticator.type == Authenticator.Type.TOTP:
        record(user, "set up a second factor for", user)


@receiver(authenticator_removed)
def unsecured(user: Any, authenticator: Authenticator, **_: Any) -> None:
    """A person, who does not need one, took their second factor away."""
    if authenticator.type == Authenticator.Type.TOTP:
        record(user, "took away the second factor of", user)


@receiver(user_locked_out)
def guessed(username: str = "", **_: Any) -> None:
    """Someone gave the wrong password of an account too often; told once for as long as it is closed."""
    user = get_user_model().objects.filter(username=username, is_active=True).first()
    if user is None:
        return
    since = timezone.now() - timedelta(seconds=settings.AXES_COOLOFF_TIME.total_seconds())
    what = "closed after wrong passwords"
    if not Record.objects.filter(what=what, at__gte=since, more__person=user.pk).exists():
        record(None, what, user)
