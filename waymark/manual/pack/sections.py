"""A Markdown file cut apart: its front matter, and its words at their headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.pack.yaml_form import Source, text_of

messages(
    Severity.REFUSE,
    {
        "front-matter": (
            "The file does not start with front matter between two lines of ---.",
            "Start it with ---, then its fields, then --- on a line of its own.",
        ),
    },
)


class Section(NamedTuple):
    """A heading with the words under it, up to the next heading."""

    level: int
    heading: str
    line: int
    words: str


def split(data: bytes, file: str) -> tuple[Source | None, str, int, list[Finding]]:
    """Front matter as YAML, the words after it, and the line they start on."""
    words, found = text_of(data, file)
    if words is None:
        return None, "", 1, found
    match = re.match(r"---\n(.*?)^---(?:\n|\Z)", words, re.S | re.M)
    if not match:
        return None, "", 1, [finding("front-matter", file=file, line=1)]
    source = Source(match[1], file, first_line=2)
    return source, words[match.end() :], words.count("\n", 0, match.end()) + 1, list(source.findings)


def sections(words: str, first_line: int) -> list[Section]:
    """The words cut at their headings. What stands before the first has level 0."""
    cut = [Section(0, "", first_line, "")]
    kept: list[str] = []
    for number, line in enumerate(words.split("\n"), first_line):
        match = re.fullmatch(r"(##|###) +(.*\S)\s*", line)
        if match:
            cut[-1] = cut[-1]._replace(words="\n".join(kept))
            kept = []
            cut.append(Section(len(match[1]), match[2], number + 1, ""))
        else:
            kept.append(line)
    cut[-1] = cut[-1]._replace(words="\n".join(kept))
    return cut
