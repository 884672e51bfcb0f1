"""A new phone: another app as second factor, in place of the one there is."""

from __future__ import annotations

import base64

from allauth.account.adapter import get_adapter as door
from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.desk.people.door_forms import FirstCode
from waymark.desk.people.managing import record

#: Where allauth's form keeps the letters of an app that is being set up.
_LETTERS = "mfa.totp.secret"


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def another(request: HttpRequest) -> HttpResponse:
    """Set up another app. The old one counts until the new one has shown a right code."""
    old = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).first()
    if old is None:
        return redirect("mfa_activate_totp")
    form = FirstCode(request.POST or None, user=request.user)
    adapter = get_adapter()
    if request.method == "POST" and form.is_valid():
        old.data = {"secret": adapter.encrypt(form.secret)}
        old.last_used_at = None
        old.save()
        request.session.pop(_LETTERS, None)
        record(request.user, "set up another second factor for", request.user)
        door(request).send_notification_mail("mfa/email/totp_activated", request.user)
        messages.success(request, "The new app counts now. The old one no longer works.")
        return redirect("mfa_index")
    address = adapter.build_totp_url(request.user, form.secret)
    given = {
        "form": form,
        "another": True,
        "totp_url": address,
        "totp_svg_data_uri": _picture(adapter.build_totp_svg(address)),
    }
    return render(request, "mfa/totp/activate_form.html", given, status=422 if form.is_bound else 200)


def _picture(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
