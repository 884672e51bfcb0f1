"""Taking in a letter: kept, and where it may be about a child in danger, told to its named owner at once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from waymark.desk.letters.pages import Step
from waymark.desk.letters.reasons import WORRIED
from waymark.desk.letters.signs import may_be_disclosure
from waymark.desk.letters.tasks import tell_soon
from waymark.desk.models import Letter


def keep(step: Step, words: str, reply_to: str, marked: bool) -> None:
    """Keep a letter, with what was written and nothing else. `marked`: it may be a disclosure."""
    now = timezone.now()
    with transaction.atomic():
        Letter.objects.create(
            partnership=step.about.area,
            place=step.about.place,
            page=step.about.page,
            reason=step.reason,
            words=words,
            reply_to=reply_to,
            at=now,
            may_be_disclosure=marked,
            tell_at=now if marked else None,
        )
        if marked:
            tell_soon()


def disclosure(reason: str, words: str, typed_page: str = "") -> bool:
    """Whether a letter may be a disclosure: its writer said so, or a word of it is in the list."""
    return reason == WORRIED or may_be_disclosure(f"{typed_page} {words}")
