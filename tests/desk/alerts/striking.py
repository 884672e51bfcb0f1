"""Alerts sent by processes that are killed: run as a program of its own, with the desk's own database.

For each strike it forks a process that looks and sends and is killed on the way, then one that finishes. What
each strike came to is printed as a line of JSON. Who is told in a strike carries its name in their address.
"""

from __future__ import annotations

import json
import os
import signal
import smtplib
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

#: How many people are told.
PEOPLE = 2


class Striker:
    """Counts what is written to the database and said to the mail server, and strikes before a deed."""

    def __init__(self, strike: int | None) -> None:
        self.strike, self.deeds = strike, []  # type: ignore[var-annotated]

    def before(self, deed: str) -> None:
        if self.strike == len(self.deeds):
            os.kill(os.getpid(), signal.SIGKILL)
        self.deeds.append(deed)

    def watch(self) -> None:
        from django.db import connection
        from django.db.backends.base.base import BaseDatabaseWrapper

        def write(execute: Any, sql: str, *more: Any) -> Any:
            if sql.split(None, 1)[0] in ("INSERT", "UPDATE", "DELETE"):
                self.before(" ".join(sql.split()[:3]))
            return execute(sql, *more)

        connection.execute_wrappers.append(write)
        deeds = ((BaseDatabaseWrapper, "commit"), (smtplib.SMTP, "send"), (smtplib.SMTP, "getreply"))
        for owner, name in deeds:
            setattr(owner, name, self._watched(getattr(owner, name), name))

    def _watched(self, deed: Callable[..., Any], name: str) -> Callable[..., Any]:
        def done(*words: Any, **named: Any) -> Any:
            self.before(name)
            return deed(*words, **named)

        return done


def people(name: str) -> None:
    """Nobody but those of this strike, who confirmed before anything came into force."""
    from django.utils import timezone

    from waymark.desk.models import Alert, CameIntoForce, Record, Subscriber

    for table in (Alert, CameIntoForce, Record, Subscriber):
        table.objects.all().delete()
    then = timezone.now() - timedelta(days=5)
    for number in range(PEOPLE):
        Subscriber.objects.create(
            email=f"{name}-{number}@example.org", gateway="devon", asked_at=then, confirmed_at=then
        )


def forked(do: Callable[[], None]) -> int:
    """Do something in a process of its own; the signal that ended it, or 0."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if not child:
        try:
            do()
        except BaseException as problem:
            print(repr(problem), file=sys.stderr, flush=True)
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def look_and_send() -> None:
    """What a worker does."""
    from waymark.desk.alerts import sending, settling

    settling.look()
    while sending.send_some():
        pass
    settling.look()


def finish() -> None:
    """What workers do in the hours after."""
    from django.utils import timezone

    from waymark.desk.alerts import sending, settling

    for quarters in range(3):
        now = timezone.now() + timedelta(minutes=15 * quarters)
        settling.look(now)
        while sending.send_some(lambda now=now: now):
            pass
        settling.look(now)


def run(name: str, do: Callable[[], None]) -> dict[str, Any]:
    """One strike: killed, then finished; what came of it."""
    from waymark.desk.models import Alert, Record

    people(name)
    killed = forked(do)
    forked(finish)
    lines = [line.more for line in Record.objects.filter(what="told people by e-mail")]
    told = {"name": name, "killed": killed, "left": Alert.objects.count(), "lines": lines}
    print(json.dumps(told), flush=True)
    return told


def by_deed() -> None:
    """Strike before every deed, one after the other, until there is none left to strike before."""
    for strike in range(1000):

        def do(strike: int = strike) -> None:
            striker = Striker(strike)
            striker.watch()
            look_and_send()

        if not run(f"deed{strike}", do)["killed"]:
            return


def by_step(file: Path) -> None:
    """Wait to be killed by the mail server, at its first step, its second, and so on."""
    for step in range(1000):

        def do(step: int = step) -> None:
            (file.parent / "new").write_text(f"{os.getpid()} {step}")
            os.replace(file.parent / "new", file)
            look_and_send()
            file.unlink()

        if not run(f"step{step}", do)["killed"]:
            return


if __name__ == "__main__":
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    # Once here, so that no process has to load everything again.
    people("warm")
    look_and_send()
    by_deed() if sys.argv[1] == "deeds" else by_step(Path(sys.argv[2]))
