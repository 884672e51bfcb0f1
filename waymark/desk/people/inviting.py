"""Invitations: who may send one, what it holds, and taking it up."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from waymark.desk.models import Consortium, Duty, Invitation, Record
from waymark.desk.models.record import name_of
from waymark.desk.people import posting
from waymark.desk.people.managing import KEEPER, Managing, areas, forget_ways_in, give, in_words
from waymark.desk.people.standing import SHARED, Standing


class NotOpen(Exception):
    """An invitation is not there, was used, is too old, or its sender may no longer give what it gives."""


def may_invite(by: Any, partnership: str, duties: Sequence[str]) -> bool:
    """Whether someone may invite to these duties. The command line (nobody) may."""
    if by is None:
        return True
    managing = Managing(Standing.of(by))
    return bool(duties) and all(managing.may_give(partnership, what) for what in duties)


def invite(
    by: Any,
    name: str,
    email: str,
    partnership: str,
    duties: Sequence[str],
    address: Callable[[str], str],
) -> str:
    """Invite someone, by e-mail; returns the link it holds, which is kept nowhere.

    An earlier invitation of the same address to the same partnership no longer opens. `address` makes a path
    a whole address. Raises posting.NotSent, with nothing kept, where the e-mail does not go out.
    """
    token = secrets.token_urlsafe(32)
    link = address(reverse("desk_invited", args=[token]))
    now = timezone.now()
    made = Invitation.objects.create(
        email=email,
        name=name,
        partnership=partnership,
        duties=list(duties),
        token=_hashed(token),
        by=by,
        at=now,
        until=now + settings.INVITATION_LASTS,
    )
    try:
        posting.send(_email(made, link))
    except posting.NotSent:
        made.delete()
        raise
    earlier = Invitation.objects.filter(email=email, partnership=partnership, used_at=None)
    earlier.exclude(pk=made.pk).delete()
    Record.add(by, "invited", partnership=partnership, title=name, email=email, duties=list(duties))
    return link


def invite_keeper(name: str, email: str) -> str:
    """Invite the first keeper, from the command line; returns the link."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return invite(None, name, email.strip().lower(), SHARED, [KEEPER], lambda path: f"{base}{path}")


def opened(token: str) -> Invitation:
    """The invitation that a link opens. Raises NotOpen."""
    found = (
        Invitation.objects.select_related("by")
        .filter(token=_hashed(token), used_at=None, until__gt=timezone.now())
        .first()
    )
    if found is None or not may_invite(found.by, found.partnership, found.duties):
        raise NotOpen
    return found


def account_for(invitation: Invitation) -> Any:
    """The account that the invited address has already, ended or not; or None."""
    return get_user_model().objects.filter(username=invitation.email).first() or (
        get_user_model().objects.filter(email__iexact=invitation.email).first()
    )


@transaction.atomic
def take_up(token: str, name: str = "", password: str = "", user: Any = None) -> Any:
    """Take up an invitation: make an account, open an ended one anew, or add to that of `user`, who is here.

    Returns the account. Raises NotOpen.
    """
    Invitation.objects.select_for_update().filter(token=_hashed(token)).first()
    invitation = opened(token)
    known = account_for(invitation)
    if known is not None and known.is_active:
        if user is None or known.pk != user.pk or (invitation.by and invitation.by.pk == user.pk):
            raise NotOpen
    else:
        known = _made(known, invitation.email, name, password)
    for what in invitation.duties:
        give(invitation.by or known, known, invitation.partnership, what)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    Record.add(
        known,
        "took up an invitation",
        partnership=invitation.partnership,
        title=name_of(known),
        person=known.pk,
    )
    return known


def words_of(invitation: Invitation, names: dict[str, str] | None = None) -> list[str]:
    """What an invitation asks someone to do, in words."""
    names = areas() if names is None else names
    return [in_words(invitation.partnership, what, names) for what in invitation.duties]


def set_name(user: Any, name: str) -> None:
    """Give a person a name as one line of words; the last is the family name."""
    first, _, last = " ".join(name.split()).rpartition(" ")
    user.first_name, user.last_name = first, last


def _made(known: Any, email: str, name: str, password: str) -> Any:
    user = known or get_user_model()(username=email, email=email)
    if known is not None:
        # Whatever an ended account could do is not what this invitation gives.
        user.is_superuser = False
        forget_ways_in(user)
        Duty.objects.filter(user=user).delete()
    set_name(user, name)
    user.is_active = True
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


def _email(invitation: Invitation, link: str) -> EmailMessage:
    consortium = Consortium.the()
    given = {
        "invitation": invitation,
        "duties": words_of(invitation),
        "by": name_of(invitation.by) or "The consortium",
        "link": link,
        "manual": consortium.facts.get("title", "the shared manual"),
    }
    body = render_to_string("desk/people/invitation.txt", given)
    return EmailMessage("Waymark: you are invited to the desk", body, to=[invitation.email])


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
