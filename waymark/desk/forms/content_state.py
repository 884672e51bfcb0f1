"""Between the editor's JSON (Draft.js raw content state) and the manual's Markdown.

Whatever an editor holds beyond the closed set is let go; its words never are.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from waymark.manual.runs import Block, Bold, Line, Link, Paragraph, Points, Run, Words, written
from waymark.manual.text import parse, unseen

BOLD, PLACE = "BOLD", "PLACE"
#: What JSON that is no editor's raises, whatever it holds.
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, RecursionError)
_LISTS = {"unordered-list-item": False, "ordered-list-item": True}
_SPACE = re.compile(r"\s+")
#: Half of a letter that UTF-16 writes in two, alone; and an address that Markdown can hold.
_LONE = re.compile("[\ud800-\udfff]")
_ADDRESS = re.compile(r"[^\s<>()\[\]\\]+")
_EDGES = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.DOTALL)


class _Sort(NamedTuple):
    """What a letter is: plain, bold, or of one link."""

    sort: str = ""
    to: str = ""
    key: str = ""


_PLAIN = _Sort()


def as_content_state(markdown: str) -> str:
    """The editor's JSON for a text. Words that are no text are given as plain paragraphs, so none is lost."""
    text, faults = parse(markdown) if markdown.strip() else (None, [])
    if text is None and faults:
        blocks: tuple[Block, ...] = tuple(
            Paragraph((Words(line.strip()),)) for line in markdown.split("\n") if line.strip()
        )
    else:
        blocks = text.blocks if text else ()
    made: list[dict[str, Any]] = []
    links: dict[str, Any] = {}
    for block in blocks:
        if isinstance(block, Paragraph):
            made.append(_draft_block("unstyled", block.runs, links, len(made)))
        else:
            sort = "ordered-list-item" if block.numbered else "unordered-list-item"
            made += [_draft_block(sort, point, links, len(made) + n) for n, point in enumerate(block.points)]
    if not made:
        made = [_draft_block("unstyled", (), links, 0)]
    return json.dumps({"blocks": made, "entityMap": links})


def _draft_block(sort: str, runs: Line, links: dict[str, Any], number: int) -> dict[str, Any]:
    words, styles, entities = "", [], []
    for run in runs:
        start, length = _units(words), _units(run.text)
        if isinstance(run, Bold):
            styles.append({"offset": start, "length": length, "style": BOLD})
        elif isinstance(run, Link):
            key = len(links)
            links[str(key)] = {"type": PLACE, "mutability": "MUTABLE", "data": {"to": run.to}}
            entities.append({"offset": start, "length": length, "key": key})
        words += run.text
    return {
        "key": f"w{number:04d}",
        "type": sort,
        "text": words,
        "depth": 0,
        "inlineStyleRanges": styles,
        "entityRanges": entities,
        "data": {},
    }


def from_content_state(state: str) -> str:
    """The Markdown of what the editor holds.

    Raises one of UNREADABLE where it is no editor's JSON.
    """
    held = json.loads(state)
    if held is None:
        return ""
    links = held.get("entityMap") or {}
    made: list[Block] = []
    for block in held.get("blocks") or []:
        runs = _eased(_runs(block, links))
        if not runs:
            continue
        numbered = _LISTS.get(block.get("type", ""))
        if numbered is None:
            made.append(Paragraph(runs))
        elif made and isinstance(last := made[-1], Points) and last.numbered == numbered:
            made[-1] = Points((*last.points, runs), numbered)
        else:
            made.append(Points((runs,), numbered))
    return written(tuple(made))


def _runs(block: dict[str, Any], links: dict[str, Any]) -> Line:
    """A block's words as runs. A link wins over bold, since the closed Markdown has no bold links."""
    words = _LONE.sub("\ufffd", block.get("text") or "")
    sorts: list[_Sort] = [_PLAIN] * _units(words)
    for style in block.get("inlineStyleRanges") or []:
        if style.get("style") == BOLD:
            _mark(sorts, style, _Sort(BOLD))
    for entity in block.get("entityRanges") or []:
        key = str(entity.get("key"))
        link = links.get(key) or {}
        to = str((link.get("data") or {}).get("to") or "").strip()
        if link.get("type") == PLACE and _ADDRESS.fullmatch(to) and not unseen(to):
            _mark(sorts, entity, _Sort(PLACE, to, key))
    runs: list[tuple[_Sort, str]] = []
    at = 0
    for letter in words:
        sort = sorts[at]
        at += _units(letter)
        if not letter.isspace() and unseen(letter):
            continue
        if runs and runs[-1][0] == sort:
            runs[-1] = (sort, runs[-1][1] + letter)
        else:
            runs.append((sort, letter))
    return _tidy(runs)


def _mark(sorts: list[_Sort], where: dict[str, Any], sort: _Sort) -> None:
    start = max(int(where.get("offset", 0)), 0)
    for at in range(start, min(start + int(where.get("length", 0)), len(sorts))):
        sorts[at] = sort


def _tidy(runs: list[tuple[_Sort, str]]) -> Line:
    """Runs with single spaces, and none within the edges of bold or a link."""
    made: list[Run] = []
    for sort, words in runs:
        words = _SPACE.sub(" ", words)
        if sort == _PLAIN or not words.strip():
            _add_words(made, words)
            continue
        if words[0] == " ":
            _add_words(made, " ")
        made.append(Bold(words.strip()) if sort.sort == BOLD else Link(words.strip(), sort.to))
        if words[-1] == " ":
            _add_words(made, " ")
    return _trimmed(made)


def _trimmed(made: list[Run]) -> Line:
    """Runs without space at either end."""
    if made and isinstance(first := made[0], Words):
        made[0] = Words(first.text.lstrip())
    if made and isinstance(last := made[-1], Words):
        made[-1] = Words(last.text.rstrip())
    return tuple(run for run in made if run.text)


def _add_words(made: list[Run], words: str) -> None:
    if made and isinstance(last := made[-1], Words):
        made[-1] = Words(_SPACE.sub(" ", last.text + words))
    else:
        made.append(Words(words))


def _eased(runs: Line) -> Line:
    """Runs that Markdown can hold: signs at the edges of bold or a link move outside; then bold is let go.

    Markdown reads no bold in `**Stop.**now`. A link that cannot be read stays, for the field to say so.
    """
    if not runs or _reads_the_same(runs):
        return runs
    moved = _remade(runs, _without_edges)
    if _reads_the_same(moved):
        return moved
    return _remade(runs, lambda run: [Words(run.text)] if isinstance(run, Bold) else [run])


def _reads_the_same(runs: Line) -> bool:
    blocks = (Paragraph(runs),)
    text, _ = parse(written(blocks))
    return text is not None and text.markdown == written(blocks)


def _remade(runs: Line, remake: Any) -> Line:
    made: list[Run] = []
    for run in runs:
        for each in remake(run):
            if isinstance(each, Words):
                _add_words(made, each.text)
            else:
                made.append(each)
    return _trimmed(made)


def _without_edges(run: Run) -> list[Run]:
    if not isinstance(run, Bold):
        return [run]
    before, words, after = _EDGES.fullmatch(run.text).groups()  # type: ignore[union-attr]
    return [Words(before), Bold(words), Words(after)] if words else [Words(run.text)]


def _units(words: str) -> int:
    """The length of words as the browser counts it, in UTF-16 units."""
    return len(words.encode("utf-16-le")) // 2
