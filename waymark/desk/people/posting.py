"""Sending e-mail."""

from __future__ import annotations

import logging
import smtplib
import threading

from django.conf import settings
from django.core.mail import EmailMessage

log = logging.getLogger(__name__)


class NotSent(Exception):
    """An e-mail could not be handed to the mail server."""


def send(message: EmailMessage) -> None:
    """Send an e-mail now. Raises NotSent where the mail server does not take it."""
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as problem:
        raise NotSent(str(problem)) from problem


def send_soon(message: EmailMessage) -> None:
    """Send an e-mail while the person goes on. One that does not go out is told in the log.

    Asking for a new password must take as long for an address we know as for one we do not.
    """
    if settings.EMAIL_HOST:
        threading.Thread(target=_send_and_tell, args=(message,)).start()
    else:
        _send_and_tell(message)


def _send_and_tell(message: EmailMessage) -> None:
    try:
        send(message)
    except NotSent as problem:
        log.error("An e-mail “%s” could not be sent: %s", message.subject, problem)
