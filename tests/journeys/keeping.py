"""A machine that serves a small gateway, can be cut off, held up, and given a new edition while it runs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.journeys.conftest import ROOT, waymark
from tests.packs import edit, freeze_edition, freeze_supplement, frozen_pack
from waymark.editions.shelf import Shelf

FIRST, SECOND = "2026-1", "2026-2"
#: What both editions say at one box, and what only the second does.
OLD, NEW = "Take a step", "Take a new step"


class Machine:
    """A server of its own, on a port of its own."""

    def __init__(self, home: Path) -> None:
        self.pack = frozen_pack(home / "pack", ("somerset",))
        self.shelf = Shelf(home / "shelf")
        self.compile()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://localhost:{self.port}/somerset/"
        self.server: subprocess.Popen[bytes] | None = None

    def compile(self) -> None:
        """Shelve what is frozen."""
        waymark("compile", self.pack, "--shelf", self.shelf.folder)

    def reissue(self, old: str = OLD, new: str = NEW) -> None:
        """Freeze the next edition and bring it into force now."""
        edit(self.pack, "shared/boxes/a/step.md", old, new)
        freeze_edition(self.pack, date(2026, 10, 1))
        self.compile()

    def guide(self, old: str, new: str) -> None:
        """Put other words into the local guide and its PDF, and bring both into force now."""
        edit(self.pack, "partnerships/somerset/draft/guidance/a-guide.md", old, new)
        waymark("pdf", self.pack, "somerset", "a-guide")
        freeze_supplement(self.pack, "somerset", date(2026, 10, 1))
        self.compile()

    def start(self) -> None:
        """Bring the network back."""
        words = ["serve", "--shelf", str(self.shelf.folder), "--port", str(self.port), "--workers", "1"]
        command = [sys.executable, "-m", "waymark.commands.main", *words]
        self.server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"http://localhost:{self.port}/healthz", timeout=1):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server did not start")

    def cut(self) -> None:
        """Cut the network: nobody answers at the port any more."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait(20)
            self.server = None

    def hold(self, how: signal.Signals) -> None:
        """Hold the server up, so that it takes what is asked and never answers; or let it go on."""
        assert self.server is not None
        for child in Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split():
            os.kill(int(child), how)

    def announce(self, seconds: float) -> None:
        """Freeze the next edition, to come into force so many seconds from now."""
        edit(self.pack, "shared/boxes/a/step.md", OLD, NEW)
        freeze_edition(self.pack, date(2199, 1, 1))
        self.compile()
        coming = self.shelf.changes()[-1].gateways
        with self.shelf.writing():
            self.shelf.bring_into_force(datetime.now(UTC) + timedelta(seconds=seconds), coming)


#: What is kept: the pointer, and for every copy how many of its files are there and have their fingerprint.
#: To open a copy that the worker has just taken away would make an empty one, so they are asked, not opened.
KEPT = """async () => {
  const found = {pointer: null, copies: {}}
  for (const name of await caches.keys()) {
    const from = path => caches.match('/somerset/' + path, {cacheName: name})
    if (!name.includes('/:')) {
      const at = await from('keep/pointer')
      found.pointer = at && await at.json()
      continue
    }
    const list = await from('keep/list.json')
    const files = list ? (await list.json()).files : []
    let whole = 0
    for (const [path, print] of files) {
      const held = await from(path)
      const sum = held && await crypto.subtle.digest('SHA-256', await held.arrayBuffer())
      const bytes = sum && Array.from(new Uint8Array(sum))
      const words = sum && bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')
      if (words && words.startsWith(print)) whole += 1
    }
    const stands = list && await caches.has(name)
    found.copies[name] = [whole, files.length, stands ? (await (await caches.open(name)).keys()).length : 0]
  }
  return found
}"""


def kept(page: Any) -> dict[str, Any]:
    """What stands on the device."""
    found: dict[str, Any] = page.evaluate(KEPT)
    return found


def is_whole(found: dict[str, Any], edition: str) -> bool:
    """Whether one copy is kept and no other, whole, of this edition."""
    pointer, copies = found["pointer"], found["copies"]
    if not pointer or pointer["edition"] != edition or list(copies) != [pointer["cache"]]:
        return False
    whole, listed, held = copies[pointer["cache"]]
    return bool(listed) and (whole, held) == (listed, listed + 1)
