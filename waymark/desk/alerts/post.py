"""The way to the mail server, step by step, with a claim just before the server is given an e-mail's end.

A server takes an e-mail on only with the line that holds a single dot. All else goes before the claim, so
that being killed before it means that the e-mail was not sent, and can be sent again.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend

#: A mail server's words for trouble with us and not with the address, such as relaying it does not allow.
_OURS = re.compile(rb"^5\.7\.")


class Outcome(Enum):
    """What became of an e-mail. `DOUBTFUL`: whether the server took it on is not known."""

    SENT = auto()
    LATER = auto()
    NO_ADDRESS = auto()
    NO_SERVER = auto()
    DOUBTFUL = auto()
    NOT_OURS = auto()


Claim = Callable[[], bool]


@contextmanager
def a_post() -> Iterator[Post]:
    """A way to the mail server, closed in the end."""
    post = Post()
    try:
        yield post
    finally:
        post.close()


class Post:
    """The mail server of the desk's settings, reached when it is first needed; or wherever e-mail is kept."""

    def __init__(self) -> None:
        self._backend: Any = None

    def send(self, message: EmailMessage, address: str, claim: Claim) -> Outcome:
        """Send an e-mail to an address; `claim` is asked once, at the last moment, whether it may be sent."""
        if not isinstance(get_connection(), EmailBackend):
            return _kept(message, claim)
        smtp = self._open()
        if smtp is None:
            return Outcome.NO_SERVER
        data = re.sub(rb"(?m)^\.", b"..", message.message().as_bytes(linesep="\r\n"))
        try:
            refused = _introduced(smtp, address)
            if refused is not None:
                smtp.rset()
                return refused
            smtp.send(data if data.endswith(b"\r\n") else data + b"\r\n")
        except (OSError, smtplib.SMTPException):
            self._hang_up()
            return Outcome.LATER
        return self._ended(smtp, claim)

    def _ended(self, smtp: smtplib.SMTP, claim: Claim) -> Outcome:
        allowed = False
        try:
            allowed = claim()
        finally:
            if not allowed:
                # Hanging up before the dot: the server lets go of what it was given.
                self._hang_up()
        if not allowed:
            return Outcome.NOT_OURS
        try:
            smtp.send(b".\r\n")
            code, _ = smtp.getreply()
        except (OSError, smtplib.SMTPException):
            self._hang_up()
            return Outcome.DOUBTFUL
        return Outcome.SENT if code == 250 else Outcome.LATER

    def _open(self) -> smtplib.SMTP | None:
        if self._backend is None:
            backend = EmailBackend(fail_silently=False)
            try:
                backend.open()
            except (OSError, smtplib.SMTPException):
                return None
            self._backend = backend
        smtp: smtplib.SMTP = self._backend.connection
        return smtp

    def close(self) -> None:
        """Say good-bye to the server, if there was one."""
        if self._backend is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._backend.close()
            self._backend = None

    def _hang_up(self) -> None:
        if self._backend is not None:
            self._backend.connection.close()
            self._backend = None


def _introduced(smtp: smtplib.SMTP, address: str) -> Outcome | None:
    """Say from whom and to whom, and that the words follow; what came of it where the server will not."""
    smtp.ehlo_or_helo_if_needed()
    code, _ = smtp.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    if code != 250:
        return Outcome.LATER
    code, said = smtp.rcpt(address)
    if code not in (250, 251):
        unknown = code in (550, 551, 553) and not _OURS.match(said)
        return Outcome.NO_ADDRESS if unknown else Outcome.LATER
    code, _ = smtp.docmd("DATA")
    return None if code == 354 else Outcome.LATER


def _kept(message: EmailMessage, claim: Claim) -> Outcome:
    """Without a mail server each e-mail is kept, as a file or in memory."""
    if not claim():
        return Outcome.NOT_OURS
    message.send()
    return Outcome.SENT
