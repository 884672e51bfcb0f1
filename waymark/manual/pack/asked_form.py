"""How people ask for a box or procedure: the last section of its file, a line each, kept as it is."""

from __future__ import annotations

from waymark.manual.findings import Finding, Severity, finding, messages

HEADING = "People say"
#: What stands before each line. What comes after it is the line: plain words, never Markdown.
BEFORE = "- "

messages(
    Severity.REFUSE,
    {
        "people-say-form": (
            "A line under “People say” does not start with a hyphen and a space.",
            "Start it with “- ”; all that one person says stands on one line.",
        ),
        "people-say-empty": (
            "A line under “People say” says nothing.",
            "Write how people ask after the hyphen, or take the line out.",
        ),
    },
)


def read_asked(words: str, first_line: int, file: str) -> tuple[list[tuple[int, str]], list[Finding]]:
    """The lines of the section with their numbers in the file. Blank lines between them count for nothing."""
    lines: list[tuple[int, str]] = []
    found: list[Finding] = []
    for number, line in enumerate(words.split("\n"), first_line):
        if line.strip() == BEFORE.strip():
            found.append(finding("people-say-empty", file=file, line=number))
        elif line.startswith(BEFORE):
            lines.append((number, line.removeprefix(BEFORE)))
        elif line.strip():
            found.append(finding("people-say-form", file=file, line=number))
    return lines, found


def write_asked(lines: tuple[str, ...]) -> str:
    """The section's words: a line each, in the order in which they are kept."""
    return "\n".join(BEFORE + line for line in lines)
