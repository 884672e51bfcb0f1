"""The public endpoint of letters: no cookie, no script, no log of words, nothing kept of who wrote.

It stands outside the desk's frame. A reader's browser sends no cookie here, so that a token against forged
requests would have nothing to be compared with; and there is nothing to forge, as anyone may write.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from waymark.desk.letters.areas import areas, newest, title_of
from waymark.desk.letters.calm import calm
from waymark.desk.letters.form import LetterForm
from waymark.desk.models import Consortium, Letter

#: The most a letter's form can weigh as it is sent.
HEAVIEST = 100_000
#: The most letters taken in a minute and in an hour, from all readers together: no addresses are counted.
A_MINUTE, AN_HOUR = 30, 300

@calm
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """The form of a letter; what is sent is kept, and answered by a page of thanks."""
    frozen = newest()
    known = areas(frozen)
    if request.method != "POST":
        return _form(LetterForm(None, known, initial=_begun(request, frozen, known)), known)
    if int(request.META.get("CONTENT_LENGTH") or 0) > HEAVIEST:
        return _form(LetterForm(None, known), known, status=413, heavy=True)
    form = LetterForm(request.POST, known)
    if not form.is_valid():
        return _form(form, known, status=422)
    said = form.cleaned_data
    if said["website"]:
        return HttpResponseRedirect(reverse("letters_thanks"), status=303)
    if _too_many():
        return _form(form, known, status=429, busy=True)
    area, place = said["area"], said["place"]
    local = place.partition("/local/")
    if local[1]:
        area = local[0] if local[0] in known else area
    Letter.objects.create(
        partnership=area,
        place=place,
        page=said["page"],
        words=said["words"],
        reply_to=said["reply_to"],
        at=timezone.now(),
    )
    return HttpResponseRedirect(reverse("letters_thanks"), status=303)


@calm
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks for a letter, and what becomes of it."""
    return HttpResponse(render_to_string("desk/letters/thanks.html", _always()))


def _begun(request: HttpRequest, frozen: Any, known: dict[str, str]) -> dict[str, str]:
    """What the page that led here says of itself."""
    place = request.GET.get("place", "")[:240]
    area = request.GET.get("from", "")
    if (key := place.partition("/local/"))[1]:
        area = key[0]
    title = title_of(place, frozen)
    begun = {"area": area if area in known else ""}
    return begun | {"place": place, "page": title} if title else begun


def _too_many() -> bool:
    now = timezone.now()
    last = Letter.objects.filter(at__gt=now - timedelta(hours=1))
    return last.count() >= AN_HOUR or last.filter(at__gt=now - timedelta(minutes=1)).count() >= A_MINUTE


def _form(form: LetterForm, known: dict[str, str], *, status: int = 200, **more: Any) -> HttpResponse:
    chosen = form["area"].value() or ""
    given = {
        "form": form,
        "area": known.get(chosen, ""),
        "contacts": f"{settings.GATEWAYS.rstrip('/')}/{chosen}/contacts.html" if chosen in known else "",
        **_always(),
        **more,
    }
    # Without the request, so that no cookie, session or person is looked at.
    return HttpResponse(render_to_string("desk/letters/letter.html", given), status=status)


def _always() -> dict[str, Any]:
    return {"gateways": settings.GATEWAYS, "days": Consortium.the().keep_letters}
