"""Beginning a new draft: its place suggested from its title, and a box put into its chart."""

from __future__ import annotations

from typing import Any

import msgspec
from django.contrib import messages
from django.db import transaction
from django.forms import TextInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from waymark.desk.drafts import saving
from waymark.desk.forms.part_form import PartForm, identity_of
from waymark.desk.models import Draft
from waymark.desk.models.drafts import KINDS, LOCAL_KINDS
from waymark.desk.parts import part_of
from waymark.desk.people.standing import SHARED, Standing, standing_of
from waymark.desk.views.writing import form_page

#: Kinds of which there is one only, and it is there from the first.
_ONE = ("manual", "partnership")
#: What a place begins with, by kind.
_BEFORE = {"procedure": "procedures/", "source": "sources/", "review": "reviews/", "scenario": "practise/"}
_NEW = {
    "chart": "A new flow chart",
    "box": "A new box",
    "procedure": "A new procedure",
    "term": "A new word",
    "timescale": "A new time limit",
    "role": "A new role",
    "contact": "A new national line",
    "source": "A new source",
    "review": "A new review",
    "scenario": "A new scenario",
    "way in": "A new way in for families",
    "relations": "New words for searching",
    "waiver": "A new waiver",
    "local contact": "A new contact",
    "note": "A new local note",
    "guidance": "New local guidance",
}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """A new draft of a kind, for the shared manual or for the partnership that is named."""
    standing = standing_of(request)
    kind = kind.replace("-", " ")
    partnership = request.GET.get("for", SHARED)
    if kind not in KINDS or kind in _ONE or (kind in LOCAL_KINDS) != bool(partnership):
        raise Http404
    standing.only_to(standing.writes(partnership))
    posted = request.POST if request.method == "POST" else None
    form = PartForm(kind, {} if posted else _asked_for(request, kind), posted)
    _suggest(form)
    charts = _charts(standing) if kind == "box" else None
    chart = next((each for each in charts or () if each.place == request.POST.get("chart")), None)
    if request.method == "POST":
        if charts is not None and chart is None:
            form.add_error(None, "Choose the chart that the box stands in.")
        if kind == "note" and not _stands(form.data.get(form.add_prefix("place"), "")):
            form.add_error("place", "Choose a place of the shared manual.")
        if form.is_valid() and (made := _make(request, partnership, form, chart)):
            messages.success(request, f"Made “{made.title}”.")
            return redirect("desk_draft", number=made.pk)
        messages.error(request, "Nothing was made yet: something is to be put right below.")
    draft = Draft(kind=kind, partnership=partnership, title=_NEW[kind])
    given = {"charts": charts, "chosen": request.POST.get("chart") or request.GET.get("chart", "")}
    return form_page(request, draft, form, 0, status=422 if form.is_bound else 200, **given)


def _asked_for(request: HttpRequest, kind: str) -> dict[str, str]:
    """What a link to the form of a new waiver names: the facet that it is to be for."""
    names = ("place", "facet", "role") if kind == "waiver" else ()
    return {name: request.GET[name] for name in names if request.GET.get(name)}


def _make(request: HttpRequest, partnership: str, form: PartForm, chart: Draft | None) -> Draft | None:
    try:
        with transaction.atomic():
            made = saving.make(request.user, partnership, form.kind, form.part)
            if chart is not None:
                part = part_of("chart", chart.data)
                boxes = (*part.boxes, made.place)
                saving.change(request.user, chart, chart.number, msgspec.structs.replace(part, boxes=boxes))
    except saving.PlaceTaken as taken:
        problem = f"{taken.place} is taken: choose another, or bring back what stood there."
        form.add_error(identity_of(form), problem)
        return None
    except saving.Conflict:
        form.add_error(None, "Someone saved the chart at this very moment. Press “Make it” once more.")
        return None
    return made


def _stands(place: str) -> bool:
    """Whether the shared manual has a place where a note can stand."""
    rows = Draft.objects.filter(partnership=SHARED, gone=False, kind__in=("box", "procedure"))
    return rows.filter(place=place).exists()


def _charts(standing: Standing) -> list[Draft]:
    rows = standing.drafts().filter(partnership=SHARED, kind="chart", gone=False)
    return sorted(rows, key=lambda draft: draft.data.get("number", 0))


def _suggest(form: PartForm) -> None:
    """Tell the browser to suggest a place or key from the title, until someone writes one."""
    name = identity_of(form)
    title = next((each for each in ("title", "term", "name") if each in form.fields), None)
    if name is None or title is None or not isinstance(form.fields[name].widget, TextInput):
        return
    more: dict[str, Any] = {"data-suggest": form.add_prefix(title), "data-before": _BEFORE.get(form.kind, "")}
    form.fields[name].widget.attrs.update(more)
    # The title comes first: the place is suggested from it.
    order = [title, name]
    form.order_fields([*order, *(each for each in form.fields if each not in order)])
