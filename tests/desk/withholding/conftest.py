"""What people do to have words withheld, in short ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.desk.agreeing.conftest import all_sign, proposed, rewrite, shelf, shelved, signs
from waymark.desk.doors.out import pack_files
from waymark.desk.models import Draft, Frozen, Save, WithholdingAsked
from waymark.desk.withholding import asking
from waymark.desk.withholding.asking import Wanted

__all__ = ["all_sign", "proposed", "rewrite", "shelf", "shelved", "signs"]

BOX = "referral/talk-it-over"
#: What the box says, and nothing else.
SAID = "Bring together what each of you knows, because small worries can make a pattern."
GROUND = "Order of the Family Court at Taunton, 3 May 2027"


@pytest.fixture
def asked(person: Callable[[str], Any]) -> Callable[..., WithholdingAsked]:
    """A withholding that a person asked for: `asked("steering", place=BOX)`."""

    def make(who: str = "steering", partnership: str = "", place: str = BOX, **more: Any) -> WithholdingAsked:
        return asking.ask(person(who), Wanted(partnership, place, "Talk it over", GROUND, **more))

    return make


def at_the_desk(words: str) -> list[str]:
    """Where the desk's tables, and the pack it is written as, hold words."""
    tables = {
        "frozen": Frozen.objects.filter(data__contains=words),
        "drafts": [each for each in Draft.objects.all() if words in str(each.data)],
        "saves": [each for each in Save.objects.all() if words in str(each.data)],
    }
    held = [name for name, rows in tables.items() if rows]
    return held + [name for name, data in pack_files().items() if words.encode() in data]
