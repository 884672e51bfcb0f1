"""Parts made by others that pages are dressed in: where they are installed, and what is kept of them.

They are installed by `make setup` from package-lock.json and never committed. What is worked out from
them (fonts cut down to our letters, the styles we use) is kept beside them and made again when they change.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from waymark.manual.findings import Severity, messages, refuse

GOVUK_STYLE = "govuk-frontend/dist/govuk/govuk-frontend.min.css"
FONTS = {
    400: "@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2",
    700: "@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2",
}

messages(
    Severity.REFUSE,
    {
        "parts-missing": (
            "The parts that pages are dressed in are not installed ({file} was not found).",
            "Run make setup, or name their folder in WAYMARK_PARTS.",
        ),
    },
)


@cache
def folder() -> Path:
    """The folder node_modules that holds the parts."""
    named = os.environ.get("WAYMARK_PARTS")
    places = [Path(named)] if named else []
    places += [above / "node_modules" for above in (*Path(__file__).parents, Path.cwd(), *Path.cwd().parents)]
    for place in places:
        if (place / GOVUK_STYLE).is_file():
            return place
    raise refuse("parts-missing", file=f"node_modules/{GOVUK_STYLE}")


def made(name: str, inputs: bytes, make: Callable[[], bytes]) -> bytes:
    """What is made from parts, kept by the fingerprint of what it is made from."""
    fingerprint = hashlib.sha256(inputs).hexdigest()[:24]
    keep = folder() / ".cache" / "waymark" / f"{fingerprint}-{name}"
    try:
        return keep.read_bytes()
    except OSError:
        pass
    data = make()
    try:
        keep.parent.mkdir(parents=True, exist_ok=True)
        beside = keep.with_name(f".{keep.name}.{os.getpid()}")
        beside.write_bytes(data)
        beside.replace(keep)
    except OSError:
        pass  # kept nowhere, made again next time: slower, never wrong
    return data
