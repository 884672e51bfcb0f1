"""What people do to have words withheld, in short ways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.msgpack import decode, encode

from tests.desk.agreeing.conftest import all_sign, proposed, rewrite, shelf, shelved, signs
from tests.sharing import made_once
from waymark.desk.doors.out import pack_files
from waymark.desk.models import Draft, Frozen, Save, WithholdingAsked
from waymark.desk.withholding import asking
from waymark.desk.withholding.asking import Wanted
from waymark.editions import proofs as reading
from waymark.editions.proofs import Proof
from waymark.editions.shelved import SLOT
from waymark.editions.verifying import proofs_of

__all__ = ["all_sign", "proposed", "rewrite", "shelf", "shelved", "signs"]

BOX = "referral/talk-it-over"
#: What the box says, and nothing else.
SAID = "Bring together what each of you knows, because small worries can make a pattern."
GROUND = "Order of the Family Court at Taunton, 3 May 2027"


@pytest.fixture(scope="session")
def proofs(made_at: Path, shelved: Path) -> dict[str, Proof]:
    """What reading each page of the starter's shelf finds, by name, which is that of its bytes."""

    def make(file: Path) -> None:
        objects = sorted((shelved / "objects").glob("*/*"))
        pages = [each for each in objects if each.suffix in (".html", SLOT)]
        file.write_bytes(encode(list(proofs_of(pages, workers=2))))

    found = decode(made_once(made_at, "desk-shelf-proofs", make).read_bytes(), type=list[Proof])
    return {each.name: each for each in found}


@pytest.fixture
def read_once(proofs: dict[str, Proof], monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that stood on the shelf before are not parsed again; that their bytes are whole is asked."""

    def read_html(words: str, proof: Proof, *, whole: bool) -> None:
        known = proofs.get(proof.name)
        if known is None:
            own_reading(words, proof, whole=whole)
        else:
            proof.faults += known.faults
            proof.ids, proof.links = known.ids, known.links

    own_reading = reading.read_html
    monkeypatch.setattr(reading, "read_html", read_html)


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
