"""The consortium's settings."""

from __future__ import annotations

import json

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.desk.agreeing.tasks import set_down
from waymark.desk.alerts.signing_up import told_people
from waymark.desk.models import Consortium, Record
from waymark.desk.people.consortium_form import FACTS, Settings, apply, as_given, as_seen
from waymark.desk.people.managing import areas
from waymark.desk.people.proving import recently_proved
from waymark.desk.people.standing import standing_of


@require_http_methods(["GET", "HEAD", "POST"])
@recently_proved
def settings(request: HttpRequest) -> HttpResponse:
    """What the consortium has set; changing it is written down, from what to what."""
    standing = standing_of(request)
    standing.only_to(standing.administers)
    seen = as_given(Consortium.the())
    form = Settings(areas(), request.POST or None, initial=seen)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            row = Consortium.objects.select_for_update().get(pk=1)
            seen = as_given(row)
            form.overtaken(seen, as_seen(request.POST.get("seen", "")))
            changes = apply(row, form.cleaned_data) if form.is_valid() else {}
            if changes:
                row.save()
                if FACTS & set(changes):
                    set_down.enqueue()
                Record.add(
                    request.user, "changed the settings", title="The consortium’s settings", changes=changes
                )
        if form.is_valid():
            messages.success(request, "The settings are saved." if changes else "Nothing was different.")
            return redirect("desk_settings")
    given = {"title": "Settings", "form": form, "seen": json.dumps(seen), "told": told_people()}
    return render(request, "desk/people/settings.html", given, status=422 if form.is_bound else 200)
