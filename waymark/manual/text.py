"""Text: the words of a facet, in a small closed Markdown.

Paragraphs, lists, bold, and links to places, to terms and to the web; nothing else, so that
checks, amendments and translation stay exact. Parsing follows CommonMark; whatever it finds
beyond the closed set is a fault with its line.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

import pyromark

from waymark.manual.findings import Severity, messages
from waymark.manual.places import is_place
from waymark.manual.runs import Block, Bold, Line, Link, Paragraph, Points, Run, Words, written


class Fault(NamedTuple):
    """What is wrong with a text: the rule it breaks, on which of its lines (from 1), and its words."""

    rule: str
    line: int
    words: dict[str, Any]


messages(
    Severity.REFUSE,
    {
        "text-control": (
            "There is a character that cannot be seen: {name}.",
            "Delete it; text holds only what can be read.",
        ),
        "text-not-closed-markdown": (
            "There is {what} in the text.",
            "Use only paragraphs, lists, **bold** and [links](place).",
        ),
        "text-link": (
            "The link “{words}” leads to “{to}”, which is neither a place nor a web address.",
            "Write a place such as referral/talk-it-over, a term such as terms/referral, or https://….",
        ),
        "text-empty": ("The text is empty.", "Write it, or leave the facet out."),
    },
)

_STRANGERS = {
    "Heading": "a heading",
    "BlockQuote": "a quotation mark “>” at the start of a line",
    "CodeBlock": "a block of code (or a line that starts with four spaces)",
    "HtmlBlock": "HTML",
    "Html": "HTML",
    "InlineHtml": "HTML",
    "Emphasis": "italics",
    "Image": "an image",
    "Code": "code",
    "HardBreak": "a forced line break",
    "Rule": "a dividing line",
}
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_SPACE = re.compile(r"\s+")


class Text:
    """Words in the closed Markdown, in canonical form; equal when they mean the same."""

    __slots__ = ("blocks", "markdown")
    markdown: str
    blocks: tuple[Block, ...]

    def __init__(self, markdown: str) -> None:
        text, faults = parse(markdown)
        if text is None:
            raise ValueError(f"not text: {faults[0].rule} on line {faults[0].line}")
        self.markdown, self.blocks = text.markdown, text.blocks

    @classmethod
    def of(cls, blocks: tuple[Block, ...]) -> Text:
        """A text made of blocks that a parse gave."""
        text = cls.__new__(cls)
        text.blocks, text.markdown = blocks, written(blocks)
        return text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.markdown == other.markdown

    def __hash__(self) -> int:
        return hash(self.markdown)

    def __repr__(self) -> str:
        return f"Text({self.markdown!r})"

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every paragraph and point, in order."""
        found: list[Line] = []
        for block in self.blocks:
            found.extend((block.runs,) if isinstance(block, Paragraph) else block.points)
        return tuple(found)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link, in order."""
        return tuple(run for line in self.lines for run in line if isinstance(run, Link))

    @property
    def plain(self) -> str:
        """The words alone, a paragraph or point a line."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


def parse(markdown: str) -> tuple[Text | None, list[Fault]]:
    """The text, or what is wrong with it. Never both."""
    markdown = unicodedata.normalize("NFC", markdown)
    for number, line in enumerate(markdown.split("\n"), 1):
        if bad := unseen(line):
            return None, [Fault("text-control", number, {"name": bad})]
    blocks, faults = _Reading(markdown).read()
    if faults:
        return None, faults
    if not blocks:
        return None, [Fault("text-empty", 1, {})]
    text = Text.of(blocks)
    if bad := unseen(text.plain.replace("\n", "")):  # written as &#8203; and the like
        return None, [Fault("text-control", 1, {"name": bad})]
    again, others = _Reading(text.markdown).read()
    if others or again != blocks:
        what = "bold or a link that would not read the same again"
        return None, [Fault("text-not-closed-markdown", 1, {"what": what})]
    return text, []


def unseen(line: str) -> str | None:
    """The name of the first character of a line that cannot be seen, if there is one."""
    if line.isprintable():
        return None
    for letter in line:
        if letter in _BREAKS or not (letter.isprintable() or letter.isspace()):
            return unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
    return None


class _Reading:
    """One pass over the events of a CommonMark parse, keeping what the closed set allows."""

    def __init__(self, markdown: str) -> None:
        self.bytes = markdown.encode()
        self.markdown = markdown
        self.faults: list[Fault] = []
        self.blocks: list[Block] = []
        self.points: list[Line] | None = None
        self.numbered = False
        self.runs: list[Run] = []
        self.style: tuple[str, str] | None = None
        self.inside = ""
        self.paragraphs = 0

    def read(self) -> tuple[tuple[Block, ...], list[Fault]]:
        for event, where in pyromark.events_with_range(self.markdown):
            self._take(event, where["start"])
        if pyromark.reference_definitions(self.markdown):
            what = "a link kept apart from its words"
            self.faults.append(Fault("text-not-closed-markdown", 1, {"what": what}))
        return tuple(self.blocks), self.faults

    def _stranger(self, what: str, start: int) -> None:
        line = self.bytes.count(b"\n", 0, start) + 1
        self.faults.append(Fault("text-not-closed-markdown", line, {"what": what}))

    def _take(self, event: Any, start: int) -> None:
        kind: str
        more: Any = None
        if isinstance(event, str):
            kind = event
        else:
            kind, more = next(iter(event.items()))
        if kind == "Text":
            self._words(more)
        elif kind == "SoftBreak":
            self._words(" ")
        elif kind in ("Start", "End"):
            tag, detail = (more, None) if isinstance(more, str) else next(iter(more.items()))
            (self._start if kind == "Start" else self._end)(tag, detail, start)
        else:
            self._stranger(_STRANGERS.get(kind, "something"), start)

    def _words(self, words: str) -> None:
        if self.style:
            self.inside += words
        elif self.runs and isinstance(self.runs[-1], Words):
            self.runs[-1] = Words(self.runs[-1].text + words)
        else:
            self.runs.append(Words(words))

    def _start(self, tag: str, detail: Any, start: int) -> None:
        if tag in ("Strong", "Link"):
            if self.style:
                self._stranger("a link inside bold words, or bold words inside a link", start)
            if tag == "Link" and (detail["link_type"] != "Inline" or detail["title"]):
                self._stranger("a link written in another form than [words](place)", start)
            self.style = (tag, detail["dest_url"] if tag == "Link" else "")
            self.inside = ""
        elif tag == "List":
            if self.points is not None:
                self._stranger("a list inside a list", start)
            if detail not in (None, 1):
                self._stranger("a numbered list that does not start at 1", start)
            self.points, self.numbered = [], detail is not None
        elif tag == "Item":
            self.runs, self.paragraphs = [], 0
        elif tag == "Paragraph":
            self.paragraphs += 1
            if self.points is not None and self.paragraphs > 1:
                self._stranger("a second paragraph inside a list", start)
            if self.points is None:
                self.runs = []
        else:
            self._stranger(_STRANGERS.get(tag, "something"), start)

    def _end(self, tag: str, detail: Any, start: int) -> None:
        if tag in ("Strong", "Link") and self.style:
            self._close_style(start)
        elif tag == "Paragraph" and self.points is None:
            runs = _tidy(self.runs)
            if runs:
                self.blocks.append(Paragraph(runs))
        elif tag == "Item" and self.points is not None:
            runs = _tidy(self.runs)
            if runs:
                self.points.append(runs)
            else:
                self._stranger("an empty point in a list", start)
        elif tag == "List" and self.points is not None:
            last = self.blocks[-1] if self.blocks else None
            if isinstance(last, Points) and last.numbered == self.numbered:
                self.blocks[-1] = Points(last.points + tuple(self.points), self.numbered)
            elif self.points:
                self.blocks.append(Points(tuple(self.points), self.numbered))
            self.points = None

    def _close_style(self, start: int) -> None:
        assert self.style is not None
        (tag, to), self.style = self.style, None
        words = _SPACE.sub(" ", self.inside)
        if not words.strip():
            self._stranger("bold or a link with no words in it", start)
            return
        if words != words.lstrip():
            self._words(" ")
        if tag == "Strong":
            self.runs.append(Bold(words.strip()))
        else:
            if not (is_place(to) or re.fullmatch(r"https://[^\s<>()\[\]\\]+", to)):
                line = self.bytes.count(b"\n", 0, start) + 1
                self.faults.append(Fault("text-link", line, {"words": words.strip(), "to": to}))
            self.runs.append(Link(words.strip(), to))
        if words != words.rstrip():
            self.runs.append(Words(" "))


def _tidy(runs: list[Run]) -> Line:
    """Runs with single spaces, none at either end, and plain words joined."""
    joined: list[Run] = []
    for run in runs:
        if isinstance(run, Words):
            words = _SPACE.sub(" ", run.text)
            if joined and isinstance(joined[-1], Words):
                words = _SPACE.sub(" ", joined.pop().text + words)
            run = Words(unicodedata.normalize("NFC", words))
        joined.append(run)
    if joined and isinstance(joined[0], Words):
        joined[0] = Words(joined[0].text.lstrip())
    if joined and isinstance(joined[-1], Words):
        joined[-1] = Words(joined[-1].text.rstrip())
    return tuple(run for run in joined if run.text)
