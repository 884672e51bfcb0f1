"""Naming who reads letters that may be about a child in danger: a page for keepers and signatories."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.desk.doors.out import partnerships
from waymark.desk.letters import owners as naming
from waymark.desk.models import NamedOwner
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import SHARED, area_of, standing_of


@require_http_methods(["GET", "HEAD", "POST"])
def owners(request: HttpRequest) -> HttpResponse:
    """Who is named, and a choice of who can be."""
    standing = standing_of(request)
    whose = naming.names_for(standing, partnerships())
    standing.only_to(bool(whose))
    choices = {key: naming.may_be_named(key) for key in whose}
    if request.method == "POST":
        changed = 0
        for key in whose:
            field = f"owner-{key or 'consortium'}"
            if field not in request.POST:
                continue
            sent = request.POST[field]
            chosen = next((each for each in choices[key] if str(each.pk) == sent), None)
            if chosen is not None or not sent:
                changed += naming.name(request.user, key, chosen)
        messages.success(request, "Saved who reads these letters." if changed else "Nothing was different.")
        return redirect("desk_letters_owners")
    held = dict(NamedOwner.objects.values_list("partnership", "user"))
    counts = naming.named_owners()
    rows: list[dict[str, Any]] = [
        {
            "field": f"owner-{key or 'consortium'}",
            "area": area_of(key)
            if key
            else "The consortium: letters about no one area, and of areas that name nobody",
            "choices": [(each.pk, name_of(each)) for each in choices[key]],
            "chosen": held.get(key) if key in counts else None,
        }
        for key in whose
    ]
    given = {"rows": rows, "fallback": SHARED in counts}
    return render(request, "desk/letters/owners.html", given)
