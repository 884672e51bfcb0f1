"""Asking for words to be withheld, and answering: two people, of whom one signs for those words.

Who asks signs for them; who answers is another person who does, or a keeper. What is still unanswered after
two weeks lapses. Words that were named, such as a child's name, are kept no longer than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from waymark.desk.models import Draft, Frozen, Record, RegisterLine, WithholdingAsked
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import SHARED, Standing
from waymark.editions.reach import Asked, same_words
from waymark.editions.seeking import Frame, not_everywhere
from waymark.editions.shelf import Shelf
from waymark.manual.data import edition_order
from waymark.manual.findings import Refused

State = WithholdingAsked.State

#: For how long it can be answered.
LAPSES = timedelta(days=14)
#: Kinds of place whose words can be withheld, as the register and the drafts call them.
SHARED_KINDS = ("box", "procedure", "term", "source", "review", "scenario")
CONTACTS = "contacts"


class Answered(Exception):
    """It was answered, taken back or lapsed meanwhile."""


class Wanted(NamedTuple):
    """What a person asks for."""

    partnership: str
    place: str
    title: str
    ground: str
    with_title: bool = False
    numbers: Sequence[str] = ()
    words: Sequence[str] = ()


def asks_for(standing: Standing) -> list[str]:
    """Whose words this person may ask to be withheld; an empty key is the shared manual."""
    return [key for key in standing.readable if standing.signs(key)]


def sees_any(standing: Standing) -> bool:
    """Whether withholding is any business of this person."""
    return standing.signs_any or standing.administers


def seen_by(standing: Standing) -> Any:
    """What was asked for, as far as this person may see it."""
    rows = WithholdingAsked.objects.select_related("asked_by", "answered_by")
    return rows if standing.administers else rows.filter(partnership__in=asks_for(standing))


def may_answer(standing: Standing, asked: WithholdingAsked) -> bool:
    """Whether this person is a second one: never whoever asked."""
    signs = standing.signs(asked.partnership) or standing.administers
    return signs and standing.user.pk != asked.asked_by_id


def waiting_for(standing: Standing) -> list[WithholdingAsked]:
    """What waits for an answer that this person may give."""
    if not sees_any(standing):
        return []
    rows = seen_by(standing).filter(state=State.ASKED, asked_at__gt=timezone.now() - LAPSES)
    return [each for each in rows if may_answer(standing, each)]


def places_of(partnership: str) -> list[tuple[str, str]]:
    """The places whose words can be withheld, with what each is called, in the order of the alphabet."""
    drafts = Draft.objects.filter(partnership=partnership)
    if partnership == SHARED:
        titles = dict(drafts.filter(kind__in=SHARED_KINDS).values_list("place", "title"))
        known = RegisterLine.objects.filter(kind__in=SHARED_KINDS).values_list("place", flat=True)
        found = {place: titles.get(place, place) for place in {*titles, *known}}
    else:
        found = {CONTACTS: "All contacts"}
        called = dict(Draft.objects.filter(partnership=SHARED).values_list("place", "title"))
        for place, title in drafts.filter(kind__in=("note", "guidance")).values_list("place", "title"):
            kind, _, key = place.partition(":")
            if kind == "notes":
                found[key] = f"Local note: {called.get(key, key)}"
            else:
                found[f"local/{key}"] = f"Local guidance: {title}"
    return sorted(found.items(), key=lambda each: each[1].casefold())


def numbers_of(partnership: str) -> list[str]:
    """The editions or supplements that were frozen, newest first."""
    rows = list(Frozen.objects.filter(partnership=partnership).values_list("number", flat=True))
    return sorted(rows, key=edition_order if partnership == SHARED else int, reverse=True)


def too_wide(words: Sequence[str]) -> str:
    """Why these words cannot be sought; empty where they can."""
    shelf = Shelf(settings.SHELF)
    if not words or not shelf.in_use:
        return ""
    try:
        not_everywhere(Frame(shelf), words)
    except Refused as refused:
        return " ".join(f"{each.what} {each.mend}" for each in refused.findings)
    return ""


def same_elsewhere(partnership: str, place: str, numbers: Sequence[str]) -> list[str]:
    """The editions or supplements that are not among these and say the very same at a place."""
    shelf = Shelf(settings.SHELF)
    if not numbers or not shelf.in_use:
        return []
    shared = partnership == SHARED
    own = {"editions": numbers} if shared else {"supplements": [int(each) for each in numbers]}
    return same_words(shelf, Asked(place, (), "", partnership, **own))


def ask(by: Any, wanted: Wanted) -> WithholdingAsked:
    """Write down what is asked for, and have it looked at what would go. Who may is asked before this."""
    from waymark.desk.withholding.tasks import look

    with transaction.atomic():
        made = WithholdingAsked.objects.create(
            **wanted._asdict() | {"numbers": list(wanted.numbers), "words": list(wanted.words)},
            asked_at=timezone.now(),
            asked_by=by,
            asked_by_name=name_of(by),
        )
        _told(by, made, "asked for words to be withheld")
        look.enqueue(made.pk)
    return made


def agree(by: Any, asked: WithholdingAsked) -> None:
    """Agree as the second person, and have it carried out. Raises Answered."""
    from waymark.desk.withholding.tasks import carry_out

    with transaction.atomic():
        held = _held(asked)
        _answer(held, by, State.AGREED)
        held.save()
        _told(by, held, "agreed that words are withheld")
        carry_out.enqueue(held.pk)


def decline(by: Any, asked: WithholdingAsked, why: str) -> None:
    """Decline as the second person. Raises Answered."""
    with transaction.atomic():
        held = _held(asked)
        _answer(held, by, State.DECLINED)
        held.answer, held.words = why, []
        held.save()
        _told(by, held, "declined that words are withheld")


def take_back(by: Any, asked: WithholdingAsked) -> None:
    """Take back what one asked for. Raises Answered."""
    with transaction.atomic():
        held = _held(asked)
        held.state, held.words = State.TAKEN_BACK, []
        held.save()
        _told(by, held, "took back a withholding")


def lapse(now: datetime) -> int:
    """Let lapse what nobody answered in time; how much that was."""
    late = list(WithholdingAsked.objects.filter(state=State.ASKED, asked_at__lte=now - LAPSES))
    for asked in late:
        with transaction.atomic():
            rows = WithholdingAsked.objects.filter(pk=asked.pk, state=State.ASKED)
            if rows.update(state=State.LAPSED, words=[]):
                _told(None, asked, "let a withholding lapse")
    return len(late)


def _held(asked: WithholdingAsked) -> WithholdingAsked:
    held = WithholdingAsked.objects.select_for_update().get(pk=asked.pk)
    if held.state != State.ASKED or held.asked_at <= timezone.now() - LAPSES:
        raise Answered
    return held


def _answer(held: WithholdingAsked, by: Any, state: str) -> None:
    held.state, held.answered_at = state, timezone.now()
    held.answered_by, held.answered_by_name = by, name_of(by)


def _told(by: Any, asked: WithholdingAsked, what: str) -> None:
    """A line of the record: who, what and on which ground, and never the words."""
    title = asked.title if not asked.with_title else asked.place
    Record.add(
        by, what, partnership=asked.partnership, title=title, withholding=asked.pk, ground=asked.ground
    )
