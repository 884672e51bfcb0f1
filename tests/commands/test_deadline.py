"""The command `deadline`: it gives what every worked case says, with its working."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from tests.packs import FIRST_DAY, edit, freeze_edition, freeze_supplement, write_pack
from tests.timescales.table import Case, cases
from waymark.commands import deadline, main
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf

LIMIT = """- key: {key}
  title: Do it
  limit: {limit}
  unit: {unit}
  starts: it happens
  who: Anyone
  source: sources/an-act#s1
"""
MORE = """- key: an-order
  title: An order
  limit: 8
  unit: days
  longest: true
  by_order: true
  starts: it is made
  source: sources/an-act#s1
- key: open-ended
  title: Talk
  limit: as soon as possible
  starts: it happens
  source: sources/an-act#s1
  note: No number is given.
"""


def key_of(case: Case) -> str:
    return f"within-{case.limit}-{case.unit.value.replace(' ', '-')}"


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """A pack with a limit for each that the cases have, all at one box."""
    folder = write_pack(tmp_path_factory.mktemp("deadlines") / "pack", ("somerset",))
    every = {key_of(case): case for case in cases()}
    limits = "".join(
        LIMIT.format(key=key, limit=case.limit, unit=case.unit.value) for key, case in every.items()
    )
    (folder / "shared/timescales.yaml").write_text(limits + MORE)
    named = "".join(f"- {key}\n" for key in (*every, "an-order", "open-ended"))
    edit(folder, "shared/boxes/a/step.md", "who: Anyone\n", f"who: Anyone\ntimescales:\n{named}")
    edit(folder, "shared/boxes/a/end.md", "who: Anyone\n", "who: Anyone\ntimescales:\n- an-order\n")
    two = "who: Anyone\ntimescales:\n- within-15-working-days\n- within-72-hours\n- open-ended\n"
    edit(folder, "shared/boxes/a/begin.md", "who: Anyone\n", two)
    freeze_edition(folder, FIRST_DAY)
    return folder


@pytest.fixture
def ask(pack, capsys, monkeypatch):
    """Asks for a deadline in the pack; answers status and object."""

    def give(*words):
        status = main.run(["deadline", *map(str, words), "--pack", str(pack), "--json"])
        return status, json.loads(capsys.readouterr().out)

    monkeypatch.setattr(deadline, "today", lambda: date(2026, 12, 30))
    return give


@pytest.mark.parametrize("case", cases(), ids=[case.name for case in cases()])
def test_every_case(ask, case):
    time = ["--time", case.time] if case.time else []
    status, told = ask("a/step", case.day, *time, "--limit", key_of(case))
    if case.refused:
        assert status == 1
        assert case.refused.partition(" ")[2] in told["findings"][0]["what"]
        return
    assert status == 0
    assert told["deadline"] == case.due
    assert len(told["skipped"]) == case.skipped
    assert tuple(each["day"] for each in told["skipped"] if each["why"] != "weekend") == case.holidays
    assert told["rule"].endswith(", counted from when it happens")
    assert told["source"] == "An Act, section 1"


def test_a_place_with_several_limits_gives_each(ask):
    status, told = ask("a/begin", "Friday 18 December 2026", "--time", "2:30pm")
    assert status == 0
    assert [each["deadline"] for each in told["limits"]] == ["2027-01-13", "2026-12-21T14:30+00:00", None]
    assert told["deadline"] == "2027-01-13"
    assert told["skipped"][0] == {"day": "2026-12-19", "why": "weekend"}
    assert told["limits"][2]["why_none"].startswith("No date can be worked out")
    # Without a time the hours say what is missing, and the days are given all the same.
    _, told = ask("a/begin", "18/12/2026")
    assert [each["deadline"] for each in told["limits"]] == ["2027-01-13", None, None]
    assert "Type the time too" in told["limits"][1]["why_none"]


def test_it_tells_people_in_sentences(pack, capsys, monkeypatch):
    monkeypatch.setattr(deadline, "now", lambda: datetime.fromisoformat("2026-12-22T09:00+00:00"))
    words = ["deadline", "a/begin", "18 December 2026", "--limit", "within-15-working-days"]
    assert main.run([*words, "--pack", str(pack)]) == 0
    said = capsys.readouterr().out
    assert "By Wednesday 13 January 2027. Today is working day 2 of 15." in said
    assert "    Monday 28 December 2026: Boxing Day (substitute day)\n" in said
    assert "The rule: within 15 working days, counted from when it happens." in said


def test_what_a_court_decides_is_not_worked_out(ask):
    status, told = ask("a/end", "18 December 2026")
    assert status == 1
    assert "the order states its end" in told["findings"][0]["what"]


def test_it_reads_the_edition_in_force_from_a_shelf(pack, tmp_path, capsys):
    shelf = tmp_path / "shelf"
    assert main.run(["deadline", "a/begin", "today", "--shelf", str(shelf)]) == 1
    capsys.readouterr()
    limit = "limits:\n- timescale: open-ended\n  limit: 1\n  unit: working days\n  reason: We agreed it.\n"
    note = pack / "partnerships/somerset/draft/notes/a/begin.md"
    note.write_text(f"---\nplace: a/begin\n{limit}---\nBe quick.\n")
    freeze_supplement(pack, "somerset", FIRST_DAY)
    compile_pack(pack, Shelf(shelf), datetime.fromisoformat("2026-12-01T09:00+00:00"), workers=1)
    assert main.run(["deadline", "a/begin", "2026-12-18", "--shelf", str(shelf), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["deadline"], told["manual"]) == ("2027-01-13", "edition 2026-1")
    for where in (["--shelf", str(shelf)], ["--pack", str(pack)]):
        words = [
            "deadline",
            "a/begin",
            "2026-12-18",
            "--limit",
            "open-ended",
            "--gateway",
            "somerset",
            *where,
        ]
        assert main.run([*words, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["deadline"] == "2026-12-21"
        assert told["rule"] == "within 1 working day, counted from when it happens"
        assert told["local"] == {"reason": "We agreed it.", "manual": "as soon as possible"}
        assert main.run(words) == 0
        assert "The area's own limit: We agreed it." in capsys.readouterr().out
        assert main.run(["deadline", "a/begin", "today", "--gateway", "nowhere", *where]) == 1
        assert "nowhere" in capsys.readouterr().out
