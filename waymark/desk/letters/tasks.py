"""The background work of letters: telling named owners at once, and forgetting each hour when it is over."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

log = logging.getLogger(__name__)

#: How often it is looked at what is due.
EVERY = timedelta(minutes=1)
#: For how long it is remembered that a look was done.
REMEMBERED = timedelta(hours=1)


class Stopped(Exception):
    """Work on letters stopped: it says where, and never about whom, since this is kept for a while."""


@task()
def look() -> None:
    """Tell of what is due, and forget hours that are over. The next look is planned first."""
    from waymark.desk.letters.limits import forget_hours

    plan()
    _forget_done()
    _without_words(forget_hours)
    _tell()


@task()
def tell() -> None:
    """Tell of a letter that has just come."""
    _tell()


def _tell() -> None:
    from waymark.desk.letters.alerting import tell_all

    _without_words(tell_all)


def plan() -> None:
    """Plan the next look, unless one is planned."""
    if not _waiting(look).exists():
        look.using(run_after=timezone.now() + EVERY).enqueue()


def tell_soon() -> None:
    """Have what has just come told at once, unless that is asked for already."""
    if not _waiting(tell).exists():
        tell.enqueue()


def _waiting(which: Any) -> Any:
    return DBTaskResult.objects.filter(task_path=which.module_path, status=TaskResultStatus.READY)


def _forget_done() -> None:
    ours = DBTaskResult.objects.finished().filter(task_path__in=[look.module_path, tell.module_path])
    ours.filter(finished_at__lt=timezone.now() - REMEMBERED).delete()


def _without_words(work: Any) -> None:
    """Do a work; what goes wrong is told by its kind alone, since its words could hold an address."""
    try:
        work()
        return
    except Exception as problem:
        at = traceback.extract_tb(problem.__traceback__)[-1]
        kind = f"{type(problem).__name__} in {at.name}, line {at.lineno}"
    log.error("Work on letters stopped (%s); it is tried again within a minute.", kind)
    raise Stopped(kind)
