"""Named owners: to whom letters go that may be about a child in danger, and who may read them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from waymark.desk.models import Duty, NamedOwner, Record
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import SHARED, Standing


def may_be_named(partnership: str) -> list[Any]:
    """Who can be named for a partnership: its editors and signatories; for the consortium its keepers too."""
    duties = Duty.objects.filter(partnership=partnership, what__in=(Duty.What.EDITOR, Duty.What.SIGNATORY))
    who = Q(pk__in=duties.values("user"))
    if partnership == SHARED:
        who |= Q(is_superuser=True)
    return list(
        get_user_model().objects.filter(who, is_active=True).order_by("first_name", "last_name", "pk")
    )


def named_owners() -> dict[str, Any]:
    """Whoever is named, by partnership; one whose account or duty ended does not count."""
    found = {}
    for row in NamedOwner.objects.select_related("user"):
        user = row.user
        standing = Standing.of(user)
        reads = standing.writes(row.partnership) or standing.signs(row.partnership)
        if reads or (row.partnership == SHARED and standing.administers):
            found[row.partnership] = user
    return found


def owner_of(partnership: str) -> Any | None:
    """Who reads such a letter of a partnership: the one it named, or else the consortium's."""
    named = named_owners()
    return named.get(partnership) or named.get(SHARED)


def keepers() -> list[Any]:
    """The keepers of the desk."""
    return list(get_user_model().objects.filter(is_active=True, is_superuser=True).order_by("pk"))


def owned_by(standing: Standing) -> Q:
    """Which letters that may be disclosures this person reads.

    Their own as named owner. Keepers: what has no owner, and what its owner did not read in time.
    """
    named = named_owners()
    mine = Q(pk__in=[])
    own = [key for key, user in named.items() if user.pk == standing.user.pk]
    if own:
        mine |= Q(partnership__in=own)
    if SHARED in own:
        mine |= ~Q(partnership__in=list(named))
    if standing.administers:
        mine |= Q(told_again=True)
        if SHARED not in named:
            mine |= ~Q(partnership__in=list(named))
    return Q(may_be_disclosure=True) & mine


def names_for(standing: Standing, partnerships: list[str]) -> list[str]:
    """For whom this person names the owner: keepers for all, a signatory for their own partnership."""
    if standing.administers:
        return [SHARED, *partnerships]
    return [key for key in standing.partnerships if standing.signs(key) and key in partnerships]


@transaction.atomic
def name(by: Any, partnership: str, user: Any | None) -> bool:
    """Name somebody, or nobody, for a partnership; whether that was anything new."""
    before = NamedOwner.objects.filter(partnership=partnership).select_related("user").first()
    if (before.user_id if before else None) == (user.pk if user else None):
        return False
    if user is None:
        NamedOwner.objects.filter(partnership=partnership).delete()
    else:
        NamedOwner.objects.update_or_create(partnership=partnership, defaults={"user": user})
    Record.add(
        by,
        "named the reader of urgent letters",
        partnership=partnership,
        before=name_of(before.user) if before else "",
        after=name_of(user) if user else "",
    )
    return True
