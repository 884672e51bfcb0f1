"""Opening the desk: its settings, its tables, and the starter manual where nothing is there yet.

This is the only door for commands; Django is loaded when one of these is called, not before.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from waymark.manual.findings import refuse

DEMO_PASSWORD = "try-waymark-today"
#: Made-up people for trying the desk: who they are, for which partnership (empty: the consortium), and what.
DEMO_PEOPLE = (
    ("editor", "Erin Editor", ("", "editor")),
    ("steering", "Sam Steering", ("", "signatory")),
)


class Opened(NamedTuple):
    """What opening came to."""

    filled: bool
    drafts: int
    people: tuple[str, ...]


def set_up(folder: Path, shelf: Path, *, trying: bool = False) -> None:
    """Load Django with the desk's settings, for a folder and a shelf. Once in a process."""
    os.environ["WAYMARK_DESK"] = str(folder.resolve())
    os.environ["WAYMARK_SHELF"] = str(shelf.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.desk.settings"
    if trying and os.environ.get("WAYMARK_LIVE") != "yes":
        os.environ["WAYMARK_TRYING"] = "yes"
    import django

    django.setup()


def make_tables() -> None:
    """Bring the database to today's form; what it holds stays, but for made-up people where it is live."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    if settings.LIVE:
        end_demo_people()


def open_with(pack: Path) -> Opened:
    """Make the tables, and fill an empty desk from a pack. Raises Refused where the pack has findings."""
    from django.conf import settings

    from waymark.desk.models import Draft

    if not (pack / "consortium.yaml").is_file():
        raise refuse("pack-missing", file=str(pack), folder=pack)
    make_tables()
    filled = not Draft.objects.exists()
    if filled:
        import_from(pack)
    people = demo_people() if settings.TRYING else ()
    return Opened(filled, Draft.objects.filter(gone=False).count(), people)


def import_from(pack: Path, by: Any = None) -> Any:
    """Take a pack into the desk. Raises Refused, with nothing changed, where it has findings that refuse."""
    from waymark.desk.doors.into import import_pack
    from waymark.manual.findings import Refused
    from waymark.manual.pack.whole import read_pack

    read, found = read_pack(pack)
    if read is None:
        raise Refused(found)
    return import_pack(read, by)


def export_to(folder: Path) -> int:
    """Write the desk as a pack into a folder; how many files it holds."""
    from waymark.desk.doors.out import write_pack

    return write_pack(folder)


def invite(name: str, address: str) -> str:
    """Invite a keeper of the desk; returns the link. Raises Refused where the e-mail cannot go."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from waymark.desk.people.inviting import invite_keeper
    from waymark.desk.people.posting import NotSent

    try:
        validate_email(address)
        return invite_keeper(name, address)
    except ValidationError:
        raise refuse("invite-address", address=address) from None
    except NotSent as problem:
        raise refuse("invite-not-sent", address=address, why=problem) from None


def demo_people() -> tuple[str, ...]:
    """Made-up people with a password that everyone knows: the consortium's, and two for each partnership."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password

    from waymark.desk.doors.out import partnerships
    from waymark.desk.models import Duty
    from waymark.desk.people.standing import area_of

    wanted = [*DEMO_PEOPLE]
    for key in partnerships():
        area = area_of(key)
        wanted.append((f"{key}-editor", f"{area} Editor", (key, "editor")))
        wanted.append((f"{key}-signatory", f"{area} Signatory", (key, "signatory")))
    users = get_user_model()
    password = make_password(DEMO_PASSWORD)
    for name, whole_name, (partnership, what) in wanted:
        address = f"{name}@example.org"
        first, _, last = whole_name.rpartition(" ")
        user, _ = users.objects.get_or_create(
            username=address,
            defaults={"email": address, "first_name": first, "last_name": last, "password": password},
        )
        Duty.objects.get_or_create(user=user, partnership=partnership, what=what)
    keeper, _ = users.objects.get_or_create(
        username="keeper@example.org",
        defaults={
            "email": "keeper@example.org",
            "first_name": "Kit",
            "last_name": "Keeper",
            "password": password,
        },
    )
    if not keeper.is_superuser:
        keeper.is_superuser = True
        keeper.save(update_fields=["is_superuser"])
    return (*(f"{name}@example.org" for name, _, _ in wanted), "keeper@example.org")


def end_demo_people() -> None:
    """End every account that still opens with the password that everyone knows."""
    from django.contrib.auth import get_user_model

    from waymark.desk.people.managing import end

    for user in get_user_model().objects.filter(is_active=True, username__endswith="@example.org"):
        if user.check_password(DEMO_PASSWORD):
            end(None, user)


def work() -> None:
    """Do the desk's background work until interrupted."""
    from django.core.management import call_command

    from waymark.desk.agreeing.bringing import take_up_again
    from waymark.desk.alerts import tasks as alerts
    from waymark.desk.letters import tasks as letters
    from waymark.desk.record.tasks import plan
    from waymark.desk.withholding.tasks import take_up_withholding

    take_up_again()
    take_up_withholding()
    plan()
    alerts.plan()
    letters.plan()
    call_command("db_worker", interval=0.3, startup_delay=False, verbosity=0)


def application() -> Any:
    """The desk as a WSGI application."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()

