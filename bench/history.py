"""Twenty years of a manual: what they take on disk, and how fast any day of them is answered.

    python bench/history.py [--pack southwest] [--editions 40] [--every 14] [--shelf DIR]

Generates a history (see twenty_years.py), compiles it piece by piece, and measures. `--shelf` keeps the
shelf in a folder, or measures the one that stands there. Prints figures and judges nothing.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from waymark.editions.shelf import FRONT, Shelf
from waymark.editions.timeline import LONDON, at, shown_by
from waymark.editions.verifying import verify

ASKED = 500


def told(name: str, seconds: list[float]) -> None:
    """The spread of some answers, in milliseconds."""
    ms = sorted(each * 1000 for each in seconds)
    p95, p99 = ms[int(len(ms) * 0.95)], ms[int(len(ms) * 0.99)]
    print(
        f"{name}: p50 {statistics.median(ms):.2f} ms, p95 {p95:.2f}, p99 {p99:.2f}, worst {ms[-1]:.2f} "
        f"({len(ms)} asked)",
        flush=True,
    )


def memory() -> int:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def generate(pack: Path, folder: Path, editions: int, every: int) -> None:
    """Compile the history; the last edition and the last supplements tell what they took."""
    from twenty_years import History

    history, started = History(pack, folder), time.perf_counter()
    seconds: dict[str, list[float]] = {}
    for kind, report in history.made(editions, every):
        seconds.setdefault(kind, []).append(report.seconds)
    count = sum(map(len, seconds.values()))
    print(f"{count:,} compiles in {time.perf_counter() - started:,.0f} s")
    if edition := seconds.get("edition"):
        print(f"the newest edition into its gateways: {edition[-1]:.2f} s (the second {edition[0]:.2f} s)")
    if supplements := seconds.get("supplement"):
        told("a supplement, all of them", supplements)
        told("a supplement, the newest hundred", supplements[-100:])
    print(f"memory of the process that compiled: {memory()} MB")


def sizes(folder: Path) -> None:
    """Files and bytes on the shelf, by kind."""
    count, size, disk = Counter[str](), Counter[str](), Counter[str]()
    for top, _, files in os.walk(folder):
        for name in files:
            kind = os.path.relpath(top, folder).split("/")[0]
            if kind in ("editions", "supplements"):
                kind = f"{kind}: {name}"
            elif kind == "objects":
                kind = f"objects: {name.partition('.')[2]}"
            elif kind == ".":
                kind = name
            found = os.stat(f"{top}/{name}")
            count[kind] += 1
            size[kind] += found.st_size
            disk[kind] += found.st_blocks * 512
    print("on disk:")
    for kind, data in size.most_common():
        blocks = disk[kind] / 1e6
        print(f"  {kind:34} {count[kind]:8,} files {data / 1e6:9.2f} MB, in blocks {blocks:9.2f} MB")
    whole, blocks = size.total() / 1e6, disk.total() / 1e6
    print(f"  {'all':34} {count.total():8,} files {whole:9.2f} MB, in blocks {blocks:9.2f} MB")


def asked(folder: Path, seed: int) -> list[str]:
    """Addresses of pages as they stood, each a random gateway, date and page."""
    shelf, draw = Shelf(folder), random.Random(seed)
    steps = shown_by(shelf.changes())
    made: list[str] = []
    keys = sorted(steps.keys() - {FRONT})
    until = max(each[-1][0] for each in steps.values())
    while len(made) < ASKED:
        key = draw.choice(keys)
        first = steps[key][0][0]
        moment = first + timedelta(seconds=draw.random() * (until - first).total_seconds())
        name = at(steps[key], moment)
        assert name is not None
        rows = [row for row in shelf.printing(name).pages if row.status == 200]
        page = draw.choice([row.path for row in rows if row.path.endswith(".html")]).removesuffix(".html")
        made.append(f"/{key}/on/{moment.astimezone(LONDON).date()}/{'' if page == 'index' else page}")
    return made


def in_process(folder: Path, now: datetime, encoding: str, times: int) -> None:
    """Ask the server's application in this process, which knows nothing of the shelf yet."""
    from waymark.gateways.application import application

    shelf = Shelf(folder)
    started = time.perf_counter()
    app = application(shelf, lambda: now)
    print(f"the server's start: {(time.perf_counter() - started) * 1000:.0f} ms")

    def ask(address: str) -> float:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
        environ |= {"HTTP_HOST": "localhost", "HTTP_ACCEPT_ENCODING": encoding}
        lines: list[str] = []
        before = time.perf_counter()
        app(environ, lambda line, _: lines.append(line))
        took = time.perf_counter() - before
        if not lines[0].startswith("200"):
            print(f"  {lines[0]} for {address}")
        return took

    name = encoding or "no compression"
    for n in range(times):
        told(f"on that day, in process, {name}{', addresses never asked before' if n else ''}",
             [ask(address) for address in asked(folder, n)])  # fmt: skip
    print(f"memory: {memory()} MB")
    if encoding:
        return
    edition, draw = shelf.edition(shelf.editions()[-1]), random.Random(5)
    seal = draw.choice(sorted(edition.places.values()))[0]
    shown = shelf.in_force(now)["somerset"]
    page = draw.choice(shelf.printing(shown).pages).fingerprint
    for what, address in (
        ("the editions page", "/somerset/editions"),
        ("a citation", asked(folder, 9)[0].replace("/on/", "/cite/")),
        ("the words of a place, by fingerprint", f"/somerset/fingerprint/{seal}"),
        ("a stored page, by fingerprint", f"/somerset/fingerprint/{page}"),
    ):
        print(f"{what}: first {ask(address) * 1000:.1f} ms, then {ask(address) * 1000:.1f} ms")


def apart(task: Callable[..., None], *words: object) -> None:
    """Run in a process of its own, in whose memory nothing is yet."""
    process = multiprocessing.get_context("spawn").Process(target=task, args=words)
    process.start()
    process.join()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def over_http(folder: Path) -> None:
    """The same asked of `waymark serve`, by one reader after the other over one connection each."""
    port = free_port()
    command = [sys.executable, "-m", "waymark.commands.main", "serve"]
    command += ["--shelf", str(folder), "--port", str(port)]
    started = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        print(f"waymark serve answers after {time.perf_counter() - started:.1f} s")
        told("on that day, over HTTP", list(_timed(address, [*_past(folder)])))
    finally:
        server.terminate()
        server.wait(20)


def _past(folder: Path) -> Iterator[str]:
    """Those addresses that have come, by the clock of a real server."""
    today = str(datetime.now(UTC).date())
    for address in asked(folder, 3):
        if address.split("/")[3] < today:
            yield address


def _timed(address: str, paths: list[str]) -> Iterator[float]:
    for path in paths:
        before = time.perf_counter()
        with urllib.request.urlopen(address + path, timeout=20) as answer:
            answer.read()
        yield time.perf_counter() - before


def main() -> None:
    """Generate, then measure."""
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asks.add_argument("--pack", type=Path, default=Path("southwest"))
    asks.add_argument("--editions", type=int, default=40)
    asks.add_argument("--every", type=int, default=14, help="days between two supplements of a partnership")
    asks.add_argument("--shelf", type=Path)
    given = asks.parse_args()
    with tempfile.TemporaryDirectory() as below:
        folder = given.shelf or Path(below, "shelf")
        if not (folder / "in-force.jsonl").exists():
            generate(given.pack, folder, given.editions, given.every)
        shelf = Shelf(folder)
        changes = shelf.changes()
        issued = sum(map(len, shelf.supplements().values()))
        print(f"{len(shelf.editions())} editions, {issued:,} supplements, {len(changes):,} lines in force")
        sizes(folder)
        now = changes[-1].start + timedelta(days=1)
        apart(in_process, folder, now, "", 2)
        apart(in_process, folder, now, "br", 1)
        over_http(folder)
        before = time.perf_counter()
        found = verify(shelf, workers=len(os.sched_getaffinity(0)))
        print(f"waymark verify: {time.perf_counter() - before:,.1f} s, {len(found)} findings")
        for each in found[:10]:
            print(f"  {each}")


if __name__ == "__main__":
    main()
