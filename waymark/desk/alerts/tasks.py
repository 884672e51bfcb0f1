"""The background work of alerts: a look at what came into force, every minute, and sending in small parts."""

from __future__ import annotations

from django_tasks import task

from waymark.desk import background
from waymark.desk.background import do_soon, forget_done, without_words


@task()
def look() -> None:
    """See what came into force, settle who is told, and have it sent. The next look is planned first."""
    from waymark.desk.alerts.settling import look as look_around

    plan()
    try:
        without_words("alerts", look_around)
    finally:  # What was settled is sent, whatever could not be.
        forget_done(look, send)
        send_soon()


@task()
def send() -> None:
    """Send some of what is due; what is left is sent after whatever else waits for its turn."""
    from waymark.desk.alerts.sending import send_some

    if without_words("alerts", send_some):
        send_soon()


def plan() -> None:
    """Plan the next look, unless one is planned."""
    background.plan(look)


def send_soon() -> None:
    """Have what is due sent, unless that is asked for already."""
    do_soon(send)
