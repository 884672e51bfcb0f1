"""A shelf with the starter manual on it, and short ways of doing what people do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.desk.conftest import AREAS, PACK
from tests.sharing import copy_shelf, made_once
from waymark.desk.agreeing.bringing import compiler_for
from waymark.desk.agreeing.proposal import propose
from waymark.desk.agreeing.signing import sign
from waymark.desk.drafts import saving
from waymark.desk.models import Candidate, ChosenChange, Draft, Frozen
from waymark.desk.parts import part_of
from waymark.editions.compiling import compile_pack
from waymark.editions.freezing import next_number
from waymark.editions.shelf import Shelf

#: The starter manual is compiled as if on this day, after all that it freezes is in force.
COMPILED = datetime(2026, 11, 1, 9, tzinfo=UTC)


def next_edition() -> str:
    """The number of the edition that comes next, on whatever day the tests run."""
    return next_number("2026-4", timezone.localdate())


@pytest.fixture(scope="session")
def shelved(made_at: Path) -> Path:
    """The starter manual, compiled once."""
    return made_once(made_at, "desk-shelf", lambda folder: compile_pack(PACK, Shelf(folder), COMPILED))


@pytest.fixture
def shelf(shelved: Path, tmp_path: Path, settings: Any, db: None) -> Iterator[Shelf]:
    """A shelf of one's own with the starter manual on it, known to the desk."""
    folder = tmp_path / "shelf"
    copy_shelf(shelved, folder)
    settings.SHELF = folder
    Frozen.objects.update(shelved_at=COMPILED)
    compiler_for.cache_clear()
    yield Shelf(folder)
    compiler_for.cache_clear()


@pytest.fixture
def rewrite(person: Callable[[str], Any]) -> Callable[..., Draft]:
    """Save other words in a draft: `rewrite("editor", "terms/abuse", meaning="…")`."""

    def save(who: str, place: str, partnership: str = "", **words: Any) -> Draft:
        draft = Draft.objects.get(partnership=partnership, place=place)
        data = {**draft.data, **words}
        return saving.change(person(who), draft, draft.number, part_of(draft.kind, data))

    return save


@pytest.fixture
def proposed(person: Callable[[str], Any]) -> Callable[..., Candidate]:
    """A candidate with these places chosen, each with a reason."""

    def make(*places: str, partnership: str = "", by: str = "editor", **more: Any) -> Candidate:
        candidate = Candidate.objects.create(
            partnership=partnership, title="A trial", made_at=timezone.now(), made_by=person(by), **more
        )
        for place in places:
            ChosenChange.objects.create(candidate=candidate, place=place, reason=f"Because of {place}.")
        return candidate

    return make


@pytest.fixture
def signs(person: Callable[[str], Any]) -> Callable[..., None]:
    """A person signs what a candidate says now: `signs(candidate, "devon-signatory")`."""

    def say(candidate: Candidate, name: str, agrees: bool | None = True, words: str = "") -> None:
        area = name.removesuffix("-signatory").removesuffix("-editor")
        area = "" if area in ("steering", "editor") else area
        sign(person(name), candidate, area, str(propose(candidate).seal), agrees, words)

    return say


@pytest.fixture
def all_sign(signs: Callable[..., None]) -> Callable[[Candidate], None]:
    """Twelve signatories and the steering group sign."""

    def say(candidate: Candidate) -> None:
        for area in AREAS:
            signs(candidate, f"{area}-signatory")
        signs(candidate, "steering")

    return say
