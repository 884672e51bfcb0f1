"""Pages of the file of a piece of guidance: put one in, set the page as one, use an earlier one again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from waymark.desk.doors import out
from waymark.desk.drafts import saving
from waymark.desk.files import Examined, examine
from waymark.desk.files.rules import LARGEST
from waymark.desk.filing.keeping import attach, detach, earlier, keep, made_from
from waymark.desk.forms.fields import LineField
from waymark.desk.models import Draft, KeptFile
from waymark.desk.parts import part_of
from waymark.desk.people.standing import standing_of
from waymark.desk.record.views_past import started, told_conflict
from waymark.manual.local import Form
from waymark.manual.wholeness.local import words_of


class PutIn(forms.Form):
    """A file, and what has to be said of it."""

    file = forms.FileField(
        label="The file",
        help_text="A PDF or a Word document (.docx), of 20 MB at most. Scripts and macros are looked for.",
        widget=forms.FileInput({"accept": ".pdf,.docx"}),
    )
    title = LineField(label="Its title")
    language = forms.RegexField(
        r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$",
        max_length=20,
        label="Its language",
        initial="en-GB",
        help_text="en-GB for English, cy for Welsh, pl for Polish …",
        error_messages={"invalid": "Give the short sign of a language, such as en-GB, cy or pl."},
    )
    rights_holder = LineField(
        label="Who holds the rights", max_length=200, help_text="Often the council."
    )
    licence = LineField(
        label="Its licence",
        max_length=200,
        help_text="Such as “Open Government Licence 3.0”, or “All rights reserved; shown with permission”.",
    )

    def clean_file(self) -> Any:
        """Refuse at once what is too large to be read."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError("The file is larger than 20 MB. Make it smaller, or make it a page.")
        return given


def file(request: HttpRequest, number: int) -> HttpResponse:
    """The file of a piece of guidance, and putting in another."""
    draft, writes = _guidance(request, number)
    examined: Examined | None = None
    form = PutIn(
        initial={"title": draft.title, "rights_holder": draft.data.get("owner", ""), "language": "en-GB"}
    )
    status = 200
    if request.method == "POST":
        standing_of(request).only_to(writes)
        form = PutIn(request.POST, request.FILES)
        status = 422
        if form.is_valid():
            given = form.cleaned_data["file"]
            data = given.read()
            examined = examine(given.name or "", data)
            if not examined.refused:
                said = {name: form.cleaned_data[name] for name in form.fields if name != "file"}
                told = [f"{each.what} {each.mend}" for each in examined.findings]
                return _attached(request, draft, _Fit(examined, data, said), told=told)
    given_words: dict[str, Any] = {
        "title": "The file of this guidance",
        "draft": draft,
        "writes": writes,
        "form": form,
        "examined": examined,
        "file": draft.data.get("file"),
        "is_page": draft.data.get("form", Form.PAGE) == Form.PAGE,
        "stale": _stale(draft),
        "earlier": earlier(draft),
    }
    return render(request, "desk/filing/file.html", given_words, status=status)


@require_POST
def set_page(request: HttpRequest, number: int) -> HttpResponse:
    """Set the guidance's own page as an accessible PDF, and put it to the guidance."""
    from waymark.pages.paper.typeset import typeset

    draft, writes = _guidance(request, number)
    standing_of(request).only_to(writes and draft.data.get("form", Form.PAGE) == Form.PAGE)
    guidance = part_of("guidance", draft.data)
    partnership = out.draft_local(draft.partnership).partnership
    notice = None if partnership.adopted else out.draft_manuscript().notice
    data = typeset(guidance, partnership, notice, out.consortium_facts().address or "")
    examined = examine(f"{guidance.key}.pdf", data)
    said = {"title": draft.title, "language": "en-GB", "rights_holder": guidance.owner[:200], "licence": ""}
    return _attached(request, draft, _Fit(examined, data, said), words_of(guidance))


@require_POST
def again(request: HttpRequest, number: int, kept: int) -> HttpResponse:
    """Use a file again that the guidance had before."""
    draft, writes = _guidance(request, number)
    standing_of(request).only_to(writes)
    found = _kept(draft, kept)
    return _attached(request, draft, found, made_from(draft, found.bytes_id))


@require_POST
def leave_out(request: HttpRequest, number: int) -> HttpResponse:
    """Leave the file out; it can be used again."""
    draft, writes = _guidance(request, number)
    standing_of(request).only_to(writes)
    try:
        detach(request.user, draft, started(request))
        messages.success(request, "The guidance has no file now. The file is kept, and can be used again.")
    except saving.Conflict as conflict:
        _told(request, conflict)
    return redirect("desk_file", number=draft.pk)


@require_GET
def fetch(request: HttpRequest, number: int, kept: int) -> HttpResponse:
    """The bytes of a kept file, to save; never shown within the desk."""
    draft, _ = _guidance(request, number)
    found = _kept(draft, kept)
    response = HttpResponse(bytes(found.bytes.data), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


class _Fit(NamedTuple):
    """A file that was found fit, its bytes, and what was said of it."""

    examined: Examined
    data: bytes
    said: dict[str, str]


def _attached(
    request: HttpRequest,
    draft: Draft,
    file: _Fit | KeptFile,
    made_from: str | None = None,
    told: Iterable[str] = (),
) -> HttpResponse:
    """Name a file in the guidance, a new one kept first: both, or, where someone saved meanwhile, neither."""
    try:
        with transaction.atomic():
            kept = file if isinstance(file, KeptFile) else keep(request.user, draft, *file)
            attach(request.user, draft, started(request), kept, made_from)
    except saving.Conflict as conflict:
        _told(request, conflict)
        return redirect("desk_file", number=draft.pk)
    messages.success(
        request, f"{kept.name} belongs to this guidance now. Readers get it with your next supplement."
    )
    for words in told:
        messages.warning(request, words)
    return redirect("desk_file", number=draft.pk)


def _told(request: HttpRequest, conflict: saving.Conflict) -> None:
    """Say who was quicker; what they did stands on the page that comes next."""
    by = told_conflict(conflict)["by"] or "Someone"
    messages.error(
        request,
        f"{by} saved this guidance while you were here, so nothing of yours was done. "
        "Below is how it stands now: look at it, then do this again if it still should be.",
    )


def _guidance(request: HttpRequest, number: int) -> tuple[Draft, bool]:
    standing = standing_of(request)
    draft = standing.draft(number)
    if draft.kind != "guidance":
        raise Http404
    return draft, standing.writes(draft.partnership)


def _kept(draft: Draft, number: int) -> KeptFile:
    """A file that this guidance has or had. Raises Http404 for any other."""
    found = next((each for each in earlier(draft) if each.pk == number), None)
    if found is None:
        raise Http404
    return found


def _stale(draft: Draft) -> bool:
    """Whether the file was made from the page, and the page says something else by now."""
    made_from = (draft.data.get("file") or {}).get("made_from")
    return made_from is not None and made_from != words_of(part_of("guidance", draft.data))
