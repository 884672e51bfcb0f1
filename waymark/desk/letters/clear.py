"""How clear pages are found: a table by page, for those who read letters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.desk.letters.about import NOT_NAMED, PAGES
from waymark.desk.letters.areas import newest, title_of
from waymark.desk.letters.tallies import how_clear as worked_out
from waymark.desk.models import Consortium
from waymark.desk.people.standing import SHARED, standing_of
from waymark.desk.record.filtering import named
from waymark.desk.record.seen import reads_letters

#: How far back is looked where letters are kept for ever, and how many pages are told.
DAYS, MOST = 90, 400


@require_safe
def how_clear(request: HttpRequest) -> HttpResponse:
    """The pages that were answered about, those that were least clear first."""
    standing = standing_of(request)
    whose = reads_letters(standing)
    standing.only_to(bool(whose))
    days = Consortium.the().keep_letters or DAYS
    told = worked_out(whose, days, timezone.localdate())
    frozen = newest()
    rows: list[dict[str, Any]] = [
        {"title": _title(each.place, frozen), "clear": each, "all": each.yes + each.no}
        for each in told[:MOST]
    ]
    areas = "all areas" if SHARED in whose else " and ".join(named(key) for key in whose)
    given = {"rows": rows, "days": days, "areas": areas, "left": max(0, len(told) - MOST)}
    return render(request, "desk/letters/clear.html", given)


def _title(place: str, frozen: Any) -> str:
    if place == NOT_NAMED:
        return "No page named"
    return title_of(place, frozen) or PAGES.get(place) or place
