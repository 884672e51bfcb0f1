"""Charts at the desk: the list of them, one with its drawing and its words, and changing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.desk.charting import browser
from waymark.desk.charting.drawn import drawn
from waymark.desk.charting.forms import NewChart
from waymark.desk.charting.keeping import keep
from waymark.desk.charting.proposal import Faulty, as_saved, read_proposal
from waymark.desk.charting.putting_in import PutIn, put_in
from waymark.desk.charting.telling import leaving, told_boxes, told_findings
from waymark.desk.charting.written import Written
from waymark.desk.drafts import saving
from waymark.desk.models import Draft
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import SHARED, Standing, standing_of
from waymark.pages.prose import say


@require_http_methods(["GET", "HEAD", "POST"])
def charts(request: HttpRequest) -> HttpResponse:
    """Every chart, with what is to be put right in it; and a new one."""
    standing = standing_of(request)
    standing.only_to(standing.reads(SHARED))
    written = Written.read(standing)
    form = NewChart(written, request.POST) if request.method == "POST" else NewChart(written)
    if request.method == "POST":
        standing.only_to(standing.writes_shared)
        if form.is_valid() and form.part is not None:
            try:
                made = saving.make(request.user, SHARED, "chart", form.part)
            except saving.PlaceTaken:
                form.add_error("key", "This key is taken, or was used once. Choose another.")
            else:
                messages.success(request, f"Made the chart “{made.title}”. Add its first box below.")
                return redirect("desk_chart", key=made.place)
    cards = [
        {
            "chart": chart,
            "boxes": say.count(len(chart.boxes), "box", "boxes"),
            "findings": len(told_findings(chart, written.lookup, written.findings)),
        }
        for chart in written.charts
    ]
    given = {
        "title": "Flow charts",
        "cards": cards,
        "form": form,
        "loose": [
            (box.title, reverse("desk_draft", args=[written.drafts[box.place].pk])) for box in written.loose
        ],
        "writes": standing.writes_shared,
    }
    return render(request, "desk/charting/charts.html", given, status=422 if form.is_bound else 200)


@require_GET
def chart(request: HttpRequest, key: str) -> HttpResponse:
    """A chart: its drawing, and the same chart in words, with the tools to change it for its editors."""
    standing = standing_of(request)
    standing.only_to(standing.reads(SHARED))
    written = Written.read(standing)
    found = written.lookup.charts.get(key)
    standing.only_to(found is not None)
    assert found is not None
    proposal, left_out = as_saved(found, written)
    writes = standing.writes_shared
    given = {
        "title": found.title,
        "chart": found,
        "draft": written.drafts[key],
        "boxes": told_boxes(found, written.lookup, written),
        "findings": told_findings(found, written.lookup, written.findings),
        "drawing": drawn(found, written.lookup, written, kept=True),
        "writes": writes,
        "left_out": left_out,
        "start": browser.start(found, written, proposal, bool(left_out)) if writes else None,
        "kinds": browser.KINDS,
    }
    return render(request, "desk/charting/chart.html", given)


@require_POST
def draw(request: HttpRequest, key: str) -> JsonResponse:
    """A proposal drawn and told, with what there is to notice about it; nothing is kept."""
    standing = standing_of(request)
    standing.only_to(standing.writes_shared)
    standing.only_to(_charts(standing).filter(place=key).exists())
    try:
        proposal = read_proposal(request.body)
        put = put_in(Written.read(standing), key, proposal)
    except Faulty as faulty:
        return JsonResponse({"faults": faulty.words}, status=422)
    return JsonResponse(_redrawn(request, key, put))


def _redrawn(request: HttpRequest, key: str, put: PutIn) -> dict[str, Any]:
    found = put.lookup.charts[key]
    boxes = told_boxes(found, put.lookup, put.written, put)
    findings = told_findings(found, put.lookup, put.findings, put.written.findings)
    given = {"chart": found, "boxes": boxes, "leaving": leaving(put), "findings": findings, "writes": True}
    return {
        "svg": drawn(found, put.lookup, put.written, kept=False),
        "told": render_to_string("desk/charting/told.html", given, request),
        "noticed": render_to_string("desk/charting/noticed.html", given, request),
        "findings": findings,
    }


@require_POST
def save(request: HttpRequest, key: str) -> JsonResponse:
    """Keep a proposal, the whole of it or nothing."""
    standing = standing_of(request)
    standing.only_to(standing.writes_shared)
    standing.only_to(_charts(standing).filter(place=key).exists())
    try:
        put = keep(request.user, standing, key, read_proposal(request.body))
    except Faulty as faulty:
        return JsonResponse({"faults": faulty.words}, status=422)
    except saving.PlaceTaken as taken:
        words = f"Someone has just used the key {taken.place}. Nothing was saved: choose another key."
        return JsonResponse({"faults": [words]}, status=409)
    except saving.Conflict as conflict:
        return JsonResponse({"faults": _overtaken(conflict.theirs)}, status=409)
    messages.success(request, f"Saved the chart “{put.lookup.charts[key].title}”.")
    return JsonResponse({"address": reverse("desk_chart", args=[key])})


def _charts(standing: Standing) -> Any:
    return standing.drafts().filter(partnership=SHARED, kind="chart", gone=False)


def _overtaken(theirs: Draft) -> list[str]:
    at = timezone.localtime(theirs.changed_at)
    who = name_of(theirs.changed_by) or "Someone"
    return [
        f"{who} saved “{theirs.title}” on {say.day(at.date())} at {at:%H:%M}, after you opened this page.",
        "Nothing of yours was saved, and nothing of theirs was lost.",
    ]
