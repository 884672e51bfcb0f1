"""A real browser on a real server: the starter manual compiled, served, and laid out on a memory stick."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    StorageState,
    expect,
    sync_playwright,
)

from tests.journeys.watching import Watch
from tests.sharing import copy_shelf, made_once
from waymark.desk.opening import DEMO_PASSWORD

if TYPE_CHECKING:
    from tests.journeys.keeping import Machine

ROOT = Path(__file__).parents[2]
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


class Served(NamedTuple):
    """Where the gateways can be read: on a server, and as a folder."""

    address: str
    folder: Path


def waymark(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "waymark.commands.main", *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)


@pytest.fixture(scope="session")
def starter(made_at: Path) -> Callable[[Path], None]:
    """Puts a shelf of its own with the starter manual on it at a path."""

    def make(folder: Path) -> None:
        report = json.loads(waymark("compile", "southwest", "--shelf", folder, "--json").stdout)
        assert report["pages"] > 2000

    made = made_once(made_at, "starter-shelf", make)
    return lambda folder: copy_shelf(made, folder)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, starter: Callable[[Path], None]) -> Iterator[Served]:
    """The starter manual, compiled and served for the length of the tests."""
    home = tmp_path_factory.mktemp("served")
    starter(home / "shelf")
    waymark("carry", "somerset", home / "stick", "--shelf", home / "shelf")
    waymark("paper", "somerset", "referral", "--shelf", home / "shelf")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "waymark.commands.main", "serve", "--shelf", str(home / "shelf")]
    server = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, cwd=ROOT)
    address = f"http://localhost:{port}"
    try:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"{address}/healthz", timeout=1) as answer:
                    assert answer.status == 200
                break
            except OSError:
                time.sleep(0.1)
        yield Served(address, home / "stick")
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "no Chromium: tests/browser.sh installs it"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=SWITCHES.split())
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def whole(
    tmp_path_factory: pytest.TempPathFactory,
    tables: Callable[[Path], None],
    starter: Callable[[Path], None],
) -> Iterator[str]:
    """The gateways and the desk behind one address, as `make start` serves them, with its worker."""
    home = tmp_path_factory.mktemp("whole")
    starter(home / "shelf")
    tables(home / "desk")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WAYMARK", "DJANGO"))}
    words = ["start", "southwest", "--shelf", home / "shelf", "--desk", home / "desk", "--port", port]
    # Setting a thousand pages of PDF takes a machine's time from all other tests; test_papers.py does it.
    words.append("--no-papers")
    command = [sys.executable, "-m", "waymark.commands.main", *map(str, words)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=kept)
    address = f"http://localhost:{port}"
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{address}/desk/account/login/", timeout=20) as answer:
                    assert answer.status == 200
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="session")
def kept() -> dict[str, StorageState]:
    """What the browser keeps of those who have signed in once."""
    return {}


@pytest.fixture
def at_the_desk(
    browser: Browser, whole: str, kept: dict[str, StorageState]
) -> Iterator[Callable[[str], Page]]:
    """A page in which a made-up person has signed in: `editor`, `devon-signatory` …"""
    opened = []

    def come_in(who: str) -> Page:
        known = kept.get(who)
        context = browser.new_context(
            viewport={"width": 1280, "height": 1000}, base_url=whole, storage_state=known
        )
        opened.append(context)
        page = context.new_page()
        if known is not None:
            return page
        page.goto("/desk/account/login/")
        page.get_by_label("E-mail").fill(f"{who}@example.org")
        page.get_by_label("Password").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Good to see you", timeout=60_000)
        kept[who] = context.storage_state()
        return page

    yield come_in
    for context in opened:
        context.close()


def is_trouble(said: ConsoleMessage) -> bool:
    """Whether a console says what it should not.

    That a page is not there or gone, and that a form was not taken or is closed, is as it should be.
    """
    return said.type == "error" and not re.search(r"status of (404|410|422|503)", said.text)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A small gateway on a server of its own."""
    from tests.journeys.keeping import Machine

    made = Machine(tmp_path)
    made.start()
    yield made
    made.cut()


@pytest.fixture
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """A new page in settings of its own. What its console says, asks for and keeps is watched.

    Where the network is cut (the mark `cut`), a console may say so.
    """
    watches: list[Watch] = []
    trouble: list[str] = []
    cut = request.node.get_closest_marker("cut") is not None

    def heard(said: ConsoleMessage) -> None:
        if is_trouble(said) and not (cut and "net::ERR_" in said.text):
            trouble.append(said.text)

    def open_one(width: int = 1280, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **settings)
        watches.append(Watch(context))
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        return page

    yield open_one
    broken = []
    for watch in watches:
        broken += watch.broken()
        watch.context.close()
    assert broken == []
    assert trouble == []
