"""Letting go once a day, in the background: each run plans the next."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from waymark.desk.background import waiting
from waymark.desk.record.letting_go import let_go
from waymark.desk.withholding.asking import lapse

#: When in the night.
AT = time(3, 15)


@task()
def let_go_daily() -> None:
    """Let go of what was kept long enough, and plan to do so again tomorrow, whatever came of it."""
    try:
        lapse(timezone.now())
        let_go(timezone.now())
    finally:
        plan()


def plan() -> bool:
    """Plan the next run, unless one is planned already; whether one was."""
    if waiting(let_go_daily).exists():
        return False
    let_go_daily.using(run_after=_next(timezone.localtime())).enqueue()
    return True


def _next(now: datetime) -> datetime:
    day = now.date() + timedelta(days=now.time() >= AT)
    return timezone.make_aware(datetime.combine(day, AT))
