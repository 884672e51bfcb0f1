"""A small shelf that grows: editions of the shared manual and supplements of two partnerships."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from tests.packs import SmallPress, components, edit, write_pack
from waymark.editions.compiling import compile_pack
from waymark.editions.freezing import freeze_edition, freeze_supplement
from waymark.editions.shelf import Shelf

STEP, CHOOSE = "shared/boxes/a/step.md", "shared/boxes/a/choose.md"
NUMBERS = "partnerships/{}/draft/contacts.yaml"


class Growing:
    """A pack, and the shelf it is compiled onto."""

    def __init__(self, folder: Path) -> None:
        self.pack = write_pack(folder / "pack", ("somerset", "devon"))
        self.shelf = Shelf(folder / "shelf")
        mine = "partnerships/devon/draft/partnership.yaml"
        edit(self.pack, mine, "area: Somerset", "area: Devon")
        role = "\n## For your role\n\n### teacher\n\nTell your lead.\n"
        (self.pack / STEP).write_text((self.pack / STEP).read_text() + role)
        edit(self.pack, CHOOSE, "who: Anyone", "who: Social worker")
        edit(self.pack, "consortium.yaml", "http://localhost:8000", "https://manual.example")

    def begin(self, now: datetime) -> None:
        """The first edition, and a first supplement each."""
        freeze_edition(self.pack, date(2026, 9, 1))
        for key in ("somerset", "devon"):
            freeze_supplement(self.pack, key, date(2026, 9, 1))
        self.compile(now)

    def reword(self, file: str, old: str, new: str) -> None:
        """Other words in the draft."""
        edit(self.pack, file, old, new)

    def edition(self, day: date, **reasons: str) -> None:
        """Freeze the shared draft; reasons by the last word of a box's place."""
        freeze_edition(self.pack, day, reasons={f"a/{key}": why for key, why in reasons.items()})

    def supplement(self, key: str, day: date, **reasons: str) -> None:
        """Freeze what a partnership wrote."""
        freeze_supplement(self.pack, key, day, reasons=reasons)

    def compile(self, now: datetime) -> None:
        """Compile onto the shelf, as the command line does."""
        compile_pack(self.pack, self.shelf, now, workers=1, press=SmallPress, components=components)
