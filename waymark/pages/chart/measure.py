"""How wide text is in a font, and where to break it into lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from os import PathLike


@dataclass(frozen=True)
class Metrics:
    """The advance width of each character in one font, in thousandths of the text size."""

    advances: tuple[tuple[str, int], ...]
    default: int

    @cached_property
    def _advance(self) -> Mapping[str, int]:
        return dict(self.advances)

    def width(self, text: str, size: int) -> int:
        """The width of one line of text in whole pixels, rounded up."""
        total = sum(self._advance.get(letter, self.default) for letter in text)
        return -(-total * size // 1000)

    def wrap(self, text: str, size: int, max_width: int) -> tuple[str, ...]:
        """Break text into as few lines as fit, of lengths as even as can be.

        A word is split only where it is longer than a whole line.
        """
        words = [part for word in text.split() for part in self._parts(word, size, max_width)]
        if not words:
            return ("",)
        fewest = len(self._fill(words, size, max_width))
        low, high = max(self.width(word, size) for word in words), max_width
        while low < high:
            middle = (low + high) // 2
            if len(self._fill(words, size, middle)) <= fewest:
                high = middle
            else:
                low = middle + 1
        return tuple(self._fill(words, size, high))

    def _fill(self, words: list[str], size: int, max_width: int) -> list[str]:
        lines = [words[0]]
        for word in words[1:]:
            longer = f"{lines[-1]} {word}"
            if self.width(longer, size) <= max_width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _parts(self, word: str, size: int, max_width: int) -> list[str]:
        """A word that fits stays whole; one that does not is cut, with hyphens at the cuts."""
        if self.width(word, size) <= max_width:
            return [word]
        parts, part = [], ""
        for letter in word:
            if part and self.width(f"{part}{letter}-", size) > max_width:
                parts.append(f"{part}-")
                part = ""
            part += letter
        return [*parts, part]


@dataclass(frozen=True)
class Faces:
    """The two weights of the font a chart is set in."""

    regular: Metrics
    bold: Metrics


def read_metrics(path: str | PathLike[str]) -> Metrics:
    """Read the advance widths out of a font file. Needs fonttools, and brotli for woff2."""
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    per_em = int(font["head"].unitsPerEm)
    widths = font["hmtx"].metrics

    def thousandths(glyph: str) -> int:
        return round(int(widths[glyph][0]) * 1000 / per_em)

    letters = {
        chr(code): thousandths(glyph)
        for code, glyph in sorted(font.getBestCmap().items())
        if code >= 32
    }
    # A character the font lacks is set in some other font: allow it as much as a capital M.
    return Metrics(tuple(letters.items()), letters.get("M", 900))
