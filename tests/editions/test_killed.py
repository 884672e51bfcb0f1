"""Killed at any point, the old gateways stand whole, and the next run ends as if nothing had happened."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from datetime import date
from pathlib import Path

import pytest

from tests.packs import (
    MORNING,
    SmallPress,
    components,
    edit,
    everything,
    freeze_edition,
    freeze_supplement,
    frozen_pack,
    readers_view,
    reword,
)
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf

ROOT = Path(__file__).parents[2]
SECOND_DAY = date(2026, 11, 1)

#: Everything a compile does to the disk goes through one of these.
DEEDS = ("open", "write", "rename", "replace", "unlink", "mkdir", "rmdir", "fsync", "chmod")


class Killed(BaseException):
    """Stands for the end of the process."""


class Killer:
    """Counts what is done to the disk, and strikes before the given deed."""

    def __init__(self, monkeypatch, strike=None):
        self.count, self.strike = 0, strike
        for deed in DEEDS:
            monkeypatch.setattr(os, deed, self.watched(getattr(os, deed)))

    def watched(self, deed):
        def done(*words, **named):
            if self.strike is not None and self.count >= self.strike:
                raise Killed
            self.count += 1
            return deed(*words, **named)

        return done


def compile_small(pack, shelf):
    return compile_pack(pack, shelf, MORNING, workers=1, press=SmallPress, components=components)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A pack with a second edition, the shelf before it, and the shelf after it."""
    folder = tmp_path_factory.mktemp("killed")
    pack = frozen_pack(folder / "pack", ("somerset", "devon"))
    compile_small(pack, Shelf(folder / "before"))
    reword(pack)
    freeze_edition(pack, SECOND_DAY)
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", SECOND_DAY)
    shutil.copytree(folder / "before", folder / "after")
    compile_small(pack, Shelf(folder / "after"))
    return folder


def deeds_of_a_compile(places):
    with pytest.MonkeyPatch.context() as patch:
        shutil.copytree(places / "before", places / "counted")
        killer = Killer(patch)
        compile_small(places / "pack", Shelf(places / "counted"))
        count = killer.count
    shutil.rmtree(places / "counted")
    return count


def check_whole(shelf, places):
    """Readers see the old edition or the new one, whole; a clean run ends in the same bytes."""
    old = readers_view(Shelf(places / "before"), MORNING)
    new = readers_view(Shelf(places / "after"), MORNING)
    seen = readers_view(shelf, MORNING)
    assert seen in (old, new)
    compile_small(places / "pack", shelf)
    assert everything(shelf.folder) == everything(places / "after")
    return seen == old


def test_killed_before_any_deed_to_the_disk(places, tmp_path):
    count = deeds_of_a_compile(places)
    assert count > 60
    stayed = 0
    for strike in range(count):
        shelf = Shelf(tmp_path / f"shelf-{strike}")
        shutil.copytree(places / "before", shelf.folder)
        with pytest.MonkeyPatch.context() as patch:
            Killer(patch, strike)
            with pytest.raises(Killed):
                compile_small(places / "pack", shelf)
        stayed += check_whole(Shelf(shelf.folder), places)
        shutil.rmtree(shelf.folder)
    assert count - stayed < 8, "the new edition comes into force at the very end"


def test_killed_again_while_taking_away_what_was_left(places, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    shutil.copytree(places / "before", shelf.folder)
    middle = deeds_of_a_compile(places) // 2
    for strike in (middle, *range(2, 60, 3)):
        with pytest.MonkeyPatch.context() as patch:
            Killer(patch, strike)
            with pytest.raises(Killed):
                compile_small(places / "pack", Shelf(shelf.folder))
    assert check_whole(Shelf(shelf.folder), places)


def test_a_torn_line_does_not_count(places, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    shutil.copytree(places / "before", shelf.folder)
    last = (places / "after" / "in-force.jsonl").read_bytes().splitlines()[-1]
    with shelf.in_force_file.open("ab") as out:
        out.write(last[: len(last) // 2])
    assert check_whole(shelf, places)


PROGRAM = """
import sys
from pathlib import Path
from tests.packs import MORNING, SmallPress, components
from waymark.editions import compiling
from waymark.editions.shelf import Shelf
compiling.WORTH_A_WORKER = 0
print("ready", flush=True)
compiling.compile_pack(
    Path(sys.argv[1]), Shelf(Path(sys.argv[2])), MORNING, workers=2, press=SmallPress, components=components
)
"""


def test_killed_for_good(places, tmp_path):
    """The real thing: SIGKILL, with workers beside, at moments spread over the whole run."""
    outcomes = set()
    for moment in range(24):
        shelf = Shelf(tmp_path / f"shelf-{moment}")
        shutil.copytree(places / "before", shelf.folder)
        command = [sys.executable, "-c", textwrap.dedent(PROGRAM), places / "pack", shelf.folder]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(moment * 0.004)
            process.send_signal(signal.SIGKILL)
        outcomes.add(check_whole(shelf, places))
        shutil.rmtree(shelf.folder)
    assert True in outcomes
