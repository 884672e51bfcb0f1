"""The smallest mistakes in withholding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.messages.mistake import Call, Mistake
from tests.messages.serving_mistakes import commanded
from tests.messages.whole import NOW, compiled, relist_page, verified, whole
from tests.packs import reword
from waymark.editions.freezing import freeze_edition
from waymark.editions.shelf import Shelf
from waymark.editions.withholding import Asked, withhold
from waymark.manual.findings import Finding

TWO = ("--by", "Ann Ames", "--by", "Bo Best")
ASKED = Asked("a/step", ("Ann Ames", "Bo Best"), "Order of a court", words=("Do this first",))


def _withhold(*words: str) -> Callable[[Path], list[Finding]]:
    def do(folder: Path) -> list[Finding]:
        _, shelf = whole(folder)
        return commanded("withhold", *words, "--shelf", shelf.folder)

    return do


def _withhold_one_of_two(folder: Path) -> list[Finding]:
    pack, shelf = whole(folder)
    reword(pack)
    freeze_edition(pack, date(2026, 12, 1), reasons={"a/step": "It was slow."})
    compiled(pack, shelf)
    command = ("withhold", "a/end", "--edition", "2026-2", *TWO, "--ground", "A court")
    return commanded(*command, "--shelf", shelf.folder)


def _brought_back(folder: Path) -> list[Finding]:
    pack, shelf = whole(folder)
    withhold(shelf, ASKED, NOW)
    reword(pack)
    freeze_edition(pack, date(2026, 12, 1), reasons={"a/step": "It was slow."})
    reword(pack, old="Do this at once", new="Do this first")
    freeze_edition(pack, date(2026, 12, 2), reasons={"a/step": "By mistake."})
    return compiled(pack, shelf)


def _left_behind(shelf: Shelf) -> None:
    file = shelf.edition_folder("2026-1") / "manuscript.json"
    data = file.read_bytes()
    withhold(shelf, ASKED, NOW)
    file.write_bytes(data)


WITHHOLD_MISTAKES: dict[str, Mistake] = {
    "withhold-people": Call(
        "waymark withhold by one person alone", _withhold("a/step", "--by", "Ann Ames", "--ground", "A court")
    ),
    "withhold-ground": Call("waymark withhold without a ground", _withhold("a/step", *TWO)),
    "withhold-place": Call(
        "waymark withhold of a place that was never there", _withhold("a/nix", *TWO, "--ground", "A court")
    ),
    "withhold-words": Call(
        "waymark withhold of words that stand around every page",
        _withhold("a/step", *TWO, "--ground", "A court", "--words", "Who to ring"),
    ),
    "withhold-same": Call(
        "waymark withhold of one edition where the next says the same",
        _withhold_one_of_two,
    ),
    "withheld-again": Call("an edition that brings back what was withheld", _brought_back),
    "withheld-unknown": Call(
        "a page marked as withheld that no withholding took",
        verified(lambda shelf: relist_page(shelf, status=451)),
    ),
    "withheld-unfinished": Call(
        "a text put back onto the shelf after it was withheld", verified(_left_behind)
    ),
}
