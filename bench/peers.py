"""A peer for compiling: Hugo, the fastest site generator we know, on pages as long as ours.

Hugo writes pages and compresses nothing; it has no check, no fingerprint and no moment of coming into force.
Run by `make bench`; needs requirements-bench.txt.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEXT = Path(__file__).parents[1] / "southwest" / "shared" / "boxes" / "referral" / "talk-it-over.md"
FRAME = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><nav><ul>{{ range first 12 site.Sections }}<li>{{ .Title }}</li>{{ end }}</ul></nav></header>
<main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""


def site(folder: Path, pages: int) -> None:
    """A site of so many pages, each with the text of one box."""
    words = TEXT.read_text().split("---\n", 2)[2]
    (folder / "hugo.toml").write_text(
        'baseURL = "http://localhost/"\ndisableKinds = ["taxonomy", "RSS", "sitemap"]\n'
    )
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(FRAME)
    (folder / "layouts" / "index.html").write_text(FRAME)
    for number in range(pages):
        part = folder / "content" / f"gateway-{number // 400:03d}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"page-{number}.md").write_text(f'---\ntitle: "Page {number}"\n---\n{words}\n')


def main() -> None:
    """Print seconds, pages a second and peak memory for each number of pages asked for."""
    hugo = Path(sys.executable).parent / "hugo"
    if not hugo.is_file():
        print("Hugo is not installed (requirements-bench.txt): no peer is measured.")
        return
    for pages in [int(word) for word in sys.argv[1:]] or [1000, 10000]:
        folder = Path(tempfile.mkdtemp())
        try:
            site(folder, pages)
            start = time.perf_counter()
            subprocess.run([hugo, "--quiet"], cwd=folder, check=True)
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(
                f"Hugo: {pages:,} pages in {seconds:.2f} s, {pages / seconds:,.0f} a second, "
                f"{peak} MB at most, nothing compressed"
            )
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
