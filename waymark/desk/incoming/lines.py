"""Lines of words with their styles, made into blocks that the closed Markdown keeps exactly.

Whatever is made here is parsed again and compared, so what stands in a section reads as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from waymark.desk.incoming.taken import Report
from waymark.manual.runs import Block, Bold, Line, Link, Paragraph, Points, Run, Words, written
from waymark.manual.text import parse

_SPACE = re.compile(r"\s+")
_WEB = re.compile(r"https://[^\s<>()\[\]\\]+")
#: What an address may hold and a link of ours may not, written so that both can.
_WRITTEN = str.maketrans(
    {"(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "\\": "%5C", "<": "%3C", ">": "%3E"}
)
#: More styles than this in one line, and the bold ones are not tried one by one.
_MANY = 60


class Styled(NamedTuple):
    """Words of one style: plain, bold, or leading to an address."""

    words: str
    bold: bool = False
    to: str = ""


def line_of(styled: list[Styled], report: Report) -> Line:
    """A line of runs that parses as it is; what cannot stand in it goes to the report."""
    runs = _tidy(_joined(styled, report))
    if not runs or _holds(runs):
        return runs
    if len(runs) <= _MANY:
        for at, run in enumerate(runs):
            if not isinstance(run, Words) and not _holds(_tidy(list(_only(runs, at)))):
                _unstyled(run, report)
                runs = (*runs[:at], Words(run.text), *runs[at + 1 :])
        runs = _tidy(list(runs))
    if not _holds(runs):
        for run in runs:
            _unstyled(run, report)
        runs = _tidy([Words(run.text) for run in runs])
    if not _holds(runs):
        report.lost("words that cannot be written here", _plain(runs))
        return ()
    return runs


def text_of(blocks: list[Block], report: Report) -> str:
    """The Markdown of blocks, two lists of one sort that touch being one. Canonical, and parses."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Points) and isinstance(last, Points) and last.numbered == block.numbered:
            joined[-1] = Points(last.points + block.points, block.numbered)
        else:
            joined.append(block)
    markdown = written(tuple(joined))
    if not joined:
        return ""
    text, _ = parse(markdown)
    if text is not None and text.markdown == markdown:
        return markdown
    report.lost("words that cannot be written here", plain(joined))
    return ""


def said(styled: list[Styled]) -> str:
    """The words of a line, whatever their style."""
    return " ".join(seen("".join(each.words for each in styled)).split())


def plain(blocks: list[Block]) -> str:
    """The words of blocks, a line each."""
    lines = [
        line for block in blocks for line in ((block.runs,) if isinstance(block, Paragraph) else block.points)
    ]
    return "\n".join(_plain(line) for line in lines)


def seen(words: str, report: Report | None = None) -> str:
    """Words with single spaces and nothing that cannot be seen."""
    words = unicodedata.normalize("NFC", _SPACE.sub(" ", words))
    if words.isprintable():
        return words
    for letter in words:
        if report is not None and not letter.isprintable() and letter != "\u00ad":
            name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
            report.lost("a letter that cannot be shown", name)
    kept = "".join(letter for letter in words if letter.isprintable())
    return unicodedata.normalize("NFC", kept)


def web_address(to: str) -> str | None:
    """An address that a text may link to, if this is one."""
    to = "".join(letter for letter in to.strip() if letter.isprintable()).translate(_WRITTEN)
    if to[:8].lower() == "https://":
        to = "https://" + to[8:]
    return to if _WEB.fullmatch(to) else None


def tell_link(to: str, words: str, in_heading: bool, report: Report) -> None:
    """Put into the report what of a link does not come through. A tag that leads nowhere is no link."""
    became = f"plain words; it led to {seen(to)}"
    if to.startswith("#"):
        if words:
            report.changed("a link within the page", words, "plain words")
    elif to and not words:
        report.lost("a link with no words", seen(to))
    elif to and in_heading:
        report.changed("a link in a heading", words, became)
    elif to and not web_address(to):
        report.changed("a link that leads nowhere we know", words, became)


def _joined(styled: list[Styled], report: Report) -> list[Run]:
    """Runs of one style joined, their outer spaces put between them. A link wins over bold."""
    together: list[Styled] = []
    for each in styled:
        style = Styled(each.words, each.bold and not each.to, each.to)
        if together and together[-1][1:] == style[1:]:
            together[-1] = style._replace(words=together[-1].words + style.words)
        elif style.words:
            together.append(style)
    runs: list[Run] = []
    for each in together:
        words = seen(each.words, report)
        inner = words.strip()
        if not inner or not (each.bold or each.to):
            runs.append(Words(words))
            continue
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        runs += [Words(before), Bold(inner) if each.bold else Link(inner, each.to), Words(after)]
    return runs


def _tidy(runs: list[Run]) -> Line:
    """Plain words joined, with single spaces and none at either end."""
    made: list[Run] = []
    for run in runs:
        last = made[-1] if made else None
        if isinstance(run, Words) and isinstance(last, Words):
            made[-1] = Words(unicodedata.normalize("NFC", _SPACE.sub(" ", last.text + run.text)))
        elif run.text:
            made.append(run)
    if made and isinstance(first := made[0], Words):
        made[0] = Words(first.text.lstrip())
    if made and isinstance(last := made[-1], Words):
        made[-1] = Words(last.text.rstrip())
    return tuple(run for run in made if run.text)


def _holds(runs: Line) -> bool:
    """Whether a line reads the same again, as a paragraph and as a point."""
    if not runs:
        return True
    for block in (Paragraph(runs), Points((runs,))):
        text, _ = parse(written((block,)))
        if text is None or text.blocks != (block,):
            return False
    return True


def _only(runs: Line, at: int) -> Line:
    """The line with one of its runs in style, the others as plain words."""
    return tuple(run if n == at else Words(run.text) for n, run in enumerate(runs))


def _unstyled(run: Run, report: Report) -> None:
    if isinstance(run, Bold):
        report.changed("bold that cannot be written here", run.text, "plain words")
    elif isinstance(run, Link):
        report.lost("a link that cannot be written here", f"{run.text} {run.to}", "its words stay")


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)
