"""Colours: the dark and the high-contrast palette, and what it takes for two colours to be told apart."""

from __future__ import annotations

import re
from pathlib import Path

PALETTES = Path(__file__).parents[1] / "look" / "palettes"
#: The lightest of the dark grounds that a partnership's colour stands on, and how well it is seen there.
DARK_SHEET, READABLE = "#1c2326", 4.5


def palettes() -> str:
    """The dark and the high-contrast colours, on screens alone: as the device says, or as a reader chose."""
    dark, high = (small((PALETTES / f"{name}.css").read_text()) for name in ("dark", "contrast"))
    by_itself = _in_the_dark(":root:not([data-view])", dark)
    chosen = _in_the_dark(":root[data-view=dark]", dark)
    chosen += f"{_in_the_dark(':root[data-view=contrast]', high)}:root[data-view=light]{{color-scheme:light}}"
    return f"@media screen and (prefers-color-scheme:dark){{{by_itself}}}@media screen{{{chosen}}}"


def _in_the_dark(root: str, colours: str) -> str:
    return f"{root}{{{colours}}}{root} .area{{--band:var(--pale)}}"


def pale(accent: str) -> str:
    """A partnership's colour made as light as it takes to be read on dark paper."""
    parts = [int(accent[at : at + 2], 16) for at in (1, 3, 5)]
    return next(
        lighter
        for lift in range(0, 101, 4)
        if contrast(lighter := _lifted(parts, lift), DARK_SHEET) >= READABLE
    )


def _lifted(parts: list[int], lift: int) -> str:
    return "#" + "".join(f"{part + (255 - part) * lift // 100:02x}" for part in parts)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2 works it out."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def small(css: str) -> str:
    """CSS without its comments and the space between its parts."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"\s+", " ", css)).strip()
    return re.sub(r"(?<=[{;])([\w-]+): ", r"\1:", css)
