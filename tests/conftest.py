"""What all tests share: the order in which they run, and a desk's tables, made once and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sharing import home_of, made_once
from waymark.search import compiling

ROOT = Path(__file__).parents[1]
#: The groups that take minutes, in the order in which they begin.
LONG = ("postgresql", "desk-shelf", "journeys", "whole", "practising", "writing", "alerts")
TABLES = """
import sys
from pathlib import Path
from waymark.desk.opening import make_tables, set_up
set_up(Path(sys.argv[1]), Path(sys.argv[1]) / "shelf")
make_tables()
from django.db import connection
connection.close()
"""


#: Learning what words lead to takes seconds for the starter. Tests that do not ask for that only count, as is
#: done for a manual of too many places; the tests of searching, and all that runs the command line, learn.
LEARNED = compiling.MOST_LEARNED
compiling.MOST_LEARNED = 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long before what is short, so that no worker stands idle while another ends.

    Django refuses a database to a process in which a browser is open, so whatever asks the desk's database
    comes before the first browser; that is also where the longest test has most to run beside it.
    """
    items.sort(key=_rank)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Stop where groups are asked for and not kept: everything that a group shares would be made twice."""
    if getattr(session.config.option, "loadgroup", False):
        grouped = [each.nodeid for each in session.items if each.get_closest_marker("xdist_group")]
        lost = [each for each in grouped if "@" not in each]
        assert not lost, f"pytest-xdist takes no notice of the group of {lost[0]}"


def _rank(each: pytest.Item) -> tuple[int, int]:
    mark = each.get_closest_marker("xdist_group")
    group = LONG.index(mark.args[0]) if mark and mark.args[0] in LONG else len(LONG)
    if mark and mark.args[0] == "postgresql":
        return 0, group
    if each.get_closest_marker("django_db") or "db" in getattr(each, "fixturenames", ()):
        return 1, group
    return (2 if each.get_closest_marker("journey") else 3), group


@pytest.fixture(scope="session")
def made_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what all tests share is made."""
    return home_of(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def tables(made_at: Path) -> Callable[[Path], None]:
    """Puts the tables of an empty desk into a folder, as its first opening would make them.

    That a desk makes its own is tried where a desk is opened on nothing, in tests/commands.
    """

    def make(folder: Path) -> None:
        own = ("WAYMARK", "DJANGO", "DATABASE")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        run = [sys.executable, "-c", TABLES, str(folder)]
        subprocess.run(run, check=True, cwd=ROOT, env=kept, stdout=subprocess.DEVNULL)
        assert [file.name for file in folder.glob("*.sqlite3*")] == ["desk.sqlite3"]

    made = made_once(made_at, "desk-tables", make)

    def put(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(made / "desk.sqlite3", folder)

    return put
