"""Signing up, confirming, being told and leaving: a reader on a small phone, with scripting off."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.alerts.mailing import Server, mail_server
from tests.journeys.conftest import ROOT, waymark
from waymark.manual.pack.whole import read_pack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("alerts")]
ANN = "ann@example.org"


class Told(NamedTuple):
    """Gateways and desk behind one address, the pack they came from, and the mail server they write to."""

    address: str
    pack: Path
    shelf: Path
    desk: Path
    mail: Server


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, tables: Callable[[Path], None]) -> Iterator[Told]:
    """The starter manual served with its desk, which sends e-mail to a mail server of the test's own."""
    home = tmp_path_factory.mktemp("told")
    tables(home / "desk")
    shutil.copytree(ROOT / "southwest", home / "pack")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    consortium = home / "pack/consortium.yaml"
    consortium.write_text(consortium.read_text().replace("http://localhost:8000", address))
    with mail_server() as mail:
        kept = {name: what for name, what in os.environ.items() if not name.startswith(("WAYMARK", "DJANGO"))}
        smtp = {"HOST": "127.0.0.1", "PORT": str(mail.port), "SECURITY": "none"}
        kept |= {f"WAYMARK_SMTP_{name}": value for name, value in smtp.items()} | {"WAYMARK_ADDRESS": address}
        words = ["start", home / "pack", "--shelf", home / "shelf", "--desk", home / "desk", "--port", port]
        words.append("--no-papers")  # they have nothing to do with e-mail, and take a machine minutes
        command = [sys.executable, "-m", "waymark.commands.main", *map(str, words)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=kept)
        try:
            for _ in range(900):
                try:
                    with urllib.request.urlopen(f"{address}/letters/alerts/", timeout=20) as answer:
                        assert answer.status == 200
                    break
                except OSError:
                    time.sleep(0.2)
            yield Told(address, home / "pack", home / "shelf", home / "desk", mail)
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small phone with scripting off."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def wait_for(mail: Server, number: int, seconds: float) -> str:
    """The words of the e-mail that comes as so-manieth."""
    given_up = time.monotonic() + seconds
    while len(mail.to(ANN)) < number:
        assert time.monotonic() < given_up, f"e-mail {number} did not come"
        time.sleep(0.2)
    return mail.to(ANN)[number - 1].words


def fits(page: Page, name: str) -> None:
    """Nothing stands out beyond the edge of the screen."""
    expect(page.locator("h1")).to_have_count(1)
    widest = page.locator("body *:not(.unseen, .unseen *)").evaluate_all(
        "all => Math.max(...all.map(each => each.getBoundingClientRect().right))"
    )
    assert widest <= 360, name


def supplement(told: Told, number: str) -> None:
    """Devon corrects its front door's number; its gateway has it at once, by the command line."""
    contacts = told.pack / "partnerships/devon/draft/contacts.yaml"
    words = contacts.read_text()
    contacts.write_text(re.sub(r"telephone: 01632 960\d{3}", f"telephone: {number}", words, count=1))
    pack, _ = read_pack(told.pack)
    assert pack is not None
    waymark("freeze", told.pack, "supplement", "devon", "--reason", "contacts=The number is new.")
    report = json.loads(waymark("compile", told.pack, "--shelf", told.shelf, "--json").stdout)
    assert report["pages"] > 0


LOOKS = "from django_tasks_database_dbtaskresult where task_path like 'waymark.desk.alerts.tasks.%'"


def asked(told: Told, words: str, *values: str) -> list[tuple[str, ...]]:
    """What the desk's database answers, read or written beside the desk at work."""
    with sqlite3.connect(told.desk / "desk.sqlite3", timeout=20) as database:
        return database.execute(words, values).fetchall()


def next_look_now(told: Told) -> None:
    """Bring the worker's next look forward, which is planned within a minute, and see it done.

    Then nothing that the look set going is left to do, so whoever has no e-mail by now gets none.
    """
    begun = datetime.now(UTC).replace(tzinfo=None)
    given_up = time.monotonic() + 60
    waiting = f"select id, run_after {LOOKS} and status = 'READY' and task_path like '%.look'"
    while not (planned := asked(told, waiting)):  # A look that began this moment plans the next one first.
        assert time.monotonic() < given_up, "no look is planned"
        time.sleep(0.1)
    ((look, after),) = planned
    assert datetime.fromisoformat(after) <= datetime.now(UTC).replace(tzinfo=None) + timedelta(minutes=1)
    changed = "update django_tasks_database_dbtaskresult set run_after = ? where id = ? and status = 'READY'"
    asked(told, changed, str(begun), look)
    done = f"select status, started_at {LOOKS} and id = ?"
    while asked(told, done, look)[0][0] in ("READY", "RUNNING"):
        assert time.monotonic() < given_up, "the worker did not look"
        time.sleep(0.2)
    ((status, at),) = asked(told, done, look)
    assert status == "SUCCESSFUL"
    assert datetime.fromisoformat(at) >= begun
    left = f"select status {LOOKS} and task_path like '%.send' and status in ('READY', 'RUNNING')"
    while asked(told, left):
        assert time.monotonic() < given_up, "the worker did not send"
        time.sleep(0.2)


def test_sign_up_confirm_be_told_leave_and_be_told_no_more(told: Told, phone: Page) -> None:
    phone.goto(f"{told.address}/letters/alerts/?for=devon&place=referral/talk-it-over")
    fits(phone, "sign up")
    assert not phone.context.cookies()
    phone.get_by_label("Your e-mail address").fill("not an address")
    phone.get_by_role("button", name="Send me a link to confirm").click()
    expect(phone.get_by_role("alert")).to_contain_text("You are not signed up yet.")
    fits(phone, "put right")
    phone.get_by_label("Your e-mail address").fill(ANN)
    expect(phone.get_by_label("Which area?")).to_have_value("devon")
    expect(phone.get_by_label("Tell me of local changes")).to_be_checked()
    phone.get_by_role("button", name="Send me a link to confirm").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Now look in your e-mail")
    fits(phone, "asked")

    words = wait_for(told.mail, 1, 60)
    confirm, _ = re.findall(r"http://localhost:\d+/letters/alerts/\S+", words)
    phone.goto(confirm)
    expect(phone.locator("main")).to_contain_text("what is local in Devon")
    fits(phone, "confirm")
    phone.get_by_role("button", name="Yes, tell me").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. You are signed up.")
    fits(phone, "confirmed")

    supplement(told, "01632 960778")
    next_look_now(told)
    words = wait_for(told.mail, 2, 60)
    assert "Why: The number is new." in words
    assert f"{told.address}/devon/contacts" in words
    phone.goto(f"{told.address}/devon/contacts")
    expect(phone.locator("main")).to_contain_text("01632 960778")

    leave = re.findall(r"http://localhost:\d+/letters/alerts/leave/\S+", words)[0]
    phone.goto(leave)
    fits(phone, "leave")
    phone.get_by_role("button", name="Send me no more").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You get no more e-mails")
    fits(phone, "left")
    assert not phone.context.cookies()
    supplement(told, "01632 960779")
    next_look_now(told)
    assert len(told.mail.to(ANN)) == 2
