"""A shelf that grows, a mail server, and someone who signs up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.desk.alerts.growing import Growing
from tests.desk.alerts.mailing import Server, mail_server
from tests.desk.worked import work
from waymark.desk.alerts import sending, settling
from waymark.desk.models import Subscriber


@pytest.fixture
def growing(tmp_path: Path, settings: Any, db: None) -> Growing:
    """A shelf with a first edition that has been in force for ten days, known to the desk."""
    made = Growing(tmp_path)
    made.begin(timezone.now() - timedelta(days=10))
    settings.SHELF = made.shelf.folder
    return made


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """A mail server of the tests' own, which the desk sends to."""
    with mail_server() as made:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.port
        settings.EMAIL_USE_TLS = False
        settings.WAGTAILADMIN_BASE_URL = "https://desk.example"
        settings.DEFAULT_FROM_EMAIL = "Waymark <waymark@desk.example>"
        yield made


@pytest.fixture
def reader() -> Client:
    """Someone who never signed in, checked for forged requests as a browser would be."""
    return Client(enforce_csrf_checks=True)


def links(words: str) -> list[str]:
    """The addresses in an e-mail that lead to the desk, without its host."""
    return re.findall(r"https://desk\.example(/\S+)", words)


@pytest.fixture
def signs_up(reader: Client, server: Server, db: None) -> Callable[..., Subscriber]:
    """Someone signs up and confirms: `signs_up("ann@example.org", gateway="devon", local="on")`."""

    def come(address: str, **choices: str) -> Subscriber:
        assert reader.post("/letters/alerts/", {"email": address, **choices}).status_code == 303
        work()
        way = links(server.to(address)[-1].words)[0]
        assert "/confirm/" in way
        assert reader.post(way).status_code == 303
        found: Subscriber = Subscriber.objects.get(email=address)
        assert found.confirmed_at is not None
        return found

    return come


def told(days: float = 0) -> None:
    """What the background does in a minute, so many days from now: look, and send all that is due."""
    now = timezone.now() + timedelta(days=days)
    settling.look(now)
    while sending.send_some(lambda: now):
        pass
    settling.look(now)
