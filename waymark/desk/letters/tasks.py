"""The background work of letters: telling named owners at once, and forgetting each hour when it is over."""

from __future__ import annotations

from django_tasks import task

from waymark.desk import background
from waymark.desk.background import do_soon, forget_done, without_words


@task()
def look() -> None:
    """Tell of what is due, and forget hours that are over. The next look is planned first."""
    from waymark.desk.letters.limits import forget_hours

    plan()
    forget_done(look, tell)
    without_words("letters", forget_hours)
    _tell()


@task()
def tell() -> None:
    """Tell of a letter that has just come."""
    _tell()


def _tell() -> None:
    from waymark.desk.letters.alerting import tell_all

    without_words("letters", tell_all)


def plan() -> None:
    """Plan the next look, unless one is planned."""
    background.plan(look)


def tell_soon() -> None:
    """Have what has just come told at once, unless that is asked for already."""
    do_soon(tell)
