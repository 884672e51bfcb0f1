"""A PDF as a screen reader tells it: the words of its tags in their order, read from the marks on pages."""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

import pikepdf

from waymark.pages.paper.tags import Tags

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SPAN = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


class Heard(NamedTuple):
    """One tag: its role and its own words."""

    role: str
    words: str
    page: int


def heard(data: bytes) -> list[Heard]:
    """All that is told, from first to last; words of one tag with those of tags that stand in its line."""
    with pikepdf.open(io.BytesIO(data)) as whole:
        pages = [_words_by_mark(page) for page in whole.pages]
        told = []
        for tag in Tags(whole).every():
            words = "".join(pages[page].get(mark, "") for page, mark in tag.marks)
            page = tag.marks[0][0] if tag.marks else -1
            told.append(Heard(tag.role, " ".join(words.split()), page))
        return told


def headings(data: bytes) -> list[tuple[int, str]]:
    """The headings with their levels, by the words that are drawn for them."""
    found = (each for each in heard(data) if re.fullmatch(r"H\d", each.role))
    return [(int(each.role[1]), each.words) for each in found]


def _words_by_mark(page: pikepdf.Page) -> dict[int, str]:
    fonts: Any = page.obj.get("/Resources", {}).get("/Font", {})
    maps = {str(name): _letters(font.ToUnicode.read_bytes().decode()) for name, font in fonts.items()}
    words: dict[int, str] = {}
    stack: list[int | None] = []
    letters: dict[int, str] = {}
    told: Any = pikepdf.parse_content_stream(page)
    for operands, operator in told:
        name = str(operator)
        if name in ("BDC", "BMC"):
            about = operands[1] if len(operands) > 1 else None
            marked = isinstance(about, pikepdf.Dictionary) and "/MCID" in about
            stack.append(int(about.MCID) if marked else None)
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            letters = maps[str(operands[0])]
        elif name in ("TJ", "Tj"):
            mark = next((each for each in reversed(stack) if each is not None), None)
            if mark is not None:
                parts = operands[0] if name == "TJ" else [operands[0]]
                said = "".join(
                    _said(bytes(each), letters) for each in parts if isinstance(each, pikepdf.String)
                )
                words[mark] = words.get(mark, "") + said
        elif name == "ET" and stack and stack[-1] is not None:
            words[stack[-1]] = words.get(stack[-1], "") + " "
    return words


def _said(drawn: bytes, letters: dict[int, str]) -> str:
    return "".join(letters.get(int.from_bytes(drawn[at : at + 2]), "?") for at in range(0, len(drawn), 2))


def _letters(told: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", told, re.DOTALL):
        for first, last, to in _SPAN.findall(block):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(int(to, 16) + step)
    for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        for code, to in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")
    return found
