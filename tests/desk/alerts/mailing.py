"""A real mail server that keeps what it takes on, and can be told how to answer."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any, NamedTuple

from aiosmtpd.controller import Controller


class Taken(NamedTuple):
    """An e-mail that the server took on."""

    to: str
    message: EmailMessage

    @property
    def words(self) -> str:
        """Its words."""
        return str(self.message.get_content()).replace("\r\n", "\n")


class Server:
    """What the mail server took on. `answers`: what it says at a step, such as RCPT, instead of yes."""

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.answers: dict[str, str] = {}
        self.steps: list[str] = []
        self.at: Callable[[str], None] = lambda step: None
        self.port = 0

    def to(self, address: str) -> list[Taken]:
        """What an address got."""
        return [each for each in self.taken if each.to == address]

    def _step(self, step: str) -> str | None:
        self.steps.append(step)
        self.at(step)
        return self.answers.get(step)

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, name: str, said: list[str]) -> Any:
        self._step("EHLO")
        session.host_name = name
        return said

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if said := self._step("MAIL"):
            return said
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if said := self._step("RCPT"):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if said := self.answers.get("DATA"):
            self._step("DATA")
            return said
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken += [Taken(to, message) for to in envelope.rcpt_tos]
        self._step("DATA")
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Server]:
    """A mail server on this machine, for as long as it is needed."""
    server = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server.port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port, ready_timeout=20)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
