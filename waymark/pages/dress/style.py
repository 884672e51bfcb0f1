"""The style and script of a gateway: ours, the parts of others we keep, and the partnership's colour."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from waymark.pages.dress import fonts, govuk, parts
from waymark.pages.dress.colours import pale, palettes, small
from waymark.pages.plan import Asset
from waymark.timescales import twin

PAGES = Path(__file__).parents[1]
SEARCH = PAGES.parent / "search"
LOOK = PAGES / "look"
FRONT_ACCENT = "#1f3f4a"


@cache
def sheet() -> str:
    """Every style but the accent: fonts, kept GOV.UK styles, ours page by page and part by part."""
    first, last = PAGES / "dress" / "page.css", PAGES / "dress" / "print.css"
    between = [file for file in sorted(PAGES.glob("*/*.css")) if file.parent.name != "dress"]
    css = "".join(small(file.read_text()) for file in (first, *between, last))
    return fonts.face(400) + fonts.face(700) + govuk.style() + palettes() + css


@cache
def apart() -> Asset:
    """The style that few pages need: of editions, citations, what changed and what was found."""
    return _sheet("apart", sorted(PAGES.glob("*/apart/*.css")))


@cache
def found() -> Asset:
    """That part of it which what was found and what was worked out need, on whatever page they stand."""
    files = ("deadline/apart/deadline.css", "search/apart/found.css")
    return _sheet("found", [PAGES / name for name in files])


def _sheet(name: str, files: Iterable[Path]) -> Asset:
    data = "".join(small(file.read_text()) for file in files).encode()
    return Asset(f"assets/{name}-{_short(data)}.css", data)


@cache
def style(accent: str) -> Asset:
    """The style of a gateway with this accent."""
    data = f"{sheet()}:root{{{_accents(accent)}}}".encode()
    return Asset(f"assets/style-{_short(data)}.css", data)


def front_style(accents: Iterable[tuple[str, str]]) -> Asset:
    """The style of the front, where each area's card carries its own accent."""
    bands = "".join(f".area--{key}{{{_accents(accent)}}}" for key, accent in accents)
    data = f"{sheet()}:root{{{_accents(FRONT_ACCENT)}}}{bands}".encode()
    return Asset(f"assets/style-{_short(data)}.css", data)


def _accents(accent: str) -> str:
    return f"--accent:{accent};--pale:{pale(accent)}"


@cache
def early() -> Asset:
    """The script that runs before anything is shown: tiny, and it brings the other once the page is read."""
    return _script("early", [LOOK / "apart" / "early.js"])


@cache
def script() -> Asset:
    """The one script of what pages do: classic, so that it runs from disk too, and after the page."""
    first = PAGES / "script" / "bring.js"
    return _script("script", [first, *sorted(set(PAGES.glob("*/*.js")) - {first})])


@cache
def look() -> Asset:
    """What changes how pages look, fetched once somebody means to."""
    return _script("look", [LOOK / "apart" / "control.js"])


@cache
def late() -> dict[str, Asset]:
    """What pages fetch once somebody means to use it: for each part of a page that has a folder `late`."""
    folders = sorted({file.parent for file in PAGES.glob("*/late/*.js")})
    return {each.parent.name: _late(each) for each in folders}


def _late(folder: Path) -> Asset:
    name = folder.parent.name
    return _script(name, sorted(folder.glob("*.js")), _FIRST.get(name, ()))


def scripts() -> tuple[Asset, ...]:
    """The scripts that every page has or may fetch."""
    return (early(), script(), look(), *late().values())


#: What stands before the scripts of a part: twins of other packages, with their data.
_FIRST = {"deadline": (twin.script, twin.pinned)}


def _script(name: str, files: Iterable[Path], first: Iterable[Callable[[], str]] = ()) -> Asset:
    words = [*(each() for each in first), *(file.read_text() for file in files)]
    data = squeezed(name, "".join(map(plain, words)))
    return Asset(f"assets/{name}-{_short(data)}.js", data)


def squeezed(name: str, script: str) -> bytes:
    """A script with the shortest names for what only it knows, and no space that it does not need.

    Names that others know it by stay. It takes a second, so it is kept by what it is made from.
    """

    def make() -> bytes:
        from calmjs.parse import es5
        from calmjs.parse.unparsers.es5 import minify_print

        made: str = minify_print(es5(script), obfuscate=True)
        return made.encode()

    return parts.made(f"{name}.js", script.encode(), make)


def plain(script: str) -> str:
    """A script without the lines that are comments, and without what its lines are set in by."""
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


@cache
def engine() -> Asset:
    """What searches in the browser, fetched once somebody means to: the twin of ours, and its panel."""
    files = (SEARCH / "find.js", PAGES / "search" / "apart" / "panel.js")
    return _script("find", files)


def searching() -> tuple[Asset, ...]:
    """The engine and the style of the search's panel."""
    return (engine(), found())


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
