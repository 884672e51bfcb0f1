"""Background work of the desk: what waits, what is over, and that nothing of whom it is about is kept."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

log = logging.getLogger(__name__)

#: How often it is looked at what is due.
EVERY = timedelta(minutes=1)
#: For how long it is remembered that a work was done.
REMEMBERED = timedelta(hours=1)


class Stopped(Exception):
    """Work stopped: it says where, and never about whom, since this is kept for a while."""


def waiting(which: Any) -> Any:
    """What waits of one kind of work."""
    return DBTaskResult.objects.filter(task_path=which.module_path, status=TaskResultStatus.READY)


def plan(which: Any) -> None:
    """Plan the next look of a kind, unless one is planned."""
    if not waiting(which).exists():
        which.using(run_after=timezone.now() + EVERY).enqueue()


def do_soon(which: Any) -> None:
    """Have a work done at once, unless that is asked for already."""
    if not waiting(which).exists():
        which.enqueue()


def forget_done(*which: Any) -> None:
    """Forget works that were done a while ago."""
    ours = DBTaskResult.objects.finished().filter(task_path__in=[each.module_path for each in which])
    ours.filter(finished_at__lt=timezone.now() - REMEMBERED).delete()


def without_words(of: str, work: Any) -> Any:
    """Do a work on alerts, or letters; what goes wrong is told by its kind alone, since its words could hold
    an address."""
    try:
        return work()
    except Exception as problem:
        at = traceback.extract_tb(problem.__traceback__)[-1]
        kind = f"{type(problem).__name__} in {at.name}, line {at.lineno}"
    log.error("Work on %s stopped (%s); it is tried again within a minute.", of, kind)
    raise Stopped(kind)
