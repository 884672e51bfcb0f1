"""How a public page of the desk is answered: calmly, and without a trace of who asked."""

from __future__ import annotations

from functools import wraps
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

_POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}


def calm(view: Any) -> Any:
    """A page that is stored nowhere, tells nobody where its reader came from, and loads nothing else."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(csp(_POLICY)(answer))
