"""Rich text that offers only the closed Markdown: paragraphs, lists, bold, and links to places and the web.

The editor in the browser (Draftail) holds text as Draft.js raw content state; drafts hold the manual's
Markdown. This is the way between the two. Whatever an editor holds beyond the closed set is let go.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from waymark.manual.findings import MESSAGES
from waymark.manual.runs import Block, Bold, Line, Link, Paragraph, Points, Run, Words, written
from waymark.manual.text import Text, parse

#: What the editor offers. `place` is our own way of linking: see static/desk/place.js.
FEATURES = ["bold", "ul", "ol", "place"]
BOLD, PLACE = "BOLD", "PLACE"
_LISTS = {"unordered-list-item": False, "ordered-list-item": True}
_SPACE = re.compile(r"\s+")


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
    """The Markdown of what the editor holds. Raises ValueError where it is not the editor's JSON."""
    held = json.loads(state)
    if not isinstance(held, dict):
        return ""
    links = held.get("entityMap") or {}
    made: list[Block] = []
    for block in held.get("blocks") or []:
        runs = _runs(block, links)
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
    words = block.get("text") or ""
    sorts: list[tuple[str, str]] = [("", "")] * _units(words)
    for style in block.get("inlineStyleRanges") or []:
        if style.get("style") == BOLD:
            _mark(sorts, style, ("bold", ""))
    for entity in block.get("entityRanges") or []:
        link = links.get(str(entity.get("key"))) or {}
        if link.get("type") == PLACE and (to := str((link.get("data") or {}).get("to") or "").strip()):
            _mark(sorts, entity, ("link", to))
    runs: list[tuple[tuple[str, str], str]] = []
    at = 0
    for letter in words:
        sort = sorts[at]
        at += _units(letter)
        if runs and runs[-1][0] == sort:
            runs[-1] = (sort, runs[-1][1] + letter)
        else:
            runs.append((sort, letter))
    return _tidy(runs)


def _mark(sorts: list[tuple[str, str]], where: dict[str, Any], sort: tuple[str, str]) -> None:
    start = int(where.get("offset", 0))
    for at in range(start, min(start + int(where.get("length", 0)), len(sorts))):
        sorts[at] = sort


def _tidy(runs: list[tuple[tuple[str, str], str]]) -> Line:
    """Runs with single spaces, none within the edges of bold or a link, and none at either end."""
    made: list[Run] = []
    for (sort, to), words in runs:
        words = _SPACE.sub(" ", words)
        if not sort or not words.strip():
            _plain(made, words)
            continue
        if words[0] == " ":
            _plain(made, " ")
        made.append(Bold(words.strip()) if sort == "bold" else Link(words.strip(), to))
        if words[-1] == " ":
            _plain(made, " ")
    if made and isinstance(first := made[0], Words):
        made[0] = Words(first.text.lstrip())
    if made and isinstance(last := made[-1], Words):
        made[-1] = Words(last.text.rstrip())
    return tuple(run for run in made if run.text)


def _plain(made: list[Run], words: str) -> None:
    if made and isinstance(last := made[-1], Words):
        made[-1] = Words(_SPACE.sub(" ", last.text + words))
    else:
        made.append(Words(words))


def _units(words: str) -> int:
    """The length of words as the browser counts it, in UTF-16 units."""
    return len(words.encode("utf-16-le")) // 2


class _Converter:
    """The way between drafts and the editor, as Draftail asks for it."""

    def from_database_format(self, markdown: str) -> str:
        return as_content_state(markdown)

    def to_database_format(self, state: str) -> str:
        try:
            return from_content_state(state)
        except (ValueError, TypeError, AttributeError):
            return ""


class RichText(DraftailRichTextArea):
    """Draftail, offering only the closed Markdown."""

    def __init__(self, **given: Any) -> None:
        given["features"] = FEATURES
        super().__init__(**given)
        self.converter = _Converter()


class TextField(forms.CharField):
    """A field that holds a text in the closed Markdown."""

    widget = RichText

    def __init__(self, **given: Any) -> None:
        given.setdefault("widget", RichText())
        super().__init__(**given)

    def clean(self, value: Any) -> str:
        """The text in canonical form. Raises ValidationError with what is wrong and how to mend it."""
        words = super().clean(value)
        if not words.strip():
            return ""
        text, faults = parse(words)
        if text is None:
            raise ValidationError([_told(fault.rule, fault.words) for fault in faults])
        return str(Text.of(text.blocks).markdown)


def _told(rule: str, words: dict[str, Any]) -> str:
    message = MESSAGES[rule]
    return f"{message.what.format(**words)} {message.mend.format(**words)}"
