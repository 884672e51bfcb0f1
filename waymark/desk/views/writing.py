"""Writing: a draft in its form, or in plain words for those who only read it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from waymark.desk.drafts import saving
from waymark.desk.drafts.places import fixed
from waymark.desk.forms.choosing import choices_for
from waymark.desk.forms.grouping import grouped
from waymark.desk.forms.part_form import PartForm, identity_of
from waymark.desk.forms.reading import Choices, as_read, by_key, differences
from waymark.desk.models import Draft
from waymark.desk.models.record import name_of
from waymark.desk.parts import plain
from waymark.desk.people.standing import SHARED, Standing, standing_of


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """A draft in its form; whoever may not write it, or finds it taken out, reads it."""
    standing = standing_of(request)
    draft = standing.draft(number)
    if request.method != "POST":
        if draft.gone or not standing.writes(draft.partnership):
            return _read(request, standing, draft)
        return form_page(request, draft, PartForm(draft.kind, draft.data, fixed=fixed(draft)), draft.number)
    standing.only_to(standing.writes(draft.partnership))
    form = PartForm(draft.kind, draft.data, request.POST, fixed=fixed(draft))
    started = _number(request.POST.get("number"))
    if form.is_valid() and saving.place_taken(draft, form.part):
        form.add_error(identity_of(form), "This place or key is taken. Choose another.")
    if not form.is_valid():
        messages.error(request, "Nothing was saved yet: something is to be put right below.")
        return form_page(request, draft, form, started, status=422)
    try:
        saved = saving.change(request.user, draft, started, form.part)
    except saving.Conflict as conflict:
        theirs = conflict.theirs
        told = {"theirs": theirs, "by": _by(theirs), "differences": _apart(standing, theirs, form)}
        return form_page(request, draft, form, theirs.number, status=409, **told)
    messages.success(request, _saved(saved))
    return redirect("desk_draft", number=saved.pk)


def form_page(
    request: HttpRequest, draft: Draft, form: PartForm, number: int, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a form, with `number` as the save it starts from."""
    groups = [
        (group.heading, [form[name] for name in group.names])
        for group in grouped(draft.kind, list(form.fields))
    ]
    given = {
        "draft": draft,
        "form": form,
        "groups": groups,
        "number": number,
        "by": _by(draft),
        "heading": _heading(draft),
        "chart": _chart_of(draft),
        **more,
    }
    return render(request, "desk/draft.html", given, status=status)


def _read(request: HttpRequest, standing: Standing, draft: Draft) -> HttpResponse:
    told = as_read(draft.kind, draft.data, _choices(standing, draft.kind), _ways(standing))
    given = {
        "draft": draft,
        "told": [each for each in told if each.name not in ("place", "key", "title")],
        "by": _by(draft),
        "heading": _heading(draft),
        "chart": _chart_of(draft),
        "brings_back": draft.gone and standing.writes(draft.partnership),
    }
    return render(request, "desk/draft_read.html", given)


def _apart(standing: Standing, theirs: Draft, form: PartForm) -> list[Any]:
    choices = _choices(standing, theirs.kind)
    return list(differences(theirs.kind, theirs.data, plain(form.part), choices))


def _choices(standing: Standing, kind: str) -> Choices:
    return by_key(choices_for(standing, sayings=kind == "scenario"))


def _ways(standing: Standing) -> dict[str, str]:
    """Where the drafts of the shared manual are, by place, for links within what is read."""
    rows = standing.drafts().filter(partnership=SHARED, gone=False).values_list("place", "pk")
    return {place: reverse("desk_draft", args=[number]) for place, number in rows}


def _heading(draft: Draft) -> str:
    """What a draft is called: a note by the title of where it stands."""
    if draft.kind != "note" or not draft.pk:
        return draft.title
    place = draft.place.removeprefix("notes:")
    title = Draft.objects.filter(partnership=SHARED, place=place).values_list("title", flat=True).first()
    return f"Note at “{title}”" if title else draft.title


def _chart_of(draft: Draft) -> Draft | None:
    """The chart that a box stands in."""
    if draft.kind == "chart":
        return draft
    if draft.kind != "box" or not draft.pk:
        return None
    charts = Draft.objects.filter(partnership=SHARED, kind="chart", gone=False)
    return next((each for each in charts if draft.place in each.data.get("boxes", ())), None)


def _by(draft: Draft) -> str:
    """Who saved a draft last, if a person did."""
    return name_of(draft.changed_by) if draft.pk and draft.changed_by_id else ""


def _saved(draft: Draft) -> str:
    """What is said of a save; what is local can go to its signatory from here."""
    if not draft.partnership:
        return f"Saved “{draft.title}”."
    way = reverse("desk_new_supplement", args=[draft.partnership])
    return format_html("Saved “{}”. <a href=\"{}\">Send for sign-off</a>", draft.title, way)


@require_GET
def choices(request: HttpRequest) -> HttpResponse:
    """Everything that can be picked or linked to, for this person, in what is written `for` someone."""
    sayings = "sayings" in request.GET
    return JsonResponse(choices_for(standing_of(request), request.GET.get("for"), sayings=sayings))


def _number(words: str | None) -> int:
    if not words or not words.isdecimal() or len(words) > 9:
        raise Http404
    return int(words)
