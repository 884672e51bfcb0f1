"""Pages of a draft's past: its history, one save of it, and putting that save back."""

from __future__ import annotations

from typing import Any

import msgspec
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from waymark.desk.drafts import saving
from waymark.desk.filing.keeping import earlier
from waymark.desk.forms.choosing import choices_for
from waymark.desk.forms.reading import as_read, by_key
from waymark.desk.models import Draft
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import standing_of
from waymark.desk.record.past import NotNow, amended, kept, put_back

PAGE = 50


@require_safe
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Every save of a draft that is still kept: who saved it, when, and what was done."""
    standing = standing_of(request)
    draft = standing.draft(number)
    page = Paginator(draft.saves.order_by("-number"), PAGE).get_page(request.GET.get("page"))
    files = earlier(draft) if draft.kind == "guidance" else []
    oldest = draft.saves.order_by("number").values_list("number", flat=True).first()
    given = {
        "draft": draft,
        "page": page,
        "rows": kept(draft, page.object_list),
        "files": files,
        "let_go": oldest is not None and oldest > 1,
        "writes": standing.writes(draft.partnership),
    }
    return render(request, "desk/record/history.html", given)


@require_safe
def save(request: HttpRequest, number: int, save: int) -> HttpResponse:
    """One save of a draft in words, against the one before it or any other."""
    return _save_page(request, number, save)


def _save_page(
    request: HttpRequest, number: int, save: int, *, status: int = 200, **more: Any
) -> HttpResponse:
    standing = standing_of(request)
    draft = standing.draft(number)
    chosen = get_object_or_404(draft.saves, number=save)
    others = list(draft.saves.exclude(number=save).defer("data").order_by("-number"))
    before = next((each for each in others if each.number < save), None)
    against = before
    if asked := request.GET.get("against"):
        against = next((each for each in others if str(each.number) == asked), None)
        if against is None:
            raise Http404
    changes, unread = None, False
    try:
        # What the earlier of the two said comes first, whichever of them the page is about.
        pair = sorted((each for each in (against, chosen) if each), key=lambda each: each.number)
        changes = amended(draft, pair[0] if len(pair) == 2 else None, pair[-1])
    except msgspec.ValidationError:
        unread = True
    given = {
        "draft": draft,
        "save": chosen,
        "told": list(as_read(draft.kind, chosen.data, by_key(choices_for(standing)))),
        "others": others,
        "against": against,
        "is_before": against is not None and against == before,
        "changes": changes,
        "unread": unread,
        "newest": chosen.number == draft.number,
        "restores": standing.writes(draft.partnership) and chosen.number != draft.number and not chosen.gone,
        **more,
    }
    return render(request, "desk/record/save.html", given, status=status)


@require_POST
def restore(request: HttpRequest, number: int, save: int) -> HttpResponse:
    """Put a draft back as it was in an earlier save. The saves in between stay."""
    standing = standing_of(request)
    draft = standing.draft(number)
    standing.only_to(standing.writes(draft.partnership))
    chosen = get_object_or_404(draft.saves, number=save)
    try:
        held = put_back(request.user, draft, started(request), chosen)
    except saving.Conflict as conflict:
        return _save_page(request, number, save, status=409, conflict=told_conflict(conflict))
    except NotNow as cannot:
        return _save_page(request, number, save, status=422, cannot=cannot.why)
    messages.success(request, f"“{held.title}” says again what it said in save {save}.")
    return redirect("desk_draft", number=held.pk)


def told_conflict(conflict: saving.Conflict) -> dict[str, Any]:
    """Who saved the draft in between, and when."""
    theirs: Draft = conflict.theirs
    return {"by": name_of(theirs.changed_by), "at": theirs.changed_at, "number": theirs.number}


def started(request: HttpRequest) -> int:
    """The save that a person had in front of them; 0, which is a conflict, where the form did not say."""
    words = request.POST.get("number", "")
    return int(words) if words.isdecimal() and len(words) <= 9 else 0

