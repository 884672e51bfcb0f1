"""Editors at the desk, many at once: every save kept, every conflict told, none turned away.

    python bench/desk.py [--minutes 5] [--editors 20] [--postgresql]

Starts a desk of its own, filled from southwest/, and editors who open a draft, think, and save it; some of
them the same one. At the end every save that was answered as kept is looked for in the database.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
PASSWORD = "try-waymark-today"
#: How long an editor thinks between opening a draft and saving it, in seconds.
THINKS = (0.2, 1.5)


class Editor:
    """One editor's browser."""

    def __init__(self, port: int, name: str) -> None:
        self.port, self.name = port, name
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "Host": f"localhost:{self.port}",
        }
        body = None
        if form is not None:
            token = self.cookies.get("waymark_desk_csrf", "")
            body = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": token})
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://localhost:{self.port}",
            }
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        words = answer.read().decode(errors="replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, words, answer.getheader("Location") or ""

    def come_in(self) -> None:
        self.ask("GET", "/desk/account/login/")
        status, words, _ = self.ask(
            "POST", "/desk/account/login/", {"login": self.name, "password": PASSWORD, "next": "/desk/"}
        )
        assert status == 302, (self.name, status, words[:300])


def number_of(words: str) -> str:
    found = re.search(r'name="number" value="(\d+)"', words)
    assert found, words[:500]
    return found[1]


def work(
    editor: Editor,
    drafts: list[tuple[int, str]],
    until: float,
    told: list[tuple[str, int, int, str]],
    times: list[tuple[str, float]],
    faults: list[str],
) -> None:
    chance = random.Random(editor.name)
    made = 0
    while time.monotonic() < until:
        draft, title = chance.choice(drafts)
        started = time.monotonic()
        status, words, _ = editor.ask("GET", f"/desk/drafts/{draft}/")
        times.append(("open", time.monotonic() - started))
        if status != 200:
            faults.append(f"opening answered {status}")
            continue
        number = number_of(words)
        time.sleep(chance.uniform(*THINKS))
        made += 1
        mark = f"{editor.name.split('@')[0]} {made}"
        started = time.monotonic()
        status, words, _ = editor.ask(
            "POST",
            f"/desk/drafts/{draft}/",
            {"number": number, "part-title": f"{title} ({mark})", "part-needs": mark},
        )
        times.append(("save", time.monotonic() - started))
        told.append((mark, draft, int(number), str(status)))
        if status == 409 and mark not in words:
            faults.append("a conflict did not show one's own words")
        if status not in (302, 409):
            said = re.sub(r"<[^>]+>|\s+", " ", words)[:200]
            faults.append(f"saving answered {status}: {said}")


def main() -> None:
    """Run it and print what came of it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--editors", type=int, default=20)
    asked.add_argument("--postgresql", action="store_true")
    given = asked.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("WAYMARK", "DJANGO"))
        }
        kept["WAYMARK_TRYING"] = "yes"
        if given.postgresql:
            from tests.postgresql import running

            kept["DATABASE_URL"] = stack.enter_context(running())
        places = ["--desk", str(folder / "desk"), "--shelf", str(folder / "shelf")]
        run = [sys.executable, "-m", "waymark.commands.main"]
        subprocess.run([*run, "open", "southwest", *places], check=True, cwd=ROOT, env=kept)
        names, drafts = prepare(folder, kept, given.editors)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen([*run, "desk", "--port", str(port), *places], cwd=ROOT, env=kept)
        try:
            editors = [Editor(port, name) for name in names]
            for _ in range(200):
                try:
                    editors[0].ask("GET", "/desk/account/login/")
                    break
                except OSError:
                    time.sleep(0.2)
            for editor in editors:
                editor.come_in()
            told: list[tuple[str, int, int, str]] = []
            times: list[tuple[str, float]] = []
            faults: list[str] = []
            until = time.monotonic() + given.minutes * 60
            threads = [
                threading.Thread(target=work, args=(editor, drafts, until, told, times, faults))
                for editor in editors
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
        lost = look_for(folder, kept, [line for line in told if line[3] == "302"])
    counts = Counter(status for *_, status in told)
    where = "PostgreSQL" if given.postgresql else "SQLite"
    print(f"On {where}: {given.editors} editors, {given.minutes:g} minutes")
    kept_saves, conflicts = counts["302"], counts["409"]
    print(f"  {kept_saves} saves kept, {conflicts} conflicts told, {len(faults)} faults, {lost} saves lost")
    for what in ("open", "save"):
        took = sorted(seconds * 1000 for name, seconds in times if name == what)
        middle, late = statistics.median(took), took[int(len(took) * 0.95)]
        print(f"  {what}: median {middle:.0f} ms, p95 {late:.0f} ms, most {took[-1]:.0f} ms")
    for fault, many in Counter(faults).most_common(5):
        print(f"  {many} × {fault}")


PREPARE = """
import django, json, sys; django.setup()
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from waymark.desk.models import Draft, Duty
password = make_password(sys.argv[2]); names = []
for at in range(int(sys.argv[1])):
    name = f'busy-{at}@example.org'; names.append(name)
    user = get_user_model().objects.create(username=name, email=name, password=password)
    Duty.objects.create(user=user, partnership='', what='editor')
print(json.dumps([names, list(Draft.objects.filter(kind='role').values_list('id', 'title'))]))
"""
LOOK = """
import django, json, sys; django.setup()
from waymark.desk.models import Save
lost = 0
for mark, draft, number, _ in json.load(sys.stdin):
    save = Save.objects.filter(draft_id=draft, number=number + 1).first()
    lost += save is None or save.data.get('needs') != mark
print(lost)
"""


def _in_django(folder: Path, kept: dict[str, str], code: str, *words: str, given: str = "") -> str:
    environment = {
        **kept,
        "WAYMARK_DESK": str(folder / "desk"),
        "DJANGO_SETTINGS_MODULE": "waymark.desk.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        check=True,
        cwd=ROOT,
        env=environment,
        input=given,
        text=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout


def prepare(folder: Path, kept: dict[str, str], editors: int) -> tuple[list[str], list[tuple[int, str]]]:
    """Make the editors; their addresses, and the drafts they will write."""
    names, drafts = json.loads(_in_django(folder, kept, PREPARE, str(editors), PASSWORD))
    return names, [(number, title) for number, title in drafts]


def look_for(folder: Path, kept: dict[str, str], saves: list[tuple[str, int, int, str]]) -> int:
    """How many saves that were answered as kept are not in the database word for word."""
    return int(_in_django(folder, kept, LOOK, given=json.dumps(saves)))


if __name__ == "__main__":
    main()
