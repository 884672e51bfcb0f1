"""Pieces: what a paper is made of, one after the other, as plain data for the template that sets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

#: The paper of a whole gateway, by the name of its file.
WHOLE = "whole-manual"

Run = dict[str, Any]
Piece = dict[str, Any]


def words(text: str, sort: str = "words") -> Run:
    """Words in a line: plain, `bold`, `quiet`, a `number`, the `flag` of an area, a `force`."""
    return {"is": sort, "words": text}


def heading(level: int, text: str, at: str | None = None, *, mark: bool = False, near: bool = False) -> Piece:
    """A heading.

    `at`: what links to it call it; `mark`: it stands in the contents and the bookmarks; `near`: it belongs
    to the line above it.
    """
    return {"is": "heading", "level": level, "words": text, "at": at, "mark": mark, "near": near}


def line(runs: Sequence[Run] | str, size: str = "plain") -> Piece:
    """A paragraph."""
    return {"is": "words", "runs": _runs(runs), "size": size}


def points(each: Iterable[Sequence[Piece]], size: str = "plain", *, numbered: bool = False) -> Piece:
    """A list, each point of pieces."""
    return {"is": "points", "points": [list(point) for point in each], "size": size, "numbered": numbered}


def facts(rows: Iterable[tuple[Sequence[Run] | str, Sequence[Run] | str]], size: str = "plain") -> Piece:
    """Names, and what is said of each."""
    told = [{"name": _runs(name), "said": _runs(said)} for name, said in rows]
    return {"is": "facts", "rows": told, "size": size}


def kind(sort: str, text: str, runs: Sequence[Run] = ()) -> Piece:
    """What a box is, above its title, in its colour."""
    return {"is": "kind", "kind": sort, "words": text, "runs": list(runs)}


def panel(sort: str, inside: Iterable[Piece]) -> Piece:
    """Pieces set off from the others: `local`, `notice`, `points`, `child` or `quiet`."""
    return {"is": "panel", "sort": sort, "pieces": list(inside)}


def table(
    head: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Sequence[Run]]],
    *,
    whole: bool = False,
) -> Piece:
    """A table with a head. `whole`: it stands on one page."""
    told = [[{"runs": list(cell)} for cell in row] for row in rows]
    return {"is": "table", "head": list(head), "widths": list(widths), "rows": told, "whole": whole}


def stands(address: str) -> Piece:
    """Where the words that follow stand on the web, for the foot of their pages."""
    return {"is": "stands", "address": address}


#: The next piece starts a sheet.
SHEET: Piece = {"is": "sheet"}

#: The list of contents.
CONTENTS: Piece = {"is": "contents"}


def _runs(told: Sequence[Run] | str) -> list[Run]:
    return [words(told)] if isinstance(told, str) else list(told)
