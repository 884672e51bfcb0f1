"""The desk's commands: into the desk and out of it, and both houses behind one address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from waymark.commands import both as behind_one
from waymark.manual.pack.folders import read_folder

ROOT = Path(__file__).parents[2]
PACK = ROOT / "southwest"


@pytest.fixture
def waymark(tmp_path: Path) -> Any:
    """Gives a command in a process of its own, with a desk of its own; answers status and object."""

    def give(*words: object) -> tuple[int, dict[str, Any]]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WAYMARK_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        place = ("--desk", str(tmp_path / "desk"), "--shelf", str(tmp_path / "shelf"), "--json")
        done = subprocess.run(
            [sys.executable, "-m", "waymark.commands.main", *map(str, words), *place],
            check=False,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=kept,
        )
        return done.returncode, json.loads(done.stdout)

    return give


def test_a_pack_goes_in_and_comes_out_again(waymark: Any, tmp_path: Path) -> None:
    status, told = waymark("import", PACK)
    assert status == 0
    assert told["made"] > 400
    assert told["frozen"] == 21
    status, told = waymark("export", tmp_path / "out")
    assert status == 0
    written = read_folder(tmp_path / "out")
    assert told["files"] == len(written)
    assert written == read_folder(PACK)
    status, told = waymark("import", tmp_path / "nothing")
    assert status == 1
    assert told["findings"][0]["rule"] == "pack-missing"


def test_the_first_keeper_is_invited(
    waymark: Any, tmp_path: Path, tables: Callable[[Path], None]
) -> None:
    tables(tmp_path / "desk")
    status, told = waymark("invite", "Kay Keeper", "Kay@Council.example")
    assert status == 0
    assert "/desk/account/invited/" in told["link"]
    (kept,) = (tmp_path / "desk/letters-out").iterdir()
    assert told["link"] in kept.read_text()
    status, told = waymark("invite", "Kay Keeper", "kay")
    assert status == 1
    assert told["findings"][0]["rule"] == "invite-address"


def answer(name: str) -> Any:
    """An application that says its name."""
    return lambda environ, start: [name.encode(), environ["PATH_INFO"].encode()]


@pytest.mark.parametrize(
    ("path", "house"),
    [
        ("/desk", "desk"),
        ("/desk/", "desk"),
        ("/desk/drafts/1/", "desk"),
        ("/letters/", "desk"),
        ("/", "gateways"),
        ("/devon/", "gateways"),
        ("/deskwork", "gateways"),
        ("/devon/desk/", "gateways"),
    ],
)
def test_each_address_goes_to_its_own_house(path: str, house: str, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(behind_one, "application", lambda shelf, now: answer("gateways"))
    monkeypatch.setattr(behind_one, "_desk", lambda folder, shelf: answer("desk"))
    serve = behind_one.both(tmp_path, tmp_path, lambda: None)  # type: ignore[arg-type,return-value]
    assert serve({"PATH_INFO": path}, None)[0].decode() == house
