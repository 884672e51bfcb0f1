"""Looking at a draft as readers would see it."""

from __future__ import annotations

import mimetypes
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from waymark.amendments import of_part
from waymark.desk.doors import out
from waymark.desk.drafts.places import page_of
from waymark.desk.forms.part_form import PartForm
from waymark.desk.models import Draft, Preview
from waymark.desk.parts import part_of, plain
from waymark.desk.people.standing import Standing, area_of, standing_of
from waymark.desk.preview.marking import marked
from waymark.desk.preview.setting import as_drafted, as_in_force, gateways_for
from waymark.pages.amendments import amendments_html

#: How long an unsaved draft is kept to be looked at.
KEPT = timedelta(hours=12)


@require_POST
def begin(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what stands in the form, unsaved, and lead to its preview."""
    standing = standing_of(request)
    draft = standing.draft(number)
    form = PartForm(draft.kind, draft.data, request.POST, fixed=True)
    if not form.is_valid():
        told = [
            f"{form.fields[name].label}: {' '.join(words)}"
            for name, words in form.errors.items()
            if name in form.fields
        ]
        return JsonResponse({"faults": told or ["Something is to be put right first."]}, status=422)
    return JsonResponse(
        {"address": reverse("desk_preview", args=[_kept(request, draft, plain(form.part)).pk])}
    )


@require_GET
def saved(request: HttpRequest, number: int) -> HttpResponse:
    """A preview of a draft as it was last saved."""
    draft = standing_of(request).draft(number)
    return redirect("desk_preview", number=_kept(request, draft, draft.data).pk)


def _kept(request: HttpRequest, draft: Draft, data: dict[str, object]) -> Preview:
    Preview.objects.filter(at__lt=timezone.now() - KEPT).delete()
    kept, _ = Preview.objects.update_or_create(
        by=request.user,
        partnership=draft.partnership,
        place=draft.place,
        defaults={"kind": draft.kind, "data": data, "at": timezone.now()},
    )
    return kept


@require_GET
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """The page round a preview: which gateway, whether differences are marked, and the list of them."""
    standing = standing_of(request)
    found = _own(request, standing, number)
    ways = gateways_for(standing, found)
    gateway = request.GET.get("gateway") or next(
        (key for key in standing.partnerships if key in ways), ways[0]
    )
    standing.only_to(gateway in ways)
    before = _before(found)
    amendment = of_part(before, part_of(found.kind, found.data))
    given = {
        "title": "Preview",
        "preview": found,
        "draft": standing.drafts().filter(partnership=found.partnership, place=found.place).first(),
        "gateways": [(key, area_of(key)) for key in ways],
        "gateway": gateway,
        "marks": request.GET.get("marks", "yes") == "yes",
        "path": page_of(found.kind, found.place, found.data),
        "amendments": amendments_html((amendment,)) if amendment else "",
        "new": before is None,
    }
    return render(request, "desk/preview/preview.html", given)


@require_GET
def page(request: HttpRequest, number: int, gateway: str, path: str) -> HttpResponse:
    """A page of the gateway with the draft in it, or one of its assets."""
    standing = standing_of(request)
    found = _own(request, standing, number)
    standing.only_to(gateway in gateways_for(standing, found))
    try:
        made = as_drafted(found, gateway, standing)
    except (LookupError, ValueError) as error:
        return render(request, "desk/preview/not_yet.html", {"missing": str(error)}, status=422)
    if path in made.assets:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return HttpResponse(made.assets[path].data, content_type=kind)
    html = made.page(path)
    if html is None:
        return HttpResponseNotFound()
    changes = 0
    if request.GET.get("marks", "yes") == "yes":
        html, changes = marked(_in_force_page(gateway, path), html)
    html = html.replace("</head>", f'<link rel="stylesheet" href="{static("desk/marks.css")}"></head>', 1)
    response = HttpResponse(html)
    response["X-Changes"] = str(changes)
    return response


def _in_force_page(gateway: str, path: str) -> str | None:
    try:
        return as_in_force(gateway).page(path)
    except LookupError:
        return None


def _own(request: HttpRequest, standing: Standing, number: int) -> Preview:
    """A preview of one's own. Raises Http404 for anyone else's."""
    found = Preview.objects.filter(pk=number, by=request.user, partnership__in=standing.readable).first()
    if found is None:
        raise Http404
    return found


def _before(found: Preview) -> object:
    """The part as it is in force, or None."""
    frozen = out.frozen_by(timezone.now(), found.partnership)
    return out.frozen_parts(frozen).get(found.place, (None, None))[1]
