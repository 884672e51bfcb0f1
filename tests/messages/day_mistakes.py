"""The smallest mistakes in asking what was in force on a day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.messages.mistake import Call, Mistake
from tests.messages.serving_mistakes import commanded
from tests.messages.whole import LATER, relist_page, whole
from tests.packs import reword
from waymark.editions.freezing import freeze_edition
from waymark.editions.shelf import Shelf
from waymark.manual.findings import Finding


def _on(*words: str, spoil: Callable[[Shelf], object] | None = None) -> Callable[[Path], list[Finding]]:
    def do(folder: Path) -> list[Finding]:
        _, shelf = whole(folder)
        if spoil:
            spoil(shelf)
        return commanded("on", *words, "--shelf", shelf.folder)

    return do


def _command(folder: Path, *words: object) -> list[Finding]:
    _, shelf = whole(folder)
    return commanded(*words, "--shelf", shelf.folder)


def _frozen_again(folder: Path, trifling: tuple[str, ...] = ()) -> list[Finding]:
    pack, _ = whole(folder)
    reword(pack)
    reasons = dict.fromkeys(trifling, "Spelling.")
    freeze_edition(pack, LATER, reasons=reasons, trifling=trifling)
    return []


DAY_MISTAKES: dict[str, Mistake] = {
    "on-gateway": Call("waymark on at a gateway that is not there", _on("devon", "2026-11-22")),
    "on-not-come": Call("waymark on for a day to come", _on("somerset", "2999-01-01")),
    "on-before": Call("waymark on for a day before the first edition", _on("somerset", "2020-01-01")),
    "on-no-page": Call(
        "waymark on for a page that was not there", _on("somerset", "2026-11-22", "a/nothing")
    ),
    "search-gateway": Call(
        "waymark search at a gateway that is not there",
        lambda folder: _command(folder, "search", "devon", "bruise"),
    ),
    "search-role": Call(
        "waymark search for a role that is not there",
        lambda folder: _command(folder, "search", "somerset", "bruise", "--role", "nobody"),
    ),
    "amended-unknown": Call(
        "waymark amendments with an edition that is not there",
        lambda folder: _command(folder, "amendments", "2026-1", "2031-1"),
    ),
    "amended-role": Call(
        "waymark amendments for a role that is not there",
        lambda folder: _command(folder, "amendments", "2026-1", "2026-1", "--role", "nobody"),
    ),
    "reason-missing": Call("an edition frozen with a change and no reason", _frozen_again),
    "trifling-not": Call(
        "an edition frozen with a change of words that is called trifling",
        lambda folder: _frozen_again(folder, ("a/step",)),
    ),
    "on-withheld": Call(
        "waymark on for a page that was withheld",
        _on("somerset", "2026-11-22", "a/step", spoil=lambda shelf: relist_page(shelf, status=451)),
    ),
}
