"""Pages of the record: who did what, when, each line with the way to what changed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from waymark.desk.models import Record
from waymark.desk.people.standing import standing_of
from waymark.desk.record.filtering import Narrowing, named
from waymark.desk.record.seen import lines_for
from waymark.desk.record.telling import DONE, facts, imported_with, told

PAGE = 50
#: How many drafts of one import are listed.
LISTED = 600


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The record, newest first, narrowed to what was asked for."""
    standing = standing_of(request)
    lines = lines_for(standing)
    asked = {name: words for name, words in request.GET.items() if name != "page" and words}
    form = Narrowing(asked, lines, standing.readable)
    right = form.is_valid()
    shown = form.of(lines) if right else Record.objects.none()
    page = Paginator(shown.order_by("-at", "-id"), PAGE).get_page(request.GET.get("page"))
    given = {
        "form": form,
        "page": page,
        "rows": told(standing, page.object_list),
        "asked": urlencode(asked),
        "narrowed": bool(asked),
    }
    return render(request, "desk/record/record.html", given, status=200 if right else 422)


@require_safe
def line(request: HttpRequest, number: int) -> HttpResponse:
    """One line that has no page of its own elsewhere: all that is known of it."""
    standing = standing_of(request)
    found = get_object_or_404(lines_for(standing), pk=number)
    imported = imported_with(standing, found) if found.what == "imported a pack" else None
    given = {
        "line": found,
        "done": DONE.get(found.what, found.what),
        "owner": named(found.partnership) if found.partnership else "",
        "facts": facts(found),
        "imported": list(imported[:LISTED]) if imported is not None else [],
        "more": imported.count() - LISTED if imported is not None else 0,
    }
    return render(request, "desk/record/line.html", given)
