"""The public pages of alerts: signing up, confirming, leaving. No cookie, no script, no trace of who asked.

A link in an e-mail only shows a page with a button, since programs that look after e-mail open links.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from waymark.desk.alerts import signing_up
from waymark.desk.alerts.form import SignUpForm
from waymark.desk.alerts.naming import area_names, chosen_words, role_names
from waymark.desk.letters.areas import newest, title_of
from waymark.desk.letters.calm import calm

#: The most the form can weigh as it is sent.
HEAVIEST = 10_000


@calm
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def alerts(request: HttpRequest) -> HttpResponse:
    """The form of signing up. The answer is the same whether or not an address is signed up already."""
    areas, roles = area_names(), role_names()
    if request.method != "POST":
        return _form(SignUpForm(None, areas, roles, initial=_begun(request, areas)), areas, **_from(request))
    if int(request.META.get("CONTENT_LENGTH") or 0) > HEAVIEST:
        return _form(SignUpForm(None, areas, roles), areas, status=413, heavy=True)
    form = SignUpForm(request.POST, areas, roles)
    if not form.is_valid():
        return _form(form, areas, status=422)
    if form.cleaned_data["website"]:
        return _to("letters_alerts_asked")
    if signing_up.too_many():
        return _form(form, areas, status=429, busy=True)
    signing_up.sign_up(form.cleaned_data["email"], form.choices)
    return _to("letters_alerts_asked")


@calm
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What to do now: look for an e-mail."""
    return _page("asked")


@calm
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What was chosen, and the button that confirms it."""
    found = signing_up.to_confirm(token)
    if found is None:
        return _page("over", status=404)
    if request.method == "POST":
        return _to("letters_alerts_confirmed") if signing_up.confirm(token) else _page("over", status=404)
    return _page("confirm", chosen=chosen_words(signing_up.choices_of(found)), token=token)


@calm
@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """It is done, and how to leave."""
    return _page("confirmed")


@calm
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The button that ends all alerts; a mail program's own button (RFC 8058) needs no more than this."""
    if signing_up.to_leave(token) is None:
        return _page("over", status=404)
    if request.method == "POST":
        signing_up.leave(token)
        # Mail programs do not follow on, so what they send is answered here.
        return _page("left") if "List-Unsubscribe" in request.POST else _to("letters_alerts_left")
    return _page("leave", token=token)


@calm
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Everything about them is deleted."""
    return _page("left")


def _begun(request: HttpRequest, areas: dict[str, str]) -> dict[str, Any]:
    """What the page that led here is about."""
    area = request.GET.get("for", "")
    return {"gateway": area, "local": True} if area in areas else {}


def _from(request: HttpRequest) -> dict[str, Any]:
    """The page that led here, to go back to."""
    area, place = request.GET.get("for", ""), request.GET.get("place", "")[:240]
    title = title_of(place, newest()) if place else None
    if not title or area not in area_names():
        return {}
    way = place.removeprefix(f"{area}/")
    return {"back": f"{settings.GATEWAYS.rstrip('/')}/{area}/{way}", "back_to": title}


def _to(name: str) -> HttpResponse:
    return HttpResponseRedirect(reverse(name), status=303)


def _form(form: SignUpForm, areas: dict[str, str], *, status: int = 200, **more: Any) -> HttpResponse:
    chosen = form["gateway"].value() or ""
    contacts = f"{settings.GATEWAYS.rstrip('/')}/{chosen}/contacts.html" if chosen in areas else ""
    return _page("sign_up", status=status, form=form, area=areas.get(chosen, ""), contacts=contacts, **more)


def _page(name: str, *, status: int = 200, **given: Any) -> HttpResponse:
    # Without the request, so that no cookie, session or person is looked at.
    page = render_to_string(f"desk/alerts/{name}.html", {"gateways": settings.GATEWAYS, **given})
    return HttpResponse(page, status=status)
