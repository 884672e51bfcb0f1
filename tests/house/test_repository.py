"""The repository keeps its own promises."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import waymark

ROOT = Path(__file__).parents[2]
MODULES = sorted(module.name for module in pkgutil.walk_packages(waymark.__path__, "waymark."))
FILES = sorted((ROOT / "waymark").rglob("*.py"))
REFUSED = "content item node object entry util utils helper helpers common core base misc version"


#: The desk is the one package that needs Django; all else runs with it absent.
OF_THE_DESK = [name for name in MODULES if name.startswith("waymark.desk.")]


def test_every_module_of_the_desk_can_be_imported() -> None:
    code = (
        "import django, importlib as i, sys; django.setup(); "
        "[i.import_module(name) for name in sys.argv[1:]]"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.desk.settings"}
    subprocess.run([sys.executable, "-c", code, *OF_THE_DESK], check=True, cwd=ROOT, env=environment)


@pytest.mark.parametrize("name", sorted({*MODULES} - {*OF_THE_DESK}))
def test_every_module_can_be_imported_by_itself(name: str) -> None:
    blocked = "import sys; sys.modules['django'] = None; sys.modules['wagtail'] = None; "
    subprocess.run([sys.executable, "-W", "error", "-c", f"{blocked}import {name}"], check=True, cwd=ROOT)


def test_no_module_has_a_name_that_the_design_refuses() -> None:
    words = REFUSED.split()
    found = [file for file in FILES if file.stem in words or file.parent.name in words]
    assert found == []


def test_modules_stay_short() -> None:
    long = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in FILES}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_every_module_says_what_it_is() -> None:
    for name in MODULES:
        assert (importlib.import_module(name).__doc__ or "").strip(), name


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True, cwd=ROOT)
    return [ROOT / line for line in listed.stdout.splitlines()]


def test_no_third_party_file_is_committed() -> None:
    names = [str(file.relative_to(ROOT)) for file in tracked()]
    foreign = (".woff", ".woff2", ".ttf", ".min.css", ".min.js")
    assert not [name for name in names if "node_modules" in name or name.endswith(foreign)]


def test_locks_name_no_host() -> None:
    for name in ("requirements.txt", "requirements-test.txt", "package-lock.json"):
        words = (ROOT / name).read_text()
        assert not re.search(r'"resolved"|--index-url|--find-links', words), name
        pinned = [] if "json" in name else re.split(r"\n(?=\S)", words.strip())
        assert all("--hash=sha256:" in block for block in pinned), name


def test_imports_go_one_way() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    told = subprocess.run([lint], check=False, capture_output=True, text=True, cwd=ROOT)
    assert told.returncode == 0, told.stdout


def test_only_commands_read_the_clock() -> None:
    clocks = re.compile(r"\b(?:datetime\.now|date\.today|datetime\.utcnow|time\.time)\b")
    readers = {file for file in FILES if clocks.search(file.read_text())}
    assert {file.parent.name for file in readers} <= {"commands"}


def test_no_skipped_or_expected_failure_hides_in_the_tests() -> None:
    hidden = re.compile(r"pytest\.mark\.(?:skip|xfail)\b|assert True$")
    files = [file for file in (ROOT / "tests").rglob("*.py") if file != Path(__file__)]
    assert [file for file in files if hidden.search(file.read_text())] == []


def test_the_readme_opens_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    assert readme.index("make start") < readme.index("make test") < readme.index("## The words")
    assert "make test" in (ROOT / ".ci" / "run").read_text()
