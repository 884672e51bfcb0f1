"""Work that goes on in the background, in a process of its own."""

from __future__ import annotations

from django_tasks import task

from waymark.desk.agreeing import bringing


@task()
def bring(number: int) -> None:
    """Bring into force what one asking is about: see waymark.desk.agreeing.bringing."""
    bringing.run(number)
