"""A desk filled once with the starter manual; every test starts from it and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PACK = Path(__file__).parents[2] / "southwest"
AREAS = sorted(folder.name for folder in (PACK / "partnerships").iterdir())

#: A person of every sort: name to duties (partnership, what).
PEOPLE: dict[str, list[tuple[str, str]]] = {
    "reader": [("", "reader")],
    "editor": [("", "editor")],
    "steering": [("", "signatory")],
    **{f"{area}-editor": [(area, "editor")] for area in AREAS},
    **{f"{area}-signatory": [(area, "signatory")] for area in AREAS},
    **{f"{area}-reader": [(area, "reader")] for area in AREAS},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks the database, so that these alone can be run again on another."""
    for each in items:
        if "db" in getattr(each, "fixturenames", ()):
            each.add_marker("django_db")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The tests' database, with the starter manual in it and a person of every sort."""
    from django.contrib.auth import get_user_model

    from waymark.desk.doors.into import import_pack
    from waymark.desk.models import Duty
    from waymark.manual.pack.whole import read_pack

    with django_db_blocker.unblock():
        pack, _ = read_pack(PACK)
        assert pack is not None
        import_pack(pack)
        users = get_user_model().objects
        for name, duties in PEOPLE.items():
            user = users.create_user(
                f"{name}@example.org", f"{name}@example.org", "a long password", first_name=name
            )
            Duty.objects.bulk_create(Duty(user=user, partnership=area, what=what) for area, what in duties)
        users.create_superuser("keeper@example.org", "keeper@example.org", "a long password")
        users.create_user("nobody@example.org", "nobody@example.org", "a long password")


@pytest.fixture
def person(db: None) -> Callable[[str], Any]:
    """A person by name: `devon-editor`, `editor`, `steering`, `keeper`, `nobody` …"""
    from django.contrib.auth import get_user_model

    return lambda name: get_user_model().objects.get(username=f"{name}@example.org")


@pytest.fixture
def signed_in(person: Callable[[str], Any], settings: Any) -> Callable[[str], Any]:
    """A browser's stand-in in which a person has signed in, their second factor given."""
    from django.test import Client

    settings.SECOND_FACTOR = False

    def come_in(name: str) -> Client:
        client = Client()
        client.force_login(person(name), backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return come_in
