"""The page that an invitation's link opens."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from waymark.desk.models.record import name_of
from waymark.desk.people import inviting
from waymark.desk.people.forms import TakeUp


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation: with a new name and password, or as the person who is signed in."""
    try:
        return _take_up(request, token)
    except inviting.NotOpen:
        return render(request, "desk/people/not_open.html", status=404)


def _take_up(request: HttpRequest, token: str) -> HttpResponse:
    invitation = inviting.opened(token)
    known = inviting.account_for(invitation)
    here = request.user if request.user.is_authenticated else None
    given: dict[str, Any] = {
        "invitation": invitation,
        "does": inviting.words_of(invitation),
        "by": name_of(invitation.by),
        "path": reverse("desk_invited", args=[token]),
    }
    if here is not None and (known is None or here.pk != known.pk):
        return render(request, "desk/people/someone_else.html", given)
    if known is not None and known.is_active:
        return _as_known(request, token, here, given)
    form = TakeUp(invitation.email, request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password1"]
        user = inviting.take_up(token, form.cleaned_data["name"], password)
        # Signed in the way everyone is, with all that is counted and kept on that way.
        sign_in = LoginForm({"login": user.email, "password": password}, request=request)
        if sign_in.is_valid():
            answer: HttpResponse = sign_in.login(request, redirect_url=reverse("desk_home"))
            return answer
        return redirect("account_login")
    given["form"] = form
    return render(request, "desk/people/invited.html", given, status=422 if form.is_bound else 200)


def _as_known(request: HttpRequest, token: str, here: Any, given: dict[str, Any]) -> HttpResponse:
    if here is not None and request.method == "POST":
        inviting.take_up(token, user=here)
        messages.success(request, "You have taken up the invitation.")
        return redirect("desk_home")
    return render(request, "desk/people/invited_again.html", given | {"here": here})
