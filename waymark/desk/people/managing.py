"""Who does what: what a person sees of people, and may change.

Keepers see everyone. A partnership's signatory sees those with a duty in that partnership, and of them only
that duty; what they do elsewhere, and that there are others, does not show.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from waymark.desk.letters.keeping import give_letters_back
from waymark.desk.models import Consortium, Draft, Duty, Record
from waymark.desk.models.record import name_of
from waymark.desk.people.sitting import end_sessions
from waymark.desk.people.standing import SHARED, Standing, area_of

#: Whoever invites anyone and keeps the settings; not a duty of any partnership.
KEEPER = "keeper"
#: What one may do for a partnership, in words; `{area}` is its area.
_LOCAL = {
    Duty.What.READER: "Reads what {area} is writing",
    Duty.What.EDITOR: "Writes for {area}: contacts, local notes, local guidance",
    Duty.What.SIGNATORY: "Signs for {area}, and invites its people",
}
_SHARED = {
    Duty.What.READER: "Reads the shared manual as it is written",
    Duty.What.EDITOR: "Writes the shared manual",
    Duty.What.SIGNATORY: "Signs editions for the steering group",
    KEEPER: "Keeps the desk: invites anyone, keeps the settings",
}


class Does(NamedTuple):
    """One thing that a person does, and its words."""

    partnership: str
    what: str
    words: str


def areas() -> dict[str, str]:
    """The area of every partnership, by its key."""
    rows = Draft.objects.filter(kind="partnership", gone=False).order_by("partnership")
    return {key: data.get("area") or key for key, data in rows.values_list("partnership", "data")}


def in_words(partnership: str, what: str, names: dict[str, str]) -> str:
    """What a duty is, in words."""
    if partnership == SHARED:
        return _SHARED[what]
    area = names.get(partnership) or area_of(partnership)
    return _LOCAL[Duty.What(what)].format(area=area)


def duties_of(user: Any, names: dict[str, str], within: Iterable[str] | None = None) -> list[Does]:
    """What a person does, in words; of the partnerships in `within` only, where it is given."""
    found = [
        Does(duty.partnership, duty.what, in_words(duty.partnership, duty.what, names))
        for duty in sorted(user.duties.all(), key=lambda duty: (duty.partnership, duty.what))
        if within is None or duty.partnership in within
    ]
    if user.is_superuser and within is None:
        found.insert(0, Does(SHARED, KEEPER, _SHARED[KEEPER]))
    return found


class Managing:
    """What someone of this standing sees of people."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.all = standing.administers

    @property
    def within(self) -> list[str] | None:
        """The partnerships whose people show; None for everyone's."""
        return None if self.all else [key for key in self.standing.partnerships if self.standing.signs(key)]

    @property
    def allowed(self) -> bool:
        """Whether this person has anything to do with people."""
        return self.all or bool(self.within)

    def may_give(self, partnership: str, what: str) -> bool:
        """Whether this person may give someone else a duty, or take it away."""
        if partnership == SHARED:
            return self.all and what in _SHARED
        return what in _LOCAL and (self.all or self.standing.signs(partnership))

    def people(self) -> QuerySet[Any]:
        """The people who show, with their duties and whether they have a second factor."""
        factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        found = get_user_model().objects.annotate(has_factor=Exists(factor))
        if not self.all:
            theirs = Duty.objects.filter(user=OuterRef("pk"), partnership__in=self.within)
            found = found.filter(Exists(theirs), is_active=True)
        return found.prefetch_related(
            Prefetch("duties", Duty.objects.order_by("partnership", "what"))
        ).order_by("first_name", "last_name", "username")

    def person(self, number: int) -> Any:
        """One of these people, or None."""
        return self.people().filter(pk=number).first()

    def does(self, user: Any, names: dict[str, str]) -> list[Does]:
        """What a person does, as far as it shows."""
        return duties_of(user, names, self.within)


def used_since() -> datetime | None:
    """Since when an account must have been used, not to lie unused; None where they are kept for ever."""
    days = Consortium.the().keep_accounts
    return timezone.now() - timedelta(days=days) if days else None


def long_unused(user: Any, since: datetime | None) -> bool:
    """Whether an account lies unused for as long as the consortium keeps one."""
    return since is not None and (user.last_login or user.date_joined) < since


def record(by: Any, what: str, user: Any, within: Iterable[str] | None = None, **more: Any) -> None:
    """Write down what was done about a person: once for each partnership they do something for.

    A line stands with the partnership it is about, so that no other reads it.
    """
    keys = within if within is not None else {duty.partnership for duty in user.duties.all()}
    for key in sorted(keys) or [SHARED]:
        Record.add(by, what, partnership=key, title=name_of(user), person=user.pk, **more)


@transaction.atomic
def give(by: Any, user: Any, partnership: str, what: str) -> bool:
    """Give someone a duty; whether that was anything new."""
    if what == KEEPER:
        made = not user.is_superuser
        user.is_superuser = True
        user.save(update_fields=["is_superuser"])
    else:
        _, made = Duty.objects.get_or_create(user=user, partnership=partnership, what=what)
    if made:
        record(by, "gave a duty to", user, [partnership], duty=what)
    return made


@transaction.atomic
def take(by: Any, user: Any, partnership: str, what: str) -> bool:
    """Take a duty away; whether there was one."""
    if what == KEEPER:
        gone = user.is_superuser
        user.is_superuser = False
        user.save(update_fields=["is_superuser"])
    else:
        gone = bool(Duty.objects.filter(user=user, partnership=partnership, what=what).delete()[0])
        give_letters_back(user)
    if gone:
        record(by, "took a duty away from", user, [partnership], duty=what)
    return gone


@transaction.atomic
def leave(by: Any, user: Any, partnerships: Iterable[str]) -> None:
    """Take away all that someone does for these. Whoever then does nothing has no account left."""
    wanted = list(partnerships)
    for duty in list(user.duties.filter(partnership__in=wanted)):
        take(by, user, duty.partnership, duty.what)
    if not user.is_superuser and not Duty.objects.filter(user=user).exists():
        record(by, "ended the account of", user, wanted)
        _close(user)


@transaction.atomic
def end(by: Any, user: Any) -> None:
    """End an account, with all its duties. What the person did stays in the record, with their name."""
    does: dict[str, list[str]] = {}
    for duty in user.duties.all():
        does.setdefault(duty.partnership, []).append(duty.what)
    for key, duties in (does or {SHARED: []}).items():
        record(by, "ended the account of", user, [key], duties=duties)
    user.duties.all().delete()
    _close(user)


@transaction.atomic
def open_again(by: Any, user: Any) -> None:
    """Open an account that was ended, without any duty. Its time of lying unused begins anew."""
    user.is_active, user.last_login = True, timezone.now()
    user.save(update_fields=["is_active", "last_login"])
    record(by, "opened again the account of", user)


@transaction.atomic
def take_second_factor(by: Any, user: Any) -> None:
    """Take away a second factor whose app and codes are lost; the person is signed out."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record(by, "took away the second factor of", user)


def forget_ways_in(user: Any) -> None:
    """Take away all that opened an account beside its password: it may be someone else's next."""
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()


def _close(user: Any) -> None:
    user.is_active = user.is_superuser = False
    user.save(update_fields=["is_active", "is_superuser"])
    forget_ways_in(user)
    give_letters_back(user)
    end_sessions(user)
