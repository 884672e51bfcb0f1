"""The background work of withholding."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

#: How long to wait before trying again to write to a shelf that someone else writes to.
PAUSE = timedelta(seconds=5)


def take_up_withholding() -> None:
    """Ask again for what was agreed and not carried out: its process died."""
    from waymark.desk.models import WithholdingAsked

    for number in WithholdingAsked.objects.filter(state="agreed").values_list("pk", flat=True):
        carry_out.enqueue(number)


@task()
def look(number: int) -> None:
    """Work out which pages would go, for whoever answers."""
    from waymark.desk.withholding import carrying_out

    carrying_out.look(number)


@task()
def carry_out(number: int) -> None:
    """Carry out what two people agreed on; later, while the shelf is being written to."""
    from waymark.desk.withholding import carrying_out

    if not carrying_out.carry_out(number):
        carry_out.using(run_after=timezone.now() + PAUSE).enqueue(number)
