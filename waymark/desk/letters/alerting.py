"""Telling a named owner, at once and by e-mail, that a letter waits: nothing of what it says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from waymark.desk.letters.owners import keepers, owner_of
from waymark.desk.models import Letter
from waymark.desk.people.posting import NotSent, send

#: A letter that nobody read after so long is told again, to its owner and the keepers; then once a day.
UNREAD, AGAIN = timedelta(hours=4), timedelta(days=1)
#: How long to wait after each time in a row that no e-mail could be sent; after that, the last of these.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30))
#: For how long whoever tells of a letter has it alone.
LEASE = timedelta(minutes=2)

SUBJECT = "A letter waits that may be about a child in danger"


def unread() -> QuerySet[Letter]:
    """Letters that may be disclosures and that nobody has read. What they say is not looked at."""
    return Letter.objects.filter(may_be_disclosure=True, read_at=None, answered_at=None).defer(
        "words", "note"
    )


def tell_all(now: datetime | None = None) -> None:
    """Tell of every letter that is due to be told of."""
    now = now or timezone.now()
    for letter in list(unread().filter(tell_at__lte=now).order_by("tell_at")):
        mine = Letter.objects.filter(pk=letter.pk, tell_at=letter.tell_at)
        if mine.update(tell_at=now + LEASE):
            _tell(letter, now)


def _tell(letter: Letter, now: datetime) -> None:
    again = letter.told_at is not None
    sent = [_sent(letter, person, again) for person in _whom(letter.partnership, again)]
    rows = Letter.objects.filter(pk=letter.pk)
    if any(sent):
        rows.update(told_at=now, told_again=again, tries=0, tell_at=now + (AGAIN if again else UNREAD))
    else:
        pause = PAUSES[min(letter.tries, len(PAUSES) - 1)]
        rows.update(tries=min(letter.tries + 1, 1000), tell_at=now + pause)


def _whom(partnership: str, again: bool) -> list[Any]:
    """The owner; the keepers as well, where nobody is named or the owner did not read it in time."""
    owner = owner_of(partnership)
    people = [owner] if owner else []
    if again or not owner:
        people += [each for each in keepers() if owner is None or each.pk != owner.pk]
    return people


def _sent(letter: Letter, person: Any, again: bool) -> bool:
    way = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('desk_letter', args=(letter.pk,))}"
    words = render_to_string("desk/letters/alert.txt", {"way": way, "again": again})
    try:
        send(EmailMessage(SUBJECT, words, to=[person.email], headers={"Auto-Submitted": "auto-generated"}))
    except NotSent:
        return False
    return True
