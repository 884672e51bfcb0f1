"""Everything `make bench` prints, one after the other. Figures are reported, never a pass or a fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    ("Compiling", "compiling.py"),
    ("A peer for compiling", "peers.py"),
    ("First views", "sizes.py"),
    ("Serving", "serving.py"),
    ("Drawing charts", "charts.py"),
    ("Searching", "searching.py"),
    ("Plain English", "plain_english.py"),
)


def main() -> None:
    """Run each part with this Python."""
    for title, name in PARTS:
        print(f"\n== {title} ==", flush=True)
        subprocess.run([sys.executable, HERE / name], check=False)


if __name__ == "__main__":
    main()
