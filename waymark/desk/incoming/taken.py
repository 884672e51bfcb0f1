"""What was taken in: sections of text, and a report of everything that did not come through as it was."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from waymark.manual.findings import Finding, Severity, messages

messages(
    Severity.REFUSE,
    {
        "incoming-type": (
            "“{name}” is not a Word file (.docx) or a web page.",
            "Open it in Word, save it as “Word document (.docx)”, and take that in.",
        ),
        "incoming-too-large": (
            "“{name}” has {size} MB; a web page may have {most} MB.",
            "Save the page without its pictures, or take it in piece by piece.",
        ),
        "incoming-nothing": (
            "There are no words in “{name}” that can be taken in.",
            "See that it opens and has words in it, not a picture of words.",
        ),
        "incoming-too-hard": (
            "“{name}” could not be read within the time and memory that a file may take.",
            "Copy its words into a new Word document, and take that in.",
        ),
    },
)


class Section(msgspec.Struct, frozen=True):
    """Words under one heading, in the closed Markdown; none where the heading stands alone."""

    heading: str | None
    markdown: str


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """What did not come through as it was, how often, and what became of it.

    `kept` says whether the words themselves stand in a section. If so, `words` shows a few of them;
    if not, `words` has them all, so that nothing is lost without being told.
    """

    what: str
    many: int
    words: tuple[str, ...]
    became: str
    kept: bool

    def __str__(self) -> str:
        times = "" if self.many == 1 else f" ({self.many} times)"
        near = "; ".join(f"“{each}”" for each in self.words if each)
        return f"{self.what}{times}: {self.became}." + (f" {near}" if near else "")


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A procedure as it came from Word or the web. Where it cannot be read, `findings` says why."""

    title: str | None = None
    sections: tuple[Section, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


class Walked(NamedTuple):
    """What a walk gives: a title where the page has one, and its sections."""

    title: str | None
    sections: tuple[Section, ...]


class Report:
    """What was dropped, gathered as it happens: first what was lost, then what was changed."""

    SHOWN = 5
    LONGEST = 80

    def __init__(self) -> None:
        self._rows: dict[tuple[bool, str, str], list[str]] = {}

    def changed(self, what: str, words: str, became: str) -> None:
        """Something came through in another form; its words stand in a section."""
        if len(words) > self.LONGEST:
            words = words[: self.LONGEST].rstrip() + "…"
        self._rows.setdefault((True, what, became), []).append(words)

    def lost(self, what: str, words: str, became: str = "left out") -> None:
        """Words, or something beside them, that stand in no section."""
        self._rows.setdefault((False, what, became), []).append(words)

    def rows(self) -> tuple[Dropped, ...]:
        """The report."""
        return tuple(
            Dropped(
                what=what,
                many=len(words),
                words=tuple(words[: self.SHOWN] if kept else words),
                became=became,
                kept=kept,
            )
            for (kept, what, became), words in sorted(self._rows.items(), key=lambda row: row[0][0])
        )
