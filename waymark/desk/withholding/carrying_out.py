"""Carrying out a withholding: first the desk's own rows, all in one move, then the shelf.

Work that was killed is taken up again where it was; done twice, it changes nothing more. Until the shelf is
done the named words are kept, since the shelf is searched for them, and then no longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from waymark.desk.models import Record, WithholdingAsked
from waymark.desk.people.standing import SHARED
from waymark.desk.withholding.rows import blank
from waymark.editions.reach import Asked, same_words, tells_of
from waymark.editions.seeking import also_at, pages_of
from waymark.editions.shelf import Shelf
from waymark.editions.withholding import withhold, would_withhold
from waymark.manual.findings import Refused, refusals

State = WithholdingAsked.State
#: What only time mends: somebody else is writing to the shelf.
BUSY = "shelf-busy"


def carry_out(number: int) -> bool:
    """Carry out what two people agreed on. False where the shelf is busy, so that it is to be tried again."""
    if not _rows(number):
        return True
    asked = WithholdingAsked.objects.get(pk=number)
    try:
        taken = _shelf(asked)
    except Refused as refused:
        rules = {each.rule for each in refused.findings}
        if rules == {BUSY}:
            return False
        left = [f"{each.what} {each.mend}" for each in refusals(refused.findings)]
        WithholdingAsked.objects.filter(pk=number).update(state=State.STOPPED, left=[*asked.left, *left])
        return True
    _done(asked, taken)
    _wipe()
    return True


def _wipe() -> None:
    """Write over what rows that changed leave behind in the database's own file, where that is ours to do."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def look(number: int) -> None:
    """Write down which pages would go, for whoever answers. On the shelf nothing is changed."""
    asked = WithholdingAsked.objects.get(pk=number)
    shelf = Shelf(settings.SHELF)
    if asked.state != State.ASKED or not shelf.in_use:
        return
    wanted = wanted_of(asked)._replace(by=("one", "another"))
    try:
        pages = pages_of(shelf, would_withhold(shelf, wanted, timezone.now()))
    except Refused:
        return  # Whoever answers is told nothing rather than something wrong.
    rows = WithholdingAsked.objects.filter(pk=number, state=State.ASKED)
    rows.update(told={"would": [[path, count] for path, count in pages.items()]})


def _rows(number: int) -> bool:
    """Take the words out of the desk, unless that was done. Whether the shelf is still to be done."""
    with transaction.atomic():
        asked = WithholdingAsked.objects.select_for_update().get(pk=number)
        if asked.state not in (State.AGREED, State.STOPPED):
            return False
        if asked.rows_done_at is None:
            wanted = wanted_of(asked)
            shelf = Shelf(settings.SHELF)
            if asked.numbers and shelf.in_use:  # What came into force since may say the same.
                asked.numbers += same_words(shelf, wanted)
                wanted = wanted_of(asked)
            blank(asked, wanted, tells_of(shelf, wanted) if shelf.in_use else ())
            asked.rows_done_at = timezone.now()
        asked.state = State.AGREED
        asked.save()
    return True


def _shelf(asked: WithholdingAsked) -> int:
    """Take them off the shelf, unless that was done; how many pages and files went."""
    shelf = Shelf(settings.SHELF)
    if not shelf.in_use:
        return 0
    at = moment(asked)
    with shelf.locked():
        pass  # Whoever takes the lock finishes what was stopped half way.
    known = next((each for each in shelf.withheld() if (each.at, each.place) == (at, asked.place)), None)
    try:
        record = known or withhold(shelf, wanted_of(asked), at)
    except Refused as refused:
        if {each.rule for each in refused.findings} != {"withhold-place"}:
            raise
        return 0  # It never came to the shelf.
    return len(record.taken)


def _others(asked: WithholdingAsked) -> list[str]:
    """Other places whose words on the shelf hold those that were named: pages went, and their texts not."""
    shelf = Shelf(settings.SHELF)
    if not asked.words or not shelf.in_use:
        return []
    found = also_at(shelf, asked.words, asked.place, asked.partnership)
    return [f"The words stood at {place} as well: ask for that place too." for place in found]


def _done(asked: WithholdingAsked, taken: int) -> None:
    others = _others(asked)
    with transaction.atomic():
        held = WithholdingAsked.objects.select_for_update().get(pk=asked.pk)
        if held.state == State.DONE:
            return
        held.state, held.done_at, held.words = State.DONE, timezone.now(), []
        held.told, held.left = {**held.told, "pages": taken}, [*held.left, *others]
        held.title = held.place if held.with_title else held.title
        held.save()
        Record.add(
            held.answered_by,
            "withheld words",
            partnership=held.partnership,
            title=held.title,
            withholding=held.pk,
            ground=held.ground,
        )


def hold_again() -> None:
    """Withhold on a shelf that was made anew from what the desk froze: its places answer 451 there too."""
    shelf = Shelf(settings.SHELF)
    if not shelf.in_use:
        return
    rows = list(WithholdingAsked.objects.filter(state=State.DONE).order_by("answered_at", "pk"))
    known = {(each.at, each.place) for each in shelf.withheld()} if rows else set()
    for asked in rows:
        if not asked.went_from or (moment(asked), asked.place) in known:
            continue
        try:
            withhold(shelf, wanted_of(asked, asked.went_from), moment(asked))
        except Refused as refused:
            if {each.rule for each in refused.findings} != {"withhold-place"}:
                raise


def moment(asked: WithholdingAsked) -> datetime:
    """The instant by which the shelf knows this withholding: when the second person agreed."""
    assert asked.answered_at is not None
    when: datetime = asked.answered_at.astimezone(UTC)
    return when


def wanted_of(asked: WithholdingAsked, numbers: Sequence[str] | None = None) -> Asked:
    """The same, as the shelf is asked for it. Two people of one name are told apart by their addresses."""
    numbers = asked.numbers if numbers is None else numbers
    names = [asked.asked_by_name, asked.answered_by_name]
    if names[0] == names[1]:
        people = (asked.asked_by, asked.answered_by)
        names = [f"{name} ({who.get_username()})" for name, who in zip(names, people, strict=True)]
    shared = asked.partnership == SHARED
    return Asked(
        asked.place,
        names,
        asked.ground,
        asked.partnership,
        asked.with_title,
        editions=numbers if shared else (),
        supplements=[] if shared else [int(each) for each in numbers],
        words=asked.words,
    )
