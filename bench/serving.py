"""How fast a box page is served: our server beside nginx, on loopback, with as many workers, in one run.

    python bench/serving.py [SHELF] [--workers 2] [--seconds 5] [--path /somerset/referral/talk-it-over]

Without a shelf a small one is made, with a page of about 15 KB. Needs `wrk` and, for the comparison,
`nginx`, which must be allowed to read the shelf; where one is not installed it says so. Where the machine
has few cores, `wrk` takes its share of them: `--workers 1` then compares the servers more strictly.
Prints figures and judges nothing.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import brotli

from waymark.editions.shelf import FRONT, OnShelf, Printing, Settings, Shelf
from waymark.gateways.nginx import alone, configuration
from waymark.gateways.serving import serve

now = partial(datetime.now, UTC)
WORDS = (
    "child",
    "family",
    "talk",
    "listen",
    "ask",
    "worker",
    "when",
    "next",
    "step",
    "safe",
    "plan",
    "visit",
)


def small_shelf(folder: Path) -> Shelf:
    """A shelf of one gateway with one box page of about 15 KB and its missing page."""
    draw = random.Random(1)
    paragraphs = (" ".join(draw.choices(WORDS, k=60)) for _ in range(45))
    body = "".join(f"<p>{words}</p>\n" for words in paragraphs)
    shelf = Shelf(folder)
    with shelf.writing():
        shelf.put_settings(Settings("Bench"))
        names = []
        for gateway in (FRONT, "somerset"):
            pages = []
            for path, status in (("index.html", 200), ("referral/talk-it-over.html", 200), ("404.html", 404)):
                data = f"<!doctype html><title>{gateway} {path}</title>\n{body}".encode()
                squeezed = {"gz": gzip.compress(data, 9, mtime=0), "br": brotli.compress(data, quality=5)}
                fingerprint = shelf.put_object(data, ".html", squeezed)
                pages.append(OnShelf(path, fingerprint, fingerprint, len(data), status))
            printing = Printing(gateway, "2026-1", 1, 1, "", "", "", tuple(pages))
            shelf.put_printing(printing)
            names.append(printing.name)
        shelf.bring_into_force(datetime(2026, 1, 1, tzinfo=UTC), tuple(names))
    folder.chmod(0o755)
    return shelf


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"Nothing answered at port {port}.")


@contextmanager
def ours(shelf: Shelf, workers: int) -> Iterator[int]:
    port = free_port()
    started = multiprocessing.Process(target=serve, args=(shelf.folder, "127.0.0.1", port, workers, now))
    started.start()
    try:
        wait_for(port)
        yield port
    finally:
        started.terminate()
        started.join(20)


@contextmanager
def nginx(shelf: Shelf, workers: int) -> Iterator[int]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "nginx.conf")
        settings.write_text(
            alone(configuration(shelf, now(), f"127.0.0.1:{port}", shelf.folder), Path(folder), workers)
        )
        Path(folder).chmod(0o755)
        started = subprocess.Popen(["nginx", "-e", f"{folder}/error.log", "-p", folder, "-c", str(settings)])
        try:
            wait_for(port)
            yield port
        finally:
            started.terminate()
            started.wait(20)


def measure(port: int, path: str, seconds: int, encoding: str) -> tuple[float, str]:
    """Requests a second and the 99th percentile, after a short warming-up."""
    ask = ["wrk", "-t2", "-c32", "--latency", "-H", f"Accept-Encoding: {encoding}"]
    address = f"http://127.0.0.1:{port}{path}"
    subprocess.run([*ask, "-d1s", address], capture_output=True, check=True)
    said = subprocess.run(
        [*ask, f"-d{seconds}s", address], capture_output=True, check=True, text=True, timeout=seconds + 30
    ).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        print(said, file=sys.stderr)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    slow = re.search(r"99%\s+(\S+)", said)
    return (float(rate[1]) if rate else 0.0), (slow[1] if slow else "?")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("shelf", nargs="?", type=Path)
    asked.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    asked.add_argument("--seconds", type=int, default=5, choices=range(1, 61), metavar="1-60")
    asked.add_argument("--path", default="/somerset/referral/talk-it-over")
    given = asked.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed, so nothing was measured (Debian: apt install wrk).")
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(given.shelf.resolve()) if given.shelf else small_shelf(Path(folder, "shelf"))
        Path(folder).chmod(0o755)
        servers: list[tuple[str, Callable[[Shelf, int], object]]] = [("waymark", ours)]
        if shutil.which("nginx"):
            servers.append(("nginx", nginx))
        else:
            print("nginx is not installed, so there is nothing to compare with.")
        rates: dict[tuple[str, str], float] = {}
        for name, server in servers:
            with server(shelf, given.workers) as port:  # type: ignore[attr-defined]
                for encoding in ("gzip", "identity"):
                    rate, slow = measure(port, given.path, given.seconds, encoding)
                    rates[name, encoding] = rate
                    print(f"{name:8} {encoding:9} {rate:10,.0f} requests a second, p99 {slow}")
        for encoding in ("gzip", "identity"):
            if ("nginx", encoding) in rates:
                print(
                    f"ratio {encoding}: {rates['waymark', encoding] / rates['nginx', encoding]:.2f} of nginx"
                )


if __name__ == "__main__":
    main()
