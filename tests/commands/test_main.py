"""The command line: what it says to machines and to people, and how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.packs import (
    FIRST_DAY,
    edit,
    everything,
    freeze_edition,
    freeze_supplement,
    frozen_pack,
    reword,
    write_pack,
)
from waymark.commands import main
from waymark.editions import compiling
from waymark.editions.shelf import Shelf

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pack(tmp_path):
    return frozen_pack(tmp_path / "pack", ("somerset", "devon"))


@pytest.fixture
def shelf(tmp_path):
    return tmp_path / "shelf"


@pytest.fixture
def waymark(capsys):
    """Gives a command with --json; answers status and object."""

    def give(*words):
        status = main.run([*map(str, words), "--json"])
        said = capsys.readouterr()
        assert said.err == ""
        assert said.out.count("\n") == 1
        return status, json.loads(said.out)

    return give


@pytest.fixture
def said(capsys):
    """Gives a command as a person would; answers status, output and errors."""

    def give(*words):
        status = main.run(list(map(str, words)))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return give


def test_check(pack, waymark, said):
    status, told = waymark("check", pack)
    assert (status, told["findings"]) == (0, [])
    assert told["coverage"]["provisions"]["carried"] == 1
    edit(pack, "shared/boxes/a/step.md", "(a/end)", "(a/nowhere)")
    status, told = waymark("check", pack)
    assert status == 1
    (found,) = told["findings"]
    assert set(found) == {"place", "severity", "what", "mend", "file", "line", "rule"}
    assert (found["rule"], found["severity"], found["place"]) == ("link-to-nowhere", "refuse", "a/step")
    assert (found["file"], found["line"]) == ("shared/boxes/a/step.md", 2)
    status, out, _ = said("check", pack)
    assert status == 1
    assert "\nshared/boxes/a/step.md\n  refuse line 2: The link" in out
    assert "\n1 finding refuses, 0 warnings.\n" in out
    assert "\nCoverage of the draft\n" in out
    assert "1 provisions: 1 carried" in out
    assert "\x1b" not in out


def test_check_without_a_pack(tmp_path, waymark):
    status, told = waymark("check", tmp_path)
    assert (status, told["findings"][0]["rule"]) == (1, "pack-missing")


def test_tidy(pack, waymark):
    waymark("check", pack, "--tidy")
    before = everything(pack)
    edit(pack, "shared/charts/a.yaml", "number: 1", "number:     1")
    status, told = waymark("check", pack, "--tidy")
    assert (status, told["tidied"]) == (0, ["shared/charts/a.yaml"])
    assert everything(pack) == before


def test_freeze_compile_verify_carry(pack, shelf, waymark, tmp_path):
    reword(pack)
    status, told = waymark(
        "freeze", pack, "edition", "--in-force", "2026-11-01", "--reason", "a/step=Plainer."
    )
    assert (status, told["number"], told["in_force"], told["frozen"]) == (0, "2026-2", "2026-11-01", True)
    assert waymark("freeze", pack, "edition")[1]["frozen"] is False
    assert waymark("freeze", pack, "supplement", "devon")[1]["frozen"] is False
    status, told = waymark("compile", pack, "--shelf", shelf)
    assert status == 0
    assert {"pages", "rendered", "reused", "bytes", "seconds", "compressed_bytes", "peak_memory_mb"} <= set(
        told
    )
    assert told["pages"] == told["rendered"] + told["reused"]
    assert [line["from"][:10] for line in told["in_force"]] == ["2026-08-31", "2026-11-01"]
    again = waymark("compile", pack, "--shelf", shelf)[1]
    assert (again["rendered"], again["in_force"]) == (0, [])
    assert waymark("verify", "--shelf", shelf) == (0, {"findings": []})
    status, told = waymark("carry", "devon", tmp_path / "stick", "--shelf", shelf)
    assert (status, told["gateway"]) == (0, "devon")
    assert Path(told["first"]).is_file()
    status, told = waymark("nginx", "--shelf", shelf)
    assert (status, "location" in told["configuration"]) == (0, True)


def test_compile_tells_a_person(pack, shelf, said):
    status, out, err = said("compile", pack, "--shelf", shelf)
    assert (status, err) == (0, "")
    assert out.startswith("1 new edition, 2 new supplements.\n")
    assert "In force from 2026-08-31 23:00 UTC: 3 gateways." in out
    assert "Nothing new comes into force." in said("compile", pack, "--shelf", shelf)[1]


def test_compile_live_refuses_examples(pack, shelf, waymark):
    status, told = waymark("compile", pack, "--live", "--shelf", shelf)
    assert status == 1
    assert {found["rule"] for found in told["findings"]} == {"example-contact"}
    assert Shelf(shelf).changes() == []


def test_without_a_shelf(tmp_path, waymark):
    for words in (["verify"], ["serve", "--port", "1"]):
        status, told = waymark(*words, "--shelf", tmp_path / "nowhere")
        assert (status, told["findings"][0]["rule"]) == (1, "shelf-missing")


WRONG = [
    (["nosuch"], "invalid choice: 'nosuch'"),
    (["compile", "--nosuch"], "Unrecognized arguments: --nosuch"),
    (["compile", "--workers", "none"], "“none” is not a number from 1"),
    (["serve", "--port", "70000"], "“70000” is not a port"),
    (["freeze", "PACK"], "arguments are required"),
    (["freeze", "PACK", "edition", "--in-force", "tomorrow"], "“tomorrow” is not a date"),
    (["freeze", "PACK", "edition", "--reason", "a/step"], "“a/step” is not a place"),
    (["freeze", "PACK", "edition", "devon"], "An edition belongs to all partnerships"),
    (["freeze", "PACK", "supplement"], "A supplement is frozen by partnership"),
    ([], "usage: waymark"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_wrong_use(pack, said, words, sentence):
    status, out, err = said(*(pack if word == "PACK" else word for word in words))
    assert (status, out) == (2, "")
    assert sentence in err


def test_help(said):
    status, out, _ = said("--help")
    assert status == 0
    known = "check freeze compile serve start verify carry nginx desk work import export"
    for command in known.split():
        assert f"    {command} " in out


TROUBLES = [
    (OSError(28, "No space left on device", "/shelf/page"), "disk-full"),
    (PermissionError(13, "Permission denied", "/shelf"), "not-allowed"),
    (OSError(5, "Input/output error"), "disk-trouble"),
]


@pytest.mark.parametrize(("error", "rule"), TROUBLES)
def test_trouble_with_the_disk_is_one_clear_line(pack, shelf, waymark, monkeypatch, error, rule):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(compiling, "compile_pack", fail)
    status, told = waymark("compile", pack, "--shelf", shelf)
    assert (status, [found["rule"] for found in told["findings"]]) == (1, [rule])


def test_interrupted(pack, shelf, said, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(compiling, "compile_pack", interrupt)
    assert said("compile", pack, "--shelf", shelf) == (130, "", "Stopped. Readers keep what they have.\n")


def test_progress_and_colour_only_on_a_terminal(pack, shelf, capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    main.run(["compile", str(pack), "--shelf", str(shelf)])
    assert "Set 1 of 3" in capsys.readouterr().err
    edit(pack, "shared/boxes/a/step.md", "(a/end)", "(a/nowhere)")
    main.run(["check", str(pack)])
    assert "\x1b[31mrefuse" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main.run(["check", str(pack)])
    assert "\x1b[31m" not in capsys.readouterr().out


def test_start_serves(pack, shelf):
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "waymark.commands.main",
        "start",
        pack,
        "--shelf",
        shelf,
        "--desk",
        shelf.parent / "desk",
        "--port",
        str(port),
        "--workers",
        "1",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        try:
            lines = iter(process.stdout.readline, "")
            assert any(f"http://localhost:{port}/" in line for line in lines)
            assert any(f"http://localhost:{port}/desk/" in line for line in lines)
            assert any("editor@example.org" in line for line in lines)
            for _ in range(400):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/somerset/", timeout=5) as answer:
                        assert answer.status == 200
                    break
                except OSError:
                    time.sleep(0.05)
            else:
                pytest.fail("nothing answered")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/desk/", timeout=60) as answer:
                assert "/desk/account/login/?next=" in answer.url
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
    assert process.returncode == 0


def test_search_answers_with_places_best_first(waymark, pack, shelf, said):
    waymark("compile", pack, "--shelf", shelf)
    status, found = waymark("search", "somerset", "do", "this", "first", "--shelf", shelf)
    assert status == 0
    assert {"place", "title", "kind", "facet"} <= set(found["results"][0])
    assert "a/step" in [each["place"] for each in found["results"]]
    _, told = waymark("search", "somerset", "do", "this", "first", "--why", "--shelf", shelf)
    led = told["results"][0]["why"]
    assert led[0]["strength"] >= led[-1]["strength"]
    assert {each["words"] for each in led} & {"do", "first", "this first"}
    status, out, _ = said("search", "somerset", "do this first", "--most", "1", "--shelf", shelf)
    assert status == 0
    assert out.startswith(" 1. ")
    assert " 2. " not in out
    _, none = waymark("search", "devon", "qqqqqq", "--shelf", shelf)
    assert none["results"] == []


def test_search_for_a_role_puts_what_it_needs_a_little_sooner(tmp_path, waymark, shelf):
    pack = write_pack(tmp_path / "pack", ("somerset",))
    edit(pack, "shared/roles.yaml", "title: Teacher\n", "title: Teacher\n  needed: [a/end]\n")
    freeze_edition(pack, FIRST_DAY)
    freeze_supplement(pack, "somerset", FIRST_DAY)
    waymark("compile", pack, "--shelf", shelf)
    words = ["search", "somerset", "do", "this", "first", "--shelf", shelf]
    plain = [each["place"] for each in waymark(*words)[1]["results"]]
    mine = [each["place"] for each in waymark(*words, "--role", "teacher")[1]["results"]]
    assert sorted(plain) == sorted(mine)
    assert plain.index("a/end") > mine.index("a/end")
