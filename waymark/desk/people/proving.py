"""Proving again who one is, before something grave: the password or a code, within the last ten minutes."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest

from waymark.desk.people.standing import standing_of

#: A view's decorator. To do something grave (POST) the person must have signed in, or given their password or
#: a code again, within ten minutes; else they are asked for it and the thing is then done as it was sent.
#: Looking (GET) is free. Nobody is asked where nobody needs a second factor.
recently_proved = reauthentication_required(allow_get=True, enabled=lambda _: settings.SECOND_FACTOR)

#: The same, and for looking too: what a keeper reaches there holds what every partnership is writing.
keepers_proved = reauthentication_required(
    enabled=lambda request: settings.SECOND_FACTOR and standing_of(request).administers
)


def signing_in_proves(request: HttpRequest, user: Any) -> None:
    """Count the password or code just given to sign in as proof: nobody is asked twice in a minute."""
    records = [dict(record) for record in get_authentication_records(request, user)]
    given = [record for record in records if record["method"] in ("password", "mfa")]
    if given:
        given[-1]["reauthenticated"] = True
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records
