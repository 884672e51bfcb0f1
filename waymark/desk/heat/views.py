"""The page of the heat map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.desk.heat.page import page_of
from waymark.desk.people.standing import SHARED, standing_of
from waymark.desk.today.state import stamps
from waymark.plain_english.heat import BANDS


@require_safe
def heat(request: HttpRequest) -> HttpResponse:
    """How the shared manual being written reads: charts, then boxes, then facets, each the worst first."""
    standing = standing_of(request)
    standing.only_to(standing.reads(SHARED))
    (stamp,) = stamps([SHARED]).values()
    page = page_of(stamp, timezone.localdate(), standing.writes_shared)
    given = {"bands": BANDS, "unread": page is None, "writes": standing.writes_shared, **(page or {})}
    return render(request, "desk/heat/heat.html", given)
