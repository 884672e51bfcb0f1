"""The style and script of a gateway: ours, the parts of others we keep, and the partnership's colour."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from waymark.pages.dress import fonts, govuk
from waymark.pages.plan import Asset

PAGES = Path(__file__).parents[1]
SEARCH = PAGES.parent / "search"
FRONT_ACCENT = "#1f3f4a"


@cache
def sheet() -> str:
    """Every style but the accent: fonts, kept GOV.UK styles, ours page by page and part by part."""
    first, last = PAGES / "dress" / "page.css", PAGES / "dress" / "print.css"
    between = [file for file in sorted(PAGES.glob("*/*.css")) if file.parent.name != "dress"]
    amended = PAGES / "amendments" / "apart" / "amendments.css"
    css = "".join(_small(file.read_text()) for file in (first, *between, amended, last))
    return fonts.face(400) + fonts.face(700) + govuk.style() + css


@cache
def style(accent: str) -> Asset:
    """The style of a gateway with this accent."""
    data = f"{sheet()}:root{{--accent:{accent}}}".encode()
    return Asset(f"assets/style-{_short(data)}.css", data)


def front_style(accents: Iterable[tuple[str, str]]) -> Asset:
    """The style of the front, where each area's card carries its own accent."""
    bands = "".join(f".area--{key}{{border-top-color:{accent}}}" for key, accent in accents)
    data = f"{sheet()}:root{{--accent:{FRONT_ACCENT}}}{bands}".encode()
    return Asset(f"assets/style-{_short(data)}.css", data)


@cache
def script() -> Asset:
    """The one script: classic and deferred, so that it runs from disk too."""
    files = sorted(PAGES.glob("*/*.js"))
    data = "".join(_plain(file.read_text()) for file in files).encode()
    return Asset(f"assets/script-{_short(data)}.js", data)


@cache
def engine() -> Asset:
    """What searches in the browser, fetched once somebody means to: the twin of ours, and its panel."""
    files = (SEARCH / "find.js", PAGES / "search" / "apart" / "panel.js")
    data = "".join(_plain(file.read_text()) for file in files).encode()
    return Asset(f"assets/find-{_short(data)}.js", data)


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _small(css: str) -> str:
    """CSS without its comments and the space between its parts."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"\s+", " ", css)).strip()


def _plain(script: str) -> str:
    """A script of ours without its indents and the comments that stand on lines of their own."""
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
