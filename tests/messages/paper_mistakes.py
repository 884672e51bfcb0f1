"""The smallest mistakes in making and keeping papers, made with the small pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import msgspec

from tests.messages.mistake import Call, Mistake
from tests.messages.whole import NOW, PARTNERSHIP, overwrite, shown, whole
from waymark.editions import setting_papers
from waymark.editions.kept_papers import kept_papers, paper_file
from waymark.editions.setting_papers import PaperMaker
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import encode
from waymark.editions.verifying import verify


def _asked(gateway: str, place: str) -> Callable[[Path], object]:
    def do(folder: Path) -> object:
        _, shelf = whole(folder)
        return PaperMaker(shelf, NOW).keep(gateway, (place,))

    return do


def _kept(folder: Path) -> Shelf:
    _, shelf = whole(folder)
    PaperMaker(shelf, NOW).keep(PARTNERSHIP, ("a/step",))
    return shelf


def _untagged(folder: Path) -> object:
    with patch.object(setting_papers, "faults", lambda _: ["It has no tags."]):
        return _kept(folder)


def _other_bytes(folder: Path) -> object:
    shelf = _kept(folder)
    maker = PaperMaker(shelf, NOW)
    maker.keep(PARTNERSHIP, ("a",))
    both = kept_papers(shelf, shown(shelf))
    other = msgspec.structs.replace(both["a/step"], fingerprint=both["a"].fingerprint)
    overwrite(paper_file(shelf, shown(shelf), "a/step"), encode(other))
    return list(maker.again(PARTNERSHIP))


def _without_its_bytes(folder: Path) -> object:
    shelf = _kept(folder)
    for file in shelf.folder.glob("objects/*/*.pdf"):
        file.unlink()
    return verify(shelf)


def _of_other_words(folder: Path) -> object:
    shelf = _kept(folder)
    paper = kept_papers(shelf, shown(shelf))["a/step"]
    other = msgspec.structs.replace(paper, edition_fingerprint="0" * 64)
    overwrite(paper_file(shelf, shown(shelf), "a/step"), encode(other))
    return verify(shelf)


def _not_read(folder: Path) -> object:
    shelf = _kept(folder)
    overwrite(paper_file(shelf, shown(shelf), "a/step"), b"{}")
    return verify(shelf)


PAPER_MISTAKES: dict[str, Mistake] = {
    "paper-gateway": Call("papers made of devon, which is not in force", _asked("devon", "a/step")),
    "paper-place": Call("a paper made of a/nowhere, which is no place", _asked(PARTNERSHIP, "a/nowhere")),
    "paper-fault": Call("a paper kept whose PDF has no tags", _untagged),
    "paper-differs": Call("a kept paper checked that names the bytes of another", _other_bytes),
    "paper-lost": Call("a shelf verified without the bytes of a kept paper", _without_its_bytes),
    "paper-other": Call("a shelf verified with a paper that names another edition's words", _of_other_words),
    "paper-file": Call("a shelf verified with the file of a kept paper emptied", _not_read),
}
