"""Moving a draft among those of its kind, where readers see them in the order that editors gave."""

from __future__ import annotations

from itertools import accumulate

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.desk.drafts import saving
from waymark.desk.models import Draft
from waymark.desk.models.drafts import ORDERED
from waymark.desk.people.standing import standing_of

#: How far each press moves it.
_STEPS = {"up": -1, "down": 1}


@require_POST
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Let a draft change places with the one before or after it."""
    standing = standing_of(request)
    draft = standing.draft(number)
    standing.only_to(standing.writes(draft.partnership) and draft.kind in ORDERED and not draft.gone)
    step = _STEPS.get(request.POST.get("move", ""))
    if step is None:
        raise Http404
    try:
        moved = _moved(request, draft, step)
    except saving.Conflict:
        messages.error(request, "Someone saved one of these at this moment. Try again.")
    else:
        if moved:
            messages.success(request, f"Moved “{draft.title}” {request.POST['move']}.")
    listed = reverse("desk_local", args=[draft.partnership]) if draft.partnership else reverse("desk_manual")
    return redirect(f"{listed}#row-{draft.pk}")


def _moved(request: HttpRequest, draft: Draft, step: int) -> bool:
    """Whether there was one to change places with."""
    with transaction.atomic():
        rows = Draft.objects.select_for_update().filter(
            partnership=draft.partnership, kind=draft.kind, gone=False
        )
        listed = list(rows.order_by("order", "place"))
        spot = next(at for at, each in enumerate(listed) if each.pk == draft.pk)
        if not 0 <= spot + step < len(listed):
            return False
        held = (each.order for each in listed)
        orders = [*accumulate(held, lambda last, order: max(last + 1, order))]
        listed[spot], listed[spot + step] = listed[spot + step], listed[spot]
        for each, order in zip(listed, orders, strict=True):
            # All but the two stand where they stood, and are not saved.
            saving.reorder(request.user, each, each.number, order)
        return True
