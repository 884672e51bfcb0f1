"""Work that goes on in the background, in a process of its own."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from waymark.desk.agreeing import bringing, shelving

#: How long to wait before trying again to write to a shelf that someone else writes to.
PAUSE = timedelta(seconds=5)


@task()
def bring(number: int) -> None:
    """Bring into force what one asking is about: see waymark.desk.agreeing.bringing."""
    bringing.run(number)


@task()
def set_down() -> None:
    """Write the consortium's settings on the shelf; later, while it is being written to."""
    if not shelving.set_down_settings():
        set_down.using(run_after=timezone.now() + PAUSE).enqueue()
