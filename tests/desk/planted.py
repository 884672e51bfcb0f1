"""Things planted for each partnership, each with a word that stands nowhere else, to see where it turns up.

All that is planted for one partnership has the same number in every table, so that an address which takes
a number can be tried with it, whatever it is the number of.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.utils import timezone

from tests.desk.conftest import AREAS
from waymark.desk.models import (
    Bringing,
    Bytes,
    Candidate,
    ChosenChange,
    Draft,
    Duty,
    Invitation,
    KeptFile,
    Letter,
    Preview,
    Record,
    Save,
    SignOff,
    Tally,
    WithholdingAsked,
)

FIRST = 900_000


class Plant(NamedTuple):
    """What was planted for a partnership: its number in every table, and its word."""

    area: str
    number: int
    word: str


def plants() -> dict[str, Plant]:
    """What is planted for each partnership."""
    return {
        area: Plant(area, FIRST + at, f"zq{''.join(reversed(area.replace('-', '')))}x")
        for at, area in enumerate(AREAS, 1)
    }


def plant() -> dict[str, Plant]:
    """Plant something of every sort for every partnership."""
    made = plants()
    for each in made.values():
        _plant(each)
    return made


def _plant(each: Plant) -> None:
    now = timezone.now()
    area, pk, word = each
    user = get_user_model().objects.create(
        pk=pk, username=f"{word}@example.org", email=f"{word}@example.org", first_name=word, last_name=word
    )
    Duty.objects.create(pk=pk, user=user, partnership=area, what="editor")
    held: dict[str, Any] = {
        "key": word,
        "title": f"Guidance {word}",
        "owner": word,
        "text": f"About {word}.",
        "form": "file",
        "file": {"name": f"{word}.pdf", "fingerprint": f"{pk:064d}", "size": 1},
    }
    draft = Draft.objects.create(
        pk=pk,
        partnership=area,
        kind="guidance",
        place=f"guidance:{word}",
        title=held["title"],
        data=held,
        number=2,
        changed_at=now,
        changed_by=user,
    )
    for number in (1, 2):
        Save.objects.create(
            pk=pk * 10 + number,
            draft=draft,
            number=number,
            what="changed",
            title=held["title"],
            data=held,
            at=now,
            by=user,
            by_name=word,
        )
    gone = {"place": "referral/talk-it-over", "text": f"Gone {word}."}
    Draft.objects.create(
        pk=pk + FIRST,
        partnership=area,
        kind="note",
        place=f"notes:gone-{word}",
        title=f"Gone {word}",
        data=gone,
        gone=True,
        changed_at=now,
        changed_by=user,
    )
    Bytes.objects.create(pk=f"{pk:064d}", data=word.encode())
    KeptFile.objects.create(
        pk=pk,
        partnership=area,
        name=f"{word}.pdf",
        bytes_id=f"{pk:064d}",
        size=1,
        title=word,
        text=word,
        put_at=now,
        put_by=user,
    )
    candidate = Candidate.objects.create(
        pk=pk, partnership=area, number="99", title=f"Supplement {word}", made_at=now, made_by=user
    )
    ChosenChange.objects.create(pk=pk, candidate=candidate, place=draft.place, reason=f"Because {word}")
    SignOff.objects.create(
        pk=pk,
        candidate=candidate,
        partnership=area,
        by=user,
        by_name=word,
        fingerprint="0" * 64,
        agrees=False,
        words=f"No, {word}",
        at=now,
    )
    Bringing.objects.create(pk=pk, candidate=candidate, asked_at=now, asked_by=user, told=[word])
    Letter.objects.create(pk=pk, partnership=area, place=f"{area}/local/{word}", words=f"Dear {word}", at=now)
    Tally.objects.create(
        pk=pk,
        day=timezone.localdate(now),
        partnership=area,
        place=f"{area}/local/{word}",
        answer="no",
        count=1,
    )
    Record.objects.create(
        pk=pk,
        at=now,
        by=user,
        by_name=word,
        partnership=area,
        what=f"did {word}",
        place=draft.place,
        title=word,
    )
    Preview.objects.create(
        pk=pk, by=user, partnership=area, kind="guidance", place=draft.place, data=held, at=now
    )
    WithholdingAsked.objects.create(
        pk=pk,
        partnership=area,
        place=f"local/{word}",
        title=f"Guidance {word}",
        ground=f"Order {word}",
        words=[word],
        asked_at=now,
        asked_by=user,
        asked_by_name=word,
    )
    Invitation.objects.create(
        pk=pk,
        email=f"asked-{word}@example.org",
        name=word,
        partnership=area,
        token=f"{pk:064d}",
        by=user,
        at=now,
        until=now + timedelta(days=7),
    )
