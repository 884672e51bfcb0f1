"""What a mistake is: words put in place of others in the small pack, or something done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Edit(NamedTuple):
    """Words of a file put in place of others; `old` empty means at the end; `new` None removes the file."""

    file: str
    old: str = ""
    new: str | None = ""


class Call(NamedTuple):
    """A mistake that is not in a pack: what is done, in words, and the doing of it."""

    words: str
    do: Callable[[Path], object]


Mistake = Edit | tuple[Edit, ...] | Call
