"""The public pages of letters, made without the request: no cookie, session or person is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from waymark.desk.letters.about import About
from waymark.desk.letters.reasons import REASONS, WORRIED
from waymark.desk.letters.ringing import who_to_ring
from waymark.desk.letters.slips import Age, new_slip
from waymark.desk.models import Consortium


class Step(NamedTuple):
    """How far somebody has come: what it is about, what readers have, and the reason that was chosen."""

    about: About
    frozen: Mapping[str, tuple[int, str]]
    reason: str = ""


def begin(found: About, frozen: Any, form: Any, *, status: int = 200, heavy: bool = False) -> HttpResponse:
    """Which page it is about, and whether it is clear."""
    return _page("begin", Step(found, frozen), status, form=form, heavy=heavy)


def why(step: Step, form: Any, *, status: int = 200, age: Age = Age.RIGHT, slip: str = "") -> HttpResponse:
    """Why the page is not clear."""
    return _page("why", step, status, form=form, **_slip(slip, age))


def before(step: Step) -> HttpResponse:
    """What to do if a child may be in danger. Words can be written only after this page."""
    return _page("before", step, 200, worried=step.reason == WORRIED)


def words(
    step: Step, form: Any, *, status: int = 200, age: Age = Age.RIGHT, slip: str = "", busy: str = ""
) -> HttpResponse:
    """The field for words."""
    return _page("words", step, status, form=form, busy=busy, **_slip(slip, age))


def thanks(step: Step, *, clear: bool, sent: bool = False, marked: bool = False) -> HttpResponse:
    """Thanks. `sent`: a letter was; `marked`: it may be a disclosure, so that what to do is said again."""
    return _page("thanks", step, 200, clear=clear, sent=sent, marked=marked)


def _slip(slip: str, age: Age) -> dict[str, Any]:
    """The slip that a form brings: the one it has, while that can still be used."""
    keep = slip and age is not Age.TOO_OLD
    return {"slip": slip if keep else new_slip(), "quick": age is Age.TOO_NEW, "stale": age is Age.TOO_OLD}


def _page(name: str, step: Step, status: int, **given: Any) -> HttpResponse:
    area = step.about.area
    # Those who are only reading a form's first lines are spared a look at all contacts.
    ring = who_to_ring(area, step.frozen) if name in ("before", "thanks") else None
    contacts = f"{settings.GATEWAYS.rstrip('/')}/{area}/contacts.html" if area else ""
    words = {
        "about": step.about,
        "reason": step.reason,
        "reason_words": REASONS.get(step.reason, ""),
        "ring": ring,
        "contacts": contacts,
        "gateways": settings.GATEWAYS,
        "days": Consortium.the().keep_letters,
        **given,
    }
    return HttpResponse(render_to_string(f"desk/letters/{name}.html", words), status=status)
