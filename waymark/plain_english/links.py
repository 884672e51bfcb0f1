"""Links in sentences: where they stand, and which of them do not say where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from waymark.manual.runs import Link
from waymark.manual.text import Text
from waymark.plain_english.sentences import sentences_of, words

Spans = list[tuple[int, int]]

#: What a link must not be called: out of its sentence it says nothing.
_EMPTY = frozenset(
    {
        "here", "click here", "click", "see here", "this", "this link", "the link", "link", "this page",
        "this document", "this file", "this form", "this site", "this website", "download",
        "follow this link", "click this link", "more", "read more", "see more", "find out more", "learn more",
        "more information",
    }
)  # fmt: skip


class Spoken(NamedTuple):
    """A sentence, and the links in it by where they start and end."""

    sentence: str
    links: Spans


def lines_of(text: Text | str) -> list[tuple[str, Spans]]:
    """Each line as its plain words, with where its links stand in them."""
    if isinstance(text, str):
        return [(line, []) for line in text.split("\n")]
    lines = []
    for runs in text.lines:
        plain, links = "", []
        for run in runs:
            if isinstance(run, Link):
                links.append((len(plain), len(plain) + len(run.text)))
            plain += run.text
        lines.append((plain, links))
    return lines


def spoken(lines: list[tuple[str, Spans]]) -> Iterator[Spoken]:
    """The sentences of some lines, each with its links."""
    for line, links in lines:
        at = 0
        for sentence in sentences_of(line):
            start = line.index(sentence, at)
            at = start + len(sentence)
            inside = [(first - start, min(end, at) - start) for first, end in links if start <= first < at]
            yield Spoken(sentence, inside)


def empty_links(told: Spoken) -> Iterator[tuple[int, int]]:
    """The links of a sentence that do not say where they lead: `here`, `this page`."""
    for start, end in told.links:
        if " ".join(words(told.sentence[start:end])).lower() in _EMPTY:
            yield start, end
