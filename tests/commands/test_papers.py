"""Papers by themselves: whoever does the desk's background work keeps those of every new printing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.packs import edit, freeze_supplement, frozen_pack
from waymark.commands.beside import keep_papers
from waymark.commands.clock import now
from waymark.commands.main import run
from waymark.commands.papers import without_papers
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import PrintingName, Shelf

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pack(tmp_path: Path) -> Any:
    return frozen_pack(tmp_path / "pack", ("devon", "somerset"))


@pytest.fixture
def shelf(pack: Any, tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path / "shelf")
    compile_pack(pack, made, now(), workers=1)
    return made


def lacking(shelf: Shelf) -> set[tuple[str, int]]:
    return {(name.gateway, name.supplement) for name in without_papers(shelf.folder)}


def wait_until(true: Callable[[], bool]) -> None:
    given_up = time.monotonic() + 120
    while not true():
        assert time.monotonic() < given_up
        time.sleep(0.2)


def test_every_gateway_has_its_papers_made_by_one_command(shelf: Shelf, capsys: Any) -> None:
    assert lacking(shelf) == {("devon", 1), ("somerset", 1)}
    assert run(["paper", "--shelf", str(shelf.folder)]) == 0
    assert lacking(shelf) == set()
    told = capsys.readouterr().out
    assert "devon, edition 2026-1, supplement 1: 2 PDF files kept" in told
    assert "somerset, edition 2026-1" in told


@pytest.mark.parametrize("words", [["--check"], ["--all"], ["-o", "x.pdf"]])
def test_what_is_for_one_gateway_asks_which(shelf: Shelf, words: list[str], capsys: Any) -> None:
    assert run(["paper", *words, "--shelf", str(shelf.folder)]) == 2
    assert "Name the gateway." in capsys.readouterr().err


def test_a_shelf_that_is_not_there_lacks_nothing(tmp_path: Path) -> None:
    assert without_papers(tmp_path / "none") == frozenset()


def test_the_desks_worker_keeps_papers_of_what_is_in_force_and_of_what_comes(
    pack: Any, shelf: Shelf, tables: Callable[[Path], None], tmp_path: Path
) -> None:
    tables(tmp_path / "desk")
    kept = {name: what for name, what in os.environ.items() if not name.startswith(("WAYMARK", "DJANGO"))}
    words = ["work", "--desk", tmp_path / "desk", "--shelf", shelf.folder]
    command = [sys.executable, "-m", "waymark.commands.main", *map(str, words)]
    worker = subprocess.Popen(command, cwd=ROOT, env=kept)
    try:
        wait_until(lambda: not lacking(shelf))
        edit(pack, "partnerships/somerset/draft/notes/a/step.md", "Use our form.", "Use our zebra form.")
        freeze_supplement(pack, "somerset", date(2026, 11, 3))
        compile_pack(pack, shelf, now(), workers=1)
        assert lacking(shelf) == {("somerset", 2)}
        wait_until(lambda: not lacking(shelf))
    finally:
        worker.terminate()
        worker.wait(20)


def test_papers_that_cannot_be_made_are_not_tried_again(tmp_path: Path) -> None:
    ended, asked = threading.Event(), []
    devon, somerset = PrintingName("devon", "2026-1", 1, 1), PrintingName("somerset", "2026-1", 1, 1)

    def lacks() -> set[PrintingName]:
        asked.append(1)
        if len(asked) == 4:
            ended.set()
        return {somerset} if len(asked) < 3 else {somerset, devon}

    begun = Begun()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("waymark.commands.beside.subprocess.Popen", begun)
        patch.setattr("waymark.commands.beside.os.setpriority", lambda *_: None)
        keep_papers(tmp_path, lacks, ended, 0.001)
    assert begun.of == ["somerset", "devon"]


class Begun:
    """A process that fails, told of by what it was begun with."""

    pid = 0

    def __init__(self) -> None:
        self.of: list[str] = []

    def __call__(self, words: list[str], **_: Any) -> Begun:
        self.of.append(words[words.index("paper") + 1])
        return self

    def wait(self) -> int:
        return 1
