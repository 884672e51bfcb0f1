"""Who to ring, as the public pages of letters say it: of the area that was read, as it is in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils import timezone

from waymark.desk.doors.out import frozen_by, frozen_words
from waymark.manual.contacts import Contact, ContactKind
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.pages.contacts.page import by_kind

#: For whom who is worried, and for a child: out of hours before office hours.
_WORRIED = (ContactKind.OUT_OF_HOURS, ContactKind.FRONT_DOOR)
_CHILD = (ContactKind.CHILD_HELPLINE,)
_ADVICE = (ContactKind.HELPLINE,)


class Ring(NamedTuple):
    """Who to ring: when worried, as a child, and for advice where the area has no real number."""

    worried: list[Contact]
    child: list[Contact]
    advice: list[Contact]


def who_to_ring(area: str, frozen: Mapping[str, tuple[int, str]]) -> Ring:
    """Whom to ring in an area; with no area the national lines alone."""
    shared = frozen_words(*frozen[""]) if "" in frozen else None
    national = shared.contacts if isinstance(shared, Manuscript) else ()
    local: tuple[Contact, ...] = ()
    if area and (shown := frozen_by(timezone.now(), area) or None) is not None:
        words = frozen_words(shown.pk, shown.fingerprint)
        local = words.contacts if isinstance(words, LocalManuscript) else ()
    worried, child, advice = (
        [contact for contact, _ in by_kind(national, local, kinds) if contact.telephone]
        for kinds in (_WORRIED, _CHILD, _ADVICE)
    )
    # An example never stands alone beside a need.
    real = [contact for contact in worried if not contact.example]
    return Ring(worried, child, [] if real else advice)
