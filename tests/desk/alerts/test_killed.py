"""The sender is killed at every point; another finishes; nobody gets an e-mail twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tests.desk.alerts.growing import STEP, Growing
from tests.desk.alerts.mailing import Server, mail_server
from tests.desk.alerts.striking import PEOPLE

# They ask a database of their own, in processes of their own; marked so that they run on PostgreSQL too.
pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]


@pytest.fixture
def shelf(tmp_path: Path, tables: Callable[[Path], None]) -> Path:
    """A shelf on which an edition came into force a moment ago, and an empty desk beside it."""
    if connection.vendor == "sqlite":
        tables(tmp_path / "desk")
    made = Growing(tmp_path)
    made.begin(timezone.now() - timedelta(days=10))
    made.reword(STEP, "Do this first", "Do this at once")
    made.edition(timezone.localdate(), step="A reason.")
    made.compile(timezone.now())
    return made.shelf.folder


def strikes(folder: Path, shelf: Path, server: Server, *how: str) -> list[dict[str, object]]:
    """Every strike, as the program that makes them tells it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "waymark.desk.settings",
        "WAYMARK_DESK": str(folder / "desk"),
        "WAYMARK_SHELF": str(shelf),
        "WAYMARK_SMTP_HOST": "127.0.0.1",
        "WAYMARK_SMTP_PORT": str(server.port),
        "WAYMARK_SMTP_SECURITY": "none",
        "PYTHONPATH": str(ROOT),
    }
    words = [sys.executable, str(ROOT / "tests/desk/alerts/striking.py"), *how]
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def nobody_got_two(told: list[dict[str, object]], server: Server) -> int:
    """Whether nobody got two, and only who is counted as doubtful may have got none; how many got none."""
    got = Counter(each.to for each in server.taken)
    missed = 0
    for each in told:
        numbers = [got[f"{each['name']}-{number}@example.org"] for number in range(PEOPLE)]
        assert max(numbers) <= 1, (each, numbers)
        assert each["left"] == 0, each
        (line,) = each["lines"]  # type: ignore[misc]
        assert line["alerts_doubtful"] <= 1, each
        assert numbers.count(0) <= line["alerts_doubtful"], (each, numbers)
        assert line["alerts_sent"] + line["alerts_doubtful"] == PEOPLE, each
        missed += numbers.count(0)
    assert [each["killed"] for each in told] == [signal.SIGKILL] * (len(told) - 1) + [0]
    return missed


def test_killed_before_any_deed_nobody_gets_two(tmp_path: Path, shelf: Path) -> None:
    with mail_server() as server:
        told = strikes(tmp_path, shelf, server, "deeds")
        missed = nobody_got_two(told, server)
    assert len(told) > 12 * PEOPLE
    # Between the claim and the dot lies one deed for each e-mail: only a kill there leaves somebody out.
    assert missed <= 2 * PEOPLE


def test_killed_by_the_mail_server_at_any_step_nobody_gets_two(tmp_path: Path, shelf: Path) -> None:
    file = tmp_path / "victim"
    seen: Counter[str] = Counter()

    def strike(step: str) -> None:
        if file.exists():
            victim, _, at = file.read_text().partition(" ")
            seen[victim] += 1
            if seen[victim] > int(at):
                file.unlink()
                os.kill(int(victim), signal.SIGKILL)

    with mail_server() as server:
        server.at = strike
        told = strikes(tmp_path, shelf, server, "steps", str(file))
        # The server had taken on the e-mail in every step at which it struck late enough: nobody got none.
        assert nobody_got_two(told, server) == 0
    assert len(told) > 3 * PEOPLE
