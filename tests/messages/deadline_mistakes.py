"""The smallest mistakes in asking by when something is due."""

from __future__ import annotations

from pathlib import Path

from tests.messages.mistake import Call, Mistake
from tests.messages.serving_mistakes import commanded
from tests.messages.whole import DAY, pack_in
from tests.packs import edit, freeze_edition
from waymark.manual.findings import Finding


def _asked(folder: Path, place: str, day: str, *more: str) -> list[Finding]:
    pack = pack_in(folder)
    edit(pack, "shared/boxes/a/step.md", "who: Anyone\n", "who: Anyone\ntimescales:\n- in-a-day\n")
    freeze_edition(pack, DAY)
    return commanded("deadline", place, day, *more, "--pack", pack)


DEADLINE_MISTAKES: dict[str, Mistake] = {
    "deadline-place": Call(
        "waymark deadline at a place that is not there",
        lambda folder: _asked(folder, "a/nothing", "2026-12-01"),
    ),
    "deadline-limit": Call(
        "waymark deadline for a limit that the place has not",
        lambda folder: _asked(folder, "a/step", "2026-12-01", "--limit", "another"),
    ),
    "deadline-none": Call(
        "waymark deadline past the bank holidays that are known",
        lambda folder: _asked(folder, "a/step", "2031-12-01"),
    ),
    "deadline-typed": Call(
        "waymark deadline from the 31st of February", lambda folder: _asked(folder, "a/step", "31/2/2027")
    ),
    "deadline-gateway": Call(
        "waymark deadline for an area that is not there",
        lambda folder: _asked(folder, "a/step", "2026-12-01", "--gateway", "devon"),
    ),
    "deadline-edition": Call(
        "waymark deadline with a pack of which nothing is frozen",
        lambda folder: commanded("deadline", "a/step", "2026-12-01", "--pack", pack_in(folder)),
    ),
}
