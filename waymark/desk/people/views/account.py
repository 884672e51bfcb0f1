"""One's own account: name, password, second factor, duties in words, signing out everywhere."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.desk.models.record import name_of
from waymark.desk.people import managing
from waymark.desk.people.adapters import is_required_of
from waymark.desk.people.forms import Name
from waymark.desk.people.inviting import set_name
from waymark.desk.people.sitting import end_sessions
from waymark.desk.people.standing import standing_of


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The account of whoever is signed in; changing their name, signing them out everywhere."""
    user = request.user
    if request.POST.get("do") == "everywhere":
        end_sessions(user)
        logout(request)
        messages.success(request, "You are signed out everywhere.")
        return redirect("account_login")
    form = Name(request.POST or None, initial={"name": user.get_full_name()})
    if request.method == "POST" and form.is_valid():
        before = name_of(user)
        set_name(user, form.cleaned_data["name"])
        user.save(update_fields=["first_name", "last_name"])
        if name_of(user) != before:
            managing.record(user, "changed their name", user, before=before, after=name_of(user))
        messages.success(request, "Your name is changed. What you did before keeps the name it has.")
        return redirect("desk_account")
    given = {
        "title": "Your account",
        "form": form,
        "does": managing.duties_of(user, managing.areas()),
        "manages": managing.Managing(standing_of(request)).allowed,
        "has_factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "is_required": is_required_of(user),
    }
    return render(request, "desk/people/account.html", given, status=422 if form.is_bound else 200)
