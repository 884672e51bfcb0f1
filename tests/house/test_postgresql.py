"""The desk keeps its promises on PostgreSQL as it does on SQLite: the same tests, run again there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import running
from tests.sharing import HOME

ROOT = Path(__file__).parents[2]


@pytest.mark.xdist_group("postgresql")
def test_every_test_that_asks_the_database_passes_on_postgresql(made_at: Path) -> None:
    with running() as address:
        environment = {**os.environ, "DATABASE_URL": address, HOME: str(made_at)}
        environment.pop("PYTEST_XDIST_WORKER", None)
        words = [
            sys.executable,
            "-m",
            "pytest",
            "tests/desk",
            "-m",
            "django_db and not journey",
            "-p",
            "no:cacheprovider",
            "-x",
        ]
        done = subprocess.run(
            words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=3600, check=False
        )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) > 5
