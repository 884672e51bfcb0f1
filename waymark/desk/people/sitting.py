"""How long a person stays signed in: eight hours at most, and not while nothing is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

#: When a person signed in, and when they last did something, as seconds in the session.
BEGAN, SEEN = "desk_began", "desk_seen"
#: A session is written again for being used only so often, in seconds.
_APART = 60


class Sitting:
    """Middleware that ends a session which is too long or lay unused, before anything is done with it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out where the time is over, else note that something was done."""
        if not request.path.startswith(settings.SESSION_COOKIE_PATH):
            # A reader's letter comes from outside the desk: no cookie is read or answered there.
            return self.answer(request)
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
            if now - began > settings.SESSION_COOKIE_AGE:
                _end(request, "You were signed out because your eight hours are over.")
            elif now - seen > settings.SESSION_IDLE.total_seconds():
                _end(request, "You were signed out because nothing was done for a while.")
            elif BEGAN not in request.session:
                request.session[BEGAN] = request.session[SEEN] = now
            elif now - seen > _APART:
                request.session[SEEN] = now
        return self.answer(request)


def _end(request: HttpRequest, words: str) -> None:
    logout(request)
    messages.info(request, words)


@receiver(user_logged_in)
def begin(request: HttpRequest | None, **_: Any) -> None:
    """Begin a session's time anew at signing in, and forget sessions that are over."""
    if request is not None:
        request.session[BEGAN] = request.session[SEEN] = timezone.now().timestamp()
        Session.objects.filter(expire_date__lt=timezone.now()).delete()


def end_sessions(user: Any) -> int:
    """Sign a person out everywhere; how many sessions that ended."""
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    return int(Session.objects.filter(pk__in=theirs).delete()[0])
