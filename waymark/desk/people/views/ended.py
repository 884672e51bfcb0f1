"""Pages for when a person cannot go on: signed out in the middle of something, or with nothing to do here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: Words that are never carried over in a page.
_NEVER = ("csrfmiddlewaretoken", "password", "code")


def signed_out(request: HttpRequest, *, may_carry: bool, factor: bool = False) -> HttpResponse:
    """What was sent came after the session had ended: keep the words at hand, to be sent again.

    `factor`: the person is here, and has a second factor to set up before anything else.
    """
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if may_carry and not any(word in name for word in _NEVER)
        for value in values
    ]
    given = {"carried": carried, "address": request.get_full_path(), "files": bool(request.FILES)}
    return render(request, "account/signed_out.html", given | {"factor": factor}, status=401)


def nothing_to_do(request: HttpRequest) -> HttpResponse:
    """Someone is signed in who has no duty at this desk."""
    return render(request, "account/no_duties.html", status=404)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that this browser did not get from this session: nothing was done."""
    return render(request, "account/stale.html", status=403)
