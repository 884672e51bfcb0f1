"""The first pages: today, the shared manual, and what is local."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.desk.models import Draft
from waymark.desk.models.drafts import KINDS, LOCAL_KINDS, SHARED_KINDS
from waymark.desk.people.standing import SHARED, standing_of


def home(request: HttpRequest) -> HttpResponse:
    """Today: what waits for this person."""
    return render(request, "desk/home.html", {})


def manual(request: HttpRequest) -> HttpResponse:
    """The shared manual, kind by kind."""
    standing = standing_of(request)
    return _listed(request, SHARED, SHARED_KINDS, "The shared manual", standing.writes_shared)


def local(request: HttpRequest, partnership: str) -> HttpResponse:
    """What is local of one partnership."""
    standing = standing_of(request)
    standing.only_to(bool(partnership) and standing.reads(partnership))
    title = next(
        iter(
            standing.drafts()
            .filter(partnership=partnership, kind="partnership")
            .values_list("title", flat=True)
        ),
        partnership,
    )
    return _listed(request, partnership, LOCAL_KINDS, title, standing.writes(partnership))


def _listed(
    request: HttpRequest, partnership: str, kinds: dict[str, str], title: str, writes: bool
) -> HttpResponse:
    drafts = standing_of(request).drafts().filter(partnership=partnership).defer("data")
    by_kind: dict[str, list[Draft]] = {kind: [] for kind in kinds}
    for draft in drafts:
        by_kind[draft.kind].append(draft)
    given = {
        "title": title,
        "partnership": partnership,
        "writes": writes,
        "kinds": [(kind, KINDS[kind], rows) for kind, rows in by_kind.items()],
    }
    return render(request, "desk/list.html", given)
