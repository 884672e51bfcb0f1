"""Writing: a draft in its form, a new one, and what the browser asks for while someone writes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from waymark.desk.drafts import saving
from waymark.desk.forms.choosing import choices_for
from waymark.desk.forms.part_form import PartForm
from waymark.desk.models import Draft, RegisterLine
from waymark.desk.models.drafts import KINDS, LOCAL_KINDS
from waymark.desk.parts import ALL
from waymark.desk.people.standing import SHARED, Standing, standing_of


def edit(request: HttpRequest, number: int) -> HttpResponse:
    """A draft in its form; whoever may not write it reads it."""
    standing = standing_of(request)
    draft = standing.draft(number)
    writes = standing.writes(draft.partnership)
    if request.method != "POST":
        form = PartForm(draft.kind, draft.data, fixed=in_force(draft))
        return _form(request, draft, form, writes, draft.number)
    standing.only_to(writes)
    form = PartForm(draft.kind, draft.data, request.POST, fixed=in_force(draft))
    started = _number(request.POST.get("number"))
    if not form.is_valid():
        messages.error(request, "Nothing was saved yet: something is to be put right below.")
        return _form(request, draft, form, writes, started, status=422)
    if ALL[draft.kind].place(form.part) != draft.place and saving.place_taken(draft, form.part):
        form.add_error(None, "This place or key is taken.")
        return _form(request, draft, form, writes, started, status=422)
    try:
        saved = saving.change(request.user, draft, started, form.part)
    except saving.Conflict as conflict:
        return _form(request, draft, form, writes, conflict.theirs.number, status=409, theirs=conflict.theirs)
    messages.success(request, f"Saved “{saved.title}”.")
    return redirect("desk_draft", number=saved.pk)


def new(request: HttpRequest, kind: str) -> HttpResponse:
    """A new draft of a kind, for the shared manual or for the partnership that is named."""
    standing = standing_of(request)
    partnership = request.GET.get("for", SHARED)
    local = kind in LOCAL_KINDS
    if kind not in KINDS or kind in ("manual", "partnership") or local != bool(partnership):
        raise Http404
    standing.only_to(standing.writes(partnership))
    form = PartForm(kind, {}, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = saving.make(request.user, partnership, kind, form.part)
        except saving.PlaceTaken as taken:
            form.add_error(None, f"{taken.place} is taken: choose another, or bring back what stood there.")
        else:
            messages.success(request, f"Made “{made.title}”.")
            return redirect("desk_draft", number=made.pk)
    draft = Draft(kind=kind, partnership=partnership, title=f"New: {KINDS[kind].lower()}")
    return _form(request, draft, form, True, 0, status=422 if form.is_bound else 200)


def _form(
    request: HttpRequest, draft: Draft, form: PartForm, writes: bool, number: int, **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    given = {"draft": draft, "form": form, "writes": writes, "number": number, **more}
    return render(request, "desk/draft.html", given, status=status)


@require_GET
def choices(request: HttpRequest) -> HttpResponse:
    """Everything that can be picked or linked to, for this person."""
    return JsonResponse(choices_for(standing_of(request)))


@require_POST
def findings(request: HttpRequest, number: int) -> HttpResponse:
    """What is to be noticed about a draft as it stands in the browser, field by field."""
    standing: Standing = standing_of(request)
    standing.draft(number)
    return JsonResponse({})


def in_force(draft: Draft) -> bool:
    """Whether a draft's place or key was ever in force, so that it can no longer change."""
    place = draft.place
    if draft.kind == "guidance":
        place = f"{draft.partnership}/local/{draft.place.removeprefix('guidance:')}"
    if ":" in place or place in ("manual", "partnership"):
        return True
    return RegisterLine.objects.filter(place=place).exists()


def _number(words: str | None) -> int:
    if not words or not words.isdecimal():
        raise Http404
    return int(words)
