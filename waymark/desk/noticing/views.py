"""What the browser asks for while someone writes."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from waymark.desk.drafts.places import fixed
from waymark.desk.forms.part_form import PartForm
from waymark.desk.models.drafts import KINDS, LOCAL_KINDS
from waymark.desk.noticing.field_by_field import told
from waymark.desk.people.standing import SHARED, standing_of


@require_POST
def of_draft(request: HttpRequest, number: int) -> JsonResponse:
    """What is noticed about a draft as it stands in the browser."""
    standing = standing_of(request)
    draft = standing.draft(number)
    standing.only_to(standing.writes(draft.partnership))
    form = PartForm(draft.kind, draft.data, request.POST, fixed=fixed(draft))
    return JsonResponse(told(form, draft.partnership, draft.place))


@require_POST
def of_new(request: HttpRequest, kind: str) -> JsonResponse:
    """What is noticed about a draft that is not saved yet."""
    standing = standing_of(request)
    kind = kind.replace("-", " ")
    partnership = request.GET.get("for", SHARED)
    standing.only_to(
        kind in KINDS and (kind in LOCAL_KINDS) == bool(partnership) and standing.writes(partnership)
    )
    return JsonResponse(told(PartForm(kind, {}, request.POST), partnership, None))
