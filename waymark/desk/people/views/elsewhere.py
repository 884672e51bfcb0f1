"""Going on to sign in at one's organisation."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException


def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go on to the provider. Where it cannot be reached, say so: allauth asks it for its addresses first."""
    try:
        answer: HttpResponse = openid_connect.login(request, provider_id)
        return answer
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=502)
