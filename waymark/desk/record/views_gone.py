"""Taking out and bringing back: what was taken out is read by nobody, and is never lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waymark.desk.drafts import saving
from waymark.desk.drafts.places import register_place
from waymark.desk.forms.choosing import choices_for
from waymark.desk.models import Draft, RegisterLine
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import SHARED, Standing, standing_of
from waymark.desk.record.filtering import named
from waymark.desk.record.leading import leading_to
from waymark.desk.record.views_past import started, told_conflict

#: What stands at the head of everything else, and so is never taken out.
HEADS = ("manual", "partnership")
#: How many places a reader may be sent to instead.
SEE = 3


@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    """Everything that was taken out, by whose it is, with the way to bring it back."""
    standing = standing_of(request)
    rows = standing.drafts().filter(gone=True).select_related("changed_by").defer("data")
    groups: dict[str, list[tuple[Draft, str]]] = {}
    for draft in rows.order_by("partnership", "-changed_at", "title"):
        groups.setdefault(draft.partnership, []).append((draft, name_of(draft.changed_by)))
    shown = [(named(key), standing.writes(key), drafts) for key, drafts in groups.items()]
    return render(request, "desk/record/gone.html", {"groups": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, number: int) -> HttpResponse:
    """Ask before a draft is taken out, with what leads to it; then take it out."""
    standing = standing_of(request)
    draft = standing.draft(number)
    standing.only_to(standing.writes(draft.partnership) and draft.kind not in HEADS)
    if draft.gone:
        return redirect("desk_draft", number=draft.pk)
    if request.method != "POST":
        return _ask(request, standing, draft)
    if "sure" not in request.POST:
        return redirect("desk_take_out", number=draft.pk)
    see = list(dict.fromkeys(place for place in request.POST.getlist("see") if place))
    known = {place for _, places in _instead(standing, draft) for place, _ in places}
    if len(see) > SEE or not set(see) <= known:
        wrong = f"Choose up to {SEE} places that are there."
        return _ask(request, standing, draft, status=422, wrong=wrong)
    try:
        saving.take_out(request.user, draft, started(request), see)
    except saving.Conflict as conflict:
        draft.refresh_from_db()
        return _ask(request, standing, draft, status=409, conflict=told_conflict(conflict))
    messages.success(request, f"Took out “{draft.title}”. It can be brought back at any time.")
    return redirect("desk_local", draft.partnership) if draft.partnership else redirect("desk_manual")


@require_POST
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring back what was taken out, as it was."""
    standing = standing_of(request)
    draft = standing.draft(number)
    standing.only_to(standing.writes(draft.partnership))
    try:
        held = saving.bring_back(request.user, draft, started(request))
    except saving.Conflict as conflict:
        by = told_conflict(conflict)["by"] or "Someone"
        messages.error(request, f"{by} changed “{draft.title}” meanwhile. This is how it stands now.")
        return redirect("desk_draft", number=draft.pk)
    messages.success(request, f"Brought back “{held.title}”.")
    return redirect("desk_draft", number=held.pk)


def _ask(
    request: HttpRequest, standing: Standing, draft: Draft, *, status: int = 200, **more: Any
) -> HttpResponse:
    in_force = RegisterLine.objects.filter(place=register_place(draft.place, draft.partnership)).exists()
    given = {
        "draft": draft,
        "leading": leading_to(standing, draft),
        # Only the shared manual has pages that say what was withdrawn.
        "instead": _instead(standing, draft) if in_force and draft.partnership == SHARED else [],
        "in_force": in_force,
        "fields": range(1, SEE + 1),
        "shared": draft.partnership == SHARED,
        **more,
    }
    return render(request, "desk/record/take_out.html", given, status=status)


def _instead(standing: Standing, draft: Draft) -> list[tuple[str, list[tuple[str, str]]]]:
    """The places a reader could be sent to instead, by kind."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for choice in choices_for(standing, SHARED)["places"]:
        if choice["to"] != draft.place:
            groups.setdefault(choice["more"], []).append((choice["to"], choice["words"]))
    return list(groups.items())

