"""The background work of alerts: a look at what came into force, every minute, and sending in small parts."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

log = logging.getLogger(__name__)

#: How often it is looked at what came into force.
EVERY = timedelta(minutes=1)
#: For how long it is remembered that a look or a part of the sending was done.
REMEMBERED = timedelta(hours=1)


class Stopped(Exception):
    """Work on alerts stopped: it says where, and never about whom, since this is kept for a while."""


@task()
def look() -> None:
    """See what came into force, settle who is told, and have it sent. The next look is planned first."""
    from waymark.desk.alerts.settling import look as look_around

    plan()
    try:
        _without_words(look_around)
    finally:  # What was settled is sent, whatever could not be.
        _forget_done()
        send_soon()


@task()
def send() -> None:
    """Send some of what is due; what is left is sent after whatever else waits for its turn."""
    from waymark.desk.alerts.sending import send_some

    if _without_words(send_some):
        send_soon()


def plan() -> None:
    """Plan the next look, unless one is planned."""
    if not _waiting(look).exists():
        look.using(run_after=timezone.now() + EVERY).enqueue()


def send_soon() -> None:
    """Have what is due sent, unless that is asked for already."""
    if not _waiting(send).exists():
        send.enqueue()


def _waiting(which: Any) -> Any:
    return DBTaskResult.objects.filter(task_path=which.module_path, status=TaskResultStatus.READY)


def _forget_done() -> None:
    ours = DBTaskResult.objects.finished().filter(task_path__in=[look.module_path, send.module_path])
    ours.filter(finished_at__lt=timezone.now() - REMEMBERED).delete()


def _without_words(work: Any) -> Any:
    """Do a work; what goes wrong is told by its kind alone, since its words could hold an address."""
    try:
        return work()
    except Exception as problem:
        at = traceback.extract_tb(problem.__traceback__)[-1]
        kind = f"{type(problem).__name__} in {at.name}, line {at.lineno}"
    log.error("Work on alerts stopped (%s); it is tried again within a minute.", kind)
    raise Stopped(kind)
