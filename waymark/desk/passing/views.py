"""Pages for taking a pack in, saving the desk as one, and making drafts of what stands elsewhere."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.desk.doors.into import import_pack
from waymark.desk.doors.out import pack_files
from waymark.desk.drafts import saving
from waymark.desk.forms.fields import LineField
from waymark.desk.incoming import as_procedure, take_in
from waymark.desk.incoming.taking import together
from waymark.desk.models import Record
from waymark.desk.parts import checked
from waymark.desk.passing import zipped
from waymark.desk.people.proving import keepers_proved
from waymark.desk.people.standing import SHARED, standing_of
from waymark.manual.findings import Refused
from waymark.manual.local import LocalGuidance
from waymark.manual.pack.whole import read_pack
from waymark.manual.text import Text

_WORD = re.compile(r"[^a-z0-9]+")


class Bring(forms.Form):
    """A file that stands elsewhere, and what it is to be called here."""

    file = forms.FileField(
        label="The file",
        help_text="A Word document (.docx) or a saved web page (.html).",
        widget=forms.FileInput({"accept": ".docx,.html,.htm"}),
    )
    title = LineField(label="Title of the draft", max_length=200)

    @property
    def key(self) -> str:
        """A key made of the title's words."""
        return _WORD.sub("-", self.cleaned_data["title"].lower()).strip("-")[:80].strip("-") or "untitled"


@require_GET
@keepers_proved
def packs(request: HttpRequest) -> HttpResponse:
    """What can go in and out."""
    standing = standing_of(request)
    standing.only_to(standing.writes_shared or standing.administers)
    return render(request, "desk/passing/packs.html", {"title": "In and out", "may": standing.administers})


@require_GET
@keepers_proved
def pack_out(request: HttpRequest) -> HttpResponse:
    """The whole desk as a pack in one file. With every partnership's drafts, so for its keeper alone."""
    standing = standing_of(request)
    standing.only_to(standing.administers)
    data = zipped.written(pack_files())
    Record.add(request.user, "saved the desk as a pack", size=len(data))
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="waymark-pack.zip"'
    return response


@require_http_methods(["POST"])
@keepers_proved
def pack_in(request: HttpRequest) -> HttpResponse:
    """Take a pack in. One with findings that refuse changes nothing, and its findings are listed."""
    standing = standing_of(request)
    standing.only_to(standing.administers)
    given = request.FILES.get("pack")
    if given is None:
        messages.error(request, "Choose a file first.")
        return redirect("desk_packs")
    try:
        with zipped.opened(given.read()) as folder:
            pack, found = read_pack(folder)
            if pack is None:
                raise Refused(found)
            made = import_pack(pack, request.user)
    except Refused as refused:
        told = {"title": "In and out", "may": True, "findings": refused.findings}
        return render(request, "desk/passing/packs.html", told, status=422)
    messages.success(
        request,
        f"Taken in: {made.made} new drafts, {made.changed} changed, {made.taken_out} taken out, "
        f"{made.frozen} editions and supplements.",
    )
    return redirect("desk_packs")


def take_in_shared(request: HttpRequest) -> HttpResponse:
    """A procedure from Word or a web page, as a new draft of the shared manual."""
    return _take_in(request, SHARED)


def take_in_local(request: HttpRequest, partnership: str) -> HttpResponse:
    """Local guidance from Word or a web page, as a new draft."""
    return _take_in(request, partnership)


def _take_in(request: HttpRequest, partnership: str) -> HttpResponse:
    standing = standing_of(request)
    standing.only_to(standing.writes(partnership))
    form = Bring(request.POST or None, request.FILES or None)
    given: dict[str, Any] = {
        "title": "Make a draft from a Word document or a web page",
        "form": form,
        "partnership": partnership,
    }
    if request.method == "POST" and form.is_valid():
        incoming = take_in(form.cleaned_data["file"].name or "", form.cleaned_data["file"].read())
        if not incoming.sections:
            given["findings"] = incoming.findings
            return render(request, "desk/passing/take_in.html", given, status=422)
        try:
            draft, report = _made(request, partnership, form, incoming)
        except saving.PlaceTaken as taken:
            form.add_error("title", f"{taken.place} is taken: give it another title.")
        except msgspec.ValidationError as error:
            form.add_error("file", f"What it says cannot be kept as a draft: {error}.")
        else:
            given |= {"draft": draft, "report": report}
            return render(request, "desk/passing/taken_in.html", given)
    return render(request, "desk/passing/take_in.html", given, status=422 if form.is_bound else 200)


def _made(request: HttpRequest, partnership: str, form: Bring, incoming: Any) -> tuple[Any, tuple[str, ...]]:
    title = form.cleaned_data["title"]
    if partnership == SHARED:
        procedure, report = as_procedure(incoming, f"procedures/{form.key}", title)
        return saving.make(request.user, SHARED, "procedure", checked("procedure", procedure)), report
    text = Text(together(incoming.sections))
    guidance = LocalGuidance(key=form.key, title=title, owner="To be filled in", text=text)
    lines = ["Its owner and its dates have still to be filled in."]
    lines += [str(each) for each in incoming.dropped]
    lines += [f"{each.what} {each.mend}" for each in incoming.findings]
    return saving.make(request.user, partnership, "guidance", checked("guidance", guidance)), tuple(lines)
