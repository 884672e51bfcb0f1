"""What a first view costs over the wire: the page, the style and the script of one gateway, with headers."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from waymark.editions.shelf import Shelf
from waymark.gateways.headers import SECURITY
from waymark.manual.findings import Refused

HEADERS = sum(len(name) + len(value) + 4 for name, value in SECURITY) + 260


def main() -> None:
    """Print the five heaviest pages of a gateway, and each kind's limit."""
    shelf = Shelf(Path(sys.argv[1] if len(sys.argv) > 1 else ".waymark/shelf"))
    try:
        printing = shelf.printing(shelf.in_force(datetime.now(UTC))["somerset"])
    except (Refused, KeyError):
        print("Nothing is on the shelf: run make compile first.")
        return

    def wire(path: str, fingerprint: str) -> int:
        ending = path[path.rindex(".") :]
        return shelf.object_file(fingerprint, ending, "br").stat().st_size + HEADERS

    sizes = {page.path: wire(page.path, page.fingerprint) for page in printing.pages}
    assets = sum(size for path, size in sizes.items() if path.startswith("assets/"))
    views = sorted(
        ((size + assets, path) for path, size in sizes.items() if path.endswith(".html")), reverse=True
    )
    print(
        f"Style and script: {assets / 1000:.1f} KB. First views, heaviest first "
        f"(limits: 30 KB, a chart 45 KB):"
    )
    for size, path in views[:5]:
        print(f"  {size / 1000:5.1f} KB  {path}")


if __name__ == "__main__":
    main()
