"""The inbox: letters by whose they are and by place, and one letter with what can be done with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from waymark.desk.letters import keeping
from waymark.desk.letters.form import one_line_end
from waymark.desk.letters.owners import keepers, named_owners
from waymark.desk.letters.reasons import REASONS, WORRIED
from waymark.desk.letters.signs import signs_in
from waymark.desk.models import Consortium, Letter
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import SHARED, Standing, standing_of
from waymark.desk.record.filtering import named
from waymark.desk.record.seen import reads_letters

PAGE = 50
#: Where a letter stands, by a word for the address, in the order of a working day.
STATES = {"open": "To be answered", "mine": "Mine", "answered": "Answered", "all": "All"}
LONGEST_NOTE = 2000


class Row(NamedTuple):
    """A letter as the inbox shows it."""

    letter: Letter
    owner: str
    whose: str
    until: datetime | None


#: What can be done with a letter.
_DONE = ("take", "leave", "answered", "again", "note", "others")


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters this person reads, newest first; before all others those that may be disclosures."""
    standing = standing_of(request)
    whose = reads_letters(standing)
    days = Consortium.the().keep_letters
    rows = keeping.letters_for(standing, days).select_related("owner")
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    key, place = request.GET.get("whose"), request.GET.get("place", "")
    places = _places(rows)
    rows = _in_state(rows, state, request)
    if key and key.removeprefix("consortium") in whose:
        rows = rows.filter(partnership=key.removeprefix("consortium"))
    if place in places:
        rows = rows.filter(place=place)
    page = Paginator(rows.order_by("-may_be_disclosure", "-at", "-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    asked = {"state": state, "whose": key or "", "place": place if place in places else ""}
    given = {
        "reads": bool(whose) or rows.exists() or _is_owner(standing),
        "counts": bool(whose),
        "names": standing.administers or any(standing.signs(key) for key in standing.partnerships),
        "page": page,
        "rows": [_row(letter, days) for letter in page.object_list],
        "state": state,
        "states": STATES,
        "whose": key,
        "owners": {each or "consortium": _whose(each) for each in whose} if len(whose) > 1 else {},
        "place": place,
        "places": places,
        "days": days,
        "asked": urlencode({name: words for name, words in asked.items() if words}),
    }
    return render(request, "desk/letters/inbox.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """One letter: read it, take it, say that it is answered, put a note to it."""
    standing = standing_of(request)
    days = Consortium.the().keep_letters
    found = _found(standing, number, days)
    note = found.note
    keeping.read(request.user, found)
    if request.method == "POST":
        answer, note = _do(request, found)
        if answer is not None:
            return answer
    about = standing.drafts().filter(place=_draft_place(found), partnership__in=(SHARED, found.partnership))
    given = {
        "row": _row(found, days),
        "letter": found,
        "mine": found.owner_id == request.user.pk,
        "about": about.order_by("-partnership").first() if found.place else None,
        "longest": LONGEST_NOTE,
        "reason": REASONS.get(found.reason, ""),
        "signs": signs_in(found.words) if found.may_be_disclosure else [],
        "said_so": found.reason == WORRIED,
        "note": note,
    }
    return render(request, "desk/letters/one.html", given, status=409 if note != found.note else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Ask before a letter is deleted for ever; then delete it."""
    standing = standing_of(request)
    days = Consortium.the().keep_letters
    found = _found(standing, number, days)
    if request.method != "POST":
        return render(request, "desk/letters/delete.html", {"row": _row(found, days), "letter": found})
    keeping.delete(request.user, found)
    messages.success(request, "Deleted the letter.")
    return redirect("desk_letters")


def _do(request: HttpRequest, found: Letter) -> tuple[HttpResponse | None, str]:
    """Do what was asked. Where a note cannot be kept: nothing to go to, and the note as it was written."""
    done = request.POST.get("do")
    if done not in _DONE:
        raise Http404
    # Whatever is pressed, a note that stands in the page is kept first.
    if "note" in request.POST and (wrong := _noted(request, found)):
        messages.error(request, wrong)
        return None, one_line_end(request.POST["note"]).strip()
    if done == "take":
        if keeping.take(request.user, found):
            messages.success(request, "You have this letter now.")
        else:
            messages.error(request, "Someone else took this letter before you.")
    elif done == "leave":
        keeping.give_back(request.user, found)
        messages.success(request, "The letter waits for someone to take it.")
    elif done == "others":
        keeping.put_with_others(request.user, found)
        messages.success(request, "The letter is with the others now.")
        return redirect("desk_letters"), ""
    elif done == "note":
        messages.success(request, "Kept your note.")
    else:
        keeping.answered(request.user, found, done == "answered")
        messages.success(request, "Answered." if done == "answered" else "It is to be answered again.")
    return redirect("desk_letter", number=found.pk), ""


def _noted(request: HttpRequest, found: Letter) -> str:
    """Keep the note, or say why nothing was done."""
    words, before = (one_line_end(request.POST.get(name, "")).strip() for name in ("note", "before"))
    if len(words) > LONGEST_NOTE:
        return f"Nothing was kept: this has {len(words)} letters, and {LONGEST_NOTE} are the most."
    if keeping.note(request.user, found, words, before):
        return ""
    found.refresh_from_db()
    return "Nothing was kept yet: someone changed this note meanwhile. Put both into one, then keep it."


def _found(standing: Standing, number: int, days: int) -> Letter:
    rows = keeping.letters_for(standing, days).select_related("owner")
    found: Letter = get_object_or_404(rows, pk=number)
    return found


def _is_owner(standing: Standing) -> bool:
    return any(user.pk == standing.user.pk for user in (*named_owners().values(), *keepers()))


def _in_state(rows: QuerySet[Letter], state: str, request: HttpRequest) -> QuerySet[Letter]:
    if state == "open":
        return rows.filter(answered_at=None)
    if state == "answered":
        return rows.exclude(answered_at=None)
    return rows.filter(owner=request.user) if state == "mine" else rows


def _places(rows: QuerySet[Letter]) -> list[str]:
    """The places that letters are about."""
    return list(rows.exclude(place="").order_by("place").values_list("place", flat=True).distinct())


def _row(letter: Letter, days: int) -> Row:
    until = letter.at + timedelta(days=days) if days else None
    return Row(letter, name_of(letter.owner) if letter.owner_id else "", _whose(letter.partnership), until)


def _whose(key: str) -> str:
    return named(key) if key else "All areas"


def _draft_place(letter: Letter) -> str:
    key, local, rest = letter.place.partition("/local/")
    return f"guidance:{rest}" if local and key == letter.partnership else letter.place
