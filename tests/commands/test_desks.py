"""The desk's commands: into the desk and out of it, and both houses behind one address."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
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
    assert told["frozen"] == 22
    status, told = waymark("export", tmp_path / "out")
    assert status == 0
    written = read_folder(tmp_path / "out")
    assert told["files"] == len(written)
    assert written == read_folder(PACK)
    status, told = waymark("import", tmp_path / "nothing")
    assert status == 1
    assert told["findings"][0]["rule"] == "pack-missing"


def test_the_first_keeper_is_invited(waymark: Any, tmp_path: Path, tables: Callable[[Path], None]) -> None:
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

    def serve(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [])
        return [name.encode(), environ["PATH_INFO"].encode()]

    return serve


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
    asked = {"PATH_INFO": path, "wsgi.input": io.BytesIO()}
    assert serve(asked, lambda line, about: None)[0].decode() == house


@pytest.mark.parametrize("trouble", ["raises", "does not load", "answers with 500"])
def test_where_the_desk_fails_the_gateways_say_that_a_letter_was_not_sent(
    trouble: str, monkeypatch: Any, tmp_path: Path, caplog: Any
) -> None:
    def fails(environ: dict[str, Any], start: Any) -> list[bytes]:
        environ["wsgi.input"].read()
        if trouble == "raises":
            raise OSError("words=secret")
        start("500 Internal Server Error", [])
        return [b"trouble"]

    def load(folder: Path, shelf: Path) -> Any:
        if trouble == "does not load":
            raise OSError("no database")
        return fails

    monkeypatch.setattr(behind_one, "_desk", load)
    serve = behind_one.both(tmp_path, tmp_path, lambda: datetime(2026, 11, 30, tzinfo=UTC))
    sent = b"words=my+secret+words"
    asked = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/letters/",
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.input": io.BytesIO(sent),
    }
    lines = []
    body = b"".join(serve(asked, lambda line, about: lines.append(line)))
    assert lines == ["503 Service Unavailable"]
    assert b"Nothing was sent" in body
    assert b"ring 999" in body
    assert "secret" not in caplog.text
