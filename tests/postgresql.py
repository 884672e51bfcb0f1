"""A PostgreSQL of the tests' own, in a temporary folder, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Where this machine keeps PostgreSQL's programs; the newest, if there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def running() -> Iterator[str]:
    """The DATABASE_URL of a fresh server; it is stopped and deleted in the end."""
    programs = binaries()
    if programs is None:
        raise LookupError("PostgreSQL is not on this machine: apt-get install postgresql")
    # PostgreSQL will not run as root, and needs no other right than to its own folder.
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="waymark-pg-"))
    os.chmod(folder, 0o700)
    os.chown(folder, user.pw_uid, user.pw_gid)

    def run(*words: str) -> None:
        subprocess.run(
            [str(programs / words[0]), *words[1:]],
            check=True,
            user=user.pw_uid,
            group=user.pw_gid,
            cwd="/",
            stdout=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
    # What it holds is thrown away in the end, so nothing is done for the day when the machine fails.
    options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    try:
        run("initdb", "-D", data, "-U", "waymark", "-A", "trust", "--no-sync", "-E", "UTF8")
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "waymark", "desk")
            yield f"postgres://waymark@127.0.0.1:{port}/desk"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
