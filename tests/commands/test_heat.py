"""`waymark check` on how a manual reads: the gate, waivers, and the heat map in words, colours and JSON."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.hard_words import OVER, STOPPED, WAIVER, hard_box
from tests.packs import freeze_edition, freeze_supplement, write_pack
from waymark.commands import main

Given = Callable[..., tuple[int, str]]
BOX = "shared/boxes/a/begin.md"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack whose draft is not frozen yet."""
    return write_pack(tmp_path / "pack", ("somerset",))


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Given:
    """Gives a command; answers its status and what it printed."""

    def give(*words: object) -> tuple[int, str]:
        status = main.run([str(word) for word in words])
        return status, capsys.readouterr().out

    return give


def waived(pack: Path, until: date) -> None:
    (pack / BOX).write_bytes(hard_box(STOPPED))
    (pack / "shared/waivers.yaml").write_text(WAIVER.replace("2027-03-31", until.isoformat()))


def rules(told: str) -> list[str]:
    found: list[dict[str, Any]] = json.loads(told)["findings"]
    return sorted(each["rule"] for each in found if "reading" in each["rule"] or "waiver" in each["rule"])


def test_a_draft_above_15_is_refused_and_above_14_is_warned_of(pack: Path, said: Given) -> None:
    (pack / BOX).write_bytes(hard_box(OVER))
    status, told = said("check", pack, "--json")
    assert (status, rules(told)) == (0, ["reading-age"])
    (pack / BOX).write_bytes(hard_box(STOPPED))
    status, told = said("check", pack, "--json")
    assert (status, rules(told)) == (1, ["reading-age-gate"])
    (found,) = (each for each in json.loads(told)["findings"] if each["rule"] == "reading-age-gate")
    assert (found["place"], found["file"], found["severity"]) == ("a/begin", BOX, "refuse")


def test_a_waiver_is_told_while_it_holds_and_when_it_has_ended(pack: Path, said: Given) -> None:
    today = main_today()
    waived(pack, today)
    status, told = said("check", pack)
    assert status == 0
    assert "Let through by waivers" in told
    assert "“how to do it” of a/begin reads at age 15.3; Kay Green lets it through until" in told
    (through,) = json.loads(said("check", pack, "--json")[1])["waived"]
    assert through["reason"] == "The court asks for these words"
    assert through["until"] == today.isoformat()
    waived(pack, today - timedelta(days=1))
    status, told = said("check", pack, "--json")
    assert (status, rules(told)) == (1, ["reading-age-gate", "waiver-ended"])
    assert json.loads(told)["waived"] == []


def main_today() -> date:
    from waymark.commands.clock import today

    return today()


def test_a_local_note_above_15_is_refused_until_it_was_frozen(pack: Path, said: Given) -> None:
    note = pack / "partnerships/somerset/draft/notes/a/step.md"
    note.write_text(f"---\nplace: a/step\n---\n{STOPPED}\n")
    status, told = said("check", pack, "--json")
    assert (status, rules(told)) == (1, ["reading-age-gate-local"])
    note.write_text(f"---\nplace: a/step\n---\n{OVER}\n")
    freeze_edition(pack, date(2026, 9, 1))
    freeze_supplement(pack, "somerset", date(2026, 9, 1))
    status, told = said("check", pack, "--json")
    assert (status, rules(told)) == (0, ["reading-age-local"])


def test_the_heat_map_is_told_worst_first_at_each_level(pack: Path, said: Given) -> None:
    (pack / BOX).write_bytes(hard_box(STOPPED))
    _, told = said("check", pack, "--plain")
    heads = [told.index(f"\n{head}\n") for head in ("Charts", "Boxes and procedures", "Facets")]
    assert heads == sorted(heads)
    charts, boxes, facets = told[heads[0] : heads[1]], told[heads[1] : heads[2]], told[heads[2] :]
    assert re.findall(r"^ (....)  +(\S+)", charts, re.M)[1:] == [("15.3", "a")]
    assert re.findall(r"^ (15\.3)   (\S+)", boxes, re.M) == [("15.3", "a/begin")]
    (row,) = (line for line in facets.splitlines() if line.startswith(" 15.3"))
    assert row.startswith(" 15.3   a/begin, how to do it")
    assert row.endswith("stopped by the gate")
    assert "   –    a/begin, key points" in facets, "four words are too few to tell"
    ages = [float(age) for age in re.findall(r"^ (\d+\.\d) ", facets, re.M)]
    assert ages == sorted(ages, reverse=True)
    assert "\x1b" not in told, "this is no terminal"


def test_the_heat_map_as_json(pack: Path, said: Given) -> None:
    waived(pack, main_today())
    told = json.loads(said("check", pack, "--plain", "--json")[1])
    (chart,) = told["heat_map"]
    assert (chart["key"], chart["age"], chart["boxes"][0]["place"]) == ("a", 15.3, "a/begin")
    facet = chart["boxes"][0]["facets"][0]
    assert (facet["facet"], facet["age"], facet["mark"]) == ("how to do it", 15.3, "let through by a waiver")
    assert facet["waiver"]["given_by"] == "Kay Green"
    assert facet["why"]["sentences"][0]["sentence"] == STOPPED
    assert "heat_map" not in json.loads(said("check", pack, "--json")[1])


@pytest.mark.parametrize("colour", [True, False])
def test_a_terminal_shows_colours_unless_asked_for_none(pack: Path, colour: bool) -> None:
    (pack / BOX).write_bytes(hard_box(STOPPED))
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    if not colour:
        environment["NO_COLOR"] = "1"
    told = on_a_terminal(["check", str(pack), "--plain"], environment)
    assert "15.3" in told
    # A ground for the age that the gate stops, and its own number on it.
    assert ("\x1b[48;5;88m\x1b[38;5;231m 15.3 \x1b[0m" in told) is colour
    assert ("\x1b[" in told) is colour


def on_a_terminal(words: list[str], environment: dict[str, str]) -> str:
    """What a command writes where standard output is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "waymark.commands.main", *words]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as run:
        os.close(theirs)
        said = b""
        try:
            while more := os.read(ours, 65536):
                said += more
        except OSError:  # how a terminal says on Linux that nobody writes to it any more
            pass
        finally:
            os.close(ours)
        run.wait(60)
    return said.decode()


def test_compiling_tells_of_waivers(pack: Path, said: Given, tmp_path: Path) -> None:
    waived(pack, date(2026, 9, 30))
    freeze_edition(pack, date(2026, 9, 1))
    freeze_supplement(pack, "somerset", date(2026, 9, 1))
    status, told = said("compile", pack, "--shelf", tmp_path / "shelf")
    assert status == 0
    told_of = "Kay Green lets it through until 30 September 2026: The court asks for these words"
    assert f"Edition 2026-1: “how to do it” of a/begin reads at age 15.3; {told_of}" in told
    waived(pack, date(2026, 9, 30))
    _, again = said("compile", pack, "--shelf", tmp_path / "other", "--json")
    (through,) = json.loads(again)["waived"]
    assert (through["edition"], through["age"], through["until"]) == ("2026-1", 15.3, "2026-09-30")


def test_freezing_refuses_and_says_where_and_what_to_do(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / BOX).write_bytes(hard_box(STOPPED))
    assert main.run(["freeze", str(pack), "edition", "--in-force", "2026-09-01"]) == 1
    said = capsys.readouterr()
    told = said.out + said.err
    line = hard_box(STOPPED).decode().splitlines().index("## How to do it") + 1
    assert f"{BOX}\n  refuse line {line}: “how to do it” of a/begin reads at age 15.3" in told
    assert "give it a waiver" in told
    assert not (pack / "editions").exists()
