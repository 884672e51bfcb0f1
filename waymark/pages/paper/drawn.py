"""What a page of a PDF draws: each mark within a tag or said to be decoration, read from its operators."""

from __future__ import annotations

from typing import Any, NamedTuple

import pikepdf

_PAINTING = frozenset("Tj TJ ' \" f F f* S s B B* b b* Do sh INLINE IMAGE".split())  # noqa: SIM905
_OPENING, _CLOSING = frozenset(("BDC", "BMC")), "EMC"


class Drawn(NamedTuple):
    """The numbers of what a page draws for tags, in the order in which it does, and its faults."""

    marks: list[int]
    faults: list[str]


def drawn_on(page: pikepdf.Page) -> Drawn:
    """What a page draws."""
    marks: list[int] = []
    faults: dict[str, None] = {}
    open_now: list[str] = []  # decoration, a mark, or neither
    told: Any = pikepdf.parse_content_stream(page)
    for operands, operator in told:
        name = str(operator)
        if name in _OPENING:
            sort, mark = _opened(operands)
            if sort and any(open_now):
                faults["Something tagged stands within decoration, or within something tagged."] = None
            if mark is not None:
                if mark in marks:
                    faults[f"The mark {mark} is used twice."] = None
                marks.append(mark)
            open_now.append(sort)
        elif name == _CLOSING:
            if not open_now:
                faults["Something is closed that was not opened."] = None
            else:
                open_now.pop()
        elif name in _PAINTING and not any(open_now):
            faults["Something is drawn that is neither tagged nor decoration."] = None
    return Drawn(marks, list(faults))


def _opened(operands: Any) -> tuple[str, int | None]:
    if operands[0] == "/Artifact":
        return "decoration", None
    about = operands[1] if len(operands) > 1 else None
    if isinstance(about, pikepdf.Dictionary) and "/MCID" in about:
        return "mark", int(about.MCID)
    return "", None
