"""Whole numbers as letters: a list of small numbers takes a third less room so than written in figures.

Ninety signs that need no escape in JSON stand for 0 to 89; `~` before a sign says 90 more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SIGNS = "".join(chr(code) for code in range(35, 126) if chr(code) != "\\")
MORE = "~"
SIZE = len(SIGNS)
_VALUE = {sign: value for value, sign in enumerate(SIGNS)}


def small(number: int) -> str:
    """A number that is mostly below 90."""
    return MORE * (number // SIZE) + SIGNS[number % SIZE]


def wide(number: int, width: int) -> str:
    """A number in so many signs, the greatest first."""
    signs = ""
    for _ in range(width):
        number, rest = divmod(number, SIZE)
        signs = SIGNS[rest] + signs
    return signs


def width_of(most: int) -> int:
    """How many signs numbers below `most` need."""
    width = 1
    while SIZE**width < most:
        width += 1
    return width


class Reader:
    """Reads packed numbers one after the other."""

    def __init__(self, signs: str) -> None:
        self.signs = signs
        self.at = 0

    def __bool__(self) -> bool:
        return self.at < len(self.signs)

    def small(self) -> int:
        """The next number that was packed small."""
        number = 0
        while self.signs[self.at] == MORE:
            number += SIZE
            self.at += 1
        number += _VALUE[self.signs[self.at]]
        self.at += 1
        return number

    def wide(self, width: int) -> int:
        """The next number that was packed wide."""
        number = 0
        for sign in self.signs[self.at : self.at + width]:
            number = number * SIZE + _VALUE[sign]
        self.at += width
        return number


def packed(numbers: Iterable[int]) -> str:
    """Numbers packed small."""
    return "".join(map(small, numbers))


def read(signs: str) -> Iterator[int]:
    """Numbers that were packed small."""
    reader = Reader(signs)
    while reader:
        yield reader.small()
