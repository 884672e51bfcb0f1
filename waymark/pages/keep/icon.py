"""The mark as a picture for an app: drawn here, so that the same colour gives the same bytes everywhere.

Compressing is done here too, in the plainest way that the form allows: libraries differ in what they make of
the same picture, and a picture on the shelf is known by its bytes.
"""

from __future__ import annotations

import zlib
from functools import cache
from itertools import pairwise
from math import sqrt
from struct import pack

#: The line of the mark in a square of 32, and how wide it is; the corner of the middle stands at 16.
LINE = ((6.0, 9.0), (11.0, 23.0), (16.0, 12.0), (21.0, 23.0), (26.0, 9.0))
SQUARE, WIDTH = 32.0, 3.4
#: How much of the square the mark takes, so that a system may cut the picture round.
TAKEN = 0.85
#: Shades from the ground to the line.
SHADES = 16

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: The first length of each code of the form, from code 257 on, and how many bits say the rest.
_LENGTHS = (
    (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1), (17, 1),
    (19, 2), (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4), (83, 4), (99, 4),
    (115, 4), (131, 5), (163, 5), (195, 5), (227, 5), (258, 0),
)  # fmt: skip


def picture(accent: str, size: int) -> bytes:
    """The mark in white on a ground of this colour (`#1f3f4a`), as a PNG with sides of `size` dots."""
    ground = bytes.fromhex(accent[1:])
    last = SHADES - 1
    shades = bytes(
        (part * (last - shade) + 255 * shade) // last for shade in range(SHADES) for part in ground
    )
    about = pack(">IIBBBBB", size, size, 4, 3, 0, 0, 0)
    pieces = ((b"IHDR", about), (b"PLTE", shades), (b"IDAT", _drawn(size)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_piece(name, data) for name, data in pieces)


def drawing(accent: str) -> bytes:
    """The same as an SVG."""
    way = "M" + "L".join(f"{x:g} {y:g}" for x, y in (_within(*point) for point in LINE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<path fill="{accent}" d="M0 0h32v32H0z"/>'
        f'<path d="{way}" fill="none" stroke="#fff" stroke-width="{WIDTH * TAKEN:g}" stroke-linejoin="round" '
        'stroke-linecap="round"/></svg>\n'
    ).encode()


def _piece(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def _within(x: float, y: float) -> tuple[float, float]:
    middle = SQUARE / 2
    return middle + (x - middle) * TAKEN, middle + (y - middle) * TAKEN


@cache
def _drawn(size: int) -> bytes:
    """The dots, two to a byte, each row told by how it differs from the row above, packed."""
    above, told = bytes(size // 2), bytearray()
    for row in range(size):
        left = _left(row, size)
        whole = left + left[::-1]
        here = bytes(whole[at] << 4 | whole[at + 1] for at in range(0, size, 2))
        told.append(2)
        told += bytes((one - two) & 255 for one, two in zip(here, above, strict=True))
        above = here
    return _packed(bytes(told))


def _left(row: int, size: int) -> list[int]:
    """The left half of a row: how much of each dot the line covers. The right half is the same, turned."""
    y, half = (row + 0.5) * SQUARE / size, size // 2
    heights = [_within(*point)[1] for point in LINE]
    if not min(heights) - WIDTH < y < max(heights) + WIDTH:
        return [0] * half
    return [_shade((column + 0.5) * SQUARE / size, y, SQUARE / size) for column in range(half)]


def _shade(x: float, y: float, dot: float) -> int:
    wide = WIDTH * TAKEN / 2
    near = min(_away(x, y, *_within(*one), *_within(*two)) for one, two in pairwise(LINE[:3]))
    return int(max(0.0, min(1.0, (wide - near) / dot + 0.5)) * (SHADES - 1) + 0.5)


def _away(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    """How far a point is from a line between two others."""
    along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
    along = max(0.0, min(1.0, along))
    across, down = x - ax - along * (bx - ax), y - ay - along * (by - ay)
    return sqrt(across * across + down * down)


class _Bits:
    """Bits put one after the other, the lowest of a byte first."""

    def __init__(self) -> None:
        self.done = bytearray()
        self._held = self._count = 0

    def put(self, value: int, count: int) -> None:
        self._held |= value << self._count
        self._count += count
        while self._count >= 8:
            self.done.append(self._held & 255)
            self._held >>= 8
            self._count -= 8

    def code(self, value: int, count: int) -> None:
        """A code stands with its highest bit first."""
        self.put(int(f"{value:0{count}b}"[::-1], 2), count)

    def sign(self, sign: int) -> None:
        """A byte as it is, or a sign of the form."""
        if sign < 144:
            self.code(0x30 + sign, 8)
        elif sign < 256:
            self.code(0x190 + sign - 144, 9)
        elif sign < 280:
            self.code(sign - 256, 7)
        else:
            self.code(0xC0 + sign - 280, 8)


def _packed(data: bytes) -> bytes:
    """Bytes in the zlib form with its fixed codes, where a byte many times over is told as a run."""
    bits, at = _Bits(), 0
    bits.put(0b011, 3)
    while at < len(data):
        run = 1
        while run < 259 and at + run < len(data) and data[at + run] == data[at]:
            run += 1
        bits.sign(data[at])
        if run > 3:
            long = run - 1
            code = max(n for n, (first, _) in enumerate(_LENGTHS) if first <= long)
            bits.sign(257 + code)
            bits.put(long - _LENGTHS[code][0], _LENGTHS[code][1])
            bits.code(0, 5)
        at += run if run > 3 else 1
    bits.sign(256)
    bits.put(0, 7)
    return b"\x78\x01" + bytes(bits.done) + pack(">I", zlib.adler32(data))
