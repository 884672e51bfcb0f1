"""Watching how far bringing into force is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from waymark.desk.agreeing import may
from waymark.desk.agreeing.bringing import again as ask_again
from waymark.desk.agreeing.bringing import died
from waymark.desk.agreeing.rule import named
from waymark.desk.agreeing.views.candidates import kind_words
from waymark.desk.models import Bringing
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import Standing, standing_of

State = Bringing.State


@require_GET
def one(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is."""
    standing = standing_of(request)
    bringing = _for(standing, number)
    partnership = bringing.candidate.partnership
    given = {
        "title": bringing.candidate.title,
        "bringing": bringing,
        "candidate": bringing.candidate,
        "what": kind_words(bringing.candidate),
        "state": told(bringing),
        "by": name_of(bringing.asked_by),
        "gateway": f"{settings.GATEWAYS}{partnership}/" if partnership else settings.GATEWAYS,
        "area": named(partnership) if partnership else "",
        "brings": may.brings(standing, bringing.candidate),
    }
    return render(request, "desk/agreeing/bringing.html", given)


@require_GET
def state(request: HttpRequest, number: int) -> HttpResponse:
    """The same for the page's script, which asks again and again."""
    return JsonResponse(told(_for(standing_of(request), number)))


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Try once more."""
    standing = standing_of(request)
    bringing = _for(standing, number)
    standing.only_to(may.brings(standing, bringing.candidate))
    ask_again(bringing)
    messages.success(request, "It is tried again.")
    return redirect("desk_bringing", number=bringing.pk)


def _for(standing: Standing, number: int) -> Bringing:
    rows = Bringing.objects.filter(candidate__partnership__in=standing.readable)
    found: Bringing = get_object_or_404(rows.select_related("candidate", "frozen", "asked_by"), pk=number)
    return found


def told(bringing: Bringing) -> dict[str, Any]:
    """Where it stands, in words and numbers."""
    stuck = died(bringing)
    return {
        "state": bringing.state,
        "words": _words(bringing, stuck),
        "told": bringing.told,
        "done": bringing.done,
        "of": bringing.of,
        "ended": bringing.state in (State.DONE, State.REFUSED, State.STOPPED),
        "again": stuck or bringing.state == State.STOPPED,
    }


def _words(bringing: Bringing, stuck: bool) -> str:
    frozen = bringing.frozen
    if bringing.state == State.DONE and frozen:
        return f"Ready: it comes into force on {frozen.when}." if frozen.coming else "It is in force."
    if bringing.state == State.REFUSED:
        return "It was refused, and nothing changed for readers. It is open again, to be put right."
    if bringing.state == State.STOPPED:
        return "It stopped, and nothing changed for readers."
    if stuck and bringing.state == State.WAITING:
        return "It still waits for its turn. If that goes on, tell those who run the desk."
    if stuck:
        return "It seems to have stopped. Readers have what they had before; try again."
    if bringing.state == State.WAITING:
        return "It waits for its turn."
    if not bringing.done:
        return "The pages are being set."
    return f"{bringing.done} of {bringing.of} sets of pages are ready."
